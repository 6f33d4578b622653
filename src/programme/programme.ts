import { byOrdinal, byTime } from '#src/model/order.ts'
import type { Break, Edition, Part, Session, Snapshot } from '#src/model/schema.ts'

/** One day of a programme: its parts and breaks in the order of time. */
export type Day = { date: string; runs: readonly Run[] }

/** Consecutive sessions of one part, or a break. */
export type Run = { kind: 'part'; part: Part; sessions: readonly Session[] } | { kind: 'break'; break: Break }

/** The days of an edition that have sessions or breaks, in the order of time. */
export function programmeOf(snapshot: Snapshot, edition: Edition): readonly Day[] {
  const parts = new Map(partsOf(snapshot, edition).map((part) => [part._id, part]))
  const breaks = snapshot.breaks.filter((pause) => pause.edition === edition._id)
  const timed = [...sessionsOf(snapshot, edition), ...breaks].sort(byTime)
  const days = new Map<string, Run[]>()
  for (const item of timed) {
    const runs = days.get(item.date) ?? []
    days.set(item.date, runs)
    if (item._type === 'break') {
      runs.push({ kind: 'break', break: item })
      continue
    }
    const last = runs.at(-1)
    const part = parts.get(item.part)
    if (last?.kind === 'part' && last.part === part)
      runs[runs.length - 1] = { ...last, sessions: [...last.sessions, item] }
    else if (part) runs.push({ kind: 'part', part, sessions: [item] })
  }
  return [...days].map(([date, runs]) => ({ date, runs }))
}

/** The parts of an edition, by ordinal. */
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

/** The items before and after an item of a list. */
export function neighboursOf<T extends { _id: string }>(
  list: readonly T[],
  id: string,
): { previous?: T; next?: T } {
  const index = list.findIndex(({ _id }) => _id === id)
  const previous = index > 0 ? list[index - 1] : undefined
  const next = index >= 0 ? list[index + 1] : undefined
  return { ...(previous && { previous }), ...(next && { next }) }
}

/** The session, part or edition with an id, and those that it belongs to: a session's part and edition, a part's edition. */
export function placeInProgramme(
  { sessions, parts, editions }: Pick<Snapshot, 'sessions' | 'parts' | 'editions'>,
  id: string,
): { session?: Session | undefined; part?: Part | undefined; edition?: Edition | undefined } {
  const session = sessions.find(({ _id }) => _id === id)
  const part = parts.find(({ _id }) => _id === (session?.part ?? id))
  const edition = editions.find(({ _id }) => _id === (part?.edition ?? id))
  return { session, part, edition }
}
