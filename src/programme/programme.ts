import { byText, byTime } from '#src/model/order.ts'
import type { Break, Edition, Part, Room, Session } from '#src/model/schema.ts'
import { endDateOf, type Times } from '#src/model/time.ts'
import type { Documents } from './documents.ts'

/** One day of a programme: its parts and breaks in the order of time. */
export type Day = { date: string; runs: readonly Run[] }

/** Consecutive sessions of one part, or without one; or a break. */
export type Run =
  | { kind: 'part'; part: Part | undefined; sessions: readonly Session[] }
  | { kind: 'break'; break: Break }

/** The dates on which an edition has sessions or breaks, in order. */
export const datesOf = (documents: Documents, edition: string): readonly string[] =>
  [...new Set(timedOf(documents, edition).map(({ date }) => date))].sort(byText)

/** A day of an edition. */
export function dayOf(documents: Documents, edition: string, date: string): Day {
  const runs: (RunOfPart | (Run & { kind: 'break' }))[] = []
  for (const item of timedOf(documents, edition)
    .filter((timed) => timed.date === date)
    .sort(byTime)) {
    if (item._type === 'break') {
      runs.push({ kind: 'break', break: item })
      continue
    }
    const last = runs.at(-1)
    const part = documents.part(item.part)
    if (last?.kind === 'part' && last.part?._id === part?._id) last.sessions.push(item)
    else runs.push({ kind: 'part', part, sessions: [item] })
  }
  return { date, runs }
}

const timedOf = (documents: Documents, edition: string) => [
  ...documents.sessionsOf(edition),
  ...documents.breaksOf(edition),
]

/** Of things of one day or night, in any order, the one that ends last. */
export const lastToEnd = <T extends Times>(items: readonly T[]): T | undefined =>
  items.toSorted((a, b) => byText(endDateOf(a), endDateOf(b)) || byText(a.end, b.end)).at(-1)

/** Readers scan a day with many sessions, so it shows no descriptions. */
export const isBriefDay = ({ runs }: Day): boolean =>
  runs.flatMap((run) => (run.kind === 'part' ? run.sessions : [])).length > 40

/** Whether lists of an edition's sessions have only their names and times for search engines, so that pages stay small. */
export const isLongProgramme = ({ length }: readonly Session[]): boolean => length > 60

type RunOfPart = { kind: 'part'; part: Part | undefined; sessions: Session[] }

/** The session, part or edition with an id, and those that it belongs to: a session's edition and, where it has one, its part; a part's edition. */
export function placeInProgramme(
  documents: Documents,
  id: string,
): { session: Session | undefined; part: Part | undefined; edition: Edition | undefined } {
  const session = documents.session(id)
  const part = documents.part(session?.part ?? id)
  const edition = documents.edition(session?.edition ?? part?.edition ?? id)
  return { session, part, edition }
}

/** Whether a session was moved from another time. */
export const wasAtOtherTime = ({ status, movedFrom, date, start, end }: Session): boolean =>
  status === 'moved' &&
  movedFrom?.start !== undefined &&
  ((movedFrom.date ?? date) !== date || movedFrom.start !== start || (movedFrom.end ?? end) !== end)

/** The word for a session that was moved: to another time, or only to another room. */
export const movedWord = (session: Session): 'session.moved' | 'session.movedRoom' =>
  (session.movedFrom?.rooms ?? []).length > 0 && !wasAtOtherTime(session)
    ? 'session.movedRoom'
    : 'session.moved'

/** The rooms that a session was moved from; none where it stays in one of them. */
export function formerRooms(
  { status, movedFrom, rooms }: Session,
  { room }: Pick<Documents, 'room'>,
): readonly Room[] {
  const former = status === 'moved' ? (movedFrom?.rooms ?? []) : []
  return former.every((id) => rooms.includes(id)) ? [] : former.flatMap((id) => room(id) ?? [])
}
