import { memo } from './memo.ts'

/**
 * Wall clock times and instants. A date is `YYYY-MM-DD`, a time `HH:mm`, both in an edition's IANA zone; an instant
 * is in milliseconds since 1970 UTC. Uses only Intl, so that it runs in browsers too.
 */

/** Whether a text is a date that exists. @example isDate('2019-02-30') → false */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const instant = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text)
}

/** Whether a text is a time of day, as `HH:mm`. @example isTime('24:00') → false */
export const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

/** When something takes place, as wall clock. An end at or before the start is on the next day. */
export type Times = { readonly date: string; readonly start: string; readonly end: string }

/** The date on which something ends. @example endDateOf({ date: '2019-11-12', start: '22:00', end: '00:30' }) → '2019-11-13' */
export const endDateOf = ({ date, start, end }: Times): string => (end > start ? date : daysAfter(date, 1))

/** Whether something takes place on the next day too. One that ends at midnight does not. */
export const goesOnAfterMidnight = (times: Times): boolean =>
  endDateOf(times) !== times.date && times.end !== '00:00'

/** How many minutes something takes, from 1 to 1,440. @example lengthOf({ start: '22:00', end: '00:30' }) → 150 */
export function lengthOf({ start, end }: Pick<Times, 'start' | 'end'>): number {
  const minutes = minutesOf(end) - minutesOf(start)
  return minutes > 0 ? minutes : minutes + minutesOfDay
}

/**
 * Whether an end at or before the start must be a mistake: something that goes on after midnight takes at most twelve
 * hours.
 */
export const endsTooEarly = (times: Pick<Times, 'start' | 'end'>): boolean =>
  times.end <= times.start && lengthOf(times) > minutesOfDay / 2

const minutesOfDay = 1440

/** The date `count` days later. @example daysAfter('2019-11-30', 1) → '2019-12-01' */
export function daysAfter(date: string, count: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}

/**
 * Parses a time as people type it. Returns `HH:mm`; undefined where the text is not a time. Accepts hours alone,
 * the separators `:`, `.` and `h`, no separator, the twelve-hour clock, and 24:00 for midnight.
 * @example ['9', '9h', '9 h 30', '9.30', '0930', '2 pm', '24h'].map(timeOf) → ['09:00', '09:00', '09:30', '09:30', '09:30', '14:00', '00:00']
 */
export function timeOf(text: string): string | undefined {
  const match = /^(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\s*h?(?:\s*([ap])\.?\s*m\.?)?$/i.exec(text.trim())
  if (!match) return undefined
  const [, hours = '', minutes = '00', half] = match
  const typed = Number(hours)
  if (half !== undefined && (typed < 1 || typed > 12)) return undefined
  const hour = half === undefined ? typed : (typed % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  if (hour === 24 && half === undefined && minutes === '00') return '00:00'
  if (hour > 23 || Number(minutes) > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${minutes}`
}

/** Minutes since midnight. @example minutesOf('09:30') → 570 */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

/** The time this many minutes after midnight; undefined outside the day. @example timeAt(570) → '09:30' */
export function timeAt(minutes: number): string | undefined {
  if (minutes < 0 || minutes >= minutesOfDay) return undefined
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

/** Whether a text names a time zone of the IANA database. @example isTimeZone('Africa/Johannesburg') → true */
export function isTimeZone(text: string): boolean {
  try {
    clockOf(text)
    return /^[A-Z]/.test(text)
  } catch {
    return false
  }
}

/**
 * The instant of a wall clock time in a zone. Where clocks go back and the time occurs twice, the first one;
 * undefined where clocks go forward and skip the time.
 */
export const instantOf = (date: string, time: string, timeZone: string): number | undefined =>
  instants(date, time, timeZone) ?? undefined

const instants = memo((date: string, time: string, timeZone: string): number | null => {
  const asIfUtc = Date.parse(`${date}T${time}:00Z`)
  const candidates = [-1, 1]
    .map((day) => asIfUtc - offsetAt(asIfUtc + day * 86_400_000, timeZone) * 60_000)
    .filter((instant) => instant + offsetAt(instant, timeZone) * 60_000 === asIfUtc)
  return candidates.length === 0 ? null : Math.min(...candidates)
})

/** The offset of a zone from UTC at an instant, in minutes; positive east of UTC. */
export const offsetAt = memo((instant: number, timeZone: string): number => {
  const parts = clockOf(timeZone).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((item) => item.type === type)?.value)
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return Math.round((wall - Math.floor(instant / 1000) * 1000) / 60_000)
})

/**
 * A wall clock time with its offset, in ISO 8601.
 * @example isoText('2019-11-12', '09:00', 'Africa/Johannesburg') → '2019-11-12T09:00+02:00'
 */
export const isoText = (date: string, time: string, timeZone: string): string =>
  `${date}T${time}${offsetOf(date, time, timeZone)}`

/**
 * The start and the end of something with their offsets, in ISO 8601.
 * @example isoSpan({ date: '2019-11-12', start: '22:00', end: '00:30' }, 'Africa/Johannesburg') → ['2019-11-12T22:00+02:00', '2019-11-13T00:30+02:00']
 */
export const isoSpan = (times: Times, timeZone: string): readonly [start: string, end: string] => [
  isoText(times.date, times.start, timeZone),
  isoText(endDateOf(times), times.end, timeZone),
]

/** The offset of a wall clock time, in ISO 8601. @example offsetOf('2019-11-12', '09:00', 'Africa/Johannesburg') → '+02:00' */
export function offsetOf(date: string, time: string, timeZone: string): string {
  const minutes = offsetAt(instantOf(date, time, timeZone) ?? Date.parse(`${date}T${time}:00Z`), timeZone)
  const size = Math.abs(minutes)
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`
}

/** Cached: making a formatter costs far more than using it, and a programme has one zone. */
const clockOf = memo(
  (timeZone: string) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }),
)
