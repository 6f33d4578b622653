import { firstFrom, longestWord, nearestWords } from './search-typos.ts'
import { isUnspaced, keysOf, wordsWanted } from './search-words.ts'

/**
 * How well something matches a query; less is better. Each word of the query must be found; the one that is found worst
 * counts.
 */
export const ranks = {
  /** A whole word of the title. */
  title: 0,
  /** The beginning of a word of the title. */
  titleBeginning: 1,
  /** The beginning of another word. */
  text: 2,
  /** In the title in another language. */
  titleElsewhere: 3,
  /** In another text in another language. */
  textElsewhere: 4,
  /** With a typing error, or a space too few, in the title. */
  titleTypo: 5,
  textTypo: 6,
  typoElsewhere: 7,
} as const

/** A match of an item. `elsewhere` says which words were found in other tables than the first, if any were. */
export type Match = { rank: number; elsewhere: readonly Elsewhere[] }

/** `table` is the number of the table, from 1 on; `word` is as it is written there, undefined where it is in the title. */
export type Elsewhere = { table: number; word: string | undefined }

/**
 * The words of numbered items, in one language. Adding a word costs a look into a table; the first search after that sorts
 * all words once. A search costs as much as there are words near the one that is wanted, not as there are items.
 */
export class WordTable {
  /** The items of each word, as twice their number, and one more where the word is not in the title. */
  readonly #places = new Map<string, number[]>()
  readonly #written = new Map<string, string>()
  #sorted: readonly string[] | undefined
  #unspaced: readonly string[] = []

  add(item: number, words: Iterable<string>, { isTitle }: { isTitle: boolean }): void {
    const place = item * 2 + (isTitle ? 0 : 1)
    this.#sorted = undefined
    for (const written of words) {
      for (const key of keysOf(written)) {
        const places = this.#places.get(key)
        if (places === undefined) {
          this.#places.set(key, [place])
          this.#written.set(key, written)
        } else if (places.at(-1) !== place) places.push(place)
      }
    }
  }

  /** The words that begin with a wanted one; of scripts without spaces, those that contain it. */
  asWritten(wanted: string): readonly string[] {
    const keys = this.#keys()
    if (isUnspaced(wanted)) return this.#unspaced.filter((key) => key.includes(wanted))
    const found: string[] = []
    for (let at = firstFrom(keys, wanted); keys[at]?.startsWith(wanted); at++) {
      const key = keys[at] ?? ''
      if (!isNumber.test(wanted) || isSameNumber(key, wanted.length)) found.push(key)
    }
    return found
  }

  /** The words that are written as a wanted one but for a typing error or two, the fewest that there are. */
  withTypos(wanted: string): readonly string[] {
    return isUnspaced(wanted) ? [] : nearestWords(this.#keys(), wanted)
  }

  /** Where a word is: items, whether it is in the title there, and how it is written. */
  placesOf(key: string): readonly number[] {
    return this.#places.get(key) ?? []
  }

  /** How a word is written where it was seen first. */
  written = (key: string): string => this.#written.get(key) ?? key

  #keys(): readonly string[] {
    if (this.#sorted === undefined) {
      this.#sorted = [...this.#places.keys()].sort()
      this.#unspaced = this.#sorted.filter(isUnspaced)
    }
    return this.#sorted
  }
}

/**
 * The items that have all words of a query, by their numbers. Words are looked for in the first table, which is in the
 * reader's language, and in the others. What no word there begins with is looked for with typing errors, and as
 * several words at last. A query without words finds nothing.
 */
export function matches(query: string, tables: readonly WordTable[]): ReadonlyMap<number, Match> {
  const [first, ...others] = wordsWanted(query)
  if (first === undefined) return new Map()
  let found = placesOf(first, tables)
  for (const wanted of others) {
    if (found.size === 0) break
    found = both(found, placesOf(wanted, tables, found))
  }
  return found
}

/** What has both; the worse rank counts. */
function both(a: ReadonlyMap<number, Match>, b: ReadonlyMap<number, Match>): Map<number, Match> {
  const result = new Map<number, Match>()
  for (const [item, one] of a) {
    const other = b.get(item)
    if (other === undefined) continue
    const elsewhere = [...one.elsewhere, ...other.elsewhere]
    result.set(item, { rank: Math.max(one.rank, other.rank), elsewhere })
  }
  return result
}

/** @param among the items that are looked at; all where it is not given */
function placesOf(wanted: string, tables: readonly WordTable[], among?: Among): Map<number, Match> {
  const found = new Map<number, Match>()
  const [own, ...others] = tables
  const look = (table: number, keys: readonly string[] = [], given?: Noted['ranks']) => {
    for (const key of keys) {
      const title = key === wanted ? ranks.title : ranks.titleBeginning
      note(found, { tables, table, key, ranks: given ?? [title, ranks.text], among })
    }
  }
  const keys = tables.map((words) => words.asWritten(wanted))
  look(0, keys[0])
  for (const [index] of others.entries()) look(index + 1, keys[index + 1], written)
  // What is a word here, or begins one, is no error.
  if (keys[0]?.length === 0) look(0, own?.withTypos(wanted), typos)
  if (found.size > 0 || keys.some(({ length }) => length > 0)) return found
  for (const [index, words] of others.entries()) look(index + 1, words.withTypos(wanted), typosElsewhere)
  return found.size > 0 ? found : asSeveralWords(wanted, tables, among)
}

/**
 * What has the words that a word is made of, two or three of them: the last may be the beginning of one.
 * @example 'learningforum' finds what has "learning" and what begins with "forum"
 */
function asSeveralWords(wanted: string, tables: readonly WordTable[], among?: Among): Map<number, Match> {
  const found = new Map<number, Match>()
  for (const [table, words] of tables.entries())
    for (const { left, right } of cutsOf(wanted, 1)) {
      const items = itemsOf(words, left, among)
      noteRight(found, { tables, table, items, right })
      // Of three words, none but the last is a letter alone.
      if (left.length > 1 && items.size > 0)
        for (const cut of cutsOf(right, 2))
          noteRight(found, { tables, table, items: itemsOf(words, cut.left, items), right: cut.right })
    }
  return found
}

type Right = { tables: readonly WordTable[]; table: number; items: ReadonlySet<number>; right: string }

function noteRight(found: Map<number, Match>, { tables, table, items, right }: Right): void {
  if (items.size === 0) return
  for (const key of tables[table]?.asWritten(right) ?? [])
    note(found, { tables, table, key, ranks: table > 0 ? typosElsewhere : typos, among: items })
}

/** A word in two, in each way; of the second, at least three letters, where a script has letters. */
function cutsOf(word: string, from: number): readonly { left: string; right: string }[] {
  const count = word.length > longestWord ? 0 : word.length - (isUnspaced(word) ? 1 : 3) - from + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => ({
    left: word.slice(0, from + index),
    right: word.slice(from + index),
  }))
}

/** The items that have a whole word. */
function itemsOf(words: WordTable, word: string, among?: Among): ReadonlySet<number> {
  const keys = isUnspaced(word) ? words.asWritten(word) : [word]
  const items = keys.flatMap((key) => words.placesOf(key)).map(itemOf)
  return new Set(among ? items.filter((item) => among.has(item)) : items)
}

const written = [ranks.titleElsewhere, ranks.textElsewhere] as const
const typos = [ranks.titleTypo, ranks.textTypo] as const
const typosElsewhere = [ranks.typoElsewhere, ranks.typoElsewhere] as const

type Noted = {
  tables: readonly WordTable[]
  table: number
  key: string
  /** In the title, and elsewhere. */
  ranks: readonly [title: number, text: number]
  among?: Among | undefined
}

type Among = { has: (item: number) => boolean }

/** Notes the items of a word, where they were not found as well before. */
function note(found: Map<number, Match>, { tables, table, key, ranks, among }: Noted): void {
  const words = tables[table]
  for (const place of words?.placesOf(key) ?? []) {
    const [item, isTitle] = [itemOf(place), place % 2 === 0]
    const rank = ranks[isTitle ? 0 : 1]
    const known = found.get(item)
    if ((known && known.rank <= rank) || (among && !among.has(item))) continue
    const word = isTitle ? undefined : words?.written(key)
    found.set(item, { rank, elsewhere: table > 0 ? [{ table, word }] : [] })
  }
}

const itemOf = (place: number): number => place >> 1

const isNumber = /^\d{1,2}$/

/** Whether a word goes on after a number with no digit and no minutes: "12" finds neither "120" nor "12:30". */
const isSameNumber = (key: string, length: number) => !/^(?:\d|:\d)/.test(key.slice(length, length + 2))
