import { byTime } from '#src/model/order.ts'
import type { Break, Edition, Room, Session } from '#src/model/schema.ts'
import { lengthOf, minutesOf, type Times, timeAt } from '#src/model/time.ts'
import type { Documents } from './documents.ts'
import { wasAtOtherTime } from './programme.ts'

/** What a screen has of a session in a room. */
export type ScreenRow = {
  readonly session: Session
  readonly times: Times
  /** Where it was announced and does not take place. */
  readonly isAway: boolean
}

/** What a screen has: of each room what takes place there, and what was moved away; without a room, what has none. */
export type ScreenContent = {
  readonly edition: Edition
  readonly lists: readonly { readonly room: Room | undefined; readonly rows: readonly ScreenRow[] }[]
  readonly breaks: readonly Break[]
}

/** The content of the screen of an edition, or at the door of a room; undefined where there is neither. */
export function screenContent(id: string, documents: Documents): ScreenContent | undefined {
  const door = documents.room(id)
  const edition = documents.edition(door?.edition ?? id)
  if (edition === undefined) return undefined
  const sessions = documents.sessionsOf(edition._id)
  const away = Map.groupBy(
    sessions.flatMap((session) => placesLeft(session, documents)),
    ({ room }) => room,
  )
  const rowsIn = (room: Room | undefined): readonly ScreenRow[] =>
    [
      ...sessions
        .filter(({ _id, rooms }) =>
          room === undefined ? documents.roomsOf(_id).length === 0 : rooms.includes(room._id),
        )
        .map((session) => ({ session, times: session, isAway: false })),
      ...(away.get(room?._id) ?? []),
    ].toSorted((a, b) => byTime({ ...a.times, _id: a.session._id }, { ...b.times, _id: b.session._id }))
  const rooms = door ? [door] : [...documents.roomsIn(edition._id), undefined]
  return {
    ...{ edition, breaks: documents.breaksOf(edition._id) },
    lists: rooms
      .map((room) => ({ room, rows: rowsIn(room) }))
      .filter(({ rows }) => door !== undefined || rows.length > 0),
  }
}

/** Where a session that was moved was announced: in its former rooms at another time; at the same, in those that it left. */
function placesLeft(
  session: Session,
  documents: Documents,
): readonly (ScreenRow & { room: string | undefined })[] {
  if (session.status !== 'moved') return []
  const isAtOtherTime = wasAtOtherTime(session)
  const named = (session.movedFrom?.rooms ?? []).filter((id) => documents.room(id))
  const present = documents.roomsOf(session._id).map(({ _id }) => _id)
  const stayed = present.length > 0 ? present : [undefined]
  const rooms = isAtOtherTime
    ? named.length > 0
      ? named
      : stayed
    : named.filter((id) => !present.includes(id))
  const times = isAtOtherTime ? formerTimes(session) : session
  return rooms.map((room) => ({ session, times, isAway: true, room }))
}

/** Its former times; where no end is known, it takes as long as it does now. */
function formerTimes(session: Session): Times {
  const { date = session.date, start = session.start, end } = session.movedFrom ?? {}
  const minutes = (minutesOf(start) + lengthOf(session)) % (24 * 60)
  return { date, start, end: end ?? timeAt(minutes) ?? session.end }
}
