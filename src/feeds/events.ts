import type { Place } from 'schema-dts'
import { shown } from '#src/addresses/localize.ts'
import { type Address, permalinkOf, type Subject } from '#src/addresses/paths.ts'
import type { Locale } from '#src/locales.ts'
import { isSafeLink } from '#src/model/links.ts'
import type { Localized } from '#src/model/localized.ts'
import { byText } from '#src/model/order.ts'
import type { Edition, Room, Session } from '#src/model/schema.ts'
import { endDateOf, isDate, isoText, isTime, type Times } from '#src/model/time.ts'
import { formerStartOf } from '#src/programme/former.ts'
import { canonicalOf, type Published } from './alternates.ts'
import type { Summary } from './words.ts'

/** What structured data needs of a page: the content, absolute addresses, the page's title and description, and its image. */
export type PageContext = Published & {
  absolute: (address: Address) => string
  summary: Summary
  image: string
}

/** The properties of every event. Its `@id` is the permalink, the same in every language. */
export function eventOf(subject: Subject, title: Localized<string>, locale: Locale, context: PageContext) {
  const address = canonicalOf(subject, locale, context) ?? permalinkOf(subject.id)
  return {
    '@type': 'Event' as const,
    '@id': context.absolute(permalinkOf(subject.id)),
    name: shown(title, locale)?.value ?? '',
    url: context.absolute(address),
  }
}

/** An edition on its own pages: with its place on the map, its stream, and where to register. */
export function editionEvent(edition: Edition, locale: Locale, context: PageContext) {
  const { title, venue, links, location: position } = edition
  const registration = links?.registration
  const place = {
    ...venueOf(edition, locale, context),
    ...(position && {
      geo: { '@type': 'GeoCoordinates' as const, latitude: position.lat, longitude: position.lng },
    }),
  }
  return {
    ...wholeEvent(edition, locale, context),
    inLanguage: shown(title, locale)?.lang ?? '',
    eventStatus: scheduled,
    ...placedAt(place, shown(venue, locale) !== undefined, links?.stream),
    ...(registration &&
      isSafeLink(registration) && { offers: { '@type': 'Offer' as const, url: registration } }),
  }
}

/** An edition as that of which a part, a day or a session is a piece. Its location is a reference to the venue. */
export function wholeEvent(edition: Edition, locale: Locale, context: PageContext) {
  const { _id: id, title, firstDay, lastDay } = edition
  return {
    ...eventOf({ kind: 'edition', id }, title, locale, context),
    startDate: firstDay,
    endDate: lastDay,
    location: { '@id': venueId(edition, context) },
  }
}

/** A session in a list of events: its name, times and status. Its location is a reference to the edition's venue. */
export function listedSessionEvent(session: Session, edition: Edition, locale: Locale, context: PageContext) {
  const { _id: id, title, status } = session
  return {
    ...eventOf({ kind: 'session', id }, title, locale, context),
    ...spanOf([session], edition.timeZone),
    ...(status !== 'scheduled' && { eventStatus: statuses[status] }),
    location: { '@id': venueId(edition, context) },
  }
}

/** A session on its own page: with its former start, rooms, languages and contributors as well. */
export function sessionEvent(session: Session, edition: Edition, locale: Locale, context: PageContext) {
  const { title, spokenLanguages, rooms, stream } = session
  const former = formerStart(session, edition)
  return {
    ...listedSessionEvent(session, edition, locale, context),
    inLanguage: spokenLanguages.length > 0 ? spokenLanguages : (shown(title, locale)?.lang ?? ''),
    ...(former && { previousStartDate: former }),
    ...placedAt(placeOf(session, edition, locale, context), rooms.length > 0, stream),
    ...performersOf(session, locale, context),
  }
}

/** The start of a moved session before it was moved, in ISO 8601. Without a former date, on the session's present date. */
export function formerStart(session: Session, { timeZone }: Edition): string | undefined {
  const { date = '', start = '' } = formerStartOf(session) ?? {}
  return isDate(date) && isTime(start) ? isoText(date, start, timeZone) : undefined
}

/** Where an event takes place: also on-line, where it has a stream. Both only where the place is known to be one of its own. */
function placedAt(place: Place | readonly Place[], isKnown: boolean, stream: string | undefined) {
  if (stream === undefined || !isSafeLink(stream)) return { location: place }
  const online = { '@type': 'VirtualLocation' as const, url: stream }
  return {
    ...(isKnown && { eventAttendanceMode: `${vocabulary}MixedEventAttendanceMode` as const }),
    location: [place, online].flat(),
  }
}

/** From the first start to the last end, with the zone's offset at each. */
export function spanOf(timed: readonly Times[], timeZone: string): { startDate?: string; endDate?: string } {
  const [first] = timed.map(({ date, start }) => ({ date, time: start })).sort(byMoment)
  const last = timed
    .map((item) => ({ date: endDateOf(item), time: item.end }))
    .sort(byMoment)
    .at(-1)
  if (first === undefined || last === undefined) return {}
  return {
    startDate: isoText(first.date, first.time, timeZone),
    endDate: isoText(last.date, last.time, timeZone),
  }
}

type Moment = { readonly date: string; readonly time: string }
const byMoment = (a: Moment, b: Moment) => byText(a.date, b.date) || byText(a.time, b.time)

/** Where an edition takes place. */
export const venueOf = (edition: Edition, locale: Locale, context: PageContext) => {
  const city = shown(edition.city, locale)?.value ?? ''
  const country = shown(edition.country, locale)?.value
  const street = shown(edition.venueAddress, locale)?.value
  return {
    '@type': 'Place' as const,
    '@id': venueId(edition, context),
    name: shown(edition.venue, locale)?.value ?? city,
    address: {
      '@type': 'PostalAddress' as const,
      ...(street && { streetAddress: street.split('\n')[0] }),
      addressLocality: city,
      ...(country && { addressCountry: country }),
    },
  }
}

/** A room in its edition's venue. Its `@id` is the permalink. */
export function roomPlace(
  { _id: id, name, seats }: Room,
  edition: Edition,
  locale: Locale,
  context: PageContext,
) {
  const { address: street, ...venue } = venueOf(edition, locale, context)
  const address = canonicalOf({ kind: 'room', id }, locale, context) ?? permalinkOf(id)
  return {
    '@type': 'Place' as const,
    '@id': context.absolute(permalinkOf(id)),
    name: shown(name, locale)?.value ?? '',
    url: context.absolute(address),
    ...(seats !== undefined && { maximumAttendeeCapacity: seats }),
    // Also that of the venue, which is named without it.
    address: street,
    containedInPlace: venue,
  }
}

/** The rooms of a session; the venue where it has none. */
function placeOf(
  session: Session,
  edition: Edition,
  locale: Locale,
  context: PageContext,
): Place | readonly Place[] {
  const venue = venueOf(edition, locale, context)
  // An event says what its place is; the page of the room says the rest of it.
  const rooms = context.documents.roomsOf(session._id).map((room): Place => {
    const { '@id': _id, ...place } = roomPlace(room, edition, locale, context)
    return place
  })
  return rooms.length > 1 ? rooms : (rooms[0] ?? venue)
}

function performersOf(session: Session, locale: Locale, { documents }: PageContext) {
  const performer = session.contributors.flatMap(({ contributor }) => {
    const document = documents.contributor(contributor)
    const name = shown(document?.name, locale)?.value
    if (!document || name === undefined) return []
    const url = document.url && isSafeLink(document.url) ? { url: document.url } : {}
    const node = { name, ...url }
    return [
      document.kind === 'person'
        ? { '@type': 'Person' as const, ...node }
        : { '@type': 'Organization' as const, ...node },
    ]
  })
  return performer.length > 0 ? { performer } : {}
}

const venueId = ({ _id }: Edition, { absolute }: PageContext) => `${absolute(permalinkOf(_id))}#venue`

const vocabulary = 'https://schema.org/'
const scheduled = `${vocabulary}EventScheduled` as const
const statuses = {
  scheduled,
  moved: `${vocabulary}EventRescheduled`,
  cancelled: `${vocabulary}EventCancelled`,
} as const
