import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { previewSecret } from '#src/client/client.ts'
import { type Config, ConfigError } from '#src/config.ts'
import { Drafts } from '#src/preview/drafts.ts'
import { type Pages, previewListener } from '#src/preview/listener.ts'
import { readIfExists, writeAtomically } from '#src/release/files.ts'
import { readLedger } from '#src/release/ledger-file.ts'
import { astroBuild } from '#src/release/release.ts'
import type { Server } from '#src/release/serve.ts'
import { cachedBuild } from './cached-build.ts'

/** Whether the preview can run: always with the embedded lake; with a hosted one only with `PREVIEW_URL` and a token. */
export const canPreview = (config: Config): config is Config & { previewUrl: URL } =>
  config.previewUrl !== undefined && (config.lake.kind === 'embedded' || previewSecret() !== undefined)

/**
 * Serves the site with drafts on a server that already listens. It is built first, where there is no build of the
 * present sources; that takes about ten seconds.
 * @throws {StepFailedError | ConfigError} and the reason of `signal`, which ends the build
 */
export async function showDrafts(
  config: Config & { previewUrl: URL },
  server: Server,
  log: (line: string) => void,
  signal?: AbortSignal,
): Promise<{ close(): Promise<void> }> {
  const folder = await builtPreview(config, signal)
  const assetsFolder = resolve(config.dataDir, 'cache/assets')
  const key = await signingKey(config)
  const { handler }: { handler: Pages } = await import(pathToFileURL(join(folder, 'server/entry.mjs')).href)
  const drafts = new Drafts(config, { ledger: ledgerOf(config), assetsFolder, log })
  drafts.start()
  server.setListener(previewListener(config, { drafts, pages: handler, files: join(folder, 'client'), key }))
  return { close: async () => drafts.close() }
}

/** Builds the preview's server, unless there is a build of the present sources and settings. @returns its folder */
function builtPreview({ siteUrl }: Config, signal?: AbortSignal): Promise<string> {
  return cachedBuild({ name: 'preview', settings: { siteUrl }, sources }, (folder) =>
    astroBuild('Building the preview', folder, { SITE_URL: siteUrl.href, PREVIEW: '1' }, signal),
  )
}

/** The key that signs passes: with a hosted project its token, else a random key that is stored in `DATA_DIR`. */
async function signingKey({ lake, dataDir }: Config): Promise<string> {
  if (lake.kind === 'hosted') {
    const secret = previewSecret()
    if (secret !== undefined) return secret
    throw new ConfigError([
      {
        variable: 'SANITY_TOKEN',
        found: 'not set',
        allowed: 'the preview reads drafts, so it needs a token with the role Viewer',
      },
    ])
  }
  const path = join(dataDir, 'preview.key')
  const stored = await readIfExists(path)
  if (stored) return stored
  const key = randomBytes(32).toString('base64url')
  await writeAtomically(path, key)
  return key
}

/** Returns a function that reads the ledger of the published site, at most every ten seconds. Without one it is empty. */
function ledgerOf(config: Config): () => Promise<Ledger> {
  let readAt = Number.NEGATIVE_INFINITY
  let ledger: Promise<Ledger> = Promise.resolve(emptyLedger)
  return () => {
    if (performance.now() - readAt > 10_000) {
      readAt = performance.now()
      ledger = readLedger(config, config.lake.kind === 'hosted' ? 'publishedSite' : 'dataDir').catch(
        () => emptyLedger,
      )
    }
    return ledger
  }
}

const sources = [
  'site/**/*',
  'src/*.ts',
  'src/{model,programme,addresses,rules,content,feeds,pictures,client,preview}/*.ts',
  'locales/*.json',
  'astro.config.mjs',
  'package-lock.json',
]
