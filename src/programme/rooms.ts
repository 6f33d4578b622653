import { sourceLocale } from '#src/locales.ts'
import { byText } from '#src/model/order.ts'
import type { Part, Room, Session } from '#src/model/schema.ts'
import type { Documents } from './documents.ts'

/** The rooms of a session that are published. */
export function roomsOf(
  { room: roomOf }: Pick<Documents, 'room'>,
  { room }: Pick<Session, 'room'>,
): readonly Room[] {
  const found = roomOf(room)
  return found ? [found] : []
}

/** Whether all other rooms stop for a session. */
export const isPlenary = (_session: Session): boolean => false

/** The order of sessions that start at one time: by part, those without one first, then by room, those without one last. */
export const besideOrder =
  ({ part: partOf, room }: Pick<Documents, 'part' | 'room'>) =>
  (a: Session, b: Session): number =>
    ordinalOf(partOf(a.part)) - ordinalOf(partOf(b.part)) ||
    byRoomName(roomsOf({ room }, a)[0], roomsOf({ room }, b)[0])

const ordinalOf = (part: Part | undefined): number => part?.ordinal ?? 0

/** By name in the source language, so that the order is the same in all; numbers in names as numbers. */
export function byRoomName(a: Room | undefined, b: Room | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return collator.compare(nameOf(a), nameOf(b)) || byText(a._id, b._id)
}

const collator = new Intl.Collator('en', { numeric: true })
const nameOf = ({ name }: Room): string => name[sourceLocale] ?? Object.values(name)[0] ?? ''
