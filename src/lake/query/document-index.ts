import type { StoredDocument } from '../document.ts'

/** Documents in the order of their ids, which is the order in which a query meets them. */
export class Sorted {
  readonly documents: StoredDocument[]

  constructor(documents: Iterable<StoredDocument> = []) {
    this.documents = [...documents].sort((a, b) => (a._id < b._id ? -1 : 1))
  }

  put(document: StoredDocument): void {
    const place = this.placeOf(document._id)
    this.documents.splice(place, this.documents[place]?._id === document._id ? 1 : 0, document)
  }

  remove(id: string): void {
    const place = this.placeOf(id)
    if (this.documents[place]?._id === id) this.documents.splice(place, 1)
  }

  /** Where a document with that id stands, or would stand. */
  placeOf(id: string): number {
    let [low, high] = [0, this.documents.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.documents[middle]?._id ?? '') < id) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Documents by what an expression gives for each of them, kept up to date change by change. */
export class Index {
  readonly #keysOf: (document: StoredDocument) => Iterable<string>
  readonly #buckets = new Map<string, Sorted>()

  /** @param keysOf must give the same keys for the same document each time */
  constructor(keysOf: (document: StoredDocument) => Iterable<string>, documents: readonly StoredDocument[]) {
    this.#keysOf = keysOf
    // They come in order, so each bucket can be filled from its end.
    for (const document of documents)
      for (const key of new Set(keysOf(document))) this.#bucket(key).documents.push(document)
  }

  get(key: string): readonly StoredDocument[] {
    return this.#buckets.get(key)?.documents ?? []
  }

  record(before: StoredDocument | undefined, after: StoredDocument | undefined): void {
    const old = new Set(before && this.#keysOf(before))
    const now = new Set(after && this.#keysOf(after))
    for (const key of old) if (before && !now.has(key)) this.#remove(key, before._id)
    for (const key of now) if (after) this.#bucket(key).put(after)
  }

  #bucket(key: string): Sorted {
    const known = this.#buckets.get(key)
    if (known) return known
    const made = new Sorted()
    this.#buckets.set(key, made)
    return made
  }

  #remove(key: string, id: string): void {
    const bucket = this.#buckets.get(key)
    bucket?.remove(id)
    if (bucket?.documents.length === 0) this.#buckets.delete(key)
  }
}
