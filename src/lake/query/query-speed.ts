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

  of({ form, guess }: QueryForm): Speed {
    return this.#known.get(form) ?? guess
  }

  /** Notes how long a query kept a thread busy; one that was ended did so forever. */
  note({ form }: QueryForm, milliseconds: number): void {
    const isQuick = milliseconds <= quickMilliseconds
    this.#known.set(form, isQuick ? 'quick' : milliseconds <= mediumMilliseconds ? 'medium' : 'slow')
  }
}

/** What can be seen of a query without parsing it. */
export type QueryForm = {
  /** The text without its strings and numbers. */
  readonly form: string
  /** How deeply it is nested. */
  readonly depth: number
  readonly guess: Speed
}

/** Deeper than the queries of the Studio and of this site. */
const maxDepth = 8

/** @example formOf('*[_id in ["a"]][0...10]') → { form: '*[_id in [""]][0...0]', depth: 2, guess: 'quick' } */
export function formOf(groq: string): QueryForm {
  const bare = withoutStrings(groq)
  let [depth, deepest] = [0, 0]
  for (const [bracket] of bare.matchAll(/[([{\])}]/g)) {
    depth += '([{'.includes(bracket) ? 1 : -1
    deepest = Math.max(deepest, depth)
  }
  const isSuspect = deepest > maxDepth || readsAllRepeatedly(bare)
  return { form: bare.replaceAll(/\d+/g, '0'), depth: deepest, guess: isSuspect ? 'slow' : 'quick' }
}

/** A `*` that is no multiplication stands at the beginning, after an opening bracket, an operator or a comma. */
const readsAllRepeatedly = (bare: string): boolean =>
  [...bare.matchAll(/(?<=^|[([{,:=<>!&|?+\-/%]|\b(?:in|match|asc|desc|from)\b)\s*\*/g)].length > 1

/** A string that is not closed goes to the end, so that the time is proportional to the length. */
const strings = /"(?:[^"\\]|\\[\s\S]?)*(?:"|$)|'(?:[^'\\]|\\[\s\S]?)*(?:'|$)/g

const withoutStrings = (groq: string): string => groq.replace(strings, '""')
