import { glob } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import type { Address } from '#src/addresses/paths.ts'
import type { Config } from '#src/config.ts'
import type { Content } from '#src/content/content.ts'
import type { Pieces } from '#src/content/reads.ts'
import type { Revision } from '#src/preview/revision.ts'
import { astroBuild } from './astro-build.ts'
import { cachedBuild } from './cached-build.ts'
import { pageSources, rendererSettings } from './renderer-sources.ts'

/** An address of a release, without the path of SITE_URL, and its route. Of pages it ends in a slash. */
export type Place = { readonly address: Address; readonly route: string }

/** What pages are made from. */
export type Source = {
  readonly content: Content
  /** Has the images and files of the content, named by their asset ids; keeps pictures. */
  readonly assetsFolder: string
  /** Keeps a piece of a page under a name that says what it is made of. Where it is left out, pieces are made each time. */
  readonly piece?: Pieces
  /** Whether readers may keep editions for when they have no network. */
  readonly canKeep?: boolean
  /** For the preview alone: the attributes that link a field's element to its form. With them pages have no scripts for readers. */
  readonly attributes?: Revision['attributes']
}

/** The pages of the site as a program: one version of the code, for one SITE_URL. */
export type Renderer = {
  /** Differs for each version of the code and each SITE_URL. */
  readonly fingerprint: string
  /** Every address of a release whose file `render` makes. */
  placesOf(content: Content): Iterable<Place>
  /** The place at an address; undefined where there is none. Of pages it costs the same for any number of them. */
  placeAt(content: Content, address: Address): Place | undefined
  /**
   * The bytes at an address.
   * @throws what the page throws
   */
  render(place: Place, source: Source): Promise<Uint8Array>
  /** The files that are the same in each release, by their paths in it. The values are their paths on disk. */
  readonly files: ReadonlyMap<string, string>
  /** The folder that has these files. */
  readonly filesFolder: string
}

/**
 * The renderer for the present code. Where there is none yet it is built first, which takes some seconds; `onBuild` is
 * called before that.
 * @throws {StepFailedError} and the reason of `signal`, which ends the build
 */
export async function openRenderer(
  { siteUrl }: Pick<Config, 'siteUrl'>,
  { signal, onBuild }: { signal?: AbortSignal | undefined; onBuild?: (() => void) | undefined } = {},
): Promise<Renderer> {
  const folder = await cachedBuild(
    { name: 'renderer', settings: rendererSettings({ siteUrl }), sources: pageSources, signal },
    async (building) => {
      onBuild?.()
      await astroBuild('Building the pages', building, { SITE_URL: siteUrl.href, RENDERER: '1' }, signal)
    },
  )
  // Code that looks at it takes longer ways where it is not a production's.
  process.env.NODE_ENV = 'production'
  // Pictures are drawn several at once, each by one thread.
  sharp.concurrency(1)
  const code = await import(pathToFileURL(join(folder, 'server/entry.mjs')).href)
  const filesFolder = join(folder, 'client')
  return {
    fingerprint: folder.split(sep).at(-1) ?? '',
    placesOf: code.placesOf,
    placeAt: code.placeAt,
    render: code.render,
    files: await filesIn(filesFolder),
    filesFolder,
  }
}

async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for await (const entry of glob('**/*', { cwd: folder, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = resolve(entry.parentPath, entry.name)
    files.set(
      path
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
      path,
    )
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The file of a release that has what is at an address. @example fileAt('/en/2019/') → 'en/2019/index.html' */
export const fileAt = (address: Address): string =>
  address === '/404/'
    ? '404.html'
    : address.endsWith('/')
      ? `${address.slice(1)}index.html`
      : address.slice(1)
