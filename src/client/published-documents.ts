import type { SanityClient } from '@sanity/client'
import { changesQuery, snapshotQuery } from '#src/model/queries.ts'
import type { RawDocument } from '#src/model/schema.ts'

/**
 * The documents of the site as the lake has them: read as a whole once, and then those that changed. A document that
 * has not changed stays the same object.
 */
export class PublishedDocuments {
  readonly #client: SanityClient
  #byId = new Map<string, RawDocument>()
  #isWhole = false

  /** @param client reads what is published */
  constructor(client: SanityClient) {
    this.#client = client
  }

  /**
   * Reads what has changed.
   * @param ids the documents that may have changed; where it is left out, all
   * @returns all documents
   * @throws what the client throws where the lake does not answer; the next call then reads all
   */
  async read(ids?: ReadonlySet<string>): Promise<readonly RawDocument[]> {
    const isPart = ids !== undefined && this.#isWhole
    this.#isWhole = false
    if (isPart) await this.#readThese([...ids])
    else await this.#readAll()
    this.#isWhole = true
    return [...this.#byId.values()]
  }

  async #readAll(): Promise<void> {
    const lists = await this.#client.fetch(snapshotQuery)
    const documents: RawDocument[] = Object.values(lists).flat()
    this.#byId = new Map(documents.map((document) => [document._id, this.#same(document)]))
  }

  async #readThese(ids: readonly string[]): Promise<void> {
    const lists = await this.#client.fetch<Record<string, RawDocument[]>>(changesQuery, { ids })
    const found = new Map(
      Object.values(lists).flatMap((list) => list.map((document) => [document._id, document])),
    )
    for (const id of ids) {
      const document = found.get(id)
      if (document) this.#byId.set(id, this.#same(document))
      else this.#byId.delete(id)
    }
  }

  /** The object that a document was before, where nothing in it has changed. */
  #same(document: RawDocument): RawDocument {
    const before = this.#byId.get(document._id)
    return before && JSON.stringify(before) === JSON.stringify(document) ? before : document
  }
}
