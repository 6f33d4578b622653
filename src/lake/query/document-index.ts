import type { StoredDocument } from '../document.ts'

/** Documents in the order of their ids, which is the order of `*`. */
export class SortedDocuments {
  readonly documents: StoredDocument[]

  constructor(documents: Iterable<StoredDocument> = []) {
    this.documents = [...documents].sort((a, b) => (a._id < b._id ? -1 : 1))
  }

  put(document: StoredDocument): void {
    const position = this.positionOf(document._id)
    this.documents.splice(position, this.documents[position]?._id === document._id ? 1 : 0, document)
  }

  remove(id: string): void {
    const position = this.positionOf(id)
    if (this.documents[position]?._id === id) this.documents.splice(position, 1)
  }

  /** The position of the document with an id, or the position at which it would be inserted. */
  positionOf(id: string): number {
    let [low, high] = [0, this.documents.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.documents[middle]?._id ?? '') < id) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Documents by the keys that a function gives for each of them. Updated with each change. */
export class DocumentIndex {
  readonly #keysOf: (document: StoredDocument) => Iterable<string>
  readonly #buckets = new Map<string, SortedDocuments>()

  /** @param keysOf gives the same keys for the same document each time */
  constructor(keysOf: (document: StoredDocument) => Iterable<string>, documents: readonly StoredDocument[]) {
    this.#keysOf = keysOf
    // The documents are sorted, so each one goes to the end of its bucket.
    for (const document of documents)
      for (const key of new Set(keysOf(document))) this.#bucket(key).documents.push(document)
  }

  get(key: string): readonly StoredDocument[] {
    return this.#buckets.get(key)?.documents ?? []
  }

  update(before: StoredDocument | undefined, after: StoredDocument | undefined): void {
    const oldKeys = new Set(before && this.#keysOf(before))
    const newKeys = new Set(after && this.#keysOf(after))
    for (const key of oldKeys) if (before && !newKeys.has(key)) this.#remove(key, before._id)
    for (const key of newKeys) if (after) this.#bucket(key).put(after)
  }

  #bucket(key: string): SortedDocuments {
    const existing = this.#buckets.get(key)
    if (existing) return existing
    const bucket = new SortedDocuments()
    this.#buckets.set(key, bucket)
    return bucket
  }

  #remove(key: string, id: string): void {
    const bucket = this.#buckets.get(key)
    bucket?.remove(id)
    if (bucket?.documents.length === 0) this.#buckets.delete(key)
  }
}
