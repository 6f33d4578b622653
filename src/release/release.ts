import { readdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import type { Ledger } from '#src/addresses/ledger.ts'
import { shown } from '#src/addresses/localize.ts'
import { downloadNames, fetchAssets } from '#src/client/assets.ts'
import { lakeClient } from '#src/client/client.ts'
import { readSnapshot } from '#src/client/snapshot.ts'
import type { Config } from '#src/config.ts'
import { type Content, contentOf, contentText } from '#src/content/content.ts'
import { idInAddress, type PageFailure, pageFailureIn } from '#src/content/page-failure.ts'
import { locales, sourceLocale } from '#src/locales.ts'
import { assetFaults } from '#src/rules/asset-faults.ts'
import type { Warning } from '#src/rules/findings.ts'
import {
  ContentFaultsError,
  LakeUnreachableError,
  LedgerError,
  PageFailedError,
  StepFailedError,
} from './failures.ts'
import { type HeaderRule, headerRules } from './headers.ts'
import { type Host, hostFiles } from './hosts.ts'
import { keepLedger } from './ledger-file.ts'
import { prepareOutput, putInPlace } from './output-folder.ts'
import { runProgram } from './program.ts'
import { dataWork, inWorkingFolder, projectWork } from './working-folder.ts'

export type Release = {
  warnings: readonly Warning[]
  pages: number
  milliseconds: number
  /** The headers that its addresses must be served with. */
  headers: readonly HeaderRule[]
}

/**
 * Reads the published content once and writes the site into a folder, which must be new, empty or an earlier release.
 * If anything fails, the folder does not change.
 * With `host`, the folder also has that host's rules. `signal` ends it.
 * @throws the reason of `signal`
 * @throws {ContentFaultsError | LakeUnreachableError | LedgerError | LostAddressError | AssetError | PageFailedError | StepFailedError | HostLimitError | OutputError}
 */
export async function makeRelease(
  config: Config,
  {
    outDir,
    earlierLedger,
    host,
    signal,
  }: {
    outDir: string
    earlierLedger: () => Promise<Ledger>
    host?: Host | undefined
    signal?: AbortSignal | undefined
  },
): Promise<Release> {
  const startedAt = performance.now()
  const output = resolve(outDir)
  await prepareOutput(output, config.dataDir)
  const { content, warnings } = await readContent(config, earlierLedger)
  const { addresses, ledger, past } = content
  const { snapshot } = content.documents
  const { pathname: base, protocol } = config.siteUrl
  const headers = headerRules({
    embedHosts: snapshot.forum.embedHosts,
    https: protocol === 'https:',
    downloads: downloadNames(snapshot),
  })
  // Inside the project: Astro then keeps its working files beside the output. For output elsewhere it would keep them in
  // one folder that all builds share.
  await inWorkingFolder(projectWork, async (folder) => {
    const staging = join(folder, 'site')
    await withPageFiles(config, content, (files) =>
      astroBuild('Making the pages', staging, { SITE_URL: config.siteUrl.href, ...files }, signal),
    ).catch((error: unknown) => {
      const failure = error instanceof StepFailedError ? pageFailureIn(error.output) : undefined
      throw failure === undefined ? error : pageFailed(failure, content, config.studioUrl)
    })
    if (host) {
      const folders = await pageFolders(staging)
      for (const { name, text } of hostFiles(host, {
        base,
        retired: past.retired,
        rules: headers,
        folders,
      })) {
        await writeFile(join(staging, name), text)
      }
    }
    await keepLedger(config, ledger)
    await putInPlace(staging, output)
  })
  return { warnings, pages: addresses.entries.length, milliseconds: performance.now() - startedAt, headers }
}

/** The settings that tell the pages of a build where their content is; `site/content-source.ts` reads them. */
export type PageFiles = { readonly CONTENT_FILE: string; readonly ASSETS_DIR: string }

/**
 * Writes content into a file, and images and files into a folder, while `work` makes the pages. The file is removed
 * afterwards.
 * @throws {ContentFaultsError | AssetError}
 */
export async function withPageFiles<T>(
  config: Config,
  content: Content,
  work: (files: PageFiles) => Promise<T>,
): Promise<T> {
  return inWorkingFolder(resolve(dataWork(config)), async (folder) => {
    const files = {
      CONTENT_FILE: join(folder, 'content.json'),
      ASSETS_DIR: resolve(config.dataDir, 'cache/assets'),
    }
    const problems = await fetchAssets(config, content.documents.snapshot, files.ASSETS_DIR)
    const faults = assetFaults(content.documents.snapshot, problems)
    if (faults.length > 0) throw new ContentFaultsError(faults, config.studioUrl)
    await writeFile(files.CONTENT_FILE, contentText(content))
    return work(files)
  })
}

/**
 * Reads the published content once.
 * @throws {ContentFaultsError | LakeUnreachableError | LedgerError | LostAddressError}
 */
export async function readContent(
  config: Config,
  earlierLedger: () => Promise<Ledger>,
): Promise<{ content: Content; warnings: readonly Warning[] }> {
  const { lake, studioUrl } = config
  const startedAt = performance.now()
  const { snapshot, faults, warnings, ledger } = await readSnapshot(lakeClient(config), earlierLedger).catch(
    (error: Error) => {
      if (error instanceof LedgerError) throw error
      throw new LakeUnreachableError({
        url: lake.kind === 'embedded' ? lake.url : `https://${lake.projectId}.api.sanity.io`,
        variable: lake.kind === 'embedded' ? 'LAKE_PORT' : 'SANITY_PROJECT_ID',
        seconds: (performance.now() - startedAt) / 1000,
        found: error.cause instanceof Error ? error.cause.message : error.message,
      })
    },
  )
  if (snapshot === undefined || faults.length > 0) throw new ContentFaultsError(faults, studioUrl)
  return { content: contentOf({ snapshot, ledger }), warnings }
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

/** Runs Astro as its own process, so that no state of one release stays in memory for the next. */
export async function astroBuild(
  step: string,
  outDir: string,
  env: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<void> {
  const { code, output } = await runProgram(astro, ['build', '--outDir', outDir], {
    env: { ...cleanEnvironment, ...env },
    signal,
  })
  if (code !== 0) throw new StepFailedError(step, output)
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

/** Variables that other programs may set and that would change the pages. Astro runs without them, and in production mode. */
const cleanEnvironment = {
  NODE_ENV: 'production',
  PREVIEW: undefined,
  BASE_URL: undefined,
  SITE: undefined,
  MODE: undefined,
  PROD: undefined,
  DEV: undefined,
  SSR: undefined,
}
const astro = join(dirname(createRequire(import.meta.url).resolve('astro/package.json')), 'bin/astro.mjs')
