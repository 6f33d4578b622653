import { timeAt, timeOf } from '#src/model/time.ts'
import type { DayName } from '../plan.ts'
import { leadingSpan } from '../time-spans.ts'
import { daysIn } from '../written-dates.ts'

/** Dates, times and durations as the cells of tables have them. */

/** Which of two numbers in a date is the day. */
type DateOrder = 'dayFirst' | 'monthFirst'

/** Two numbers, then a year: 13/11/2027, 3-4-27. */
const numericDate = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/.-])/

/** The order of the numeric dates of a column, where one of them settles it and none contradicts. */
export function dateOrderOf(values: readonly string[]): DateOrder | undefined {
  let found: DateOrder | undefined
  for (const value of values) {
    const [, one = '', , other = ''] = numericDate.exec(value.trim()) ?? []
    const order = Number(one) > 12 ? 'dayFirst' : Number(other) > 12 ? 'monthFirst' : undefined
    if (order === undefined) continue
    if (found !== undefined && found !== order) return undefined
    found = order
  }
  return found
}

export const isNumericDate = (value: string): boolean => numericDate.test(value.trim())

/** The day that a cell names; undefined where it names none, or one that does not exist. */
export function readDay(cell: string, order: DateOrder | undefined): DayName | undefined {
  const written = cell.trim()
  const serial = /^\d{5}(?:\.\d+)?$/.test(written) ? Number(written) : undefined
  if (serial !== undefined)
    return serial >= 20_000 && serial <= 80_000 ? dayOfSerial(serial, written) : undefined
  const [, one = '', , other = '', year = ''] = numericDate.exec(written) ?? []
  if (year === '') {
    const [, isoYear, isoMonth, isoDay] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)/.exec(written) ?? []
    return isoYear === undefined
      ? daysIn(written)?.first
      : realDay({ written, year: Number(isoYear), month: Number(isoMonth), day: Number(isoDay) })
  }
  if (order === undefined) return undefined
  const [day, month] = order === 'dayFirst' ? [one, other] : [other, one]
  return realDay({
    written,
    day: Number(day),
    month: Number(month),
    year: Number(year) + (year.length === 2 ? 2000 : 0),
  })
}

function realDay(day: DayName & { day: number; month: number; year: number }): DayName | undefined {
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day))
  return date.getUTCMonth() === day.month - 1 && date.getUTCDate() === day.day ? day : undefined
}

/** Day 1 is 1 January 1900 in a workbook, and 1900 has a 29 February. */
function dayOfSerial(serial: number, written: string): DayName {
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000)
  return { written, day: date.getUTCDate(), month: date.getUTCMonth() + 1, year: date.getUTCFullYear() }
}

/** The time, or the range of times, that a cell contains and nothing else. A fraction of a day is a time. */
export function readSpan(cell: string): { start: string; end?: string } | undefined {
  const text = cell.trim().replace(/^(\d{1,2}:\d{2}):\d{2}(?:\.\d+)?(?=\s|$)/, '$1')
  if (/^0?[.,]\d+$|^0$/.test(text)) {
    const start = timeAt(Math.round(Number(text.replace(',', '.')) * 1440))
    return start === undefined ? undefined : { start }
  }
  const whole = timeOf(text)
  if (whole !== undefined) return { start: whole }
  // Times from midnight on are written as hours of the day before.
  const [, hours, minutes] = /^(2[4-9])[:.h]([0-5]\d)$/.exec(text) ?? []
  if (hours !== undefined) return { start: `0${Number(hours) - 24}:${minutes}` }
  const found = leadingSpan(text)
  if (found === undefined || found.rest !== '') return undefined
  const { start, end } = found.span
  return { start, ...(end !== undefined && { end }) }
}

/** A date with a time; `offset` is in minutes east of UTC, where the cell has one. */
export function dateTimeIn(
  cell: string,
  order: DateOrder | undefined,
): { day: DayName; time: string; offset?: number } | undefined {
  const text = cell.trim()
  const [, date, clock, zone] =
    /^(\S+?)(?:T|,?\s+)(\d{1,2}(?:[:.h]\d{2})?(?::\d{2}(?:\.\d+)?)?(?:\s?[ap]\.?m\.?)?)\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i.exec(
      text,
    ) ??
    /^(.*\D\d{4}),?\s+(?:at |à |a las )?(\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?)()$/i.exec(text) ??
    []
  if (date === undefined || clock === undefined) return undefined
  const day = readDay(date, order ?? (isNumericDate(date) ? undefined : 'dayFirst'))
  const time = readSpan(clock)?.start
  if (day === undefined || time === undefined) return undefined
  return { day, time, ...(zone ? { offset: offsetIn(zone) } : {}) }
}

function offsetIn(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  return sign === '-' ? -size : size
}

/**
 * A duration in minutes. A number alone is minutes.
 * @example ['45', '1:30', '1h30', '90 min', '1 hour 30 minutes', 'PT1H'].map(durationIn) → [45, 90, 90, 90, 90, 60]
 */
export function durationIn(cell: string): number | undefined {
  const text = cell.trim().toLowerCase()
  const [, hours, minutes] =
    /^(\d{1,2}):([0-5]\d)(?::\d{2})?$/.exec(text) ??
    /^(?:pt)?(?:(\d{1,2})\s*(?:h|hrs?|hours?|heures?|horas?)\.?)?(?:\s*(?:,|and|et|y)?\s*(\d{1,3})\s*(?:m|mins?|minutes?|minutos?)?\.?)?(?:0?s)?$/.exec(
      text,
    ) ??
    []
  if (hours === undefined && minutes === undefined) return undefined
  const total = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  return total > 0 && total <= 1440 ? total : undefined
}
