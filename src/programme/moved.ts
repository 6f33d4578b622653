import type { Locale } from '#src/locales.ts'
import type { Session } from '#src/model/schema.ts'
import { dayText, unbrokenTimes } from './format.ts'
import { wasAtOtherTime } from './programme.ts'

/**
 * The time from which a session was moved, with the day where that was another; undefined where it was not, or that is
 * unknown. @example 'Tuesday 8 June, 09:30–10:00'
 */
export function formerTimeText(session: Session, locale: Locale): string | undefined {
  const { date, movedFrom } = session
  if (!wasAtOtherTime(session) || !movedFrom?.start) return undefined
  const { start, end } = movedFrom
  const isOtherDay = movedFrom.date !== undefined && movedFrom.date !== date
  return [
    ...(isOtherDay ? [dayText(movedFrom.date ?? date, locale, { weekday: true })] : []),
    end ? unbrokenTimes({ date: movedFrom.date ?? date, start, end }, locale) : start,
  ].join(', ')
}
