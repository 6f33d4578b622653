import { byText, byTime } from '#src/model/order.ts'
import type { Break, Edition, Part, Session } from '#src/model/schema.ts'
import { endDateOf, type Times } from '#src/model/time.ts'
import type { Documents } from './documents.ts'

/** One day of a programme: its parts and breaks in the order of time. */
export type Day = { date: string; runs: readonly Run[] }

/** Consecutive sessions of one part, or a break. */
export type Run = { kind: 'part'; part: Part; sessions: readonly Session[] } | { kind: 'break'; break: Break }

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
    if (last?.kind === 'part' && last.part._id === part?._id) last.sessions.push(item)
    else if (part) runs.push({ kind: 'part', part, sessions: [item] })
  }
  return { date, runs }
}

const timedOf = (documents: Documents, edition: string) => [
  ...documents.sessionsOf(edition),
  ...documents.breaksOf(edition),
]

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

/** Readers scan a day with many sessions, so it shows no descriptions. */
export const isBriefDay = ({ runs }: Day): boolean =>
  runs.flatMap((run) => (run.kind === 'part' ? run.sessions : [])).length > 40

/** Whether lists of an edition's sessions have only their names and times for search engines, so that pages stay small. */
export const isLongProgramme = ({ length }: readonly Session[]): boolean => length > 60

type RunOfPart = { kind: 'part'; part: Part; sessions: Session[] }

/** The session, part or edition with an id, and those that it belongs to: a session's part and edition, a part's edition. */
export function placeInProgramme(
  documents: Documents,
  id: string,
): { session: Session | undefined; part: Part | undefined; edition: Edition | undefined } {
  const session = documents.session(id)
  const part = documents.part(session?.part ?? id)
  const edition = documents.edition(part?.edition ?? id)
  return { session, part, edition }
}
