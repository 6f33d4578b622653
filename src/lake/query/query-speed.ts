import { LRUCache } from 'lru-cache'

/**
 * How long a query keeps a thread busy: `quick`, up to a tenth of a second; `medium`, up to a second; or `slow`. Others
 * should not wait behind one that takes longer.
 */
export type Speed = 'quick' | 'medium' | 'slow'

const quickMilliseconds = 100
const mediumMilliseconds = 1000
const maxQueries = 1000

/**
 * Tells slow queries from quick ones: by how long the last one of its form took, and before that by whether it reads all
 * documents more than once or is nested deeply, which is what makes a query slow.
 */
export class QuerySpeeds {
  readonly #known = new LRUCache<string, Speed>({ max: maxQueries })

  of(groq: string): Speed {
    const isSuspect = () => readsAllRepeatedly(groq) || depthOf(groq) > maxDepth
    return this.#known.get(formOf(groq)) ?? (isSuspect() ? 'slow' : 'quick')
  }

  /** Notes how long a query kept a thread busy; one that was ended did so forever. */
  note(groq: string, milliseconds: number): void {
    const isQuick = milliseconds <= quickMilliseconds
    this.#known.set(formOf(groq), isQuick ? 'quick' : milliseconds <= mediumMilliseconds ? 'medium' : 'slow')
  }
}

/** Queries of one form differ in their strings and numbers only. */
const formOf = (groq: string): string => withoutStrings(groq).replaceAll(/\d+/g, '0')

/** Deeper than the queries of the Studio and of this site. */
const maxDepth = 8

/** How deeply a query is nested. @example depthOf('*[_id in ["a"]]') → 2 */
export function depthOf(groq: string): number {
  let [depth, deepest] = [0, 0]
  for (const [bracket] of withoutStrings(groq).matchAll(/[([{\])}]/g)) {
    depth += '([{'.includes(bracket) ? 1 : -1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

/** A `*` that is no multiplication stands at the beginning, after an opening bracket, an operator or a comma. */
const readsAllRepeatedly = (groq: string): boolean =>
  [...withoutStrings(groq).matchAll(/(?<=^|[([{,:=<>!&|?+\-/%]|\b(?:in|match|asc|desc|from)\b)\s*\*/g)]
    .length > 1

const withoutStrings = (groq: string): string => groq.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""')
