import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { previewSecret } from '#src/client/client.ts'
import { type Config, ConfigError } from '#src/config.ts'
import { Drafts } from '#src/preview/drafts.ts'
import { type Pages, previewFileHeaders, previewListener } from '#src/preview/listener.ts'
import { readIfExists, writeAtomically } from '#src/release/files.ts'
import { readLedger } from '#src/release/ledger-file.ts'
import { astroBuild } from '#src/release/renderer/astro-build.ts'
import { cachedBuild } from '#src/release/renderer/cached-build.ts'
import { pageSources } from '#src/release/renderer/renderer-sources.ts'
import { FolderOfFiles } from '#src/serving/file-server.ts'
import type { Server } from './server.ts'

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
  const key = signingKey(config)
  await key()
  const { handler }: { handler: Pages } = await import(pathToFileURL(join(folder, 'server/entry.mjs')).href)
  const drafts = new Drafts(config, { ledger: ledgerOf(config), assetsFolder, log })
  drafts.start()
  const files = await FolderOfFiles.open(join(folder, 'client'), previewFileHeaders)
  server.setListener(previewListener(config, { drafts, pages: handler, files, key }))
  return { close: async () => drafts.close() }
}

/** Builds the preview's server, unless there is a build of the present sources and settings. @returns its folder */
function builtPreview({ siteUrl }: Config, signal?: AbortSignal): Promise<string> {
  return cachedBuild({ name: 'preview', settings: { siteUrl }, sources: pageSources }, (folder) =>
    astroBuild('Building the preview', folder, { SITE_URL: siteUrl.href, PREVIEW: '1' }, signal),
  )
}

/**
 * Returns a function that reads the key that signs passes: with a hosted project its token, else a random key in
 * `DATA_DIR`. Who deletes that file ends all passes.
 */
function signingKey({ lake, dataDir }: Config): () => Promise<string> {
  if (lake.kind === 'hosted') {
    const secret = previewSecret()
    if (secret !== undefined) return async () => secret
    throw new ConfigError([
      {
        variable: 'SANITY_TOKEN',
        found: 'not set',
        allowed: 'the preview reads drafts, so it needs a token with the role Viewer',
      },
    ])
  }
  const path = join(dataDir, 'preview.key')
  let writing: Promise<string> | undefined
  const written = async () => {
    const key = randomBytes(32).toString('base64url')
    await writeAtomically(path, key)
    writing = undefined
    return key
  }
  return async () => {
    const stored = await readIfExists(path)
    if (stored) return stored
    writing ??= written()
    return writing
  }
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
