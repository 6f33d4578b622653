import { languageOf, locales } from '#src/locales.ts'
import { plainSpaces } from '#src/model/clean-text.ts'
import { isTimeZone } from '#src/model/time.ts'
import { romanNumber } from '#src/programme/ordinal.ts'
import { isGreeting, isHeadOfMessage, messageHeadIn } from './messages.ts'
import type { ParsedLine } from './parsed-text.ts'
import type { Became } from './plan.ts'
import {
  dayPartWords,
  foldForMatching,
  forumWords,
  gatheringWords,
  isMadeOf,
  labels,
  sectionOf,
  venueIn,
  wordsIn,
} from './vocabulary.ts'
import { daysIn, type FoundDays } from './written-dates.ts'

/** Single lines: the title of the text, the beginning of a part, a fact such as the place. */

/** The index of the title of the text: the first short line before the programme with a word such as "forum", else the first heading. */
export function titleLineIn(lines: readonly ParsedLine[]): number | undefined {
  const end = lines.findIndex(({ cells, plain }) => cells !== undefined || plain.leading?.span.isSure)
  const head = messageHeadIn(lines)
  const before = lines.slice(0, end === -1 ? lines.length : end).map((line, index) => ({ ...line, index }))
  const candidates = before.filter((line) => line.index >= head && mayBeTitle(line))
  const ofForum = candidates.find(({ text }) => wordsIn(text).some((word) => forumWords.has(word)))
  const heading = candidates.find(({ style }) => style === 'heading')
  const first = candidates.find(
    ({ index, text, plain }) =>
      head === 0 && index < 3 && plain.days === undefined && wordsIn(text).length > 1,
  )
  return (ofForum ?? heading ?? first)?.index
}

function mayBeTitle({ style, plain }: ParsedLine): boolean {
  const { text } = plain
  return (
    (style === undefined || style === 'heading') &&
    text.length <= 120 &&
    !/[.;,:!]$/.test(text) &&
    wordsIn(plain.days?.before ?? text).length >= 1 &&
    sectionOf(text) === undefined &&
    partIn(text) === undefined &&
    !isGreeting(text) &&
    !isHeadOfMessage(text) &&
    plain.leading === undefined &&
    plain.trailing === undefined &&
    !hasTime(text) &&
    !labelOfOther.test(foldForMatching(text)) &&
    factOf(text) === undefined &&
    !text.startsWith('#')
  )
}

/** Whether a time or a duration stands in a text, which is then no heading. */
export const hasTime = (text: string): boolean =>
  /\d ?(?:[:h] ?\d{2}(?!\d)|(?:min|minutes?|h|hours?|heures?|horas?)\b)/i.test(text)

/** Labels of what stands at the top of a text beside its title. */
const labelOfOther =
  /^(?:participants?|participantes|attendees|attendance|presents?|invites|asistentes|invitados|speakers?|moderators?|hosts?|organi[sz]ers?|organisateurs?|organizadores|organiza|horaires?|time|times|hora|horario|when|where|quand|cuando|donde|contact|contacts|contacto|link|lien|enlace|zoom|registration|inscriptions?|inscripcion|inscripciones) ?:/

/** What a line says of the part that it begins. */
export type PartLine = { ordinal?: number; title: string }

/**
 * The part that a line begins.
 * @example partIn('Deuxième partie – La localisation') → { ordinal: 2, title: 'La localisation' }
 */
export function partIn(text: string): PartLine | undefined {
  const match = partPattern.exec(foldForMatching(text))
  if (match === null || text.length > 220) return undefined
  const [whole, numberAfter, numberBefore, bare] = match
  const ordinal =
    ordinals.get(numberAfter ?? numberBefore ?? bare ?? '') ??
    (Number(numberAfter ?? numberBefore) || undefined)
  const title = withoutFolded(text, whole)
  return { ...(ordinal !== undefined && { ordinal }), title }
}

/** A text without a beginning that is given folded. Folding may change lengths, so each beginning is folded and compared. */
function withoutFolded(text: string, folded: string): string {
  for (let end = 1; end <= text.length; end++) {
    if (foldForMatching(text.slice(0, end)) === folded.trim()) {
      return text
        .slice(end)
        .replace(/^[\s:;.,|–—―-]+/u, '')
        .replace(/[\s:]+$/u, '')
        .trim()
    }
  }
  return text
}

const romans = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x']
const ordinals = new Map<string, number>([
  ...romans.map((roman, index) => [roman, index + 1] as const),
  ...[
    'one|first|premiere|1re|1ere|primera|1a|1st|un|une|una',
    'two|second|deuxieme|seconde|2e|2eme|segunda|2a|2nd|deux|dos',
    'three|third|troisieme|3e|3eme|tercera|3a|3rd|trois|tres',
    'four|fourth|quatrieme|4e|4eme|cuarta|4a|4th|quatre|cuatro',
    'five|fifth|cinquieme|5e|5eme|quinta|5a|5th|cinq|cinco',
    'six|sixth|sixieme|6e|sexta|6a|6th|seis',
    'seven|seventh|septieme|7e|septima|7a|7th|sept|siete',
    'eight|eighth|huitieme|8e|octava|8a|8th|huit|ocho',
  ].flatMap((words, index) => words.split('|').map((word) => [word, index + 1] as const)),
])
const numbers = [...ordinals.keys()].sort((a, b) => b.length - a.length).join('|')
const partPattern = new RegExp(
  `^(?:(?:part|partie|parte|bloque|bloc|block|segment) (?:n[°º] ?)?(\\d{1,2}|${numbers})(?![a-z\\d])|(\\d{1,2}|${numbers}) (?:part|partie|parte|bloque|bloc)(?![a-z]))(?=$|\\s*[:;.,|–—―-]| )`,
)

/** What a line such as "Venue: …" says of the edition. */
export type FactLine =
  | { fact: 'city' | 'venue' | 'timeZone' | 'title'; value: string; became: Became }
  | { fact: 'date'; days: FoundDays; became: Became }

export function factOf(text: string): FactLine | undefined {
  const [, label = '', value = ''] = /^([^:]{3,24}?)\s*:\s*(.+)$/.exec(text) ?? []
  const fact = labels.find(({ pattern }) => pattern.test(foldForMatching(label)))?.fact
  if (fact === undefined || (fact === 'timeZone' && !isTimeZone(value.trim()))) return undefined
  // "Lugar: Teatro Municipal": the place of an edition may be its city or its venue.
  if (fact === 'city' && venueIn(value.trim()) !== undefined)
    return { fact: 'venue', value: value.trim(), became: 'venue' }
  const became = becameOf[fact]
  if (fact !== 'date') return { fact, value: value.trim(), became }
  const days = daysIn(value)
  return days && { fact, days, became }
}

/** Whether a text is only the label of a date. @example isDateLabel('Fecha:') → true */
export const isDateLabel = (text: string): boolean =>
  labels.some(
    ({ fact, pattern }) => fact === 'date' && pattern.test(foldForMatching(text).replace(/[\s:]+$/, '')),
  )

const becameOf = { city: 'place', venue: 'venue', timeZone: 'timeZone', date: 'day', title: 'title' } as const

/** The place that stands beside a date at the head of a text: a city alone, or with its country; of two other names the first may be a building. @example placeIn('Durban, South Africa') → 'Durban, South Africa' */
export function placeIn(text: string): string | undefined {
  // "Nantes (France)", whose last bracket may be gone as an edge of the line.
  const plain = text.replace(/\s*\(([^()]+)\)?$/u, ', $1')
  const names = plain.split(/\s*[,–—/|-]\s*/u)
  const isName = (name: string) =>
    /^(?:(?:\p{Lu}[\p{L}’'.]+|de|del|da|do|of|la|le|el|los|and|et|y|du|des)\s?){1,5}$/u.test(name) &&
    /^\p{Lu}/u.test(name)
  const isPlace =
    names.length <= 3 &&
    names.every(isName) &&
    (names.length === 1 || isCountry(names.at(-1) ?? '')) &&
    !isMadeOf(text, dayPartWords) &&
    !wordsIn(text).some((word) => forumWords.has(word) || gatheringWords.has(word))
  return isPlace ? plain : undefined
}

/** Whether a text is the name of a country, short or official, in a language of the site. */
const isCountry = (text: string): boolean => {
  const folded = foldForMatching(text)
  countries ??= new Set(locales.flatMap(({ locale }) => namesOfCountries(languageOf(locale).intl)))
  return (
    countries.has(folded) || /(?<![a-z])(?:republi(?:c|que|ca)|kingdom|royaume|reino)(?![a-z])/.test(folded)
  )
}
let countries: ReadonlySet<string> | undefined

function namesOfCountries(language: string): string[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters.flatMap((one) =>
    letters.flatMap((other) => {
      const name = names.of(one + other)
      return name === undefined ? [] : [foldForMatching(name)]
    }),
  )
}

/** The number of an edition in its title. @example ordinalIn('IVᵉ Forum d’apprentissage') → 4 */
export function ordinalIn(title: string): number | undefined {
  for (const original of plainSpaces(title).split(' ')) {
    const word = foldForMatching(original.normalize('NFKC')).trim()
    const plain = word.replace(/(?:st|nd|rd|th|re|e|er|eme|[.]?[°ao])$/, '')
    if (/^\d{1,3}$/.test(plain) && plain !== word) return Number(plain)
    // With an ending only in capital letters: "vie" and "vía" are words.
    const numeral = /^([IVXL]+)(?:er?|re|ᵉʳ?|ʳᵉ)?[^\p{L}\d]*$/u.exec(original)?.[1]
    const number = romanNumber(numeral ?? word.toUpperCase())
    if (number !== undefined && (numeral !== undefined || number <= romans.length)) return number
    const spelt = ordinals.get(word.replace(/o$/, 'a').replace(/er$/, 'ere'))
    if (spelt !== undefined && ranks.test(word)) return spelt
  }
  return undefined
}

/** "Fourth", not "four": "three cities" does not mean a third edition. */
const ranks =
  /^(?:first|second|third|.{3,}th|premier|premiere|seconde|.{3,}ieme|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|septim[oa]|octav[oa])$/
