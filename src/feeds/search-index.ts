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

/** What belongs together, under one title, in the order in which it is shown. */
export type Group = { title: string; lang?: string; found: readonly Found[] }

/** All that can be found in one language, as `/{locale}/search.json` holds it. */
export type SearchIndex = { groups: readonly Group[] }

/** The words of some texts, folded, each once, with a space before each. @example searchWords('Élu·e·s') → ' elu elues elus' */
export function searchWords(...texts: readonly (string | undefined)[]): string {
  const words = new Set(texts.flatMap((text) => pieces(text ?? '').flatMap(formsOf)))
  return [...words]
    .sort()
    .map((word) => ` ${word}`)
    .join('')
}

/** What a reader typed, as a test of `words`: each word must begin one; nothing typed finds everything. */
export function finder(query: string): (found: Pick<Found, 'words'>) => boolean {
  const wanted = pieces(query).map((piece) => ` ${piece.replaceAll('·', '')}`)
  return ({ words }) => wanted.every((word) => words.includes(word))
}

/** Groups with only what is found; groups in which nothing is found are left out. */
export function search({ groups }: SearchIndex, query: string): readonly Group[] {
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
