import { languageOf, locales } from '#src/locales.ts'
import { type SpokenLanguage, spokenLanguages } from '#src/model/languages.ts'
import { foldForMatching } from './vocabulary.ts'

/** The languages of sessions, as programmes write them in every language of the site. */

/** What a line says of the languages of a session. */
export type LanguageLine = { spoken?: readonly SpokenLanguage[]; interpreted?: readonly SpokenLanguage[] }

/**
 * The languages of a line that is about nothing else; undefined where a word of it is not read.
 * @example languageLineIn('Interpretation: English, French') → { interpreted: ['en', 'fr'] }
 */
export function languageLineIn(text: string): LanguageLine | undefined {
  if (text.length > 300) return undefined
  const folded = foldForMatching(text).replace(/[.]$/, '')
  const [, spokenBefore, interpretedAfter] =
    /^(.+?),? (?:with|avec|con) (?:\w+ )?(?:interpret.*|traduc.*|traduction.*?) (?:in|into|to|en|vers|al|a) (.+)$/.exec(
      folded,
    ) ?? []
  if (spokenBefore !== undefined && interpretedAfter !== undefined) {
    const [spoken, interpreted] = [
      listedLanguages(spokenBefore.replace(/^(?:in|en) /, '')),
      listedLanguages(interpretedAfter),
    ]
    return spoken && interpreted && { spoken, interpreted }
  }
  for (const { is, pattern } of lineShapes) {
    const found = pattern.exec(folded)?.[1]
    const languages = found === undefined ? undefined : listedLanguages(found)
    if (languages !== undefined) return is === 'spoken' ? { spoken: languages } : { interpreted: languages }
  }
  return undefined
}

const lineShapes = [
  {
    is: 'interpreted',
    pattern:
      /^(?:simultaneous |live )?(?:interpretation|interpreting|interpretacion|interpretes|interpretation simultanee|traduction simultanee|traduction|translation|interpretacion simultanea|traduccion simultanea|traduccion)(?: (?:provided|available|assuree|disponible|simultanea|simultanee))?\s*(?::| in | into | en | al | a | vers )\s*(.+)$/,
  },
  {
    is: 'spoken',
    pattern:
      /^(?:working |session |spoken )?(?:languages?|langues?(?: de travail)?|idiomas?(?: de trabajo)?|lenguas?)\s*:\s*(.+)$/,
  },
] as const

/**
 * The languages that a text lists by their names or codes; undefined where it says anything else.
 * @example listedLanguages('EN/FR/ES') → ['en', 'fr', 'es']
 */
export function listedLanguages(text: string): SpokenLanguage[] | undefined {
  const words = foldForMatching(text)
    .split(/\s*(?:[,;/|+&·–—-]|\s(?:and|et|y|e)\s)\s*|\s+/)
    .filter((word) => word !== '' && !/^(?:and|et|y|e)$/.test(word))
  const found = words.map((word) => byName.get(word))
  const known = found.filter((language) => language !== undefined)
  return known.length > 0 && known.length === words.length ? [...new Set(known)] : undefined
}

/**
 * A text without the languages that stand in brackets at its end: two codes at least, or a language by its name.
 * @example withoutLanguages('Room 11 (EN-FR)') → { text: 'Room 11', languages: ['en', 'fr'] }
 */
export function withoutLanguages(text: string): { text: string; languages: SpokenLanguage[] } {
  const [, before = '', inside = ''] = /^(.*\S)\s*[([]([^()[\]]+)[)\]]$/su.exec(text) ?? []
  const languages = listedLanguages(inside) ?? []
  const isSure = languages.length > 1 || (languages.length === 1 && inside.length > 3)
  return isSure ? { text: before, languages } : { text, languages: [] }
}

const otherNames: readonly (readonly [string, SpokenLanguage])[] = [
  ['eng', 'en'],
  ['ing', 'en'],
  ['fra', 'fr'],
  ['fre', 'fr'],
  ['esp', 'es'],
  ['spa', 'es'],
  ['sp', 'es'],
  ['castellano', 'es'],
  ['castillan', 'es'],
  ['por', 'pt'],
  ['ara', 'ar'],
  ['rus', 'ru'],
  ['mandarin', 'zh'],
  ['cn', 'zh'],
  ['bahasa', 'id'],
  ['kiswahili', 'sw'],
]

const byName = new Map<string, SpokenLanguage>([
  ...locales.flatMap(({ locale }) => {
    const names = new Intl.DisplayNames(languageOf(locale).intl, { type: 'language' })
    return spokenLanguages.map((tag) => [foldForMatching(names.of(tag) ?? tag), tag] as const)
  }),
  ...spokenLanguages.map((tag) => [tag, tag] as const),
  ...otherNames,
])
