import type { Config } from '#src/config.ts'
import { fingerprint } from './fingerprint.ts'

/** What the renderer is built from. */
export const rendererSources = [
  'site/**/*',
  'src/*.ts',
  'src/{model,programme,addresses,rules,content,feeds,pictures,client,serving,preview}/*.ts',
  'locales/*.json',
  'astro.config.mjs',
  'package-lock.json',
]

/** The settings that stand in the renderer. */
export const rendererSettings = ({ siteUrl }: Pick<Config, 'siteUrl'>) => ({ siteUrl, node: process.version })

/** Differs for each version of the code and each SITE_URL. */
export const rendererFingerprint = (config: Pick<Config, 'siteUrl'>): Promise<string> =>
  fingerprint(rendererSettings(config), rendererSources)
