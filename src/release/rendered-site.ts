import { AsyncLocalStorage } from 'node:async_hooks'
import { readFile } from 'node:fs/promises'
import type { Content } from '#src/content/content.ts'
import { type Noted, Reads } from '#src/content/reads.ts'
import { fileAt, type Place, type Renderer, type Source } from './renderer/renderer.ts'

/** Whether a file is drawn, which takes far longer than a page. */
export const isPicture = (path: string): boolean => /^(share|images)\//.test(path)

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
type Made<T> = (content: Content, piece: NonNullable<Source['piece']>) => Promise<T>

/** What is read of content is noted, or, where that content is the only one, nothing is. */
type Notes = {
  noting<T>(make: Made<T>): Promise<{ made: T; reads: Uint32Array }>
  update(content: Content): (reads: Uint32Array) => boolean
}

const nothing = new Uint32Array()

/** Pages of one content, of which no other follows: noting what they read would take a fifth of the time. */
function withoutNotes(content: Content): Notes {
  const pieces = new Map<string, Promise<string>>()
  const piece: NonNullable<Source['piece']> = (name, make) => {
    const text = pieces.get(name) ?? make()
    pieces.set(name, text)
    return text
  }
  return {
    noting: async (make) => ({ made: await make(content, piece), reads: nothing }),
    update: () => {
      throw new Error('What the pages read was not noted')
    },
  }
}

function withNotes(content: Content): Notes {
  const reads = new Reads(content, scope)
  return {
    noting: (make) => reads.noting((wrapped) => make(wrapped, (name, part) => reads.piece(name, part))),
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
  readonly #isForOne: boolean
  /** What each file was made from, by its path. A file without it is still to be made. */
  #made = new Map<string, Uint32Array>()
  #places = new Map<string, Place>()

  /** @param isForOne there will be no second `update` */
  constructor(renderer: Renderer, assetsFolder: string, { isForOne = false } = {}) {
    this.#renderer = renderer
    this.#assetsFolder = assetsFolder
    this.#isForOne = isForOne
  }

  /** The paths of all files of the release, in a fixed order. */
  get paths(): Iterable<string> {
    return [...this.#renderer.files.keys(), ...this.#places.keys()]
  }

  /**
   * Makes the files that come out differently with this content, one after another: pages first, then pictures. Where
   * it fails, the next call makes those that are still to be made.
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
    }: { signal?: AbortSignal | undefined; later?: (path: string) => boolean } = {},
  ): Promise<readonly string[]> {
    await this.#copyFiles(sink)
    this.#outdate(content)
    const places = [...this.#renderer.placesOf(content)].map(
      (place) => [fileAt(place.address), place] as const,
    )
    this.#places = new Map(places)
    for (const path of this.#made.keys()) if (!this.#places.has(path)) this.#made.delete(path)
    const outdated = [...this.#places.keys()].filter((path) => !this.#made.has(path))
    const now = outdated.filter((path) => !later(path))
    for (let at = 0; at < now.length; at += 16) {
      signal?.throwIfAborted()
      await this.makeAll(now.slice(at, at + 16), sink)
    }
    return outdated.filter(later)
  }

  /** Makes files of the present content, one after another. Their pictures are drawn together. @throws {RenderError} */
  async makeAll(paths: readonly string[], sink: Sink): Promise<void> {
    const drawn = Promise.allSettled(paths.map((path) => this.#draw(path)))
    for (const path of paths) await this.make(path, sink)
    await drawn
  }

  /** Makes a file of the present content. @returns whether there is such a file @throws {RenderError} */
  async make(path: string, sink: Sink): Promise<boolean> {
    const place = this.#places.get(path)
    if (place === undefined || this.#notes === undefined) return false
    const { made, reads } = await this.#notes
      .noting((content, piece) =>
        this.#renderer.render(place, { content, assetsFolder: this.#assetsFolder, piece }),
      )
      .catch((error: unknown) => {
        throw new RenderError(place.address, error)
      })
    await sink(path, made)
    this.#made.set(path, reads)
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

  #outdate(content: Content): void {
    this.#content = content
    if (this.#notes === undefined) {
      this.#notes = this.#isForOne ? withoutNotes(content) : withNotes(content)
      return
    }
    const hasChanged = this.#notes.update(content)
    for (const [path, reads] of this.#made) if (hasChanged(reads)) this.#made.delete(path)
  }
}
