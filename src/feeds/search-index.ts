/**
 * Finding by words: in lower case, without accents, each word by its beginning. The inclusive forms of
 * French ("participant·e·s") are found by each form that they stand for.
 */

/** What one page or passage is found by, and how it is shown; `lang` where it is not the page's own. */
export type Found = {
  href: string
  title: string
  lang?: string
  /** Date of the calendar and clock times in the edition's zone, in words. */
  when?: string
  /** As `searchWords` gives it. */
  words: string
}

/** What belongs together, under one title, in the order in which it is shown; `colour` is a part's, 1 to 3. */
export type Group = { title: string; lang?: string; colour?: number; found: readonly Found[] }

/** All that can be found in one language, and the words in which to say it: `/{locale}/search.json`. */
export type SearchIndex = { groups: readonly Group[]; words: SearchIndexWords }

/** `count` by the plural category of `Intl.PluralRules`; `{{count}}` and `{{query}}` are filled in later. */
export type SearchIndexWords = {
  close: string
  all: string
  none: string
  count: Readonly<Record<string, string>>
}

/** The words of some texts, folded, each once, with a space before each. @example searchWords('Élu·e·s') → ' elu elues elus' */
export function searchWords(...texts: readonly (string | undefined)[]): string {
  const words = new Set(texts.flatMap((text) => pieces(text ?? '').flatMap(formsOf)))
  return [...words]
    .sort()
    .map((word) => ` ${word}`)
    .join('')
}

/** How much was found, in words. @example countText(words, 'fr', 1, 'sendai') → '1 résultat' */
export function countText(words: SearchIndexWords, lang: string, count: number, query: string): string {
  if (count === 0) return words.none.replace('{{query}}', () => query)
  const form = words.count[new Intl.PluralRules(lang).select(count)] ?? words.count.other ?? ''
  return form.replace('{{count}}', String(count))
}

/** What a reader typed, as a test of `words`: each word must begin one; nothing typed finds everything. */
export function finder(query: string): (found: Pick<Found, 'words'>) => boolean {
  const wanted = pieces(query).map((piece) => ` ${piece.replaceAll('·', '')}`)
  return ({ words }) => wanted.every((word) => words.includes(word))
}

/** Groups with only what is found; groups in which nothing is found are left out. */
export function search(groups: readonly Group[], query: string): readonly Group[] {
  const fits = finder(query)
  return groups.flatMap((group) => {
    const found = group.found.filter(fits)
    return found.length === 0 ? [] : [{ ...group, found }]
  })
}

/** @example fold('Łódź, Đà Nẵng, Œuvre') → 'lodz, da nang, oeuvre' */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[œæßøłđðþı]/g, (letter) => plain[letter] ?? letter)

/** Letters that Unicode does not take apart. */
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

/** Folded words; the point médian, which is written in several ways, stays inside them as `·`. */
function pieces(text: string): string[] {
  return fold(text.replace(/[·•‧∙⋅]/g, '·')).match(/[\p{L}\p{N}]+(?:·[\p{L}\p{N}]+)*/gu) ?? []
}

/** @example formsOf('participant·e·s') → ['participant', 'participantes', 'participants'] */
function formsOf(word: string): string[] {
  const [stem = '', ...endings] = word.split('·')
  if (endings.length === 0) return [word]
  const ending = endings.join('')
  const forms = [stem, stem + ending]
  if (ending.endsWith('s')) forms.push(`${stem}s`)
  // Where the feminine takes the place of the masculine ending: directeur·rice·s, chercheur·euse·s.
  const feminine = /^(?:(?:eu)?se|rice|trice)s?$/.test(ending) && stem.endsWith('eur')
  if (feminine) forms.push(stem.slice(0, -3) + ending.replace(/^t?rice/, 'rice').replace(/^se/, 'euse'))
  return forms
}
