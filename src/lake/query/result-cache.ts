import { LRUCache } from 'lru-cache'
import type { JsonResult } from './evaluate.ts'

const maxBytes = 64 * 2 ** 20

/**
 * Results of queries, as JSON, until the documents change. Callers with the same query at the same time share one
 * evaluation.
 */
export class ResultCache {
  readonly #results = new LRUCache<string, Uint8Array<ArrayBuffer>>({
    maxSize: maxBytes,
    sizeCalculation: ({ length }, key) => 2 * key.length + length,
  })
  readonly #pending = new Map<string, Promise<JsonResult>>()

  async get(key: string, evaluate: () => Promise<JsonResult>): Promise<Uint8Array<ArrayBuffer>> {
    const cached = this.#results.get(key)
    if (cached) return cached
    const shared = this.#pending.get(key)
    if (shared) return (await shared).json
    const pending = evaluate()
    this.#pending.set(key, pending)
    try {
      const { json, isCacheable } = await pending
      // Not after `clear`: an evaluation that began before a change may not have seen it.
      if (isCacheable && this.#pending.get(key) === pending) this.#results.set(key, json)
      return json
    } finally {
      if (this.#pending.get(key) === pending) this.#pending.delete(key)
    }
  }

  /** To be called when documents have changed. */
  clear(): void {
    this.#results.clear()
    this.#pending.clear()
  }
}
