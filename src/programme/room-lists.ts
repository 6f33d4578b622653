import { byTime } from '#src/model/order.ts'
import type { Edition, Room, Session } from '#src/model/schema.ts'
import { lengthOf, minutesOf, type Times, timeAt } from '#src/model/time.ts'
import type { Documents } from './documents.ts'
import { formerStartOf } from './former.ts'

/** A session in a room; `isAway`: it was to take place there, at these times, and was moved. */
export type RoomRow = { readonly session: Session; readonly times: Times; readonly isAway: boolean }

/** What takes place in a room, or, without one, what has none; in the order of time. */
export type RoomList = { readonly room: Room | undefined; readonly rows: readonly RoomRow[] }

/**
 * The rooms of an edition, or one room, with what takes place there: for screens and papers at the venue. Of an edition those
 * that have something, what has no room last. Undefined where there is neither.
 */
export function roomListsOf(
  id: string,
  documents: Documents,
): { readonly edition: Edition; readonly lists: readonly RoomList[] } | undefined {
  const one = documents.room(id)
  const edition = documents.edition(one?.edition ?? id)
  if (edition === undefined) return undefined
  const sessions = documents.sessionsOf(edition._id)
  const left = Map.groupBy(
    sessions.flatMap((session) => placesLeft(session, documents)),
    ({ room }) => room,
  )
  const listOf = (room: Room | undefined): RoomList => ({
    room,
    rows: [
      ...sessions
        .filter(({ _id, rooms }) =>
          room === undefined ? documents.roomsOf(_id).length === 0 : rooms.includes(room._id),
        )
        .map((session) => ({ session, times: session, isAway: false })),
      ...(left.get(room?._id) ?? []).map(({ row }) => row),
    ].toSorted((a, b) => byTime({ ...a.times, _id: a.session._id }, { ...b.times, _id: b.session._id })),
  })
  if (one) return { edition, lists: [listOf(one)] }
  const lists = [...documents.roomsIn(edition._id), undefined].map(listOf)
  return { edition, lists: lists.filter(({ rows }) => rows.length > 0) }
}

/** Where a session that was moved was announced: in its former rooms at another time; at the same, in those that it left. */
function placesLeft(
  session: Session,
  documents: Documents,
): readonly { readonly room: string | undefined; readonly row: RoomRow }[] {
  if (session.status !== 'moved') return []
  const former = formerStartOf(session)
  const named = (session.movedFrom?.rooms ?? []).filter((id) => documents.room(id))
  const present = documents.roomsOf(session._id).map(({ _id }) => _id)
  const stayed = present.length > 0 ? present : [undefined]
  const rooms = former ? (named.length > 0 ? named : stayed) : named.filter((id) => !present.includes(id))
  const times = former
    ? { ...former, end: session.movedFrom?.end ?? endAfter(former.start, session) }
    : session
  return rooms.map((room) => ({ room, row: { session, times, isAway: true } }))
}

/** The end of something that starts at a time and takes as long as something else. */
const endAfter = (start: string, other: Times): string =>
  timeAt((minutesOf(start) + lengthOf(other)) % (24 * 60)) ?? other.end
