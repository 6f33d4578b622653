import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Ledger } from '#src/addresses/ledger.ts'
import { shown } from '#src/addresses/localize.ts'
import { downloadNames } from '#src/client/assets.ts'
import type { Config } from '#src/config.ts'
import { type Content, contentText } from '#src/content/content.ts'
import { idInAddress, type PageFailure } from '#src/content/page-failure.ts'
import { locales, sourceLocale } from '#src/locales.ts'
import type { Span } from '#src/programme/notice-times.ts'
import type { Warning } from '#src/rules/findings.ts'
import { AtOnce } from './at-once.ts'
import { PageFailedError } from './failures.ts'
import { type HeaderRule, headerRules } from './headers.ts'
import { hostFiles } from './hosts/host-files.ts'
import type { Host } from './hosts/host-release.ts'
import { keepLedger } from './ledger-file.ts'
import { prepareOutput, putInPlace } from './output-folder.ts'
import { RenderError, RenderedSite, type Sink } from './rendered-site.ts'
import { openRenderer } from './renderer/renderer.ts'
import { SiteContent } from './site-content.ts'
import { dataWork, inWorkingFolder, projectWork } from './working-folder.ts'

export type Release = {
  /** Made when they are asked for: there may be very many. */
  readonly warnings: readonly Warning[]
  readonly pages: number
  /** How many versions should be public by now and are not, since each would bring a fault. */
  readonly heldBack: number
  readonly milliseconds: number
  /** The headers that its addresses must be served with. */
  readonly headers: readonly HeaderRule[]
  /** As long as it is now within it, a release of the same content and ledger has the same bytes. */
  readonly span: Span
}

/**
 * Reads the published content once and writes the site into a folder, which must be new, empty or an earlier release.
 * If anything fails, the folder does not change.
 * With `host`, the folder also has that host's rules. `signal` ends it. `onBuild` is called where the renderer is built
 * first.
 * @throws the reason of `signal`
 * @throws {ContentFaultsError | LakeUnreachableError | LedgerError | LostAddressError | AssetError | PageFailedError | StepFailedError | HostLimitError | OutputError}
 */
export async function makeRelease(
  config: Config,
  {
    outDir,
    now,
    earlierLedger,
    host,
    signal,
    onBuild,
    onProgress,
  }: {
    outDir: string
    /** The moment of the release, in milliseconds since 1970. */
    now: number
    earlierLedger: () => Promise<Ledger>
    host?: Host | undefined
    signal?: AbortSignal | undefined
    onBuild?: () => void
    /** So many of all files are made. */
    onProgress?: (made: number, of: number) => void
  },
): Promise<Release> {
  const startedAt = performance.now()
  const output = resolve(outDir)
  await prepareOutput(output, config.dataDir)
  const source = new SiteContent(config)
  const checked = await source.read(earlierLedger, now)
  const { content } = checked
  const headers = headersOf(content, config)
  const renderer = await openRenderer(config, { signal, onBuild })
  await inWorkingFolder(projectWork, async (folder) => {
    const staging = join(folder, 'site')
    const { sink, written } = folderSink(staging)
    const read = async (path: string) => {
      await written()
      return readFile(join(staging, path))
    }
    const options = { isForOne: true, canKeep: config.offline, read }
    const site = new RenderedSite(renderer, source.assetsFolder, options)
    await site.update(content, sink, { signal, onProgress }).catch(async (error: unknown) => {
      await written().catch(() => {})
      throw withDocument(error, content, config.studioUrl)
    })
    await written()
    if (host) {
      const { pathname: base } = config.siteUrl
      const folders = await pageFolders(staging)
      const rules = { base, retired: content.past.retired, rules: headers, folders }
      for (const { name, text } of hostFiles(host, rules)) await writeFile(join(staging, name), text)
    }
    await keepLedger(config, content.ledger)
    await putInPlace(staging, output)
  })
  return {
    get warnings() {
      return checked.warnings
    },
    pages: content.addresses.entries.length,
    heldBack: checked.heldBack.length,
    milliseconds: performance.now() - startedAt,
    headers,
    span: content.moment.span,
  }
}

/** The headers that the addresses of a release must be served with. */
export const headersOf = (
  { documents: { snapshot } }: Content,
  { siteUrl }: Pick<Config, 'siteUrl'>,
): readonly HeaderRule[] =>
  headerRules({
    embedHosts: snapshot.forum.embedHosts,
    https: siteUrl.protocol === 'https:',
    downloads: downloadNames(snapshot),
  })

/** Writes files into a folder that nobody reads yet, while the next ones are made. `written` waits for the last. */
function folderSink(folder: string): { sink: Sink; written: () => Promise<void> } {
  const parents = new Map<string, Promise<unknown>>()
  const writes = new AtOnce(32)
  const sink: Sink = (path, bytes) =>
    writes.start(async () => {
      const file = join(folder, path)
      const parent = dirname(file)
      const made = parents.get(parent) ?? mkdir(parent, { recursive: true })
      parents.set(parent, made)
      await made
      await writeFile(file, bytes)
    })
  return { sink, written: () => writes.all() }
}

/** The settings that tell the pages of `astro build` where their content is; `site/content-source.ts` reads them. */
export type PageFiles = { readonly CONTENT_FILE: string; readonly ASSETS_DIR: string }

/**
 * Writes content into a file while `work` makes the pages. The file is removed afterwards.
 * @param assetsFolder has its images and files
 */
export async function withPageFiles<T>(
  config: Config,
  { content, assetsFolder }: { content: Content; assetsFolder: string },
  work: (files: PageFiles) => Promise<T>,
): Promise<T> {
  return inWorkingFolder(resolve(dataWork(config)), async (folder) => {
    const files = { CONTENT_FILE: join(folder, 'content.json'), ASSETS_DIR: resolve(assetsFolder) }
    await writeFile(files.CONTENT_FILE, contentText(content))
    return work(files)
  })
}

/** What ended a page, with the document that it shows; other errors as they are. */
export function withDocument(error: unknown, content: Content, studioUrl: URL): unknown {
  if (!(error instanceof RenderError)) return error
  const { message, stack = '' } = error.cause instanceof Error ? error.cause : new Error(String(error.cause))
  return pageFailed({ address: error.address, found: message, stack }, content, studioUrl)
}

/** The failure of a page, with the document that it shows: by its address, by the id in it, or by the image at it. */
function pageFailed(
  failure: PageFailure,
  { addresses, documents: { snapshot } }: Content,
  studioUrl: URL,
): PageFailedError {
  const { address } = failure
  const [hash] = /(?<=^\/images\/)[0-9a-f]+/.exec(address) ?? []
  const pictured = snapshot.editions.find(({ image }) => hash && image?.asset?.startsWith(`image-${hash}`))
  const id = addresses.at(address)?.subject.id ?? idInAddress(address) ?? pictured?._id
  const { forum, ...lists } = snapshot
  const found = [forum, ...Object.values(lists).flat()].find(({ _id, _type }) => id === _id || id === _type)
  const document = found && {
    documentId: found._id,
    documentType: found._type,
    title: shown('title' in found ? found.title : found.name, sourceLocale)?.value ?? found._id,
  }
  return new PageFailedError(failure, { document, studioUrl })
}

/** The addresses of the folders of a release that contain pages. */
async function pageFolders(release: string): Promise<string[]> {
  const languageFolders = await Promise.all(
    locales.map(async ({ locale }) => {
      const entries = await readdir(join(release, locale), { withFileTypes: true })
      const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
      return [`/${locale}/`, ...names.sort().map((name) => `/${locale}/${name}/`)]
    }),
  )
  return ['/s/', ...languageFolders.flat()]
}
