import type { Transaction } from '@sanity/client'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, locales } from '#src/locales.ts'
import { isRecord, localizedItems } from '#src/model/fields.ts'
import { referencedIds, referencesTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { line, reference, slug, type Words } from '#src/seed/write.ts'
import type { Shown } from './served.ts'
import { forumName } from './targets.ts'

/** What somebody publishes, and where readers see it. */
export type Edit = {
  readonly kind: string
  readonly commit: (transaction: Transaction) => Transaction
  /** A text for each page that must show it, and that does not have it before. */
  readonly shown: readonly Shown[]
}

/** The rooms to which the edits move sessions: three for each edition. No page has their names before. */
export const measuredRooms = (documents: readonly RawDocument[]): readonly RawDocument[] =>
  documents
    .filter(({ _type }) => _type === 'edition')
    .flatMap(({ _id: edition }) =>
      [1, 2, 3].map((nth) => ({
        ...{ _id: `measured-room-${edition}-${nth}`, _type: 'room', edition: reference(edition), slug: [] },
        name: line({ en: `Trial room ${nth}`, fr: `Salle d’essai ${nth}`, es: `Sala de ensayo ${nth}` }),
      })),
    )

/** The first room of a session; empty where it has none. */
const roomIn = ({ rooms }: RawDocument): string => referencedIds(rooms)[0] ?? ''

/** Edits of five kinds in turn, spread over all sessions. Times and rooms are planned for this order. */
export function sessionEdits(documents: readonly RawDocument[], count: number): readonly Edit[] {
  const { places, contributors } = contentIndex(documents)
  const starts = new Set(places.map(({ session }) => `${session.date} ${session.start}`))
  const roomOf = new Map(places.map(({ session }) => [session._id, roomIn(session)]))
  const rooms = Map.groupBy(measuredRooms(documents), ({ edition }) => refIn(edition))
  const kinds: readonly MakeEdit[] = [
    (place, nth) => {
      const title = words('Measured title', nth)
      return {
        kind: 'title',
        commit: (transaction) => transaction.patch(place.session._id, { set: { title: line(title) } }),
        shown: [...onItsPages(place, title), ...onProgrammes(place, title)],
      }
    },
    (place) => {
      const { date, start } = place.session
      const time = later(String(start), (other) => !starts.has(`${date} ${other}`))
      starts.add(`${date} ${time}`)
      const shown = same(`${date}T${time}`)
      return {
        kind: 'time',
        commit: (transaction) => transaction.patch(place.session._id, { set: { start: time } }),
        shown: [...onItsPages(place, shown), ...onProgrammes(place, shown)],
      }
    },
    (place, nth) => {
      const role = words('Measured role', nth)
      const contributor = reference(at(contributors, nth)._id)
      const contribution = { _key: `measured-${nth}`, _type: 'contribution', contributor, role: line(role) }
      return {
        kind: 'contributor',
        commit: (transaction) =>
          transaction.patch(place.session._id, { set: { contributors: [contribution] } }),
        shown: [...onItsPages(place, role), ...onProgrammes(place, role)],
      }
    },
    (place, nth) => {
      const here = rooms.get(refIn(place.session.edition)) ?? []
      const others = here.filter(({ _id }) => _id !== roomOf.get(place.session._id))
      const room = at(others, nth)
      roomOf.set(place.session._id, room._id)
      return {
        kind: 'room',
        commit: (transaction) =>
          transaction.patch(place.session._id, { set: { rooms: referencesTo([room._id]) } }),
        shown: onItsPages(place, wordsIn(room.name)),
      }
    },
    ({ session, ...place }, nth) => {
      const title = words('Measured session', nth)
      const { _rev, _createdAt, _updatedAt, ...like } = session
      const created = {
        ...{ ...like, _id: `measured-session-${nth}`, title: line(title) },
        slug: slug(mapped((locale) => `measured-session-${nth}-${locale}`)),
      }
      return {
        kind: 'new session',
        commit: (transaction) => transaction.create(created),
        shown: [...onItsPages({ ...place, session: created }, title), ...onProgrammes(place, title)],
      }
    },
  ]
  return Array.from({ length: count }, (_, nth) => {
    // 11 has no common factor with the numbers of sessions.
    return at(kinds, nth)(at(places, nth * 11), nth)
  })
}

/** Edits of what many pages show: of each kind as many as asked for, in turn. */
export function wideEdits(documents: readonly RawDocument[], count: number): readonly Edit[] {
  const { places } = contentIndex(documents)
  const byId = new Map(documents.map((document) => [document._id, document]))
  const contributorOf = ({ session }: Place) => {
    const [first] = Array.isArray(session.contributors) ? session.contributors : []
    return refIn(first?.contributor)
  }
  const withContributor = places.filter((place) => byId.has(contributorOf(place)))
  const withRoom = places.filter(({ session }) => byId.has(roomIn(session)))
  const kinds: readonly MakeEdit[] = [
    (_, nth) => {
      const name = words('Measured forum', nth)
      // Every page shows it: the first ones, and pages of the first and the last sessions.
      const ends = [at(places, 0), at(places, places.length - 1)]
      return {
        kind: forumName,
        commit: (transaction) => transaction.patch('forum', { set: { name: line(name) } }),
        shown: [
          ...locales.map(({ locale }) => ({ address: `/${locale}/`, text: name[locale] })),
          ...ends.flatMap((place) => [...onItsPages(place, name), ...onProgrammes(place, name)]),
        ],
      }
    },
    (place, nth) => {
      const title = words('Measured part', nth)
      return {
        kind: 'part’s title',
        commit: (transaction) => transaction.patch(place.part._id, { set: { title: line(title) } }),
        shown: [
          ...onItsPages({ ...place, session: place.part }, title),
          ...onItsPages(place, title),
          ...onProgrammes(place, title),
        ],
      }
    },
    (_, nth) => {
      const place = at(withContributor, nth * 11)
      const name = words('Measured contributor', nth)
      return {
        kind: 'contributor’s name',
        commit: (transaction) =>
          transaction.patch(contributorOf(place), { set: { name: line(name) }, unset: ['acronym'] }),
        shown: [...onItsPages(place, name), ...onProgrammes(place, name)],
      }
    },
    (_, nth) => {
      const place = at(withRoom, nth * 11)
      const name = words('Measured room', nth)
      return {
        kind: 'room’s name',
        commit: (transaction) => transaction.patch(roomIn(place.session), { set: { name: line(name) } }),
        shown: onItsPages(place, name),
      }
    },
  ]
  return Array.from({ length: count * kinds.length }, (_, nth) => at(kinds, nth)(at(places, nth * 11), nth))
}

type Place = { readonly session: RawDocument; readonly part: RawDocument; readonly edition: RawDocument }
type MakeEdit = (place: Place, nth: number) => Edit

function contentIndex(documents: readonly RawDocument[]) {
  const byId = new Map(documents.map((document) => [document._id, document]))
  const ofType = (type: string) => documents.filter(({ _type }) => _type === type)
  const places = ofType('session').flatMap((session) => {
    const part = byId.get(refIn(session.part))
    const edition = byId.get(refIn(part?.edition))
    return part && edition ? [{ session, part, edition }] : []
  })
  return { places, contributors: ofType('contributor') }
}

/** A text on the pages of a session, or of a part, in each language. */
const onItsPages = ({ session, edition }: Place, text: Words): readonly Shown[] =>
  locales.map(({ locale }) => ({
    address: `${programmeAddress(edition, locale)}${slugIn(session.slug, locale)}/`,
    text: text[locale],
  }))

const onProgrammes = ({ edition }: Pick<Place, 'edition'>, text: Words): readonly Shown[] =>
  locales.map(({ locale }) => ({ address: programmeAddress(edition, locale), text: text[locale] }))

const programmeAddress = ({ slug: segment }: RawDocument, locale: Locale): string =>
  `/${locale}/${isRecord(segment) ? segment.current : ''}/${wordsOf(locale)('path.programme')}/`

/** A time some minutes later, at none of the minutes that programmes usually have, as far as it is free. */
function later(start: string, isFree: (time: string) => boolean): string {
  const [hour = 0, minute = 0] = start.split(':').map(Number)
  const times = [1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17].map((minutes) => {
    const total = hour * 60 + minute + minutes
    return [Math.floor(total / 60), total % 60].map((number) => String(number).padStart(2, '0')).join(':')
  })
  const time = times.find(isFree)
  if (time === undefined) throw new Error(`no free minute after ${start}`)
  return time
}

const words = (what: string, nth: number): Words => mapped((locale) => `${what} ${nth} ${locale}`)
const same = (text: string): Words => mapped(() => text)
const mapped = (text: (locale: Locale) => string): Words => ({
  en: text('en'),
  fr: text('fr'),
  es: text('es'),
})

const valueIn = (value: unknown, locale: Locale): unknown =>
  localizedItems(value)?.find(({ language }) => language === locale)?.value
const wordsIn = (value: unknown): Words => mapped((locale) => String(valueIn(value, locale)))

function slugIn(value: unknown, locale: Locale): string {
  const found = valueIn(value, locale)
  return isRecord(found) ? String(found.current) : ''
}

const refIn = (value: unknown): string => (isRecord(value) ? String(value._ref) : '')

function at<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length]
  if (item === undefined) throw new Error('an empty list')
  return item
}
