import { referencedId, referenceTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'

/** The new time and place of a session or break. A field that is left out does not change; `room: null` removes the room. */
export type Placing = {
  date?: string
  start?: string
  end?: string
  room?: string | null
  part?: string
}

/** A change to a stored document: fields to set and fields to unset. */
export type Change = { set: Readonly<Record<string, unknown>>; unset: readonly string[] }

/**
 * The change that moves a session or a break. Where a session was published at another time, its status becomes
 * "moved", and `movedFrom` holds the date and time that were announced first. Moved back to that time, it is
 * "scheduled" again, without `movedFrom`. A cancelled session stays cancelled.
 * @param current the document as editors see it
 * @param published the published document, if there is one
 */
export function movedTo(current: RawDocument, published: RawDocument | undefined, to: Placing): Change {
  const { room, part, ...when } = to
  const set: Record<string, unknown> = {}
  const unset: string[] = []
  for (const [field, value] of Object.entries(when)) if (current[field] !== value) set[field] = value
  const isOtherTime = Object.keys(set).length > 0
  if (part !== undefined && referencedId(current.part) !== part) set.part = referenceTo(part)
  if (room === null && current.room !== undefined) unset.push('room')
  if (typeof room === 'string' && referencedId(current.room) !== room) set.room = referenceTo(room)
  if (current._type !== 'session' || !published || !isOtherTime || current.status === 'cancelled') {
    return { set, unset }
  }
  const status = statusChange({ ...current, ...when }, published)
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

const noChange: Change = { set: {}, unset: [] }

/** Sets the status and `movedFrom` of a session: by comparing its time with the time that was announced first. */
function statusChange(session: RawDocument, published: RawDocument): Change {
  const announced = announcedTime(published)
  if (times.every((field) => session[field] === announced[field])) {
    return { set: { status: 'scheduled' }, unset: session.movedFrom === undefined ? [] : ['movedFrom'] }
  }
  return { set: { status: 'moved', movedFrom: { _type: 'movedFrom', ...announced } }, unset: [] }
}

const times = ['date', 'start', 'end'] as const

/** The time that was announced first: `movedFrom` of the published document, else its own time. */
function announcedTime(published: RawDocument): Record<(typeof times)[number], unknown> {
  const { date, start, end, status, movedFrom } = published
  const wasMoved = status !== 'scheduled' && typeof movedFrom === 'object' && movedFrom !== null
  const from: Readonly<Record<string, unknown>> = wasMoved ? { ...movedFrom } : {}
  return { date: from.date ?? date, start: from.start ?? start, end: from.end ?? end }
}
