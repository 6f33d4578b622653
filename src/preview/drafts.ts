import type { SanityClient } from '@sanity/client'
import type { Ledger } from '#src/addresses/ledger.ts'
import { lakeClient } from '#src/client/client.ts'
import type { Config } from '#src/config.ts'
import { documentTypes } from '#src/model/schema.ts'
import { readRevision } from './read.ts'
import type { Perspective, Revision } from './revision.ts'

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
  readonly #revisions = new Map<Perspective, { number: number; revision: Promise<Revision> }>()
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
        { types: documentTypes },
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

  /** The content in its current state. @throws what the client throws */
  revision(perspective: Perspective): Promise<Revision> {
    const known = this.#revisions.get(perspective)
    if (known?.number === this.#number) return known.revision
    const number = this.#number
    const revision = this.#read(perspective, number)
    this.#revisions.set(perspective, { number, revision })
    revision.catch(() => this.#revisions.delete(perspective))
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

  async #read(perspective: Perspective, number: number): Promise<Revision> {
    const revision = await readRevision(this.#config, {
      client: this.#client,
      perspective,
      number,
      now: Date.now(),
      ledger: this.#ledger,
      addresses: this.#addresses,
      assetsFolder: this.#assetsFolder,
      onMissingAsset: (id, error) => {
        if (!this.#missing.has(id)) this.#log(error.message)
        this.#missing.add(id)
      },
    })
    this.#addresses = revision.content.ledger
    return revision
  }
}

const retryMilliseconds = 2000
