import { byOrdinal, byTime } from '#src/model/order.ts'
import type { Break, Edition, Part, Session, Snapshot } from '#src/model/schema.ts'

/** One day of a programme: its parts and breaks as they follow one another. */
export type Day = { date: string; runs: readonly Run[] }

/** Sessions of one part that follow one another, or a break. */
export type Run = { kind: 'part'; part: Part; sessions: readonly Session[] } | { kind: 'break'; break: Break }

/** The days of an edition that have something planned, in the order of time. */
export function programmeOf(snapshot: Snapshot, edition: Edition): readonly Day[] {
  const parts = new Map(partsOf(snapshot, edition).map((part) => [part._id, part]))
  const breaks = snapshot.breaks.filter((one) => one.edition === edition._id)
  const timed = [...sessionsOf(snapshot, edition), ...breaks].sort(byTime)
  const days = new Map<string, Run[]>()
  for (const one of timed) {
    const runs = days.get(one.date) ?? []
    days.set(one.date, runs)
    if (one._type === 'break') {
      runs.push({ kind: 'break', break: one })
      continue
    }
    const last = runs.at(-1)
    const part = parts.get(one.part)
    if (last?.kind === 'part' && last.part === part)
      runs[runs.length - 1] = { ...last, sessions: [...last.sessions, one] }
    else if (part) runs.push({ kind: 'part', part, sessions: [one] })
  }
  return [...days].map(([date, runs]) => ({ date, runs }))
}

/** The parts of an edition in their order. */
export function partsOf({ parts }: Pick<Snapshot, 'parts'>, edition: Pick<Edition, '_id'>): readonly Part[] {
  return parts.filter((part) => part.edition === edition._id).sort(byOrdinal)
}

/** The sessions of an edition in the order of time. */
export function sessionsOf(
  snapshot: Pick<Snapshot, 'parts' | 'sessions'>,
  edition: Pick<Edition, '_id'>,
): readonly Session[] {
  const parts = new Set(partsOf(snapshot, edition).map(({ _id }) => _id))
  return snapshot.sessions.filter(({ part }) => parts.has(part)).sort(byTime)
}

/** What stands before and after an item of a list. */
export function neighboursOf<T extends { _id: string }>(
  list: readonly T[],
  id: string,
): { previous?: T; next?: T } {
  const index = list.findIndex(({ _id }) => _id === id)
  const previous = index > 0 ? list[index - 1] : undefined
  const next = index >= 0 ? list[index + 1] : undefined
  return { ...(previous && { previous }), ...(next && { next }) }
}

/** The session with an id, its part and its edition; of a part's id its edition too, of an edition's that alone. */
export function placeInProgramme(
  { sessions, parts, editions }: Pick<Snapshot, 'sessions' | 'parts' | 'editions'>,
  id: string,
): { session?: Session | undefined; part?: Part | undefined; edition?: Edition | undefined } {
  const session = sessions.find(({ _id }) => _id === id)
  const part = parts.find(({ _id }) => _id === (session?.part ?? id))
  const edition = editions.find(({ _id }) => _id === (part?.edition ?? id))
  return { session, part, edition }
}
