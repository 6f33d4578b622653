import { referenceTo, referred } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'

/** Where and when something shall be; what is left out stays as it is, and `room: null` takes the room away. */
export type Placing = {
  date?: string
  start?: string
  end?: string
  room?: string | null
  part?: string
}

/** What changes in a stored document: fields to write, and fields to take away. */
export type Change = { set: Readonly<Record<string, unknown>>; unset: readonly string[] }

/**
 * What moving a session or a break changes in it. Where a session has been published at another time, readers are
 * told: its status becomes "moved", and `movedFrom` holds the date and time that were announced first. Back at that
 * time it is as if nothing had been. A cancelled session stays cancelled.
 * @param current the document as editors see it
 * @param published the same document as readers see it, if they do
 */
export function movedTo(current: RawDocument, published: RawDocument | undefined, to: Placing): Change {
  const { room, part, ...when } = to
  const set: Record<string, unknown> = {}
  const unset: string[] = []
  for (const [field, value] of Object.entries(when)) if (current[field] !== value) set[field] = value
  const isOtherTime = Object.keys(set).length > 0
  if (part !== undefined && referred(current.part) !== part) set.part = referenceTo(part)
  if (room === null && current.room !== undefined) unset.push('room')
  if (typeof room === 'string' && referred(current.room) !== room) set.room = referenceTo(room)
  if (current._type !== 'session' || !published || !isOtherTime || current.status === 'cancelled') {
    return { set, unset }
  }
  const told = toldAt({ ...current, ...when }, published)
  return { set: { ...set, ...told.set }, unset: [...unset, ...told.unset] }
}

/** What calling a session off changes in it. Its time stays, so that readers find it where it was. */
export const cancelled = (current: RawDocument): Change =>
  current.status === 'cancelled' ? nothing : { set: { status: 'cancelled' }, unset: [] }

/** What changes when a cancelled session is to take place after all. */
export function reinstated(current: RawDocument, published: RawDocument | undefined): Change {
  if (current.status !== 'cancelled') return nothing
  if (published) return toldAt(current, published)
  return { set: { status: current.movedFrom === undefined ? 'scheduled' : 'moved' }, unset: [] }
}

const nothing: Change = { set: {}, unset: [] }

/** The status of a session at a time, and what is said of the one that was announced. */
function toldAt(session: RawDocument, published: RawDocument): Change {
  const announced = announcedIn(published)
  if (times.every((field) => session[field] === announced[field])) {
    return { set: { status: 'scheduled' }, unset: session.movedFrom === undefined ? [] : ['movedFrom'] }
  }
  return { set: { status: 'moved', movedFrom: { _type: 'movedFrom', ...announced } }, unset: [] }
}

const times = ['date', 'start', 'end'] as const

/** The time that was announced first: what the published document says that it was moved from, else its own. */
function announcedIn(published: RawDocument): Record<(typeof times)[number], unknown> {
  const { date, start, end, status, movedFrom } = published
  const wasMoved = status !== 'scheduled' && typeof movedFrom === 'object' && movedFrom !== null
  const from: Readonly<Record<string, unknown>> = wasMoved ? { ...movedFrom } : {}
  return { date: from.date ?? date, start: from.start ?? start, end: from.end ?? end }
}
