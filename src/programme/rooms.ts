import { byText } from '#src/model/order.ts'
import { byRoomName } from '#src/model/room-order.ts'
import type { Part, Room, Session } from '#src/model/schema.ts'
import type { Documents } from './documents.ts'

/** Whether a session is for everybody. */
export const isPlenary = ({ plenary }: Pick<Session, 'plenary'>): boolean => plenary

/** The plenaries of a day that take place, in the order of time. */
export const plenariesOn = (documents: Documents, edition: string, date: string): readonly Session[] =>
  documents
    .sessionsOn(edition, date)
    .filter((session) => isPlenary(session) && session.status !== 'cancelled')

/** The order of sessions that start at one time: by part, those without one first, then by room, those without one last. */
export const besideOrder =
  ({ part, roomsOf }: Pick<Documents, 'part' | 'roomsOf'>) =>
  (a: Session, b: Session): number =>
    ordinalOf(part(a.part)) - ordinalOf(part(b.part)) || byFirstRoom(roomsOf(a._id)[0], roomsOf(b._id)[0])

/**
 * The other sessions that the page of a session leads to, in the order in which it lists them: those at the same time by
 * start, then by part and room.
 */
export function listedBeside({ _id: id, edition }: Session, documents: Documents): readonly Session[] {
  const sessions = documents.sessionsBeside(id)
  if (!documents.runsSideBySide(edition)) return sessions
  const order = besideOrder(documents)
  return sessions.toSorted((a, b) => byText(a.start, b.start) || order(a, b))
}

const ordinalOf = (part: Part | undefined): number => part?.ordinal ?? 0

function byFirstRoom(a: Room | undefined, b: Room | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return byRoomName(a, b)
}
