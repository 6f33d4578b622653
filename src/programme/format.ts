import { wordsOf } from '#src/i18n.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import { isSignLanguage } from '#src/model/languages.ts'
import { memo } from '#src/model/memo.ts'
import type { Edition, Session } from '#src/model/schema.ts'
import { endDateOf, goesOnAfterMidnight, instantOf, offsetAt, type Times } from '#src/model/time.ts'
import { dateText } from './date-text.ts'

/**
 * A date in words.
 * @example dayText('2019-11-12', 'fr', { weekday: true, year: true }) → 'mardi 12 novembre 2019'
 */
export function dayText(
  date: string,
  locale: Locale,
  {
    weekday = false,
    year = false,
    short = false,
  }: { weekday?: boolean; year?: boolean; short?: boolean } = {},
): string {
  const style = `${weekday ? 'w' : ''}${year ? 'y' : ''}${short ? 's' : ''}`
  return writtenDay(date, locale, style)
}

const writtenDay = memo((date: string, locale: Locale, style: string) =>
  dateText(dayFormat(locale, style).formatToParts(dayAt(date)), languageOf(locale).intl),
)

const dayFormat = memo((locale: Locale, style: string) => {
  const length = style.includes('s') ? 'short' : 'long'
  return new Intl.DateTimeFormat(languageOf(locale).intl, {
    timeZone: 'UTC',
    day: 'numeric',
    month: length,
    ...(style.includes('w') && { weekday: length }),
    ...(style.includes('y') && { year: 'numeric' }),
  })
})

/** The days of an edition. @example '12 November 2019', or '11–15 November 2019' */
export function daysText(
  { firstDay, lastDay }: Pick<Edition, 'firstDay' | 'lastDay'>,
  locale: Locale,
): string {
  if (firstDay === lastDay) return dayText(firstDay, locale, { year: true })
  return writtenDays(firstDay, lastDay, locale)
}

/** The same for a heading, which may not break around the dash. */
export const unbrokenDays = (edition: Pick<Edition, 'firstDay' | 'lastDay'>, locale: Locale): string =>
  daysText(edition, locale).replace(/\s?–\s?/u, (dash) => (dash === '–' ? '\u2060–\u2060' : '\u202f–\u202f'))

const writtenDays = memo((firstDay: string, lastDay: string, locale: Locale) =>
  dateText(daysFormat(locale).formatRangeToParts(dayAt(firstDay), dayAt(lastDay)), languageOf(locale).intl),
)

/**
 * The days of an edition in three texts: the first day, the text between, and the last day with the month and year
 * of both. For an edition of one day, the last two are empty.
 * @example ['11', '–', '15 November 2019']
 */
export function daysPieces(
  { firstDay, lastDay }: Pick<Edition, 'firstDay' | 'lastDay'>,
  locale: Locale,
): readonly [first: string, between: string, last: string] {
  const parts = daysFormat(locale).formatRangeToParts(dayAt(firstDay), dayAt(lastDay))
  const end = parts.findIndex(({ source }) => source === 'endRange')
  if (end === -1) return [daysText({ firstDay, lastDay }, locale), '', '']
  const start = parts.findLastIndex(({ source }) => source === 'startRange') + 1
  const text = (from: number, to?: number) => dateText(parts.slice(from, to), languageOf(locale).intl)
  return [text(0, start), text(start, end), text(end)]
}

/** Start and end, 24 hours, en dash; an end after midnight with its day. @example '09:00–09:20', or '22:00–00:30 Wed' */
export const timesText = (times: Times, locale: Locale): string => `${times.start}–${endText(times, locale)}`

/** The same for a place within a line, which may not end inside: with word joiners (U+2060) around the dash. */
export const unbrokenTimes = (times: Times, locale: Locale): string =>
  timesText(times, locale).replace('–', '\u2060–\u2060')

/** The end of something, with its day where that is the next one. @example '09:20', or '00:30 Wed' */
export const endText = (times: Times, locale: Locale): string =>
  [times.end, ...(goesOnAfterMidnight(times) ? [weekday(endDateOf(times), locale)] : [])].join('\u00a0')

const weekday = (date: string, locale: Locale): string => weekdayFormat(locale).format(dayAt(date))

const weekdayFormat = memo(
  (locale: Locale) => new Intl.DateTimeFormat(languageOf(locale).intl, { timeZone: 'UTC', weekday: 'short' }),
)

/** The start of something in a list that may span days: with its day where it does. @example 'Wed 9 Jun, 10:00' */
export const startText = ({ date, start }: Times, locale: Locale, spansDays: boolean): string =>
  spansDays ? `${dayText(date, locale, { weekday: true, short: true })}, ${start}` : start

/** The weekday and the number of a date, for a bar of days. @example ['Tuesday', 'Tue', '8'] */
export const weekdayTexts = (
  date: string,
  locale: Locale,
): readonly [long: string, short: string, day: string] => [
  longWeekdayFormat(locale).format(dayAt(date)),
  weekday(date, locale),
  String(Number(date.slice(8))),
]

const longWeekdayFormat = memo(
  (locale: Locale) => new Intl.DateTimeFormat(languageOf(locale).intl, { timeZone: 'UTC', weekday: 'long' }),
)

/**
 * A zone's offsets at the start and at the end of something: one, or two where clocks are changed in between.
 * @example 'UTC+2', or 'UTC+2 and UTC+1'
 */
export function offsetsText(times: Times, timeZone: string, locale: Locale): string {
  const offsets = [
    offsetText(times.date, timeZone, times.start),
    offsetText(endDateOf(times), timeZone, times.end),
  ]
  return listFormat(locale).format(new Set(offsets))
}

/** A zone's offset at a time of a day, or at noon, as readers see it. @example 'UTC+2' */
export function offsetText(date: string, timeZone: string, time = '12:00'): string {
  const minutes = offsetAt(instantOf(date, time, timeZone) ?? 0, timeZone)
  const size = Math.abs(minutes)
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`
  return minutes === 0 ? 'UTC' : `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`
}

/** Where the items of a list in words stand: numbers of items, and the texts between. @example listPieces(2, 'en') → [0, ' and ', 1] */
export const listPieces = (count: number, locale: Locale): readonly (number | string)[] => {
  let item = 0
  return listFormat(locale)
    .formatToParts(Array.from({ length: count }, String))
    .map(({ type, value }) => (type === 'element' ? item++ : value))
}

/** The languages of interpreters, with their channels. @example 'French (channel 2) and Spanish (channel 3)' */
export function interpretationText(interpretation: Session['interpretation'], locale: Locale): string {
  const t = wordsOf(locale)
  return listFormat(locale).format(
    interpretation.map(({ language, channel }) => {
      const name = languageName(locale, language)
      return channel === undefined ? name : t('session.channel', { language: name, channel })
    }),
  )
}

/** A list in words. @example listText(['1 room', '2 people'], 'en') → '1 room and 2 people' */
export const listText = (things: readonly string[], locale: Locale): string =>
  listFormat(locale).format(things)

/** The names of languages, as a list in words. @example languagesText(['en', 'fr'], 'es') → 'inglés y francés' */
export function languagesText(tags: readonly string[], locale: Locale): string {
  return listText(
    tags.map((tag) => languageName(locale, tag)),
    locale,
  )
}

const listFormat = memo((locale: Locale) => new Intl.ListFormat(languageOf(locale).intl))
const languageNames = memo(
  (locale: Locale) => new Intl.DisplayNames(languageOf(locale).intl, { type: 'language' }),
)
const languageName = memo((locale: Locale, tag: string) => {
  if (isSignLanguage(tag)) return wordsOf(locale)(`sign.${tag}`)
  try {
    return languageNames(locale).of(tag) ?? tag
  } catch {
    return tag
  }
})

const daysFormat = memo(
  (locale: Locale) =>
    new Intl.DateTimeFormat(languageOf(locale).intl, { timeZone: 'UTC', dateStyle: 'long' }),
)

const dayAt = (date: string) => Date.parse(`${date}T00:00:00Z`)
