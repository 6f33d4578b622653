import { join } from 'node:path'
import { lakeClient } from '#src/client/client.ts'
import type { Config } from '#src/config.ts'
import { releaseTypes } from '#src/model/scheduled-version.ts'
import { isWithin, type Span } from '#src/programme/notice-times.ts'
import { ContentFaultsError, PageFailedError } from '../failures.ts'
import { createLock, LockedError, locked } from '../lock-file.ts'
import { isPicture } from '../rendered-site.ts'
import { type ReleaseStore, releasesFolder } from '../store/release-store.ts'
import { type Published, ReleaseMaker } from './release-maker.ts'

/** The lake refused to tell of changes. Until it is asked again, what is published does not make a release. */
export class NotListeningError extends Error {
  constructor(cause: Error) {
    super(`The publisher cannot listen for changes, and tries again: ${cause.message}`, { cause })
    this.name = 'NotListeningError'
  }
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
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number
}

/** Events of one transaction come one after another within this time. */
const coalesceMilliseconds = 4
/** How long to wait after a failure that may pass by itself, the first time and at most. */
const retryMilliseconds = { first: 500, most: 15_000 }
/** How long to wait before the lake is asked again to tell of changes, where it refused. */
const listenMilliseconds = 1000
/** After how long without a release the files that none of the kept ones has are removed. */
const idleMilliseconds = 60_000
/** How often, at least, the clock is looked at: it may have been set, or the machine may have slept. */
const clockMilliseconds = 5000

/**
 * Makes a release whenever something is published, and whenever something of the content begins or ends at a time, into a
 * store: pages first; pictures, packs and whole editions after them. It makes one release at a time, and always one for the
 * latest state of the content. When a release fails, the one before stays.
 */
export class Publisher {
  readonly #config: Config
  readonly #store: ReleaseStore
  readonly #options: Options
  readonly #closing = new AbortController()
  readonly #maker: ReleaseMaker
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
  #clockTimer: NodeJS.Timeout | undefined
  /** Who works with the maker: one at a time. */
  #turn: Promise<unknown> = Promise.resolve()
  #stop: () => void = () => {}
  /** Two publishers would each make releases of what the other has published. */
  #lock: ReturnType<typeof locked>

  constructor(config: Config, store: ReleaseStore, options: Options) {
    this.#config = config
    this.#store = store
    this.#options = options
    const { isFirst, onBuild } = options
    this.#maker = new ReleaseMaker(config, store, { isFirst, onBuild, signal: this.#closing.signal })
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
        { types: releaseTypes },
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

  /**
   * Makes a file that is to follow before the others.
   * @returns whether it was to follow: it may have been made among others meanwhile
   */
  async follow(path: string): Promise<boolean> {
    const isToCome = () => this.#maker.following.includes(path)
    return isToCome() && this.#inTurn(async () => !isToCome() || this.#makeFollowing([path]))
  }

  /** Stops listening, and ends a release in progress. */
  async close(): Promise<void> {
    this.#stop()
    clearTimeout(this.#soon)
    clearTimeout(this.#retryTimer)
    clearTimeout(this.#idle)
    clearTimeout(this.#clockTimer)
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

  #tidyLater(): void {
    clearTimeout(this.#idle)
    if (this.#isClosed) return
    this.#idle = setTimeout(() => {
      this.#store.prune().catch((error: unknown) => this.#isClosed || this.#options.onError(error))
    }, idleMilliseconds).unref()
  }

  /** Makes a release as soon as it is no longer within the span of the last one, also where the clock was set back. */
  #watchClock(span: Span): void {
    clearTimeout(this.#clockTimer)
    if (this.#isClosed || (span.from === undefined && span.until === undefined)) return
    const now = this.#now()
    const isOver = !isWithin(span, now)
    const milliseconds = isOver
      ? clockMilliseconds
      : Math.min((span.until ?? Infinity) - now, clockMilliseconds)
    this.#clockTimer = setTimeout(() => this.#watchClock(span), milliseconds)
    if (isOver) void this.#publishUnlessGoneBack()
  }

  /** Who has gone back to an earlier release stays there until somebody publishes. */
  async #publishUnlessGoneBack(): Promise<void> {
    try {
      await this.#store.refresh()
      if (this.#store.current === this.#store.newest) await this.publish()
    } catch (error) {
      this.#tell(error)
    }
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now()
  }

  async #makeRelease(ids: ReadonlySet<string> | undefined): Promise<void> {
    const { onBegin, onUnchanged, onRelease } = this.#options
    onBegin?.()
    clearTimeout(this.#clockTimer)
    const published = await this.#maker.make(this.#now(), ids)
    this.#watchClock(published.span)
    if (!published.isNew && this.#isTold) return onUnchanged?.()
    this.#isTold = true
    onRelease(published)
  }

  /** Makes the files that are to follow, unless there is something to publish before them. */
  async #followUp(): Promise<void> {
    while (this.#maker.following.length > 0 && !this.#isOutdated && !this.#isClosed) {
      await this.#inTurn(() => this.#makeFollowing(this.#maker.following.slice(0, madeAtOnce))).catch(
        (error: unknown) => this.#isClosed || this.#fail(error),
      )
    }
  }

  async #makeFollowing(paths: readonly string[]): Promise<boolean> {
    const isMade = await this.#maker.makeFollowing(paths)
    if (paths.some(isPicture)) this.#options.onPictures?.(this.#maker.picturesToFollow)
    return isMade
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => {})
    return result
  }
}

const madeAtOnce = 8
