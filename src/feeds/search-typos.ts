/** Letters of the longest word in which typing errors are looked for. */
export const longestWord = 40

/** How many errors a word may have: none in short words and in numbers, two in long words. */
const errorsIn = (wanted: string): number =>
  wanted.length < 4 || wanted.length > longestWord || /\d/.test(wanted) ? 0 : wanted.length < 8 ? 1 : 2

/**
 * The words of a sorted list with the fewest errors: letters that are wrong, missing or too many, or two that changed
 * places (the optimal string alignment distance). Six letters and more may be the beginning of a word; of fewer, the first
 * must be right. What begins too differently is passed over, so it costs a fraction of the list.
 * @example nearestWords(['sendai', 'session'], 'sendia') → ['sendai']
 */
export function nearestWords(sorted: readonly string[], wanted: string): readonly string[] {
  const most = errorsIn(wanted)
  if (most === 0) return []
  const isBeginning = wanted.length >= 6
  const [from, to] = isBeginning ? [0, sorted.length] : rangeOf(sorted, wanted.charAt(0))
  const distances = new Distances(wanted, isBeginning)
  let found: string[] = []
  let least = most
  for (let at = from; at < to; at++) {
    const word = sorted[at] ?? ''
    const errors = distances.to(word, least)
    if (errors > least) continue
    if (errors < least) found = []
    least = errors
    found.push(word)
  }
  return found
}

/** The place of the first word of a sorted list that is not before another. */
export function firstFrom(sorted: readonly string[], wanted: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < wanted) low = middle + 1
    else high = middle
  }
  return low
}

const rangeOf = (sorted: readonly string[], letter: string): [number, number] => [
  firstFrom(sorted, letter),
  firstFrom(sorted, String.fromCharCode(letter.charCodeAt(0) + 1)),
]

/** The distances of words to one that is wanted, asked in order: those that begin alike share what was counted. */
class Distances {
  readonly #wanted: string
  readonly #isBeginning: boolean
  /** Row n has the distances of the first n letters of the word to each beginning of what is wanted. */
  readonly #rows: Uint8Array[]
  /** The distance to all that is wanted of the nearest of the first n beginnings of the word. */
  readonly #fewest: number[]
  #word = ''
  /** How many letters of the word have a row. */
  #made = 0
  /** After how many letters the word was given up; what begins with them is as far. */
  #tooFar = Number.POSITIVE_INFINITY

  constructor(wanted: string, isBeginning: boolean) {
    this.#wanted = wanted
    this.#isBeginning = isBeginning
    this.#rows = [Uint8Array.from({ length: wanted.length + 1 }, (_, at) => at)]
    this.#fewest = [wanted.length]
  }

  /** The distance to a word, or some number above `most` where it is larger than that. */
  to(word: string, most: number): number {
    const alike = sharedLength(word, this.#word)
    this.#word = word
    if (alike >= this.#tooFar) return most + 1
    this.#made = Math.min(this.#made, alike)
    const end = Math.min(word.length, this.#wanted.length + most)
    let isNear = true
    while (isNear && this.#made < end) isNear = this.#nextRow() <= most
    const errors = this.#isBeginning ? this.#fewest[this.#made] : this.#last(word)
    const distance = errors ?? most + 1
    this.#tooFar = !isNear && distance > most ? this.#made : Number.POSITIVE_INFINITY
    return distance
  }

  #last = (word: string) =>
    word.length === this.#made ? this.#rows[this.#made]?.at(-1) : Number.POSITIVE_INFINITY

  /** Makes the row after one more letter; gives the smallest distance in it. */
  #nextRow(): number {
    const [wanted, depth] = [this.#wanted, this.#made]
    const [above, twoAbove] = [this.#rows[depth], this.#rows[depth - 1]]
    const row = this.#rows[depth + 1] ?? new Uint8Array(wanted.length + 1)
    const [letter, before] = [this.#word.charCodeAt(depth), this.#word.charCodeAt(depth - 1)]
    row[0] = depth + 1
    let smallest = depth + 1
    for (let at = 1; at <= wanted.length; at++) {
      const [own, previous] = [wanted.charCodeAt(at - 1), wanted.charCodeAt(at - 2)]
      const wrong = (above?.[at - 1] ?? 0) + (own === letter ? 0 : 1)
      const oneMore = Math.min(above?.[at] ?? 0, row[at - 1] ?? 0) + 1
      const isSwapped = twoAbove !== undefined && at > 1 && own === before && previous === letter
      const swapped = isSwapped ? (twoAbove[at - 2] ?? 0) + 1 : wrong
      const distance = Math.min(wrong, oneMore, swapped)
      row[at] = distance
      if (distance < smallest) smallest = distance
    }
    this.#rows[depth + 1] = row
    this.#made = depth + 1
    this.#fewest[depth + 1] = Math.min(
      this.#fewest[depth] ?? wanted.length,
      row[wanted.length] ?? wanted.length,
    )
    return smallest
  }
}

function sharedLength(a: string, b: string): number {
  let length = 0
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length++
  return length
}
