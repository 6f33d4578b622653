import { AsyncLocalStorage } from 'node:async_hooks'
import { readFile } from 'node:fs/promises'
import type { Content } from '#src/content/content.ts'
import { type Noted, type Pieces, Reads } from '#src/content/reads.ts'
import { isEditionFile } from '#src/feeds/edition-files.ts'
import { isOfflinePack, OfflinePacks, type ReadMade } from './offline-packs.ts'
import { fileAt, type Place, type Renderer } from './renderer/renderer.ts'

/** Whether a file is drawn, which takes far longer than a page. */
export const isPicture = (path: string): boolean =>
  /^((card|share|images|icons)\/|apple-touch-icon\.png$)/.test(path)

/**
 * Whether a file may follow the pages: a picture, a pack, which is made of pages, or a whole edition, which reads more than any
 * page.
 */
export const canFollow = (path: string): boolean =>
  isPicture(path) || isOfflinePack(path) || isEditionFile(path)

/** What the page that is being made has read. */
const scope = new AsyncLocalStorage<Noted>()

/** Takes the bytes of a file, at its path in the release. */
export type Sink = (path: string, bytes: Uint8Array) => Promise<void>

/** A page could not be made. */
export class RenderError extends Error {
  readonly address: string
  constructor(address: string, cause: unknown) {
    super(`${address} could not be made`, { cause })
    this.name = 'RenderError'
    this.address = address
  }
}

/** Makes something of content; `piece` keeps pieces of it. */
type Made<T> = (content: Content, piece: Pieces) => Promise<T>

/** What is read of content is noted, or, where that content is the only one, nothing is. */
type Notes = {
  noting<T>(name: string, make: Made<T>): Promise<T>
  /** @returns the names of what comes out differently with other content */
  update(content: Content): ReadonlySet<string>
}

/** Pages of one content, of which no other follows: noting what they read would take a fifth of the time. */
function withoutNotes(content: Content): Notes {
  const pieces = new Map<string, Promise<string>>()
  const piece: Pieces = (name, make) => {
    const text = pieces.get(name) ?? make()
    pieces.set(name, text)
    return text
  }
  return {
    noting: (_name, make) => make(content, piece),
    update: () => {
      throw new Error('What the pages read was not noted')
    },
  }
}

function withNotes(content: Content): Notes {
  const reads = new Reads(content, scope)
  return {
    noting: (name, make) =>
      reads.noting(name, (wrapped) => make(wrapped, (part, makePart) => reads.piece(part, makePart))),
    update: (other) => reads.update(other),
  }
}

/**
 * The files of the site for the content that it was last updated with. A change of the content makes those files again
 * that read what has changed, and no other.
 */
export class RenderedSite {
  readonly #renderer: Renderer
  readonly #assetsFolder: string
  #content: Content | undefined
  #notes: Notes | undefined
  /** The files of the present content that stand. */
  readonly #made = new Set<string>()
  #places: ReadonlyMap<string, Place> = new Map()
  readonly #isForOne: boolean
  readonly #canKeep: boolean
  readonly #packs: OfflinePacks | undefined

  /**
   * @param options `isForOne`: there will be no second `update`; `canKeep`: readers may keep editions for when they have no
   * network; `read` reads a file that the sink was given, for packs: without it none are made
   */
  constructor(
    renderer: Renderer,
    assetsFolder: string,
    {
      isForOne = false,
      canKeep = true,
      read,
    }: { isForOne?: boolean; canKeep?: boolean; read?: ReadMade | undefined } = {},
  ) {
    this.#renderer = renderer
    this.#assetsFolder = assetsFolder
    this.#isForOne = isForOne
    this.#canKeep = canKeep
    this.#packs = canKeep && read ? new OfflinePacks(renderer.files, read) : undefined
  }

  /** Whether the release has a file. */
  has(path: string): boolean {
    return this.#places.has(path) || this.#renderer.files.has(path) || this.#packs?.has(path) === true
  }

  /**
   * Makes the files that come out differently with this content, one after another: pages first, then pictures, then packs.
   * Where it fails, the next call makes those that are still to be made.
   * @param later whether a file may follow by `make`, when it is asked for
   * @returns the paths of the files that are to follow
   * @throws {RenderError} and the reason of `signal`
   */
  async update(
    content: Content,
    sink: Sink,
    {
      signal,
      later = () => false,
      onProgress,
    }: {
      signal?: AbortSignal | undefined
      later?: (path: string) => boolean
      onProgress?: ((made: number, of: number) => void) | undefined
    } = {},
  ): Promise<readonly string[]> {
    await this.#copyFiles(sink)
    await this.#outdate(content)
    const outdated = [...this.#places.keys()].filter((path) => !this.#made.has(path))
    const now = outdated.filter((path) => !later(path))
    for (let at = 0; at < now.length; at += 16) {
      signal?.throwIfAborted()
      await this.makeAll(now.slice(at, at + 16), sink)
      onProgress?.(Math.min(at + 16, now.length), now.length)
    }
    const packs = this.#packs?.outdated ?? []
    for (const path of packs.filter((path) => !later(path))) {
      signal?.throwIfAborted()
      await this.make(path, sink)
    }
    // Packs first: they take a moment, and pictures may take long.
    return [...packs, ...outdated].filter(later)
  }

  /** Makes files of the present content, one after another. Their pictures are drawn together. @throws {RenderError} */
  async makeAll(paths: readonly string[], sink: Sink): Promise<void> {
    const drawn = Promise.allSettled(paths.map((path) => this.#draw(path)))
    for (const path of paths) await this.make(path, sink)
    await drawn
  }

  /** Makes a file of the present content. @returns whether there is such a file @throws {RenderError} */
  async make(path: string, sink: Sink): Promise<boolean> {
    if (this.#packs?.has(path)) {
      await sink(path, await this.#packs.make(path))
      return true
    }
    const place = this.#places.get(path)
    if (place === undefined || this.#notes === undefined) return false
    const bytes = await this.#notes
      .noting(path, (content, piece) =>
        this.#renderer.render(place, {
          ...{ content, assetsFolder: this.#assetsFolder, piece, canKeep: this.#canKeep },
        }),
      )
      .catch((error: unknown) => {
        throw new RenderError(place.address, error)
      })
    await sink(path, bytes)
    this.#made.add(path)
    this.#packs?.note(path, bytes)
    return true
  }

  /** Draws a picture into the cache from which it is then taken. What is read meanwhile is noted when it is taken. */
  async #draw(path: string): Promise<void> {
    const place = this.#places.get(path)
    if (place === undefined || this.#content === undefined || !isPicture(path)) return
    await this.#renderer.render(place, { content: this.#content, assetsFolder: this.#assetsFolder })
  }

  async #copyFiles(sink: Sink): Promise<void> {
    if (this.#notes) return
    for (const [path, source] of this.#renderer.files) await sink(path, await readFile(source))
  }

  async #outdate(content: Content): Promise<void> {
    this.#content = content
    let outdated: ReadonlySet<string> = new Set([allPlaces])
    if (this.#notes === undefined) this.#notes = this.#isForOne ? withoutNotes(content) : withNotes(content)
    else outdated = this.#notes.update(content)
    for (const path of outdated) this.#made.delete(path)
    this.#packs?.update(content)
    if (!outdated.has(allPlaces)) return
    const places = await this.#notes.noting(allPlaces, async (noted) => [...this.#renderer.placesOf(noted)])
    this.#places = new Map(places.map((place) => [fileAt(place.address), place]))
    for (const path of this.#made) if (!this.#places.has(path)) this.#made.delete(path)
  }
}

/** The name of the list of all files, among the paths of files. */
const allPlaces = ''
