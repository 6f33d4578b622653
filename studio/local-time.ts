import { languageOf } from '#src/locales.ts'
import { clockIn } from '#src/programme/clock.ts'
import { dayText } from '#src/programme/format.ts'
import { studioLocale } from './language.ts'

/** The time, with its day where that is not today; in the editor's own time zone. */
export function localTimeText(time: string): string {
  const date = new Date(time)
  const isToday = date.toDateString() === new Date().toDateString()
  return new Intl.DateTimeFormat(languageOf(studioLocale).intl, {
    timeStyle: 'short',
    ...(!isToday && { dateStyle: 'medium' }),
  }).format(date)
}

/**
 * A moment by the clock of a zone, with the year where that is not this one, and with the zone where the editor is in another.
 * @param instant milliseconds since 1970 @example 'Friday 27 November, 14:05 (Europe/Lisbon)'
 */
export function momentText(instant: number, timeZone: string): string {
  const clock = clockIn(timeZone)
  const { date, time } = clock(instant)
  const year = date.slice(0, 4) !== clock(Date.now()).date.slice(0, 4)
  const isElsewhere = timeZone !== Intl.DateTimeFormat().resolvedOptions().timeZone
  return `${dayText(date, studioLocale, { weekday: true, year })}, ${time}${isElsewhere ? ` (${timeZone})` : ''}`
}
