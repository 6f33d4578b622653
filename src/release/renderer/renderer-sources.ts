import type { Config } from '#src/config.ts'
import { fingerprint } from './fingerprint.ts'

/** What pages are built from. */
export const pageSources = [
  'site/**/*',
  'src/*.ts',
  'src/{model,programme,addresses,rules,content,feeds,pictures,client,serving}/*.ts',
  'locales/*.json',
  'astro.config.mjs',
  'package-lock.json',
]

/** The settings that stand in the renderer. */
export const rendererSettings = ({ siteUrl }: Pick<Config, 'siteUrl'>) => ({ siteUrl, node: process.version })

/** Differs for each version of the code that makes a build, and for each SITE_URL. */
export const buildFingerprint = (config: Pick<Config, 'siteUrl'>): Promise<string> =>
  fingerprint(rendererSettings(config), [...pageSources, 'src/release/**/*.ts'])
