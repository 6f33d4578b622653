import type { Place } from 'schema-dts'
import { byId, shown } from '#src/addresses/localize.ts'
import { type Address, permalinkOf, type Subject } from '#src/addresses/paths.ts'
import type { Locale } from '#src/locales.ts'
import { isSafeLink } from '#src/model/links.ts'
import type { Localized } from '#src/model/localized.ts'
import { byText } from '#src/model/order.ts'
import type { Edition, Session } from '#src/model/schema.ts'
import { isDate, isoText, isTime } from '#src/model/time.ts'
import { canonicalOf, type Published } from './alternates.ts'
import type { Summary } from './words.ts'

/** What structured data needs beside the content: absolute addresses, the page's own words and its picture. */
export type Surroundings = Published & {
  absolute: (address: Address) => string
  summary: Summary
  image: string
}

/** What every event says of itself. It is known by its permalink, the same in every language. */
export function eventOf(subject: Subject, title: Localized<string>, locale: Locale, around: Surroundings) {
  const address = canonicalOf(subject, locale, around) ?? permalinkOf(subject.id)
  return {
    '@type': 'Event' as const,
    '@id': around.absolute(permalinkOf(subject.id)),
    name: shown(title, locale)?.value ?? '',
    url: around.absolute(address),
  }
}

/** An edition without its times, which are the page's to tell. */
export function editionEvent(edition: Edition, locale: Locale, around: Surroundings) {
  const { _id: id, title, venue, links } = edition
  const online = links?.stream && isSafeLink(links.stream)
  return {
    ...eventOf({ kind: 'edition', id }, title, locale, around),
    inLanguage: shown(title, locale)?.lang ?? '',
    eventStatus: scheduled,
    // Known only where there is both a place to go to and a stream to follow.
    ...(online &&
      shown(venue, locale) && { eventAttendanceMode: `${vocabulary}MixedEventAttendanceMode` as const }),
    location: venueOf(edition, locale, around),
  }
}

/** A session in a list: what it is, when, and what has changed. Its place is the edition's, said there once. */
export function listedSession(session: Session, edition: Edition, locale: Locale, around: Surroundings) {
  const { _id: id, title, status } = session
  return {
    ...eventOf({ kind: 'session', id }, title, locale, around),
    ...spanOf([session], edition.timeZone),
    ...(status !== 'scheduled' && { eventStatus: statuses[status] }),
    location: { '@id': venueId(edition, around) },
  }
}

/** A session on its own page: with when it would have been, its room, its languages and those who take part. */
export function wholeSession(session: Session, edition: Edition, locale: Locale, around: Surroundings) {
  const { title, status, spokenLanguages } = session
  const former = status === 'moved' && formerStart(session, edition)
  return {
    ...listedSession(session, edition, locale, around),
    inLanguage: spokenLanguages.length > 0 ? spokenLanguages : (shown(title, locale)?.lang ?? ''),
    eventStatus: statuses[status],
    ...(former && { previousStartDate: former }),
    location: roomOf(session, edition, locale, around),
    ...performersOf(session, locale, around),
  }
}

/** When a session that was moved would have begun; on its own day where no other is named. */
export function formerStart({ date, movedFrom }: Session, { timeZone }: Edition): string | undefined {
  const [day, time] = [movedFrom?.date ?? date, movedFrom?.start ?? '']
  return isDate(day) && isTime(time) ? isoText(day, time, timeZone) : undefined
}

/** From the first start to the last end, with the zone's offset at each. */
export function spanOf(timed: readonly Timed[], timeZone: string): { startDate?: string; endDate?: string } {
  const starts = timed.map(({ date, start }) => `${date} ${start}`).sort(byText)
  const ends = timed.map(({ date, end }) => `${date} ${end}`).sort(byText)
  const iso = (moment = '') => isoText(moment.slice(0, 10), moment.slice(11), timeZone)
  return timed.length === 0 ? {} : { startDate: iso(starts[0]), endDate: iso(ends.at(-1)) }
}

/** Where an edition takes place. */
export const venueOf = (edition: Edition, locale: Locale, around: Surroundings) => {
  const city = shown(edition.city, locale)?.value ?? ''
  const country = shown(edition.country, locale)?.value
  return {
    '@type': 'Place' as const,
    '@id': venueId(edition, around),
    name: shown(edition.venue, locale)?.value ?? city,
    address: {
      '@type': 'PostalAddress' as const,
      addressLocality: city,
      ...(country && { addressCountry: country }),
    },
  }
}

function roomOf(session: Session, edition: Edition, locale: Locale, around: Surroundings): Place {
  const venue = venueOf(edition, locale, around)
  const name = shown(byId(around.snapshot.rooms, session.room)?.name, locale)?.value
  return name ? { '@type': 'Place', name, address: venue.address, containedInPlace: venue } : venue
}

function performersOf(session: Session, locale: Locale, { snapshot }: Surroundings) {
  const performer = session.contributors.flatMap(({ contributor }) => {
    const found = byId(snapshot.contributors, contributor)
    const name = shown(found?.name, locale)?.value
    if (!found || name === undefined) return []
    const url = found.url && isSafeLink(found.url) ? { url: found.url } : {}
    return [
      found.kind === 'person'
        ? { '@type': 'Person' as const, name, ...url }
        : { '@type': 'Organization' as const, name, ...url },
    ]
  })
  return performer.length > 0 ? { performer } : {}
}

const venueId = ({ _id }: Edition, { absolute }: Surroundings) => `${absolute(permalinkOf(_id))}#venue`

type Timed = { date: string; start: string; end: string }
const vocabulary = 'https://schema.org/'
const scheduled = `${vocabulary}EventScheduled` as const
const statuses = {
  scheduled,
  moved: `${vocabulary}EventRescheduled`,
  cancelled: `${vocabulary}EventCancelled`,
} as const
