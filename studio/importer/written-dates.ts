import { languageOf, locales } from '#src/locales.ts'
import type { DayName } from './plan.ts'
import { foldForMatching } from './vocabulary.ts'

/** Dates as programmes write them, in every language of the site. */

/** A date in a text: one day, or the first and the last of several; and the text before and after it. */
export type FoundDays = {
  first: DayName
  last?: DayName
  before: string
  after: string
  /** Written as 03/04/2020, where the month may be either. */
  isAmbiguous: boolean
}

/**
 * The first date in a line.
 * @example daysIn('Mardi 12 novembre') → { first: { day: 12, month: 11, weekday: 2, … }, before: '', after: '' }
 */
export function daysIn(text: string): FoundDays | undefined {
  // Folded character by character, so that an index in the folded text is one in the text.
  const plain = [...text].map(foldOne).join('')
  for (const { pattern, read } of dateShapes) {
    const match = pattern.exec(plain)
    if (match?.groups === undefined) continue
    const found = read(match.groups)
    if (found === undefined) continue
    const written = text.slice(match.index, match.index + match[0].length).trim()
    const [first, last] = found.map((day) => ({ written, ...day }))
    if (first === undefined) continue
    const { day = '', month = '' } = match.groups
    return {
      first,
      ...(last && { last }),
      before: text.slice(0, match.index),
      after: text.slice(match.index + match[0].length),
      isAmbiguous:
        /^\d+$/.test(month) && Number(day) <= 12 && day !== month && match.groups.iso === undefined,
    }
  }
  return undefined
}

/** The number of a month by its name. @example monthOf('Nov') → 11 */
export const monthOf = (text: string): number | undefined =>
  months.get(foldForMatching(text).replace(/[.,]/g, ''))

const foldOne = (character: string) => {
  const folded = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return /\s/.test(character)
    ? ' '.repeat(character.length)
    : folded.length === character.length
      ? folded
      : character
}

const months = namesOf(
  'month',
  12,
  (index) => Date.UTC(2023, index, 1),
  (index) => index + 1,
)
months.set('sept', 9)
// 1 January 2023 was a Sunday.
const weekdays = namesOf(
  'weekday',
  7,
  (index) => Date.UTC(2023, 0, 1 + index),
  (index) => index,
)

for (const [name, day] of [
  ['tues', 2],
  ['weds', 3],
  ['thur', 4],
  ['thurs', 4],
] as const)
  weekdays.set(name, day)

function namesOf(
  part: 'month' | 'weekday',
  count: number,
  instant: (index: number) => number,
  value: (index: number) => number,
): Map<string, number> {
  const names = new Map<string, number>()
  for (const { locale } of locales) {
    for (const form of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(languageOf(locale).intl, { [part]: form, timeZone: 'UTC' })
      for (let index = 0; index < count; index++)
        names.set(foldForMatching(format.format(instant(index))).replaceAll('.', ''), value(index))
    }
  }
  return names
}

const oneOf = (names: Iterable<string>) => [...names].sort((a, b) => b.length - a.length).join('|')

const countingWords = new Map(
  [
    'one|un|uno|premier|primero|primer|first|1er',
    'two|deux|dos|deuxieme|segundo|second',
    'three|trois|tres|troisieme|tercero|tercer|third',
    'four|quatre|cuatro|quatrieme|cuarto|fourth',
    'five|cinq|cinco|cinquieme|quinto|fifth',
  ].flatMap((words, index) => words.split('|').map((word) => [word, index + 1] as const)),
)

const weekday = `(?:(?<weekday>${oneOf(weekdays.keys())})\\.?(?![a-z]),? *(?:the |le |el )?)?`
const ordinal = '(?:st|nd|rd|th|er|ro|º|°)?'
const month = `(?<month>${oneOf(months.keys())})(?![a-z])\\.?`
const year = '(?:,? *(?:de |del |of )?(?<year>(?:19|20)\\d{2})(?!\\d))?'
/** "Day 1 – 24 November" is no range. */
const noDayNumber = '(?<!(?<![a-z])(?:day|jour|journee|dia|jornada) *(?:n[°º] *)?)'
const to = ' *(?:[-‐‑–—−/]|to|au|al|a|et|y|and|&) *'

const dateShapes: readonly {
  pattern: RegExp
  read: (groups: Readonly<Record<string, string | undefined>>) => Omit<DayName, 'written'>[] | undefined
}[] = [
  // 30 November – 2 December 2022
  {
    pattern: new RegExp(
      `(?<!\\d)${noDayNumber}(?<from>\\d{1,2})${ordinal} *(?:de |of )?(?<fromMonth>${oneOf(months.keys())})(?![a-z])\\.?${to}(?<day>\\d{1,2})${ordinal} *(?:de |of )?${month}${year}`,
    ),
    read: (groups) => {
      const last = dayFrom(groups)
      const first = dayFrom({ ...groups, day: groups.from, month: groups.fromMonth })
      return first && last && [first, last]
    },
  },
  // 11–12 October 2022
  {
    pattern: new RegExp(
      `(?<![\\d:.h])${noDayNumber}(?<from>\\d{1,2})${ordinal}${to}(?<day>\\d{1,2})${ordinal} *(?:de |of )?${month}${year}`,
    ),
    read: (groups) => {
      const [first, last] = [dayFrom({ ...groups, day: groups.from }), dayFrom(groups)]
      return first && last && [first, last]
    },
  },
  // Tuesday 12 November 2019, martes 12 de noviembre de 2019, 12Nov
  {
    pattern: new RegExp(`(?<![a-z\\d])${weekday}(?<day>\\d{1,2})${ordinal} *(?:de |of )?${month}${year}`),
    read: (groups) => asList(dayFrom(groups)),
  },
  // November 11–12, 2022
  {
    pattern: new RegExp(
      `(?<![a-z\\d])${month} *(?<from>\\d{1,2})${ordinal}${to}(?<day>\\d{1,2})(?!\\d|[:.h])${ordinal}${year}`,
    ),
    read: (groups) => {
      const [first, last] = [dayFrom({ ...groups, day: groups.from }), dayFrom(groups)]
      return first && last && [first, last]
    },
  },
  // Tuesday, November 12, 2019
  {
    pattern: new RegExp(`(?<![a-z\\d])${weekday}${month} *(?<day>\\d{1,2})(?!\\d|[:.h])${ordinal}${year}`),
    read: (groups) => asList(dayFrom(groups)),
  },
  {
    pattern: /(?<!\d)(?<iso>(?<year>(?:19|20)\d{2})-(?<month>\d{2})-(?<day>\d{2}))(?!\d)/,
    read: (groups) => asList(dayFrom(groups)),
  },
  {
    pattern: new RegExp(
      `(?<![\\d/])${weekday}(?<![\\d/])(?<day>\\d{1,2})[/.](?<month>\\d{1,2})[/.](?<year>(?:19|20)\\d{2})(?!\\d)`,
    ),
    read: (groups) =>
      asList(
        Number(groups.month) > 12
          ? dayFrom({ ...groups, day: groups.month, month: groups.day })
          : dayFrom(groups),
      ),
  },
  // Saturday 13, le samedi 13, sábado 13: its month is that of the edition
  {
    pattern: new RegExp(
      `(?<![a-z\\d])(?<weekday>${oneOf(weekdays.keys())})\\.?(?![a-z]),? *(?:the |le |el )?(?<day>\\d{1,2})${ordinal}(?= *(?:$|[,;:|()–—-](?! *\\d)))`,
    ),
    read: ({ weekday = '', day }) => asList(ofWeek(weekday, Number(day))),
  },
  // Saturday, alone in its line
  {
    pattern: new RegExp(`^ *(?<weekday>${oneOf(weekdays.keys())})[.:]? *$`),
    read: ({ weekday = '' }) => asList(ofWeek(weekday)),
  },
  {
    pattern: new RegExp(
      `(?<![a-z])(?:day|jour|journee|dia|jornada) *(?:n[°º] *)?(?<number>\\d{1,2}|${oneOf(countingWords.keys())})(?![a-z\\d])`,
    ),
    read: ({ number = '' }) => asList({ number: countingWords.get(number) ?? Number(number) }),
  },
  {
    pattern: new RegExp(
      `(?<![a-z])(?<number>${oneOf(countingWords.keys())}) (?:day|jour|journee|dia|jornada)(?![a-z])`,
    ),
    read: ({ number = '' }) => asList({ number: countingWords.get(number) ?? 1 }),
  },
]

const asList = <T>(value: T | undefined) => (value === undefined ? undefined : [value])

function ofWeek(name: string, day?: number): Omit<DayName, 'written'> | undefined {
  const weekday = weekdays.get(name)
  if (weekday === undefined || (day !== undefined && (day < 1 || day > 31))) return undefined
  return { weekday, ...(day !== undefined && { day }) }
}

function dayFrom(groups: Readonly<Record<string, string | undefined>>): Omit<DayName, 'written'> | undefined {
  const { day, month, year, weekday } = groups
  const inYear = months.get(month ?? '') ?? Number(month)
  const inMonth = Number(day)
  if (!(inMonth >= 1 && inMonth <= 31 && inYear >= 1 && inYear <= 12)) return undefined
  const ofWeek = weekday === undefined ? undefined : weekdays.get(weekday)
  return {
    day: inMonth,
    month: inYear,
    ...(year !== undefined && { year: Number(year) }),
    ...(ofWeek !== undefined && { weekday: ofWeek }),
  }
}
