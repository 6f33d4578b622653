import { type Locale, locales } from '#src/locales.ts'
import type { Localized } from '#src/model/localized.ts'
import { byText } from '#src/model/order.ts'
import type { Edition, Session, Snapshot } from '#src/model/schema.ts'
import { endDateOf } from '#src/model/time.ts'
import { dayText } from './format.ts'

/** A day of an edition: its id is made of both. @example dayId('edition-2019', '2019-11-12') → 'edition-2019.2019-11-12' */
export const dayId = (edition: string, date: string): string => `${edition}.${date}`

/** The edition and the date of the id of a day; undefined for any other id. */
export function dayOfId(id: string): { edition: string; date: string } | undefined {
  const match = /^(.+)\.(\d{4}-\d{2}-\d{2})$/.exec(id)
  return match ? { edition: match[1] ?? '', date: match[2] ?? '' } : undefined
}

/** A day in words, in each language. */
export const dayTitle = (date: string): Localized<string> =>
  Object.fromEntries(
    locales.map(({ locale }): [Locale, string] => [
      locale,
      dayText(date, locale, { weekday: true, year: true }),
    ]),
  )

/** The theme of a day of an edition, where it has one. */
export const themeOf = ({ themes }: Edition, date: string): Edition['themes'][number] | undefined =>
  themes.find((one) => one.date === date)

/** The dates on which each edition has sessions or breaks, in order, by the ids of editions. */
export function datesByEdition({
  sessions,
  breaks,
}: Pick<Snapshot, 'sessions' | 'breaks'>): ReadonlyMap<string, readonly string[]> {
  const dates = new Map<string, Set<string>>()
  for (const { edition, date } of [...sessions, ...breaks]) {
    const known = dates.get(edition)
    if (known) known.add(date)
    else dates.set(edition, new Set([date]))
  }
  return new Map([...dates].map(([edition, list]) => [edition, [...list].sort(byText)]))
}

/** Until when the sessions of a day belong to the evening before: what starts later is its morning. */
const nightEnds = '05:00'

/** The sessions of a date that belong to the evening before, where that goes on after midnight. */
export const nightOf = (evening: readonly Session[], next: readonly Session[]): readonly Session[] =>
  evening.some((session) => endDateOf(session) !== session.date)
    ? next.filter(({ start }) => start < nightEnds)
    : []
