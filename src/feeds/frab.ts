import { shown } from '#src/addresses/localize.ts'
import { permalinkOf } from '#src/addresses/paths.ts'
import { wordsOf } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import { byText } from '#src/model/order.ts'
import { plainLines } from '#src/model/rich-text.ts'
import type { Edition, Session } from '#src/model/schema.ts'
import { daysAfter, endDateOf, instantOf, lengthOf } from '#src/model/time.ts'
import { downloadOf, type FeedSource, feedInstant, feedSpan, linkOf, peopleOf } from './feed-source.ts'
import { guidOf, numberOf } from './guids.ts'
import { placeText } from './words.ts'

/**
 * The programme of an edition as frab, pretalx and their readers know it: an event stands under one room of one day.
 * `schedule.json` and `schedule.xml` are written from it. All texts are in one language; GUIDs are the same in each.
 * @see https://github.com/voc/schedule
 */
export type FrabSchedule = {
  title: string
  /** Letters, digits and `_`. */
  acronym: string
  start: string
  end: string
  timeZone: string
  url: string
  rooms: readonly FrabRoom[]
  tracks: readonly { name: string; slug: string }[]
  days: readonly FrabDay[]
}

export type FrabRoom = { name: string; guid: string }

/** A day begins at 06:00, as readers of the format have it: what starts earlier stands under the evening before. */
export type FrabDay = {
  index: number
  date: string
  start: string
  end: string
  rooms: readonly { room: FrabRoom; events: readonly FrabEvent[] }[]
}

export type FrabEvent = {
  id: number
  guid: string
  date: string
  end: string
  /** As clocks show it. */
  start: string
  /** Hours and minutes. */
  duration: string
  room: FrabRoom
  slug: string
  url: string
  title: string
  subtitle: string
  track: string
  type: string
  language: string
  abstract: string
  description: string
  logo: string
  persons: readonly { id: number; guid: string; name: string; url: string }[]
  links: readonly FrabLink[]
  attachments: readonly FrabLink[]
}

export type FrabLink = { title: string; url: string }

/** Who wrote a file, with the version of its form. */
export const frabGenerator = { name: 'Learning Forum', version: '1' }

/** An edition as a schedule. Its events are pieces. */
export async function frabSchedule(edition: Edition, source: FeedSource): Promise<FrabSchedule> {
  const { documents, locale, absolute, addresses, piece } = source
  const { _id: id, timeZone } = edition
  const made = await Promise.all(
    documents.sessionsOf(id).map(async (session) => {
      const text = await piece(`frab ${id} ${session._id} ${locale}`, async () =>
        JSON.stringify(eventIn(session, edition, source)),
      )
      const event: FrabEvent = JSON.parse(text)
      return { day: dayOf(session), event }
    }),
  )
  const numbers = numbersOf(made.map(({ event }) => event.guid))
  const byDay = Map.groupBy(
    made.map(({ day, event }) => ({ day, event: { ...event, id: numbers.get(event.guid) ?? event.id } })),
    ({ day }) => day,
  )
  const rooms = new Map(made.map(({ event: { room } }) => [room.name, room]))
  const days = byDay.size > 0 ? [...byDay.keys()].sort(byText) : [edition.firstDay]
  return {
    title: shown(edition.title, locale)?.value ?? '',
    acronym: acronymOf(edition),
    ...{ start: edition.firstDay, end: edition.lastDay, timeZone },
    url: absolute(addresses.of(locale, 'programme', id) ?? permalinkOf(id)),
    rooms: [...rooms.values()],
    tracks: documents.partsOf(id).map((part) => ({
      name: shown(part.title, locale)?.value ?? '',
      slug: `part-${part.ordinal}`,
    })),
    days: days.map((date, index) => ({
      index: index + 1,
      date,
      start: feedInstant(date, dayBegins, timeZone),
      end: feedInstant(daysAfter(date, 1), dayEnds, timeZone),
      rooms: [...rooms.values()].flatMap((room) => {
        const events = (byDay.get(date) ?? []).flatMap(({ event }) =>
          event.room.name === room.name ? [event] : [],
        )
        return events.length > 0 ? [{ room, events }] : []
      }),
    })),
  }
}

const [dayBegins, dayEnds] = ['06:00', '05:59']

const dayOf = ({ date, start }: Session): string => (start < dayBegins ? daysAfter(date, -1) : date)

/** Numbers for GUIDs, none twice. */
function numbersOf(guids: readonly string[]): ReadonlyMap<string, number> {
  const taken = new Set<number>()
  return new Map(
    guids.toSorted(byText).map((guid) => {
      let number = numberOf(guid)
      while (taken.has(number)) number += 1
      taken.add(number)
      return [guid, number]
    }),
  )
}

function eventIn(session: Session, edition: Edition, source: FeedSource): FrabEvent {
  const { documents, addresses, locale, absolute } = source
  const { _id: id, title, start, spokenLanguages, plenary, links, stream, recording } = session
  const guid = guidOf(absolute(permalinkOf(id)))
  const [date, end] = feedSpan(session, edition.timeZone)
  const rooms = documents.roomsOf(id).map((room) => ({
    name: shown(room.name, locale)?.value ?? '',
    guid: guidOf(absolute(permalinkOf(room._id))),
  }))
  const t = wordsOf(locale)
  const name = shown(title, locale)?.value ?? ''
  const lines = plainLines(shown(session.description, locale)?.value ?? [])
  const linkTo = (url: string | undefined, words: string): readonly FrabLink[] => {
    const target = linkOf(url, source)
    return target === undefined ? [] : [{ title: words, url: target }]
  }
  return {
    ...{ id: numberOf(guid), guid, date, end, start, duration: durationOf(session, edition) },
    room: rooms[0] ?? venueOf(edition, source),
    slug: slugOf(session, edition, numberOf(guid), locale),
    url: absolute(addresses.of(locale, 'session', id) ?? permalinkOf(id)),
    title: session.status === 'cancelled' ? t('feed.cancelled', { title: name }) : name,
    // Readers of the format know one room of an event.
    subtitle: rooms.length > 1 ? rooms.map((room) => room.name).join(', ') : '',
    track: shown(documents.part(session.part)?.title, locale)?.value ?? '',
    type: plenary ? 'plenary' : 'session',
    language: spokenLanguages.join(', '),
    abstract: lines[0] ?? '',
    description: lines.slice(1).join('\n'),
    logo: '',
    persons: peopleOf(session, source).map((one) => {
      const url = absolute(permalinkOf(one._id))
      const person = guidOf(url)
      return { id: numberOf(person), guid: person, name: shown(one.name, locale)?.value ?? '', url }
    }),
    links: [
      ...linkTo(stream, t('session.stream')),
      ...linkTo(recording, t('session.recording')),
      ...links.flatMap((link) => linkTo(link.url, shown(link.title, locale)?.value ?? '')),
    ],
    attachments: session.documents.map((one) => ({
      title: shown(one.title, locale)?.value ?? '',
      url: downloadOf(one.file.asset, source),
    })),
  }
}

/** Where a session without a room takes place. */
function venueOf(edition: Edition, { locale, absolute }: FeedSource): FrabRoom {
  const name = shown(edition.venue, locale)?.value ?? placeText(edition, locale)
  return { name, guid: guidOf(`${absolute(permalinkOf(edition._id))}#venue`) }
}

/** How long a session really takes, also where clocks are changed meanwhile. */
function durationOf(session: Session, { timeZone }: Edition): string {
  const [from, to] = [
    instantOf(session.date, session.start, timeZone),
    instantOf(endDateOf(session), session.end, timeZone),
  ]
  const minutes = from === undefined || to === undefined ? lengthOf(session) : (to - from) / 60_000
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

const acronymOf = ({ slug }: Edition): string => `forum_${slug.replaceAll('-', '_')}`

/** A name for files, in the form that the format asks for: acronym, number, slug. */
function slugOf(session: Session, edition: Edition, number: number, locale: Locale): string {
  const own = shown(session.slug, locale)?.value ?? ''
  return `${acronymOf(edition)}-${number % 1_000_000}-${own.length < 3 ? 'session' : own}`
}
