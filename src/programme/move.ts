import { type Change, noChange } from '#src/model/change.ts'
import { referencedId, referencedIds, referencesTo, referenceTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'

/** The new time and place of a session or break. A field that is left out does not change; rooms are ids. */
export type Placing = {
  date?: string
  start?: string
  end?: string
  rooms?: readonly string[]
  part?: string
}

/**
 * The change that moves a session or a break. Where a session was published at another time or in other rooms, its
 * status becomes "moved", and `movedFrom` holds the date, the time and the rooms that were announced first. Moved back
 * there, it is "scheduled" again, without `movedFrom`. One that gets its first room, or loses all of them, was not moved;
 * a cancelled session stays cancelled.
 * @param current the document as editors see it
 * @param published the published document, if there is one
 */
export function movedTo(current: RawDocument, published: RawDocument | undefined, to: Placing): Change {
  const { rooms, part, ...when } = to
  const set: Record<string, unknown> = {}
  const unset: string[] = []
  for (const [field, value] of Object.entries(when)) if (current[field] !== value) set[field] = value
  const now = referencedIds(current.rooms)
  const isInOthers = rooms !== undefined && !isSameList(now, rooms)
  const isMoved = Object.keys(set).length > 0 || isInOthers
  if (part !== undefined && referencedId(current.part) !== part) set.part = referenceTo(part)
  if (isInOthers && rooms.length === 0) unset.push('rooms')
  if (isInOthers && rooms.length > 0) set.rooms = withItems(current.rooms, rooms)
  if (current._type !== 'session' || !published || !isMoved || current.status === 'cancelled') {
    return { set, unset }
  }
  const status = statusChange({ ...current, ...when, ...(isInOthers && { rooms: set.rooms }) }, published)
  return { set: { ...set, ...status.set }, unset: [...unset, ...status.unset] }
}

/** The change that cancels a session. Its time stays, so that readers find it in its place in the programme. */
export const cancelled = (current: RawDocument): Change =>
  current.status === 'cancelled' ? noChange : { set: { status: 'cancelled' }, unset: [] }

/** The change that takes a cancellation back. */
export function reinstated(current: RawDocument, published: RawDocument | undefined): Change {
  if (current.status !== 'cancelled') return noChange
  if (published) return statusChange(current, published)
  return { set: { status: current.movedFrom === undefined ? 'scheduled' : 'moved' }, unset: [] }
}

/** Sets the status and `movedFrom` of a session: by comparing its time and rooms with those that were announced first. */
function statusChange(session: RawDocument, published: RawDocument): Change {
  const { rooms, ...announced } = announcedPlace(published)
  const [now, before] = [referencedIds(session.rooms), referencedIds(rooms)]
  const isAway = now.length > 0 && before.length > 0 && !before.every((id) => now.includes(id))
  if (!isAway && times.every((field) => session[field] === announced[field])) {
    return {
      set: (session.status ?? 'scheduled') === 'scheduled' ? {} : { status: 'scheduled' },
      unset: session.movedFrom === undefined ? [] : ['movedFrom'],
    }
  }
  return {
    set: { status: 'moved', movedFrom: { _type: 'movedFrom', ...announced, ...(isAway && { rooms }) } },
    unset: [],
  }
}

const times = ['date', 'start', 'end'] as const

/** What was announced first: `movedFrom` of the published document, else its own time and rooms. */
function announcedPlace(published: RawDocument): Record<(typeof times)[number] | 'rooms', unknown> {
  const { date, start, end, rooms, status, movedFrom } = published
  const wasMoved = status !== 'scheduled' && typeof movedFrom === 'object' && movedFrom !== null
  const from: Readonly<Record<string, unknown>> = wasMoved ? { ...movedFrom } : {}
  return {
    date: from.date ?? date,
    start: from.start ?? start,
    end: from.end ?? end,
    rooms: from.rooms ?? rooms,
  }
}

/** A list of references to rooms: items that were in the stored list stay as they are. */
function withItems(stored: unknown, ids: readonly string[]) {
  const items: unknown[] = Array.isArray(stored) ? stored : []
  return ids.map((id) => items.find((item) => referencedId(item) === id) ?? referencesTo([id])[0])
}

const isSameList = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((id, at) => id === other[at])
