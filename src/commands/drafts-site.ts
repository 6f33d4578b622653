import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { previewSecret } from '#src/client/client.ts'
import { type Config, ConfigError } from '#src/config.ts'
import { Drafts } from '#src/preview/drafts.ts'
import { type Pages, previewListener } from '#src/preview/listener.ts'
import { readIfThere, writeWhole } from '#src/release/files.ts'
import { fingerprint } from '#src/release/fingerprint.ts'
import { readLedger } from '#src/release/ledger-file.ts'
import { projectFolder } from '#src/release/program.ts'
import { astroBuild } from '#src/release/release.ts'
import type { Server } from '#src/release/serve.ts'

/** Whether drafts can be shown: on this machine always; of a hosted project to whom it gives a token. */
export const canPreview = (config: Config): config is Config & { previewUrl: URL } =>
  config.previewUrl !== undefined && (config.lake.kind === 'embedded' || previewSecret() !== undefined)

/**
 * Shows the site as it is being written, on a server that listens already. The first time it is built, which
 * takes some ten seconds.
 * @throws {StepFailedError | ConfigError}
 */
export async function showDrafts(
  config: Config & { previewUrl: URL },
  server: Server,
  tell: (line: string) => void,
): Promise<{ close(): Promise<void> }> {
  const folder = await builtPreview(config)
  const assetsFolder = resolve(config.dataDir, 'cache/assets')
  const key = await keyOf(config)
  const { handler }: { handler: Pages } = await import(pathToFileURL(join(folder, 'server/entry.mjs')).href)
  const drafts = new Drafts(config, { ledger: ledgerOf(config), assetsFolder, tell })
  drafts.start()
  server.show(previewListener(config, { drafts, pages: handler, files: join(folder, 'client'), key }))
  return { close: async () => drafts.close() }
}

/** Builds the server of pages, unless it stands already as these sources and settings make it. */
async function builtPreview({ siteUrl }: Config): Promise<string> {
  const folder = resolve(
    projectFolder,
    'node_modules/.cache/preview',
    await fingerprint({ siteUrl }, sources),
  )
  if (existsSync(join(folder, 'server/entry.mjs'))) return folder
  const staging = `${folder}.${process.pid}`
  try {
    await astroBuild('Building the preview', staging, { SITE_URL: siteUrl.href, PREVIEW: '1' })
    await rename(staging, folder)
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
  return folder
}

/** What passes are signed with: of a hosted project its token; on this machine a secret kept beside the data. */
async function keyOf({ lake, dataDir }: Config): Promise<string> {
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
  const kept = await readIfThere(path)
  if (kept) return kept
  const key = randomBytes(32).toString('base64url')
  await writeWhole(path, key, 0o600)
  return key
}

/** The ledger of the published site, read at most every ten seconds; without one the living documents count. */
function ledgerOf(config: Config): () => Promise<Ledger> {
  let at = Number.NEGATIVE_INFINITY
  let ledger: Promise<Ledger> = Promise.resolve(emptyLedger)
  return () => {
    if (performance.now() - at > 10_000) {
      at = performance.now()
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
