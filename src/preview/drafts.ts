import type { SanityClient } from '@sanity/client'
import { LRUCache } from 'lru-cache'
import type { Ledger } from '#src/addresses/ledger.ts'
import { lakeClient } from '#src/client/client.ts'
import type { Config } from '#src/config.ts'
import { releaseTypes } from '#src/model/scheduled-version.ts'
import { readRevision } from './read.ts'
import { ledgerUntil } from './rehearsal.ts'
import type { Revision, View } from './revision.ts'

/**
 * The draft content, kept in memory and read again after each change. Every state that is the latest when a page is
 * requested gets a revision.
 */
export class Drafts {
  readonly #config: Config
  readonly #client: SanityClient
  readonly #ledger: () => Promise<Ledger>
  readonly #assetsFolder: string
  readonly #log: (line: string) => void
  readonly #subscribers = new Set<(number: number) => void>()
  /** The latest, by what they show. */
  readonly #revisions = new LRUCache<string, Kept>({ max: 12 })
  /** The ledger of addresses that drafts have had since the preview started: old ones redirect to the present ones. */
  #addresses: Ledger | undefined
  /** Assets that cannot be read; each is logged once. */
  readonly #missing = new Set<string>()
  #number = Date.now()
  #stop: () => void = () => {}

  /** @param ledger reads the ledger of the published site, for addresses that belong to other documents */
  constructor(
    config: Config,
    {
      ledger,
      assetsFolder,
      log,
    }: { ledger: () => Promise<Ledger>; assetsFolder: string; log: (line: string) => void },
  ) {
    this.#config = config
    this.#client = lakeClient(config, { perspective: 'raw' })
    this.#ledger = ledger
    this.#assetsFolder = assetsFolder
    this.#log = log
  }

  /** The number of the content's current state. */
  get number(): number {
    return this.#number
  }

  /** Starts to listen to the lake. Only for our own document types, so that the Studio's secrets are not among the changes. */
  start(): void {
    const changes = this.#client
      .listen(
        '*[_type in $types]',
        { types: releaseTypes },
        {
          includeResult: false,
          includeAllVersions: true,
          events: ['welcome', 'mutation', 'reconnect'],
          visibility: 'query',
        },
      )
      .subscribe({
        next: () => this.#changed(),
        error: (error: Error) => {
          this.#log(`The preview cannot listen for changes, and tries again: ${error.message}`)
          const retry = setTimeout(() => this.start(), retryMilliseconds)
          this.#stop = () => clearTimeout(retry)
        },
      })
    this.#stop = () => changes.unsubscribe()
  }

  close(): void {
    this.#stop()
    this.#subscribers.clear()
  }

  /** Calls `subscriber` after each change with the number of the new state. @returns a function that ends the subscription */
  subscribe(subscriber: (number: number) => void): () => void {
    this.#subscribers.add(subscriber)
    return () => void this.#subscribers.delete(subscriber)
  }

  /**
   * The content in its current state; in a rehearsal at its moment, with what is tried.
   * @throws what the client throws
   */
  revision(view: View): Promise<Revision> {
    const { perspective, edition, rehearsal } = view
    const key = JSON.stringify([perspective, edition, rehearsal])
    const known = this.#revisions.get(key)
    if (known?.number === this.#number && Date.now() < known.until) return known.revision
    const number = this.#number
    const revision = this.#read(view, number)
    const kept: Kept = { number, revision, until: Number.POSITIVE_INFINITY }
    this.#revisions.set(key, kept)
    revision.then(
      ({ content: { moment } }) => {
        if (moment.span.until !== undefined) kept.until = moment.span.until - (rehearsal?.ahead ?? 0)
      },
      () => this.#revisions.delete(key),
    )
    return revision
  }

  #changed(): void {
    this.#number += 1
    const number = this.#number
    // The events of one transaction arrive together and make one new state.
    setImmediate(() => {
      if (number !== this.#number) return
      for (const subscriber of this.#subscribers) subscriber(number)
    })
  }

  async #read(view: View, number: number): Promise<Revision> {
    const { edition, rehearsal } = view
    const now = Date.now() + (rehearsal?.ahead ?? 0)
    // What is tried is a change of the drafts as they are, and nothing that changes addresses for others.
    const { ledger } = rehearsal ? (await this.revision({ ...view, rehearsal: undefined })).content : {}
    const revision = await readRevision(this.#config, {
      client: this.#client,
      view,
      number,
      now,
      ledger: this.#ledger,
      addresses: ledger ? ledgerUntil(ledger, now) : edition === undefined ? this.#addresses : undefined,
      assetsFolder: this.#assetsFolder,
      onMissingAsset: (id, error) => {
        if (!this.#missing.has(id)) this.#log(error.message)
        this.#missing.add(id)
      },
    })
    if (rehearsal === undefined && edition === undefined) this.#addresses = revision.content.ledger
    return revision
  }
}

/** A revision, and when another moment begins, in milliseconds since 1970. */
type Kept = { readonly number: number; readonly revision: Promise<Revision>; until: number }

const retryMilliseconds = 2000
