import { memo } from '#src/model/memo.ts'

/**
 * Searching by words: in lower case, without accents, by the beginning of each word. The inclusive forms of French
 * ("participant·e·s") match each form that they stand for.
 */

/** A page or passage in the search index. `lang` is set where the title is not in the page's language. */
export type SearchEntry = {
  href: string
  title: string
  lang?: string
  /** Date and times in the edition's zone, in words; of a day its edition. */
  when?: string
  /** Set where `when` is not in the page's language. */
  whenLang?: string
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
  found: readonly SearchEntry[]
}

/** Between the pieces of a title. */
export const betweenNames = ' · '

/** The content of `/{locale}/search.json`: all entries of one language, and the words of the search dialog. */
export type SearchIndex = { groups: readonly SearchGroup[]; words: SearchIndexWords }

/** `count` by the plural category of `Intl.PluralRules`; `{{count}}` and `{{query}}` are filled in later. */
export type SearchIndexWords = {
  close: string
  all: string
  none: string
  count: Readonly<Record<string, string>>
}

/** The folded words of texts, sorted, each once, each after a space. @example searchWords('Élu·e·s') → ' elu elues elus' */
export const searchWords = memo((...texts: readonly (string | undefined)[]): string => {
  const words = new Set(texts.flatMap((text) => pieces(text ?? '').flatMap(formsOf)))
  return [...words]
    .sort()
    .map((word) => ` ${word}`)
    .join('')
})

/** The number of results, in words. @example countText(words, 'fr', 1, 'sendai') → '1 résultat' */
export function countText(words: SearchIndexWords, lang: string, count: number, query: string): string {
  if (count === 0) return words.none.replace('{{query}}', () => query)
  const form = words.count[new Intl.PluralRules(lang).select(count)] ?? words.count.other ?? ''
  return form.replace('{{count}}', String(count))
}

/** A test whether an entry matches a query: each word of the query must begin a word of the entry. An empty query matches all. */
export function matcherFor(query: string): (entry: Pick<SearchEntry, 'words'>) => boolean {
  const wanted = pieces(query).map((piece) => ` ${piece.replaceAll('·', '')}`)
  return ({ words }) => wanted.every((word) => words.includes(word))
}

/** The groups with the entries that match a query; leaves out groups without a match. */
export function search(groups: readonly SearchGroup[], query: string): readonly SearchGroup[] {
  const matches = matcherFor(query)
  return groups.flatMap((group) => {
    const found = group.found.filter(matches)
    return found.length === 0 ? [] : [{ ...group, found }]
  })
}

/** @example foldText('Łódź, Đà Nẵng, Œuvre') → 'lodz, da nang, oeuvre' */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    // Accents, and characters that nobody sees, such as soft hyphens.
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[œæßøłđðþı]/g, (letter) => plain[letter] ?? letter)

/** Letters that Unicode normalization does not decompose. */
const plain: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** Splits a text into folded words. The point médian, which has several code points in use, stays in a word as `·`. */
function pieces(text: string): string[] {
  return foldText(text.replace(/[·•‧∙⋅]/g, '·')).match(/[\p{L}\p{N}]+(?:·[\p{L}\p{N}]+)*/gu) ?? []
}

/** @example formsOf('participant·e·s') → ['participant', 'participantes', 'participants'] */
function formsOf(word: string): string[] {
  const [stem = '', ...endings] = word.split('·')
  if (endings.length === 0) return [word]
  const ending = endings.join('')
  const forms = [stem, stem + ending]
  if (ending.endsWith('s')) forms.push(`${stem}s`)
  // The feminine ending replaces the masculine one: directeur·rice·s, chercheur·euse·s.
  const feminine = /^(?:(?:eu)?se|rice|trice)s?$/.test(ending) && stem.endsWith('eur')
  if (feminine) forms.push(stem.slice(0, -3) + ending.replace(/^t?rice/, 'rice').replace(/^se/, 'euse'))
  return forms
}
