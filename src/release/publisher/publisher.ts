import { join } from 'node:path'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import type { Addresses } from '#src/addresses/paths.ts'
import { lakeClient } from '#src/client/client.ts'
import type { Config } from '#src/config.ts'
import type { Content } from '#src/content/content.ts'
import { documentTypes } from '#src/model/schema.ts'
import { changedPages } from '../changed-pages.ts'
import { ContentFaultsError, PageFailedError } from '../failures.ts'
import { keepLedger, readLedger } from '../ledger-file.ts'
import { createLock, LockedError, locked } from '../lock-file.ts'
import { headersOf, withDocument } from '../release.ts'
import { isPicture, RenderError, RenderedSite, type Sink } from '../rendered-site.ts'
import { fileAt, openRenderer, type Renderer } from '../renderer/renderer.ts'
import { SiteContent } from '../site-content.ts'
import type { ReleaseFile, StoredRelease } from '../store/release-history.ts'
import { type ReleaseStore, releasesFolder } from '../store/release-store.ts'

/** The lake refused to tell of changes. Until it is asked again, what is published does not make a release. */
export class NotListeningError extends Error {
  constructor(cause: Error) {
    super(`The publisher cannot listen for changes, and tries again: ${cause.message}`, { cause })
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
  /** How many pages changed, as `changedPages` counts them; undefined for the first release since the start. */
  readonly changedPages: number | undefined
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
/** How long to wait after a failure that may pass by itself, the first time and at most. */
const retryMilliseconds = { first: 500, most: 15_000 }
/** How long to wait before the lake is asked again to tell of changes, where it refused. */
const listenMilliseconds = 1000
/** After how long without a release the files that none of the kept ones has are removed. */
const idleMilliseconds = 60_000

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
  #state: State | undefined
  /** The pages of the last release since the start. */
  #pages: Addresses | undefined
  /** The documents that changed since the last release; undefined where any may have. */
  #changed: Set<string> | undefined
  #isOutdated = false
  /** Whether a release was told of since the start. */
  #isTold = false
  /** Resolves when the first release is made or has failed. */
  readonly #attempted = Promise.withResolvers<void>()
  #running: Promise<void> | undefined
  #soon: NodeJS.Timeout | undefined
  #retry: number = retryMilliseconds.first
  /** Failures that were told since the last release. */
  readonly #told = new Set<string>()
  #listenTimer: NodeJS.Timeout | undefined
  #retryTimer: NodeJS.Timeout | undefined
  #idle: NodeJS.Timeout | undefined
  #following: string[] = []
  /** Who works with the rendered site: one at a time. */
  #turn: Promise<unknown> = Promise.resolve()
  #stop: () => void = () => {}
  /** Two publishers would each make releases of what the other has published. */
  #lock: ReturnType<typeof locked>

  constructor(config: Config, store: ReleaseStore, options: Options) {
    this.#config = config
    this.#store = store
    this.#options = options
  }

  /**
   * Starts to listen to the lake. Resolves when the first release is made or has failed.
   * @throws {LockedError} where another publisher works with this folder of releases
   */
  async start(): Promise<void> {
    const path = join(releasesFolder(this.#config), 'publisher')
    createLock(path)
    this.#lock = locked(path)
    if (this.#lock === undefined) throw new LockedError(path)
    this.#listen()
    // Pictures may follow for long.
    await Promise.race([this.publish(), this.#attempted.promise])
  }

  #listen(): void {
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
        // The client itself connects again where it only lost the connection.
        error: (error: Error) => {
          this.#tell(new NotListeningError(error))
          this.#listenTimer = setTimeout(() => this.#listen(), listenMilliseconds)
        },
      })
    this.#stop = () => {
      clearTimeout(this.#listenTimer)
      changes.unsubscribe()
    }
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
    clearTimeout(this.#retryTimer)
    clearTimeout(this.#idle)
    this.#isOutdated = false
    this.#closing.abort()
    await this.#running
    await this.#turn
    this.#lock?.close()
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
        this.#told.clear()
      } catch (error) {
        if (this.#isClosed) return
        // After a failure all is read again.
        this.#changed = undefined
        this.#fail(error)
      }
      this.#attempted.resolve()
      await this.#followUp()
    }
    this.#tidyLater()
  }

  /** The ledger of this machine; before its first release that of the published site, for a hosted project. */
  async #readLedger(): Promise<Ledger> {
    const own = await readLedger(this.#config, 'dataDir')
    const isNew = this.#config.lake.kind === 'hosted' && own === emptyLedger && !this.#options.isFirst
    return isNew ? readLedger(this.#config, 'publishedSite') : own
  }

  /** Tells of a failure, and tries again soon, unless only a change of the content or of the program can help. */
  #fail(error: unknown): void {
    if (error instanceof ContentFaultsError || error instanceof PageFailedError) {
      this.#options.onError(error)
      return
    }
    this.#tell(error)
    this.#retryTimer ??= setTimeout(() => {
      this.#retryTimer = undefined
      void this.publish()
    }, this.#retry)
    this.#retry = Math.min(this.#retry * 2, retryMilliseconds.most)
  }

  /** Tells of a failure that lasts, once. */
  #tell(error: unknown): void {
    const text = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    if (!this.#told.has(text)) this.#options.onError(error)
    this.#told.add(text)
  }

  /** Where something failed on the way into the store, nothing that was kept is trusted. */
  #forget(): void {
    this.#state = undefined
    this.#following = []
  }

  #tidyLater(): void {
    clearTimeout(this.#idle)
    if (this.#isClosed) return
    this.#idle = setTimeout(() => {
      this.#store.prune().catch((error: unknown) => this.#isClosed || this.#options.onError(error))
    }, idleMilliseconds).unref()
  }

  async #makeRelease(ids: ReadonlySet<string> | undefined): Promise<void> {
    const { signal } = this.#closing
    const { onBegin, onBuild, onUnchanged } = this.#options
    onBegin?.()
    this.#renderer ??= await openRenderer(this.#config, { signal, onBuild })
    const startedAt = performance.now()
    this.#state ??= {
      source: new SiteContent(this.#config),
      site: new RenderedSite(this.#renderer, new SiteContent(this.#config).assetsFolder),
      ledger: undefined,
      content: undefined,
      changed: new Map(),
    }
    const state = this.#state
    const earlierLedger = async () => {
      state.ledger ??= await this.#readLedger()
      return state.ledger
    }
    const { content } = await state.source.read(earlierLedger, ids)
    state.content = content
    const readAt = performance.now()
    const { made, release, different } = await this.#makeAndStore(state, content).catch((error: unknown) => {
      this.#following = []
      if (!(error instanceof PageFailedError)) this.#forget()
      throw error
    })
    const before = this.#pages
    this.#pages = content.addresses
    if (release === made.newest && this.#isTold) return onUnchanged?.()
    this.#isTold = true
    this.#options.onRelease({
      release,
      pages: content.addresses.entries.length,
      changed: different.size,
      changedPages: before && changedPages(before, content.addresses, (path) => different.has(path)).length,
      milliseconds: performance.now() - startedAt,
      steps: { read: readAt - startedAt, make: made.at - readAt, store: performance.now() - made.at },
      following: this.#following.length,
    })
  }

  async #makeAndStore(state: State, content: Content) {
    const { signal } = this.#closing
    const { site, changed } = state
    const { sink, written } = this.#sinkTo(changed)
    const { files } = this.#store.newest ?? {}
    // The next release cannot stand without a picture that the disk has lost.
    const isLost = (path: string) => {
      const file = files?.get(path)
      return file !== undefined && !this.#store.has(file.digest)
    }
    const following = await site
      .update(content, sink, { signal, later: (path) => isPicture(path) && !isLost(path) })
      .catch(async (error: unknown) => {
        // What was made before the page that failed is not made again, so it must stand.
        await written()
        throw withDocument(error, content, this.#config.studioUrl)
      })
    this.#following = [...following]
    await written()
    const at = performance.now()
    await keepLedger(this.#config, content.ledger)
    state.ledger = content.ledger
    const { newest } = this.#store
    const paths = new Set(site.paths)
    const different = new Map(
      [...changed].filter(
        ([path, { digest }]) => paths.has(path) && newest?.files.get(path)?.digest !== digest,
      ),
    )
    const gone = [...(newest?.files.keys() ?? [])].filter((path) => !paths.has(path))
    const release = await this.#publishToStore(content, { changed: different, gone })
    changed.clear()
    return { made: { at, newest }, release, different }
  }

  async #publishToStore(
    content: Content,
    { changed, gone }: { changed: ReadonlyMap<string, ReleaseFile>; gone: readonly string[] },
  ): Promise<StoredRelease> {
    const { newest, current } = this.#store
    const isSame = gone.length === 0 && changed.size === 0
    if (isSame && newest !== undefined && newest === current) return newest
    const retired = content.past.retired.map(({ address, target }) => ({
      address,
      ...(target !== undefined && { target }),
    }))
    return this.#store.publish({ changed, gone, headers: headersOf(content, this.#config), retired })
  }

  /** Makes the pictures that are to follow, unless there is something to publish before them. */
  async #followUp(): Promise<void> {
    while (this.#following.length > 0 && !this.#isOutdated && !this.#isClosed) {
      const paths = this.#following.slice(0, picturesAtOnce)
      await this.#inTurn(() => this.#makePictures(paths)).catch((error: unknown) => {
        if (this.#isClosed) return
        const content = this.#state?.content
        if (error instanceof RenderError && content) {
          // The others follow without it.
          this.#following = this.#following.filter((path) => path !== fileAt(error.address))
          this.#fail(withDocument(error, content, this.#config.studioUrl))
        } else {
          this.#forget()
          this.#fail(error)
        }
      })
    }
  }

  async #makePictures(paths: readonly string[]): Promise<boolean> {
    const { site } = this.#state ?? {}
    const changed = new Map<string, ReleaseFile>()
    const { sink, written } = this.#sinkTo(changed)
    await site?.makeAll(paths, sink)
    await written()
    if (changed.size > 0) await this.#store.add(changed)
    this.#following = this.#following.filter((path) => !paths.includes(path))
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

type State = {
  readonly source: SiteContent
  readonly site: RenderedSite
  ledger: Ledger | undefined
  content: Content | undefined
  /** Files that stand in the store and were in no release yet. */
  readonly changed: Map<string, ReleaseFile>
}

const picturesAtOnce = 8
const writtenAtOnce = 32
