import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { previewSecret } from '#src/client/client.ts'
import { type Config, ConfigError } from '#src/config.ts'
import { Drafts } from '#src/preview/drafts.ts'
import { previewFileHeaders, previewListener, previewScriptHeaders } from '#src/preview/listener.ts'
import { StepFailedError } from '#src/release/failures.ts'
import { readIfExists, writeAtomically } from '#src/release/files.ts'
import { readLedger } from '#src/release/ledger-file.ts'
import { runProgram } from '#src/release/program.ts'
import { cachedBuild } from '#src/release/renderer/cached-build.ts'
import { openRenderer } from '#src/release/renderer/renderer.ts'
import { FolderOfFiles } from '#src/serving/file-server.ts'
import type { Server } from './server.ts'

/** Whether the preview can run: always with the embedded lake; with a hosted one only with `PREVIEW_URL` and a token. */
export const canPreview = (config: Config): config is Config & { previewUrl: URL } =>
  config.previewUrl !== undefined && (config.lake.kind === 'embedded' || previewSecret() !== undefined)

/**
 * Serves the site with drafts on a server that already listens. The pages are those of releases, and are built first
 * where they are not kept yet, which takes about ten seconds; so is the script for editors, in about two.
 * @throws {StepFailedError | ConfigError} and the reason of `signal`, which ends the builds
 */
export async function showDrafts(
  config: Config & { previewUrl: URL },
  server: Server,
  log: (line: string) => void,
  signal?: AbortSignal,
): Promise<{ close(): Promise<void> }> {
  const key = signingKey(config)
  const [pages, scriptFolder] = await Promise.all([
    openRenderer(config, { signal }),
    builtLiveScript(signal),
    key(),
  ])
  const [name = ''] = (await readdir(scriptFolder)).filter((file) => /^live-.*\.js$/.test(file))
  const files = await FolderOfFiles.open(pages.filesFolder, previewFileHeaders)
  const script = { name, files: await FolderOfFiles.open(scriptFolder, previewScriptHeaders) }
  const assetsFolder = resolve(config.dataDir, 'cache/assets')
  const drafts = new Drafts(config, { ledger: ledgerOf(config), assetsFolder, log })
  drafts.start()
  server.setListener(previewListener(config, { drafts, pages, files, script, key, log }))
  return { close: async () => drafts.close() }
}

/** The folder with the script that the preview adds to pages, built where it is not kept yet. */
function builtLiveScript(signal?: AbortSignal): Promise<string> {
  const sources = ['site/preview/*.ts', 'package-lock.json']
  return cachedBuild({ name: 'live-script', settings: {}, sources, signal }, async (folder) => {
    const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
    const options = [
      '--config',
      'site/preview/live-config.ts',
      '--configLoader',
      'native',
      '--outDir',
      folder,
    ]
    const { code, output } = await runProgram(vite, ['build', ...options], {
      env: { NODE_ENV: 'production' },
      signal,
    })
    if (code !== 0) throw new StepFailedError('Building the preview', output)
  })
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
