import type { Locale } from '#src/locales.ts'
import { type Match, matches, ranks, WordTable } from './search-matching.ts'
import { namesIn, wordsOfText } from './search-words.ts'

/** What the search page and the search dialog find, in which order, and how they say it. */

/** A page or passage in the search index. `lang` is set where the title is not in the page's language. */
export type SearchEntry = {
  href: string
  title: string
  lang?: string
  /** Date and times in the edition's zone, in words; of a day its edition. */
  when?: string
  /** Set where `when` is not in the page's language. */
  whenLang?: string
  /** Of a session that is cancelled the word for that. */
  cancelled?: string
  /** The result of `searchWords`. */
  words: string
}

/**
 * Entries under one title, in the order in which they are shown; `colour` is a part's, 1 to 3. Where some of the title is
 * not in the page's language, `names` has its pieces.
 */
export type SearchGroup = {
  title: string
  names?: readonly { text: string; lang?: string }[]
  colour?: number
  /** Whether these come before all others where a title has what is typed: people, for those who type a name. */
  isFirst?: boolean
  found: readonly SearchEntry[]
}

/**
 * A group of an index. `of` is a digest of what the entries are of: the same in all languages, whose groups with the same
 * digest have the same entries. `places` are those of the entries in an order that is the same in all languages, where
 * the order in which they are shown is not.
 */
export type IndexGroup = SearchGroup & { of: string; places?: readonly number[] }

/** Between the pieces of a title. */
export const betweenNames = ' · '

/** The content of `/{locale}/search.json`: all entries of one language, and the words of the search dialog. */
export type SearchIndex = { groups: readonly IndexGroup[]; words: SearchIndexWords }

/**
 * `count` by the plural category of `Intl.PluralRules`; `{{count}}` and `{{query}}` are filled in later. `elsewhere`, by
 * the other languages, says in which one something was found; `{{text}}` is what.
 */
export type SearchIndexWords = {
  close: string
  all: string
  none: string
  count: Readonly<Record<string, string>>
  /** `{{results}}` is their count; that only as many as `mostListed` are listed. */
  first: string
  elsewhere: Readonly<Partial<Record<Locale, string>>>
}

/** How many results the dialog lists; the search page lists all. */
export const mostListed = 50

const inTitles: ReadonlySet<number> = new Set([
  ...[ranks.title, ranks.titleBeginning, ranks.titleElsewhere, ranks.titleTypo],
])

/** An entry that was found; `elsewhere` says in which other languages, and what is written there. */
export type FoundEntry = { entry: SearchEntry; elsewhere: readonly FoundElsewhere[] }
export type FoundElsewhere = { locale: Locale; text: string }
export type FoundGroup = Omit<SearchGroup, 'found'> & { found: readonly FoundEntry[] }

/**
 * The entries of an index, ready to be searched. Groups are added one by one, since thousands of entries take some tens of
 * milliseconds; what is added first is found first.
 */
export class SearchableIndex {
  readonly #own = new WordTable()
  readonly #groups: { group: IndexGroup; start: number }[] = []
  readonly #byDigest = new Map<string, { group: IndexGroup; start: number }>()
  readonly #others: { locale: Locale; words: WordTable; titles: Map<number, string> }[] = []
  #size = 0

  /** Adds a group in the reader's language. */
  add(group: IndexGroup): void {
    const added = { group, start: this.#size }
    this.#groups.push(added)
    this.#byDigest.set(group.of, added)
    for (const [place, entry] of group.found.entries()) {
      const number = added.start + place
      addEntry(this.#own, number, entry)
      if (group.isFirst) this.#own.add(number, wordsOfAddress(entry.href), { isTitle: true })
    }
    this.#size += group.found.length
  }

  /** Adds the same group in another language. One that has other entries, since it is of another release, is left out. */
  addOther(locale: Locale, { of, places, found }: IndexGroup): void {
    const own = this.#byDigest.get(of)
    if (own === undefined || own.group.found.length !== found.length) return
    const ownAt = new Map(own.group.places?.map((place, index) => [place, index]))
    let other = this.#others.find((one) => one.locale === locale)
    if (other === undefined) {
      other = { locale, words: new WordTable(), titles: new Map() }
      this.#others.push(other)
    }
    for (const [index, entry] of found.entries()) {
      const place = places?.[index] ?? index
      const number = own.start + (ownAt.get(place) ?? place)
      other.titles.set(number, entry.title)
      addEntry(other.words, number, entry)
    }
  }

  /**
   * The groups with the entries that match a query, the best first; what is found equally well stays in order. People come
   * first where each word is in a name. A query without words finds nothing.
   */
  search(query: string): readonly FoundGroup[] {
    const found = matches(query, [this.#own, ...this.#others.map(({ words }) => words)])
    if (found.size === 0) return []
    return this.#groups
      .flatMap(({ group, start }) => {
        const entries = group.found.flatMap((entry, index) => {
          const match = found.get(start + index)
          return match ? { entry, rank: match.rank, elsewhere: this.#elsewhere(start + index, match) } : []
        })
        const [best] = entries.sort((a, b) => a.rank - b.rank)
        if (best === undefined) return []
        const isNamed = group.isFirst === true && inTitles.has(best.rank)
        const rank = isNamed && best.rank === ranks.titleBeginning ? ranks.title : best.rank
        return { group: { ...group, found: entries }, isNamed, rank }
      })
      .sort((a, b) => a.rank - b.rank || Number(b.isNamed) - Number(a.isNamed))
      .map(({ group }) => group)
  }

  /** The title in another language where that has a word, else the words that were found there. */
  #elsewhere(number: number, { elsewhere }: Match): readonly FoundElsewhere[] {
    if (elsewhere.length === 0) return []
    return [...new Set(elsewhere.map(({ table }) => table))].flatMap((table) => {
      const other = this.#others[table - 1]
      if (other === undefined) return []
      const words = elsewhere.flatMap((one) => (one.table === table ? [one.word] : []))
      const title = words.includes(undefined) ? other.titles.get(number) : undefined
      return { locale: other.locale, text: title ?? [...new Set(words)].join(', ') }
    })
  }
}

function addEntry(table: WordTable, number: number, { title, words }: SearchEntry): void {
  table.add(number, namesIn(title), { isTitle: true })
  table.add(number, words === '' ? [] : words.split(' '), { isTitle: false })
}

/**
 * The words of the last segment of an address: a name in another script has Latin letters there.
 * @example wordsOfAddress('/fr/personnes/layla-al-shadhili/') → ['layla', 'al', 'shadhili']
 */
export const wordsOfAddress = (href: string): readonly string[] =>
  wordsOfText(decodeURI(/([^/]*)\/?$/.exec(href)?.[1] ?? ''))

/** The number of results, in words. @example countText(words, 'fr', 1, 'sendai') → '1 résultat' */
export function countText(words: SearchIndexWords, lang: string, count: number, query: string): string {
  if (count === 0) return words.none.replace('{{query}}', () => shortened(query.trim()))
  const rules = new Intl.PluralRules(lang)
  const form = words.count[rules.select(count)] ?? words.count.other ?? ''
  return form.replace('{{count}}', count.toLocaleString(lang))
}

/** What somebody pasted is not said whole. */
const shortened = (text: string): string => {
  const letters = [...text]
  return letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : text
}
