import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import type { Addresses } from '#src/addresses/paths.ts'
import type { Config } from '#src/config.ts'
import type { Content } from '#src/content/content.ts'
import type { Span } from '#src/programme/notice-times.ts'
import { AtOnce } from '../at-once.ts'
import { changedPages } from '../changed-pages.ts'
import { PageFailedError } from '../failures.ts'
import { keepLedger, readLedger } from '../ledger-file.ts'
import { headersOf, withDocument } from '../release.ts'
import { canFollow, isPicture, RenderError, RenderedSite, type Sink } from '../rendered-site.ts'
import { fileAt, openRenderer, type Renderer } from '../renderer/renderer.ts'
import { SiteContent } from '../site-content.ts'
import type { ReleaseFile, StoredRelease } from '../store/release-history.ts'
import type { ReleaseStore } from '../store/release-store.ts'

/** How long the steps of a release took, in milliseconds. */
export type StepTimes = { readonly read: number; readonly make: number; readonly store: number }

export type Published = {
  readonly release: StoredRelease
  /** Whether the store has it only now; else the site shows what is published already. */
  readonly isNew: boolean
  /** How many pages the site has, and how many files were new or changed. */
  readonly pages: number
  readonly changed: number
  /** How many pages changed, as `changedPages` counts them; undefined for the first release since the start. */
  readonly changedPages: number | undefined
  readonly milliseconds: number
  readonly steps: StepTimes
  /** How many pictures follow. */
  readonly following: number
  /** How many versions should be public by now and are not, since each would bring a fault; left out where none is. */
  readonly heldBack?: number | undefined
  /** As long as it is now within it, a release of the same content and ledger has the same bytes. */
  readonly span: Span
}

type Options = {
  /** The first release of a hosted site: there is no ledger of addresses to continue. */
  readonly isFirst?: boolean | undefined
  /** The renderer is built first, which takes some seconds. */
  readonly onBuild?: (() => void) | undefined
  readonly signal: AbortSignal
}

/**
 * Makes releases of what is published into a store, one after another: of each only what has changed since the one before.
 * Pictures, packs and whole editions follow the pages. Its methods are for one caller at a time.
 */
export class ReleaseMaker {
  readonly #config: Config
  readonly #store: ReleaseStore
  readonly #options: Options
  #renderer: Renderer | undefined
  #state: State | undefined
  #following: readonly string[] = []
  /** The pages of the last release since the start. */
  #pages: Addresses | undefined

  constructor(config: Config, store: ReleaseStore, options: Options) {
    this.#config = config
    this.#store = store
    this.#options = options
  }

  /** The paths of what is still to follow the pages of the last release: pictures, packs and whole editions. */
  get following(): readonly string[] {
    return this.#following
  }

  /** How many pictures are among them. */
  get picturesToFollow(): number {
    return this.#following.filter(isPicture).length
  }

  /**
   * Makes a release of the present content. When it fails, the one before stays.
   * @param now the moment of the release, in milliseconds since 1970
   * @param ids the documents that may have changed since the last time; where it is left out, all
   */
  async make(now: number, ids: ReadonlySet<string> | undefined): Promise<Published> {
    const { signal, onBuild } = this.#options
    this.#renderer ??= await openRenderer(this.#config, { signal, onBuild })
    const startedAt = performance.now()
    const state = this.#state ?? this.#newState(this.#renderer)
    this.#state = state
    const ledger = async () => {
      state.ledger ??= await this.#readLedger()
      return state.ledger
    }
    const { content, heldBack } = await state.source.read(ledger, now, ids)
    state.content = content
    const readAt = performance.now()
    const { newest } = this.#store
    const { madeAt, release, different } = await this.#makeAndStore(state, content).catch(
      (error: unknown) => {
        this.#following = []
        if (!(error instanceof PageFailedError)) this.#forget()
        throw error
      },
    )
    const storedAt = performance.now()
    const { addresses } = content
    const pages = this.#pages && changedPages(this.#pages, addresses, (path) => different.has(path))
    this.#pages = addresses
    return {
      release,
      isNew: release !== newest,
      pages: addresses.entries.length,
      changed: different.size,
      changedPages: pages?.length,
      milliseconds: storedAt - startedAt,
      steps: { read: readAt - startedAt, make: madeAt - readAt, store: storedAt - madeAt },
      following: this.picturesToFollow,
      ...(heldBack.length > 0 && { heldBack: heldBack.length }),
      span: content.moment.span,
    }
  }

  /**
   * Makes files that are to follow, and adds them to the release.
   * @returns whether there were some to make
   * @throws {PageFailedError} for one that cannot be made: the others follow without it
   */
  async makeFollowing(paths: readonly string[]): Promise<boolean> {
    const { site, content } = this.#state ?? {}
    try {
      const changed = new Map<string, ReleaseFile>()
      const { sink, written } = this.#sinkTo(changed)
      await site?.makeAll(paths, sink)
      await written()
      if (changed.size > 0) await this.#store.add(changed)
      this.#following = this.#following.filter((path) => !paths.includes(path))
      return changed.size > 0
    } catch (error) {
      if (error instanceof RenderError && content) {
        this.#following = this.#following.filter((path) => path !== fileAt(error.address))
        throw withDocument(error, content, this.#config.studioUrl)
      }
      this.#forget()
      throw error
    }
  }

  /** The ledger of this machine; before its first release that of the published site, for a hosted project. */
  async #readLedger(): Promise<Ledger> {
    const own = await readLedger(this.#config, 'dataDir')
    const isNew = this.#config.lake.kind === 'hosted' && own === emptyLedger && !this.#options.isFirst
    return isNew ? readLedger(this.#config, 'publishedSite') : own
  }

  /** Where something failed on the way into the store, nothing that was kept is trusted. */
  #forget(): void {
    this.#state = undefined
    this.#following = []
  }

  async #makeAndStore(state: State, content: Content) {
    const { signal } = this.#options
    const { site, changed } = state
    const { sink, written } = this.#sinkTo(changed)
    const { newest } = this.#store
    // The next release cannot stand without a picture that the disk has lost.
    const isLost = (path: string) => {
      const file = newest?.files.get(path)
      return file !== undefined && !this.#store.has(file.digest)
    }
    this.#following = await site
      .update(content, sink, { signal, later: (path) => canFollow(path) && !isLost(path) })
      .catch(async (error: unknown) => {
        // What was made before the page that failed is not made again, so it must stand.
        await written()
        throw withDocument(error, content, this.#config.studioUrl)
      })
    await written()
    const madeAt = performance.now()
    await keepLedger(this.#config, content.ledger)
    state.ledger = content.ledger
    const different = new Map(
      [...changed].filter(
        ([path, { digest }]) => site.has(path) && newest?.files.get(path)?.digest !== digest,
      ),
    )
    const gone = [...(newest?.files.keys() ?? [])].filter((path) => !site.has(path))
    const release = await this.#publish(content, { changed: different, gone })
    changed.clear()
    return { madeAt, release, different }
  }

  async #publish(
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

  #newState(renderer: Renderer): State {
    const source = new SiteContent(this.#config)
    const changed = new Map<string, ReleaseFile>()
    const read = async (path: string) => {
      const file = changed.get(path) ?? this.#store.newest?.files.get(path)
      return this.#store.read(file?.digest ?? '')
    }
    const site = new RenderedSite(renderer, source.assetsFolder, { canKeep: this.#config.offline, read })
    return { source, site, ledger: undefined, content: undefined, changed }
  }

  /** Puts files into the store while the next ones are made; `written` waits for the last. */
  #sinkTo(changed: Map<string, ReleaseFile>): { sink: Sink; written: () => Promise<void> } {
    const writes = new AtOnce(writtenAtOnce)
    const sink: Sink = (path, bytes) =>
      writes.start(async () => {
        changed.set(path, { digest: await this.#store.put(bytes), bytes: bytes.byteLength })
      })
    return { sink, written: () => writes.all() }
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

const writtenAtOnce = 32
