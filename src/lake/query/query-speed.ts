import { LRUCache } from 'lru-cache'

/** A query that takes longer than this is slow: others should not wait behind it. */
const slowMilliseconds = 100
const maxQueries = 1000

/**
 * Tells slow queries from quick ones: by how long each took the last time, and before that by whether it reads all
 * documents more than once, which is what makes a query slow.
 */
export class QuerySpeed {
  readonly #slow = new LRUCache<string, boolean>({ max: maxQueries })

  isSlow(groq: string): boolean {
    return this.#slow.get(groq) ?? readsAllRepeatedly(groq)
  }

  /** Notes how long a query took; one that was ended took forever. */
  note(groq: string, milliseconds: number): void {
    this.#slow.set(groq, milliseconds > slowMilliseconds)
  }
}

/** A `*` that is no multiplication stands at the beginning, after an opening bracket, an operator or a comma. */
const readsAllRepeatedly = (groq: string): boolean =>
  [
    ...groq
      .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""')
      .matchAll(/(?<=^|[([{,:=<>!&|?+\-/%]|\b(?:in|match|asc|desc|from)\b)\s*\*/g),
  ].length > 1
