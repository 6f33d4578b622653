import { memo } from '#src/model/memo.ts'
import { calendarLine } from './calendar-text.ts'

/** A change of a zone's clocks. */
type Change = {
  /** What clocks showed at the change, by the offset before it. */
  at: Temporal.PlainDateTime
  /** From UTC, in minutes. */
  before: number
  after: number
}

/** The years around those of a file in which a zone must keep one rule for the file to state it as a rule. */
const yearsAround = 3

/**
 * The component that says what the clocks of an IANA zone show from one year to another, both included. Where the zone changes
 * its clocks by the same rule before and after, that rule; else each change. Calendars that know the zone by its name
 * use what they know.
 * @see RFC 5545, 3.6.5
 */
export const calendarZone = memo((timeZone: string, firstYear: number, lastYear: number): string => {
  const offset = minutesOf(startOf(timeZone, firstYear))
  const changes = changesOf(timeZone, firstYear - yearsAround, lastYear + yearsAround)
  const rules = rulesOf(changes, lastYear - firstYear + 1 + 2 * yearsAround)
  const observances = rules
    ? rules.flatMap(({ rule, changes: all }) =>
        all.filter(({ at }) => at.year === firstYear - 1).map((change) => observance(change, rule)),
      )
    : [
        observance({ at: new Temporal.PlainDateTime(1970, 1, 1), before: offset, after: offset }),
        ...changes
          .filter(({ at }) => at.year >= firstYear && at.year <= lastYear)
          .map((one) => observance(one)),
      ]
  return [
    calendarLine('BEGIN', 'VTIMEZONE'),
    calendarLine('TZID', timeZone),
    ...observances,
    calendarLine('END', 'VTIMEZONE'),
  ].join('')
})

const startOf = (timeZone: string, year: number) =>
  Temporal.ZonedDateTime.from({ timeZone, year, month: 1, day: 1 })

const minutesOf = ({ offsetNanoseconds }: Temporal.ZonedDateTime) => Math.round(offsetNanoseconds / 60e9)

function changesOf(timeZone: string, firstYear: number, lastYear: number): Change[] {
  const end = startOf(timeZone, lastYear + 1)
  const found: Change[] = []
  let now = startOf(timeZone, firstYear)
  for (;;) {
    const next = now.getTimeZoneTransition('next')
    if (next === null || Temporal.ZonedDateTime.compare(next, end) >= 0) return found
    const [before, after] = [minutesOf(next.subtract({ nanoseconds: 1 })), minutesOf(next)]
    const at = next.toPlainDateTime().add({ minutes: before - after })
    if (before !== after) found.push({ at, before, after })
    now = next
  }
}

/** The two rules by which clocks go forward and back, each once in each of `years` years; undefined where there are none. */
function rulesOf(changes: readonly Change[], years: number) {
  const kinds = [...Map.groupBy(changes, ({ before, after }) => `${before} ${after}`).values()]
  if (kinds.length !== 2) return undefined
  const found = kinds.flatMap((all) => {
    const rule = ruleOf(all)
    return rule === undefined || all.length !== years ? [] : [{ rule, changes: all }]
  })
  return found.length === 2 ? found : undefined
}

/** The yearly rule of some changes. @example 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU' */
function ruleOf(changes: readonly Change[]): string | undefined {
  const [first] = changes
  const isAlike = ({ at }: Change) =>
    at.month === first?.at.month &&
    at.dayOfWeek === first.at.dayOfWeek &&
    at.toPlainTime().equals(first.at.toPlainTime()) &&
    changes.filter((other) => other.at.year === at.year).length === 1
  if (first === undefined || !changes.every(isAlike)) return undefined
  const place = placesOf(first).find((one) => changes.every((change) => placesOf(change).includes(one)))
  return place === undefined
    ? undefined
    : `FREQ=YEARLY;BYMONTH=${first.at.month};BYDAY=${place}${weekdays[first.at.dayOfWeek - 1]}`
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** Which of the weekdays of its month a day is: from the front, and -1 for the last one. */
const placesOf = ({ at }: Change): readonly number[] => [
  ...(at.day + 7 > at.daysInMonth ? [-1] : []),
  Math.ceil(at.day / 7),
]

function observance({ at, before, after }: Change, rule?: string): string {
  const name = after > before ? 'DAYLIGHT' : 'STANDARD'
  return [
    calendarLine('BEGIN', name),
    calendarLine('DTSTART', localTime(at)),
    calendarLine('TZOFFSETFROM', offsetText(before)),
    calendarLine('TZOFFSETTO', offsetText(after)),
    ...(rule === undefined ? [] : [calendarLine('RRULE', rule)]),
    calendarLine('END', name),
  ].join('')
}

const localTime = (at: Temporal.PlainDateTime): string =>
  at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')

function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`
}
