import { type Shown, shown } from '#src/addresses/localize.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import { memo } from '#src/model/memo.ts'
import { byText } from '#src/model/order.ts'
import type { Contributor, Session } from '#src/model/schema.ts'
import type { Documents } from '#src/programme/documents.ts'

/** The contributors under one letter, or of one script. `id` is the fragment of its heading. */
export type LetterGroup = { id: string; letter: string; isScript: boolean; people: readonly Contributor[] }

/**
 * Contributors by the first letter of how they are filed, in the order of the reader's language; letters with an accent
 * stand with their plain letter, unless that language has them as letters of their own (Ñ in Spanish). Names in other
 * scripts follow, by script under its name, then what begins with no letter. Costs one sort.
 */
export function peopleByLetter(contributors: readonly Contributor[], locale: Locale): readonly LetterGroup[] {
  const { compare } = collatorOf(locale)
  const filed = contributors
    .map((contributor) => ({ contributor, key: filedAs(contributor, locale) }))
    .sort((a, b) => compare(a.key, b.key) || byText(a.contributor._id, b.contributor._id))
  const groups = Map.groupBy(filed, ({ key }) => letterOf(key, locale))
  const rank = (letter: string) => (letter === noLetter ? 2 : letter.length > 1 ? 1 : 0)
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || compare(a, b))
    .map(([letter, found], index) => ({
      id: `letter-${index + 1}`,
      letter: letter.length > 1 ? scriptName(letter, locale) : letter,
      isScript: letter.length > 1,
      people: found.map(({ contributor }) => contributor),
    }))
}

/** Contributors in the order in which they are filed. */
export function inFilingOrder<T extends Filed>(contributors: readonly T[], locale: Locale): readonly T[] {
  const { compare } = collatorOf(locale)
  return contributors
    .map((contributor) => ({ contributor, key: filedAs(contributor, locale) }))
    .sort((a, b) => compare(a.key, b.key) || byText(a.contributor._id, b.contributor._id))
    .map(({ contributor }) => contributor)
}

type Filed = Pick<Contributor, '_id' | 'sortName' | 'name'>

/** How a contributor is filed: as editors say, else by the name as it is written. Nothing is guessed. */
export const filedAs = ({ sortName, name }: Omit<Filed, '_id'>, locale: Locale): string =>
  (shown(sortName, locale) ?? shown(name, locale))?.value ?? ''

/** Where somebody works, in words; with the id of the organisation where that is a contributor. */
export type Affiliation = { text: Shown<string>; id: string | undefined }

/** Where contributors are found by their ids. */
type Named = { contributor(id: string | undefined): Pick<Contributor, '_id' | 'name'> | undefined }

/** Where a contributor works today: the name of the organisation, or what editors wrote. */
export function affiliationOf(
  { organisation, affiliation }: Pick<Contributor, 'organisation' | 'affiliation'>,
  documents: Named,
  locale: Locale,
): Affiliation | undefined {
  const owner = documents.contributor(organisation)
  const text = owner ? shown(owner.name, locale) : shown(affiliation, locale)
  return text && { text, id: owner?._id }
}

/** Where somebody worked as of a session's edition: what the session says, else where they work today. */
export function affiliationIn(
  { affiliation, contributor }: Session['contributors'][number],
  documents: Documents,
  locale: Locale,
): Affiliation | undefined {
  const own = shown(affiliation, locale)
  if (own) return { text: own, id: undefined }
  const document = documents.contributor(contributor)
  return document && affiliationOf(document, documents, locale)
}

/** What a contributor does, in the order in which lists say it: of a person the position and where; of an organisation its acronym. The place where nothing else is known, and of organisations. */
export function occupationOf(
  contributor: Pick<Contributor, 'kind' | 'acronym' | 'position' | 'place' | 'organisation' | 'affiliation'>,
  documents: Named,
  locale: Locale,
): readonly Shown<string>[] {
  const { kind, acronym, position, place } = contributor
  const known =
    kind === 'person'
      ? [shown(position, locale), affiliationOf(contributor, documents, locale)?.text]
      : [shown(acronym, locale), shown(place, locale)]
  const found = known.flatMap((text) => text ?? [])
  return found.length > 0 ? found : [shown(place, locale)].flatMap((text) => text ?? [])
}

/** The initials in place of a portrait: of an organisation its acronym where that is short, else of the first and the last word. */
export function initialsOf({ name, acronym, kind }: Contributor, locale: Locale): string {
  const short = kind === 'organisation' ? shown(acronym, locale)?.value : undefined
  return short !== undefined && short.length <= 5 ? short : initialsIn(shown(name, locale)?.value ?? '')
}

/** @example initialsIn('Kateřina Dvořáčková') → 'KD' */
function initialsIn(name: string): string {
  // Small words, as in "Comunidad de Madrid", have none; scripts without capital letters have no small words.
  const words = (name.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*/gu) ?? []).filter(
    (word) => !/^\p{Ll}/u.test(word),
  )
  // A script that writes names without spaces is known by its first sign.
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1)
  return ends.map((word) => String.fromCodePoint(word?.codePointAt(0) ?? 32).toUpperCase()).join('')
}

const noLetter = '#'

/** The letter of a name, the ISO 15924 code of its script where that is not Latin, or `#`. */
const letterOf = memo((key: string, locale: Locale): string => {
  const first = /\p{L}/u.exec(key.trim().slice(0, 12))?.[0]
  if (first === undefined || /^[\p{N}]/u.test(key.trim())) return noLetter
  const script = scripts.find(([, pattern]) => pattern.test(first))
  if (script !== undefined) return script[0]
  const { compare } = collatorOf(locale, 'base')
  return (
    alphabet.find((letter) => compare(letter, first) === 0 || compare(`${letter}E`, first) === 0) ??
    first.toLocaleUpperCase(locale)
  )
})

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** The scripts that names are likely to be in, by their codes. */
const scripts: readonly (readonly [string, RegExp])[] = [
  ...(
    [
      ...['Grek', 'Cyrl', 'Armn', 'Hebr', 'Arab', 'Ethi', 'Geor', 'Deva', 'Beng', 'Guru', 'Gujr', 'Taml'],
      ...['Telu', 'Knda', 'Mlym', 'Sinh', 'Thai', 'Laoo', 'Mymr', 'Khmr', 'Tibt', 'Mong', 'Hang'],
    ] as const
  ).map((code) => [code, new RegExp(`\\p{Script=${code}}`, 'u')] as const),
  ['Jpan', /[\p{Script=Hira}\p{Script=Kana}]/u],
  ['Hani', /\p{Script=Hani}/u],
]

const collators = new Map<string, Intl.Collator>()
function collatorOf(locale: Locale, sensitivity: 'base' | 'variant' = 'variant'): Intl.Collator {
  const key = `${locale} ${sensitivity}`
  const known = collators.get(key) ?? new Intl.Collator(languageOf(locale).intl, { sensitivity })
  collators.set(key, known)
  return known
}

/** @example scriptName('Cyrl', 'fr') → 'Cyrillique' */
const scriptName = memo((code: string, locale: Locale): string => {
  const name = new Intl.DisplayNames(languageOf(locale).intl, { type: 'script' }).of(code) ?? code
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
})
