import { byTime } from '#src/model/order.ts'
import { minutesOf, timeAt } from '#src/model/time.ts'
import { overlap, type Row, rivals } from './conflicts.ts'

/** "From 11:00, 15 minutes later": all that begins at `from` or after it. Minutes below zero are earlier. */
export type Shift = {
  from: string
  minutes: number
  /** Ids of lines that stay where they are. */
  pinned: ReadonlySet<string>
  /** Later only: time that is free between two lines that move is used up first, so that less moves. */
  absorbGaps: boolean
}

/** What a shift makes of one line: where it was, where it would be, and why it stays, if it does. */
export type PlannedRow = { before: Row; after: Row; stays?: 'earlier' | 'pinned' | 'cancelled' | 'absorbed' }

/** Why a plan cannot be carried out. `ids[0]` is what moves into, or past, the other. */
export type ShiftProblem =
  | { kind: 'outsideDay'; ids: readonly [string] }
  | { kind: 'overlaps' | 'passes'; ids: readonly [string, string] }

export type ShiftPlan = { rows: readonly PlannedRow[]; problems: readonly ShiftProblem[] }

/**
 * What a shift would do to the lines of one day, in the order of time; nothing is changed. Lines that move never
 * run over one that stays, nor jump over it, and are never made shorter to fit: that is a problem which the plan
 * names, and a plan with problems is not to be carried out. What is cancelled stays where readers last saw it,
 * and is in nobody's way.
 */
export function planShift(rows: readonly Row[], shift: Shift): ShiftPlan {
  const planned = shifted(rows.toSorted(byTime), shift)
  const problems: ShiftProblem[] = planned.flatMap(({ before, isOutside }) =>
    isOutside ? [{ kind: 'outsideDay', ids: [before.id] }] : [],
  )
  for (const one of planned.filter(isMoved)) {
    for (const other of planned) {
      const kind = isMoved(other) ? undefined : problemOf(one, other)
      if (kind) problems.push({ kind, ids: [one.before.id, other.before.id] })
    }
  }
  return { rows: planned.map(({ isOutside: _, ...row }) => row), problems }
}

/** Where each line would be. What would leave the day stays where it is, and is marked. */
function shifted(rows: readonly Row[], shift: Shift): readonly (PlannedRow & { isOutside?: true })[] {
  const { minutes, absorbGaps } = shift
  let delay = minutes
  let busyUntil: number | undefined
  return rows.map((before) => {
    const stays = reasonToStay(before, shift)
    if (stays !== undefined) return { before, after: before, stays }
    const [start, end] = [minutesOf(before.start), minutesOf(before.end)]
    if (absorbGaps && minutes > 0 && busyUntil !== undefined) {
      delay = Math.max(0, delay - Math.max(0, start - busyUntil))
    }
    busyUntil = Math.max(busyUntil ?? 0, end)
    if (delay === 0) return { before, after: before, ...(minutes !== 0 && { stays: 'absorbed' }) }
    const [newStart, newEnd] = [timeAt(start + delay), timeAt(end + delay)]
    if (newStart === undefined || newEnd === undefined) return { before, after: before, isOutside: true }
    return { before, after: { ...before, start: newStart, end: newEnd } }
  })
}

function reasonToStay(row: Row, { from, pinned }: Shift): PlannedRow['stays'] {
  if (row.start < from) return 'earlier'
  if (row.cancelled) return 'cancelled'
  return pinned.has(row.id) ? 'pinned' : undefined
}

/** The lines that a plan gives other times. */
export const movedIn = ({ rows }: ShiftPlan): readonly PlannedRow[] => rows.filter(isMoved)

const isMoved = ({ before, after }: PlannedRow) => before.start !== after.start || before.end !== after.end

/** Where two lines cannot share time, the one that moves may neither come into the other nor to its other side. */
function problemOf(one: PlannedRow, other: PlannedRow): 'overlaps' | 'passes' | undefined {
  if (!rivals(one.before, other.before) || overlap(one.before, other.before)) return undefined
  if (overlap(one.after, other.after)) return 'overlaps'
  const wasBefore = one.before.start < other.before.start
  return wasBefore === one.after.start < other.after.start ? undefined : 'passes'
}
