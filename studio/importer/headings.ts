import { isTimeZone } from '#src/model/time.ts'
import type { Became, SourceLine } from './plan.ts'
import { withoutMarks } from './source-lines.ts'
import { leadingSpan, trailingSpan } from './time-spans.ts'
import { fold, forumWords, labels, sectionHeadings, wordsIn } from './vocabulary.ts'
import { daysIn } from './written-dates.ts'

/** What single lines say: the title, a part, a place. */

/** The index of the line that is the title of the whole: the first short line before the programme that speaks of a forum, else the first heading. */
export function titleLineIn(lines: readonly SourceLine[]): number | undefined {
  const end = lines.findIndex(
    ({ text, cells }) => cells !== undefined || leadingSpan(withoutMarks(text))?.span.isSure,
  )
  const before = lines.slice(0, end === -1 ? lines.length : end).map((line, index) => ({ ...line, index }))
  const candidates = before.filter(({ text, style }) => {
    const plain = withoutMarks(text)
    const folded = fold(plain).replace(/[\s:.]+$/, '')
    const days = daysIn(plain)
    const besideDate = days === undefined ? plain : `${days.before}`
    return (
      (style === undefined || style === 'heading') &&
      plain.length <= 120 &&
      !/[.;,:!]$/.test(plain) &&
      wordsIn(besideDate).length >= 1 &&
      !sectionHeadings.some(({ pattern }) => pattern.test(folded)) &&
      partIn(plain) === undefined &&
      trailingSpan(plain) === undefined &&
      factOf(plain) === undefined &&
      !plain.startsWith('#')
    )
  })
  const spoken = candidates.find(({ text }) => wordsIn(text).some((word) => forumWords.has(word)))
  const heading = candidates.find(({ style }) => style === 'heading')
  const first = candidates.find(
    ({ index, text }) => index < 3 && daysIn(withoutMarks(text)) === undefined && wordsIn(text).length > 1,
  )
  return (spoken ?? heading ?? first)?.index
}

/**
 * The part that a line begins.
 * @example partIn('Deuxième partie – La localisation') → { ordinal: 2, title: 'La localisation' }
 */
export function partIn(text: string): { ordinal?: number; title: string } | undefined {
  const match = partPattern.exec(fold(text))
  if (match === null || text.length > 220) return undefined
  const [whole, numberAfter, numberBefore, bare] = match
  const ordinal =
    ordinals.get(numberAfter ?? numberBefore ?? bare ?? '') ??
    (Number(numberAfter ?? numberBefore) || undefined)
  // As many words of the text as the folded match has: folding keeps words, not lengths.
  const title = dropped(text, whole)
  return { ...(ordinal !== undefined && { ordinal }), title }
}

function dropped(text: string, folded: string): string {
  for (let end = 1; end <= text.length; end++) {
    if (fold(text.slice(0, end)) === folded.trim()) {
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
export type FactLine = {
  fact: 'city' | 'venue' | 'timeZone' | 'date' | 'title'
  value: string
  became: Became
}

export function factOf(text: string): FactLine | undefined {
  const [, label = '', value = ''] = /^([^:]{3,24}?)\s*:\s*(.+)$/.exec(text) ?? []
  const known = labels.find(({ pattern }) => pattern.test(fold(label)))
  if (known === undefined) return undefined
  const { fact } = known
  if (fact === 'timeZone' && !isTimeZone(value.trim())) return undefined
  if (fact === 'date' && daysIn(value) === undefined) return undefined
  const became = { city: 'place', venue: 'place', timeZone: 'timeZone', date: 'day', title: 'title' } as const
  return { fact, value: value.trim(), became: became[fact] }
}

/** The place that stands beside a date at the head of a text. @example placeIn('Durban, South Africa') → 'Durban, South Africa' */
export function placeIn(text: string): string | undefined {
  const names = text.split(/\s*[,–—/|-]\s*/u)
  const isName = (name: string) =>
    /^(?:(?:\p{Lu}[\p{L}’'.]+|de|del|da|do|of|la|le|el|los|and|et|y|du|des)\s?){1,5}$/u.test(name) &&
    /^\p{Lu}/u.test(name)
  const isPlace =
    names.length <= 3 && names.every(isName) && !wordsIn(text).some((word) => forumWords.has(word))
  return isPlace ? text : undefined
}

/** The number of an edition in its title. @example ordinalIn('IVe Forum d’apprentissage') → 4 */
export function ordinalIn(title: string): number | undefined {
  const words = fold(title).split(' ')
  for (const word of words) {
    const plain = word.replace(/(?:st|nd|rd|th|e|er|eme|º|°|ª|a|o)$/, '')
    if (/^\d{1,2}$/.test(plain) && plain !== word) return Number(plain)
    const roman = romans.indexOf(plain)
    if (roman >= 0) return roman + 1
    const spelt = ordinals.get(word.replace(/o$/, 'a').replace(/er$/, 'ere'))
    if (spelt !== undefined && ranks.test(word)) return spelt
  }
  return undefined
}

/** "Fourth", not "four": three cities are no third edition. */
const ranks =
  /^(?:first|second|third|.{3,}th|premier|premiere|seconde|.{3,}ieme|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|septim[oa]|octav[oa])$/
