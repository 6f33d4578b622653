import type { SanityClient } from '@sanity/client'
import type { Ledger } from '#src/addresses/ledger.ts'
import { lakeClient } from '#src/client/client.ts'
import type { Config } from '#src/config.ts'
import { documentTypes } from '#src/model/schema.ts'
import { readRevision } from './read.ts'
import type { Perspective, Revision } from './revision.ts'

/**
 * The content that editors are writing, held in memory and read again after each change: one revision at a
 * time, and the last state always gets one.
 */
export class Drafts {
  readonly #config: Config
  readonly #client: SanityClient
  readonly #ledger: () => Promise<Ledger>
  readonly #assetsFolder: string
  readonly #tell: (line: string) => void
  readonly #readers = new Set<(number: number) => void>()
  readonly #held = new Map<Perspective, { number: number; revision: Promise<Revision> }>()
  /** Addresses that drafts had since the preview began lead on to those they have now. */
  #addresses: Ledger | undefined
  /** Assets that cannot be read; the terminal names each once. */
  readonly #missing = new Set<string>()
  #number = Date.now()
  #stop: () => void = () => {}

  /** @param ledger of the published site, for addresses that others have */
  constructor(
    config: Config,
    {
      ledger,
      assetsFolder,
      tell,
    }: { ledger: () => Promise<Ledger>; assetsFolder: string; tell: (line: string) => void },
  ) {
    this.#config = config
    this.#client = lakeClient(config, { perspective: 'raw' })
    this.#ledger = ledger
    this.#assetsFolder = assetsFolder
    this.#tell = tell
  }

  /** The number of the content's present state. */
  get number(): number {
    return this.#number
  }

  /** Listens to the lake from now on. Secrets of the Studio are in no list of ours. */
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
          this.#tell(`The preview does not hear of changes, and tries again: ${error.message}`)
          const again = setTimeout(() => this.start(), pauseMilliseconds)
          this.#stop = () => clearTimeout(again)
        },
      })
    this.#stop = () => changes.unsubscribe()
  }

  close(): void {
    this.#stop()
    this.#readers.clear()
  }

  /** Tells of each change by the number of the new state. @returns what ends it */
  subscribe(reader: (number: number) => void): () => void {
    this.#readers.add(reader)
    return () => void this.#readers.delete(reader)
  }

  /** The content as it is now, or a moment ago while a newer state is being read. @throws what the client throws */
  revision(perspective: Perspective): Promise<Revision> {
    const held = this.#held.get(perspective)
    if (held?.number === this.#number) return held.revision
    const number = this.#number
    const revision = this.#read(perspective, number)
    this.#held.set(perspective, { number, revision })
    revision.catch(() => this.#held.delete(perspective))
    return revision
  }

  #changed(): void {
    this.#number += 1
    const number = this.#number
    // The events of one transaction come together; they make one revision.
    setImmediate(() => {
      if (number !== this.#number) return
      for (const reader of this.#readers) reader(number)
    })
  }

  async #read(perspective: Perspective, number: number): Promise<Revision> {
    const revision = await readRevision(this.#config, {
      client: this.#client,
      perspective,
      number,
      ledger: this.#ledger,
      addresses: this.#addresses,
      assetsFolder: this.#assetsFolder,
      onMissingAsset: (id, error) => {
        if (!this.#missing.has(id)) this.#tell(error.message)
        this.#missing.add(id)
      },
    })
    this.#addresses = revision.content.ledger
    return revision
  }
}

const pauseMilliseconds = 2000
