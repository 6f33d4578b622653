import { byText, byTime } from '#src/model/order.ts'
import { endsTooEarly, lengthOf, minutesOf, timeAt } from '#src/model/time.ts'
import { conflictKindOf, overlap, type Row } from './conflicts.ts'

/** A shift such as "from 11:00, 15 minutes later". It moves the rows that begin at `from` or later; negative minutes move them earlier. */
export type Shift = {
  from: string
  minutes: number
  /** Ids of rows that do not move. */
  pinned: ReadonlySet<string>
  /** For later shifts only: free time between two rows that move is used up first, so that later rows move less or not at all. */
  absorbGaps: boolean
  /** Ids of rows that end where a row begins that stays, instead of running into it. */
  shortened?: ReadonlySet<string>
}

/** One row before and after a shift; `stays` says why it does not move. */
export type PlannedRow = { before: Row; after: Row; stays?: 'earlier' | 'pinned' | 'cancelled' | 'absorbed' }

/**
 * Why a shift is not possible. `ids[0]` is the row that would move into the other row, or past it; `until` when it could end
 * instead.
 */
export type ShiftProblem =
  | { kind: 'outsideDay'; ids: readonly [string] }
  | { kind: 'overlaps' | 'passes'; ids: readonly [string, string]; until?: string }

export type ShiftPlan = { rows: readonly PlannedRow[]; problems: readonly ShiftProblem[] }

/**
 * Computes a shift of the rows of one day, in the order of time; changes nothing. A row that would move into a row
 * that stays, or past it, is a problem in the plan; only rows that are asked for are shortened to fit. A plan with problems must
 * not be carried out. Cancelled rows stay at the time that readers last saw, and other rows may overlap them.
 */
export function planShift(rows: readonly Row[], shift: Shift): ShiftPlan {
  const shifted = shiftRows(rows.toSorted(byTime), shift)
  const staying = shifted.filter((row) => !isMoved(row))
  const planned = shifted.map((row) => (shift.shortened?.has(row.before.id) ? shortened(row, staying) : row))
  const problems: ShiftProblem[] = planned.flatMap(({ before, isOutside }) =>
    isOutside ? [{ kind: 'outsideDay', ids: [before.id] }] : [],
  )
  for (const moving of planned.filter(isMoved)) {
    for (const other of staying) {
      const kind = problemOf(moving, other)
      if (!kind) continue
      const until = endBefore(moving, [other])
      problems.push({ kind, ids: [moving.before.id, other.before.id], ...(until && { until }) })
    }
  }
  return { rows: planned.map(({ isOutside: _, ...row }) => row), problems }
}

/** The new time of each row. A row that would leave the day keeps its time and gets `isOutside`. */
function shiftRows(rows: readonly Row[], shift: Shift): readonly (PlannedRow & { isOutside?: true })[] {
  const { minutes, absorbGaps } = shift
  let delay = minutes
  let busyUntil: number | undefined
  return rows.map((before) => {
    const stays = reasonToStay(before, shift)
    if (stays !== undefined) return { before, after: before, stays }
    const start = minutesOf(before.start)
    const end = start + lengthOf(before)
    if (absorbGaps && minutes > 0 && busyUntil !== undefined) {
      delay = Math.max(0, delay - Math.max(0, start - busyUntil))
    }
    busyUntil = Math.max(busyUntil ?? 0, end)
    if (delay === 0) return { before, after: before, ...(minutes !== 0 && { stays: 'absorbed' }) }
    const [newStart, newEnd] = [timeAt(start + delay), timeAt((end + delay) % 1440)]
    if (newStart === undefined || newEnd === undefined) return { before, after: before, isOutside: true }
    const after = { ...before, start: newStart, end: newEnd }
    return lengthOf(after) === lengthOf(before) && !endsTooEarly(after)
      ? { before, after }
      : { before, after: before, isOutside: true }
  })
}

function reasonToStay(row: Row, { from, pinned }: Shift): PlannedRow['stays'] {
  if (row.start < from) return 'earlier'
  if (row.cancelled) return 'cancelled'
  return pinned.has(row.id) ? 'pinned' : undefined
}

/** The rows of a plan that move. */
export const movedIn = ({ rows }: ShiftPlan): readonly PlannedRow[] => rows.filter(isMoved)

const isMoved = ({ before, after }: PlannedRow) => before.start !== after.start || before.end !== after.end

/** When a row would end that runs into others, but begins before the first of them; undefined where it does not. */
function endBefore(moving: PlannedRow, others: readonly PlannedRow[]): string | undefined {
  return others
    .filter((other) => problemOf(moving, other) === 'overlaps' && moving.after.start < other.after.start)
    .map((other) => other.after.start)
    .sort(byText)[0]
}

function shortened<R extends PlannedRow>(row: R, staying: readonly PlannedRow[]): R {
  const end = isMoved(row) ? endBefore(row, staying) : undefined
  return end === undefined ? row : { ...row, after: { ...row.after, end } }
}

/** The problem of a row that moves into a row that stays, or past it. Only where the two would conflict. */
function problemOf(moving: PlannedRow, other: PlannedRow): 'overlaps' | 'passes' | undefined {
  if (!conflictKindOf(moving.before, other.before) || overlap(moving.before, other.before)) return undefined
  if (overlap(moving.after, other.after)) return 'overlaps'
  const wasBefore = moving.before.start < other.before.start
  return wasBefore === moving.after.start < other.after.start ? undefined : 'passes'
}
