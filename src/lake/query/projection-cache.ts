import type { ExprNode } from 'groq-js'
import { LRUCache } from 'lru-cache'
import { isRecord } from '../document.ts'
import { valueFor } from './perspective-view.ts'

/** Of the cached JSON of all projections together. */
const maxBytes = 64 * 2 ** 20
/** A shorter list is not cached. */
const minDocuments = 16
/** How many projections are remembered that were used once; a projection is cached from its second use. */
const maxCandidates = 100

/**
 * The JSON of projected documents. A stored document never changes (a new revision is a new object), so its JSON stays
 * valid. After an edit, only the changed document of a long list has to be projected again.
 */
export class ProjectionCache {
  readonly #projections = new LRUCache<string, CachedJson>({
    maxSize: maxBytes,
    sizeCalculation: ({ bytes }) => Math.max(1, bytes),
  })
  readonly #usedOnce = new LRUCache<string, true>({ max: maxCandidates })

  /**
   * Appends the projected documents as a JSON list.
   * @param projection depends on nothing but the document
   */
  write(output: Uint8Array[], projection: ExprNode, documents: readonly unknown[]): void {
    const key = documents.length < minDocuments ? undefined : JSON.stringify(projection)
    const cached = key === undefined ? undefined : this.#cachedFor(key)
    let newBytes = 0
    output.push(open)
    for (const [place, document] of documents.entries()) {
      if (place > 0) output.push(comma)
      let json = cached?.get(document)
      if (json === undefined) {
        json = encoder.encode(JSON.stringify(valueFor(projection, document) ?? null))
        newBytes += json.length
        cached?.set(document, json)
      }
      output.push(json)
    }
    output.push(close)
    // A new object, since the LRU cache computes the size of an entry only when its value changes.
    if (key !== undefined && cached) this.#projections.set(key, cached.grownBy(newBytes))
  }

  /** @returns undefined for a projection that is used for the first time */
  #cachedFor(projection: string): CachedJson | undefined {
    const existing = this.#projections.get(projection)
    if (existing !== undefined) return existing
    if (!this.#usedOnce.delete(projection)) {
      this.#usedOnce.set(projection, true)
      return undefined
    }
    return new CachedJson()
  }
}

/** The JSON of one projection, for each document. */
class CachedJson {
  readonly #jsonOf: WeakMap<object, Uint8Array>
  /** Of all JSON that was added, also for documents that have been replaced since. */
  readonly bytes: number

  constructor(jsonOf = new WeakMap<object, Uint8Array>(), bytes = 0) {
    this.#jsonOf = jsonOf
    this.bytes = bytes
  }

  get(document: unknown): Uint8Array | undefined {
    return isRecord(document) ? this.#jsonOf.get(document) : undefined
  }

  set(document: unknown, json: Uint8Array): void {
    if (isRecord(document)) this.#jsonOf.set(document, json)
  }

  grownBy(bytes: number): CachedJson {
    return new CachedJson(this.#jsonOf, this.bytes + bytes)
  }
}

const encoder = new TextEncoder()
const [open = new Uint8Array(), comma = open, close = open] = ['[', ',', ']'].map((text) =>
  encoder.encode(text),
)
