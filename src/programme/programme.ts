import { byText } from '#src/model/order.ts'
import type { Edition, Part, Room, Session } from '#src/model/schema.ts'
import { endDateOf, type Times } from '#src/model/time.ts'
import { dayOfId } from './days.ts'
import type { Documents } from './documents.ts'

/** Whether readers get brief rows of this many sessions on a page: they scan them. */
export const isBriefList = (sessions: number): boolean => sessions > 40

/**
 * The times of sessions in the order of time, from the first start to the last end. Undefined where they start on several
 * dates: times alone would then say what is not so.
 */
export function timesOnOneDay(sessions: readonly Times[]): Times | undefined {
  const [first, last] = [sessions[0], sessions.at(-1)]
  if (first === undefined || first.date !== last?.date) return undefined
  const ends = sessions.toSorted((a, b) => byText(endDateOf(a), endDateOf(b)) || byText(a.end, b.end))
  return { date: first.date, start: first.start, end: ends.at(-1)?.end ?? first.end }
}

/** Whether lists of an edition's sessions have only their names and times for search engines, so that pages stay small. */
export const isLongProgramme = ({ length }: readonly Session[]): boolean => length > 60

/**
 * The session, part or edition with an id, and those that it belongs to: a session's edition and, where it has one, its
 * part; a part's edition; the edition of a day or of a room.
 */
export function placeInProgramme(
  documents: Documents,
  id: string,
): { session: Session | undefined; part: Part | undefined; edition: Edition | undefined } {
  const session = documents.session(id)
  const part = documents.part(session?.part ?? id)
  const edition = documents.edition(
    session?.edition ?? part?.edition ?? documents.room(id)?.edition ?? dayOfId(id)?.edition ?? id,
  )
  return { session, part, edition }
}

/** Whether readers can keep an edition: the current one, or one that begins after it. */
export function isKeepable(
  { firstDay }: Edition,
  { edition, forum }: Pick<Documents, 'edition' | 'forum'>,
): boolean {
  const current = edition(forum.currentEdition)
  return current !== undefined && firstDay >= current.firstDay
}

/** Whether a session was moved from another time. */
export const wasAtOtherTime = ({ status, movedFrom, date, start, end }: Session): boolean =>
  status === 'moved' &&
  movedFrom?.start !== undefined &&
  ((movedFrom.date ?? date) !== date || movedFrom.start !== start || (movedFrom.end ?? end) !== end)

/** The word for a session that was moved: to another time, to another room, or both. */
export function movedWord(session: Session): 'session.moved' | 'session.movedRoom' | 'session.movedBoth' {
  if (!wasInOtherRoom(session)) return 'session.moved'
  return wasAtOtherTime(session) ? 'session.movedBoth' : 'session.movedRoom'
}

/** The rooms that a session was moved from; none where it stays in all of them. */
export const formerRooms = (session: Session, { room }: Pick<Documents, 'room'>): readonly Room[] =>
  wasInOtherRoom(session) ? (session.movedFrom?.rooms ?? []).flatMap((id) => room(id) ?? []) : []

const wasInOtherRoom = ({ status, movedFrom, rooms }: Session): boolean =>
  status === 'moved' && (movedFrom?.rooms ?? []).some((id) => !rooms.includes(id))

/** Whether the days, the parts and the rooms of an edition are listed with calendars of their own: those of the current one. */
export const hasPieceCalendars = (
  { _id }: Edition,
  { forum, datesOf }: Pick<Documents, 'forum' | 'datesOf'>,
): boolean => forum.currentEdition === _id && datesOf(_id).length > 1
