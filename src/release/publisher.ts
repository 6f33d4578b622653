import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { lakeClient } from '#src/client/client.ts'
import type { Config } from '#src/config.ts'
import type { Content } from '#src/content/content.ts'
import { documentTypes } from '#src/model/schema.ts'
import { ContentFaultsError, LakeUnreachableError } from './failures.ts'
import { keepLedger, readLedger } from './ledger-file.ts'
import { headersOf, withDocument } from './release.ts'
import type { ReleaseFile, StoredRelease } from './release-history.ts'
import type { ReleaseStore } from './release-store.ts'
import { isPicture, RenderedSite, type Sink } from './rendered-site.ts'
import { openRenderer, type Renderer } from './renderer.ts'
import { SiteContent } from './site-content.ts'

/** The connection to the lake ended. Changes that are published from now on do not make a release. */
export class NotListeningError extends Error {
  constructor(cause: Error) {
    super(`The publisher can no longer listen for changes: ${cause.message}`, { cause })
    this.name = 'NotListeningError'
  }
}

/** How long the steps of a release took, in milliseconds. */
export type StepTimes = { readonly read: number; readonly make: number; readonly store: number }

export type Published = {
  readonly release: StoredRelease
  /** How many pages the site has, and how many files were new or changed. */
  readonly pages: number
  readonly changed: number
  readonly milliseconds: number
  readonly steps: StepTimes
  /** How many pictures follow. */
  readonly following: number
}

type Options = {
  /** The first release of a hosted site: there is no ledger of addresses to continue. */
  readonly isFirst?: boolean
  /** The site shows what is published. */
  readonly onRelease: (published: Published) => void
  /** There is no release of what is published: the one before stays. */
  readonly onError: (error: unknown) => void
  /** A release begins, which ends in one of `onRelease`, `onUnchanged` and `onError`. */
  readonly onBegin?: () => void
  /** What is published is what the site shows already. */
  readonly onUnchanged?: () => void
  /** Pictures were made; so many are still to follow. */
  readonly onPictures?: (following: number) => void
  /** The renderer is built first, which takes some seconds. */
  readonly onBuild?: () => void
}

/** Events of one transaction come one after another within this time. */
const coalesceMilliseconds = 4
/** How long to wait for a lake that does not answer, the first time and at most. */
const retryMilliseconds = { first: 500, most: 15_000 }

/**
 * Makes a release whenever something is published, into a store: pages first, pictures after them. It makes one release
 * at a time, and always one for the latest state of the content. When a release fails, the one before stays.
 */
export class Publisher {
  readonly #config: Config
  readonly #store: ReleaseStore
  readonly #options: Options
  readonly #closing = new AbortController()
  #renderer: Renderer | undefined
  #state: { content: SiteContent; site: RenderedSite; ledger: Ledger | undefined } | undefined
  /** The documents that changed since the last release; undefined where any may have. */
  #changed: Set<string> | undefined
  #isOutdated = false
  /** Whether a release was told of since the start. */
  #isTold = false
  #running: Promise<void> | undefined
  #soon: NodeJS.Timeout | undefined
  #retry: number = retryMilliseconds.first
  #following: string[] = []
  /** Who works with the rendered site: one at a time. */
  #turn: Promise<unknown> = Promise.resolve()
  #stop: () => void = () => {}

  constructor(config: Config, store: ReleaseStore, options: Options) {
    this.#config = config
    this.#store = store
    this.#options = options
  }

  /** Starts to listen to the lake. Resolves when the first release is made or has failed. */
  async start(): Promise<void> {
    const published = '*[_type in $types && !(_id in path("drafts.**")) && !(_id in path("versions.**"))]'
    const changes = lakeClient(this.#config, { perspective: 'raw' })
      .listen(
        published,
        { types: documentTypes },
        { includeResult: false, events: ['mutation', 'reconnect', 'welcome'], visibility: 'query' },
      )
      .subscribe({
        // What was missed while there was no connection is not told.
        next: (event) => this.hear(event.type === 'mutation' ? event.documentId : undefined),
        error: (error: Error) => this.#options.onError(new NotListeningError(error)),
      })
    this.#stop = () => changes.unsubscribe()
    await this.publish()
  }

  /** Makes a release soon, since a document may have changed; any may have where `id` is left out. */
  hear(id?: string): void {
    if (id === undefined) this.#changed = undefined
    else this.#changed?.add(id)
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined
      void this.publish()
    }, coalesceMilliseconds)
  }

  /** Makes a release of the present content. */
  publish(): Promise<void> {
    this.#isOutdated = true
    this.#running ??= this.#makeReleases().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** Makes a picture that is to follow before the others. @returns whether there was one to make */
  async follow(path: string): Promise<boolean> {
    if (!this.#following.includes(path)) return false
    return this.#inTurn(() => this.#makePictures([path]))
  }

  /** Stops listening, and ends a release in progress. */
  async close(): Promise<void> {
    this.#stop()
    clearTimeout(this.#soon)
    this.#isOutdated = false
    this.#closing.abort()
    await this.#running
    await this.#turn
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted
  }

  async #makeReleases(): Promise<void> {
    while (this.#isOutdated && !this.#isClosed) {
      this.#isOutdated = false
      const changed = this.#changed
      this.#changed = new Set()
      try {
        await this.#inTurn(() => this.#makeRelease(changed))
        this.#retry = retryMilliseconds.first
      } catch (error) {
        if (this.#isClosed) return
        this.#options.onError(error)
        this.#recover(error)
      }
      await this.#followUp()
    }
  }

  /** The ledger of this machine; before its first release that of the published site, for a hosted project. */
  async #readLedger(): Promise<Ledger> {
    const own = await readLedger(this.#config, 'dataDir')
    const isNew = this.#config.lake.kind === 'hosted' && own === emptyLedger && !this.#options.isFirst
    return isNew ? readLedger(this.#config, 'publishedSite') : own
  }

  /** After a failure all is read again, by the next change, or soon where the lake did not answer. */
  #recover(error: unknown): void {
    this.#changed = undefined
    if (error instanceof ContentFaultsError) return
    // Where something else failed, nothing that was kept is trusted.
    this.#state = undefined
    if (!(error instanceof LakeUnreachableError)) return
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined
      void this.publish()
    }, this.#retry)
    this.#retry = Math.min(this.#retry * 2, retryMilliseconds.most)
  }

  async #makeRelease(ids: ReadonlySet<string> | undefined): Promise<void> {
    const { signal } = this.#closing
    const startedAt = performance.now()
    const { onBegin, onBuild, onUnchanged } = this.#options
    onBegin?.()
    this.#renderer ??= await openRenderer(this.#config, { signal, onBuild })
    this.#state ??= {
      content: new SiteContent(this.#config),
      site: new RenderedSite(this.#renderer, new SiteContent(this.#config).assetsFolder),
      ledger: undefined,
    }
    const state = this.#state
    const { site } = state
    const earlierLedger = async () => {
      state.ledger ??= await this.#readLedger()
      return state.ledger
    }
    const { content } = await state.content.read(earlierLedger, ids)
    const readAt = performance.now()
    const changed = new Map<string, ReleaseFile>()
    const { sink, written } = this.#sinkTo(changed)
    const following = await site
      .update(content, sink, { signal, later: isPicture })
      .catch((error: unknown) => {
        throw withDocument(error, content, this.#config.studioUrl)
      })
    this.#following = [...following]
    await written()
    const madeAt = performance.now()
    await keepLedger(this.#config, content.ledger)
    state.ledger = content.ledger
    const { newest } = this.#store
    const different = new Map(
      [...changed].filter(([path, { digest }]) => newest?.files.get(path)?.digest !== digest),
    )
    const release = await this.#publishToStore(content, site, different)
    if (release === newest && this.#isTold) return onUnchanged?.()
    this.#isTold = true
    this.#options.onRelease({
      release,
      pages: content.addresses.entries.length,
      changed: different.size,
      milliseconds: performance.now() - startedAt,
      steps: { read: readAt - startedAt, make: madeAt - readAt, store: performance.now() - madeAt },
      following: this.#following.length,
    })
  }

  async #publishToStore(
    content: Content,
    site: RenderedSite,
    changed: ReadonlyMap<string, ReleaseFile>,
  ): Promise<StoredRelease> {
    const { newest, current } = this.#store
    const paths = new Set(site.paths)
    const gone = [...(newest?.files.keys() ?? [])].filter((path) => !paths.has(path))
    const isSame = gone.length === 0 && changed.size === 0
    if (isSame && newest !== undefined && newest === current) return newest
    return this.#store.publish({ changed, gone, headers: headersOf(content, this.#config) })
  }

  /** Makes the pictures that are to follow, unless there is something to publish before them. */
  async #followUp(): Promise<void> {
    while (this.#following.length > 0 && !this.#isOutdated && !this.#isClosed) {
      const paths = this.#following.slice(0, picturesAtOnce)
      await this.#inTurn(() => this.#makePictures(paths)).catch((error: unknown) => {
        this.#following = []
        if (!this.#isClosed) this.#options.onError(error)
      })
    }
  }

  async #makePictures(paths: readonly string[]): Promise<boolean> {
    const { site } = this.#state ?? {}
    const changed = new Map<string, ReleaseFile>()
    const { sink, written } = this.#sinkTo(changed)
    await site?.makeAll(paths, sink)
    await written()
    this.#following = this.#following.filter((path) => !paths.includes(path))
    if (changed.size > 0) await this.#store.add(changed)
    this.#options.onPictures?.(this.#following.length)
    return changed.size > 0
  }

  /** Puts files into the store while the next ones are made; `written` waits for the last. */
  #sinkTo(changed: Map<string, ReleaseFile>): { sink: Sink; written: () => Promise<unknown> } {
    const writing = new Set<Promise<void>>()
    const write = async (path: string, bytes: Uint8Array) => {
      changed.set(path, { digest: await this.#store.put(bytes), bytes: bytes.byteLength })
    }
    const sink: Sink = async (path, bytes) => {
      const one = write(path, bytes)
      writing.add(one)
      one.then(
        () => writing.delete(one),
        () => {},
      )
      if (writing.size >= writtenAtOnce) await Promise.race(writing)
    }
    return { sink, written: () => Promise.all(writing) }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => {})
    return result
  }
}

const picturesAtOnce = 8
const writtenAtOnce = 32
