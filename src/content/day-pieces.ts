import { shown } from '#src/addresses/localize.ts'
import type { Locale } from '#src/locales.ts'
import { byOrdinal } from '#src/model/order.ts'
import { firstLine } from '#src/model/rich-text.ts'
import { byRoomName } from '#src/model/room-order.ts'
import type { Break, Edition, Room, Session } from '#src/model/schema.ts'
import { daysAfter } from '#src/model/time.ts'
import type { Band, Start } from '#src/programme/bands.ts'
import { type DayPlan, type ListOptions, planOfDay } from '#src/programme/day-plan.ts'
import { dayId, nightOf, themeOf } from '#src/programme/days.ts'
import { filterChoices, languagesIn } from '#src/programme/filter-choices.ts'
import { endText } from '#src/programme/format.ts'
import { formerStartOf } from '#src/programme/former.ts'
import { formerRooms } from '#src/programme/programme.ts'
import { isPlenary, plenariesOn } from '#src/programme/rooms.ts'
import {
  differingLanguages,
  formerStartText,
  formKey,
  presentStart,
  type RowForm,
  roomsInRow,
} from '#src/programme/rows.ts'
import {
  byLine,
  contributorsOf,
  fact,
  instants,
  marked,
  type Piece,
  type PieceSource,
  piece,
  titled,
} from './piece.ts'
import { rowMark } from './told-changes.ts'

/** What a day of a programme shows: its parts, bands and rows, and the line to the night. */
export function dayPieces(
  edition: Edition,
  date: string,
  options: ListOptions,
  source: PieceSource,
): readonly Piece[] {
  const { documents, addresses, locale } = source
  const plan = planOfDay(documents, { edition: edition._id, date }, options)
  const next = daysAfter(date, 1)
  const night = nightOf(documents.sessionsOn(edition._id, date), documents.sessionsOn(edition._id, next))
  return [
    fact(date),
    ...plan.groups.flatMap(({ part: id }) => {
      const part = documents.part(id)
      return [titled(part, part && addresses.of(locale, 'part', part._id), locale), fact(part?.ordinal)]
    }),
    ...planPieces(plan, edition, source),
    fact(night[0]?.start),
    fact(night.length > 0 ? addresses.of(locale, 'day', dayId(edition._id, next)) : undefined),
  ]
}

/** The bands of a day. */
export function planPieces(
  { groups, form, columns }: DayPlan,
  edition: Edition,
  source: PieceSource,
): readonly Piece[] {
  return [
    fact(columns),
    ...groups.flatMap(({ bands }) => [
      fact('group'),
      ...bands.flatMap((band) => bandPieces(band, form, edition, source)),
    ]),
  ]
}

function bandPieces(
  band: Band<Session, Break>,
  form: RowForm,
  edition: Edition,
  source: PieceSource,
): readonly Piece[] {
  const { documents, locale } = source
  const stillOn = (sessions: readonly Session[]) =>
    sessions.flatMap((session) => [
      titled(session, undefined, locale),
      fact(endText(session, locale)),
      ...roomPieces(session, source),
    ])
  if (band.kind === 'break')
    return [
      piece([band.break, edition], () => [shown(band.break.title, locale), ...instants(band.break, edition)]),
      ...stillOn(band.stillOn),
    ]
  if (band.kind === 'left') return oldPlacePieces(band.left, source)
  if (band.isAlone)
    return band.starts.flatMap(({ rows, left }) => [
      ...rows.flatMap((row) => rowPieces(row, edition, form, source)),
      ...oldPlacePieces(left, source),
    ])
  const rooms = (sessions: readonly Session[]) =>
    new Set(sessions.flatMap((session) => documents.roomsOf(session._id).map(({ _id }) => _id))).size
  const rowIn = (session: Session, { times }: Start<Session>) =>
    rowPieces(
      session,
      edition,
      { ...form, look: 'strand', hasOwnEnd: endText(session, locale) !== endText(times, locale) },
      source,
    )
  return band.starts.flatMap((start, index) => {
    const long = index === 0 ? band.long.map(({ session }) => session) : []
    return [
      fact(instants(start.times, edition).join()),
      fact(rooms([...start.rows, ...long])),
      fact(band.long.map(({ starts }) => starts).join()),
      ...stillOn(start.stillOn),
      ...[...start.rows, ...long].flatMap((session) => rowIn(session, start)),
      ...oldPlacePieces(start.left, source),
    ]
  })
}

/** The lines of sessions that were moved to another time. */
const oldPlacePieces = (sessions: readonly Session[], source: PieceSource): readonly Piece[] =>
  sessions.flatMap((session) => [
    fact('left'),
    titled(session, source.addresses.of(source.locale, 'session', session._id), source.locale),
    piece([session], () => {
      const former = formerStartOf(session)
      return [former?.start, presentStart(session, former, source.locale)]
    }),
    ...roomPieces(session, source),
  ])

/** A session in a list: its rooms, part, title, what differs, its first line and its contributors. */
export function rowPieces(
  session: Session,
  edition: Edition,
  form: RowForm,
  source: PieceSource,
): readonly Piece[] {
  const { addresses, documents, locale } = source
  const { look, isBrief, hasPart } = form
  const part = hasPart ? documents.part(session.part) : undefined
  return [
    titled(session, addresses.of(locale, 'session', session._id), locale),
    ...namesOf(roomsInRow(session, form, documents), locale),
    piece([part, isPlenary(session)], () => [
      isPlenary(session),
      part && [part.ordinal, isPlenary(session) || shown(part.title, locale)],
    ]),
    ...formerRoomPieces(session, source),
    fact(JSON.stringify(rowMark(session, source.moment.changeOf(session._id), locale))),
    piece([session, edition, formKey(form)], () => {
      const description = isBrief || look === 'strand' ? undefined : shown(session.description, locale)
      const line = description && firstLine(description.value)
      return [
        ...[session.status, formerStartText(session, locale)],
        line && [line, description?.lang],
        ...[languagesIn(session), differingLanguages(session, form.languages, locale), look],
        look === 'full' &&
          session.status !== 'cancelled' &&
          session.contributors.map(({ role }) => shown(role, locale)),
        ...instants(session, edition),
        form.hasOwnEnd,
      ]
    }),
    ...(session.status === 'cancelled' || (isBrief && look === 'strand')
      ? []
      : contributorsOf(session, source).map((contributor, index) =>
          piece(
            [contributor, look, index, addresses.of(locale, 'contributor', contributor._id)],
            () =>
              (look === 'full' || index < 3) && [
                marked(byLine(contributor, locale), contributor, locale),
                addresses.of(locale, 'contributor', contributor._id),
              ],
          ),
        )),
  ]
}

const roomPieces = (session: Session, { documents, locale }: PieceSource): readonly Piece[] =>
  namesOf(documents.roomsOf(session._id), locale)

const namesOf = (rooms: readonly Room[], locale: Locale): readonly Piece[] =>
  rooms.map((room) => piece([room], () => shown(room.name, locale)))

/** The rooms that a session was moved from. */
const formerRoomPieces = (session: Session, { documents, locale }: PieceSource): readonly Piece[] =>
  formerRooms(session, documents).map((room) => piece([room], () => shown(room.name, locale)))

/** The pages of the days of an edition. */
export const dayAddresses = (id: string, { documents, addresses, locale }: PieceSource): readonly Piece[] =>
  documents.datesOf(id).map((date) => fact(addresses.of(locale, 'day', dayId(id, date))))

/** The pages of the days of an edition, with their themes. */
export const barPieces = (id: string, { documents, addresses, locale }: PieceSource): readonly Piece[] => {
  const edition = documents.edition(id)
  return documents.datesOf(id).flatMap((date) => {
    const address = addresses.of(locale, 'day', dayId(id, date))
    return [
      fact(address),
      piece([edition, address], () => address && edition && shown(themeOf(edition, date)?.theme, locale)),
    ]
  })
}

/** How many sessions a day has, in how many rooms. */
export function countPieces(id: string, date: string, { documents }: PieceSource): readonly Piece[] {
  const rooms = filterChoices(documents, id, [date]).rooms.length
  return [fact(documents.sessionsOn(id, date).length), fact(rooms > 1 && rooms)]
}

/** The plenaries of a day, as the page of its edition lists them. */
export function plenaryPieces(
  id: string,
  date: string,
  { documents, addresses, locale }: PieceSource,
): readonly Piece[] {
  return plenariesOn(documents, id, date).flatMap((session) => [
    titled(session, addresses.of(locale, 'session', session._id), locale),
    fact(session.start),
  ])
}

/** What the sessions of some days may be shown by. */
export function filterPieces(
  id: string,
  dates: readonly string[],
  { documents, addresses, locale }: PieceSource,
): readonly Piece[] {
  const { parts, rooms, languages } = filterChoices(documents, id, dates)
  if (rooms.length < 2 && documents.datesOf(id).length < 2) return []
  return [
    ...(parts.length < 2 ? [] : parts.toSorted(byOrdinal)).flatMap((part) => [
      titled(part, addresses.of(locale, 'part', part._id), locale),
      fact(part.ordinal),
    ]),
    ...(rooms.length < 2 ? [] : rooms.toSorted(byRoomName)).map((room) =>
      piece([room, addresses.of(locale, 'room', room._id)], () => [
        ...[room._id, shown(room.name, locale), addresses.of(locale, 'room', room._id)],
      ]),
    ),
    fact(languages.length < 2 ? '' : languages.join()),
  ]
}
