import type { ConflictKind } from '#src/model/codes.ts'
import { byTime } from '#src/model/order.ts'
import type { Break, Session } from '#src/model/schema.ts'
import {
  endDateOf,
  endsTooEarly,
  goesOnAfterMidnight,
  lengthOf,
  minutesOf,
  type Times,
} from '#src/model/time.ts'

/** A half-open interval: its start belongs to it, its end does not. */
export type Interval = { id: string; start: number; end: number }

/**
 * For each interval that overlaps others, their ids in the given order. An interval that ends when another begins
 * does not overlap it.
 * @example overlapsOf([{ id: 'a', start: 0, end: 2 }, { id: 'b', start: 1, end: 3 }]) → Map { a → ['b'], b → ['a'] }
 */
export function overlapsOf(intervals: readonly Interval[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    intervals.flatMap((interval) => {
      const overlapping = intervals.filter(
        (other) => other.id !== interval.id && areTogether(interval, other),
      )
      return overlapping.length === 0 ? [] : [[interval.id, overlapping.map(({ id }) => id)] as const]
    }),
  )
}

/**
 * A session or a break as conflict checks need it. Rooms and contributors are ids; times are `HH:mm`, half-open. An end at
 * or before the start is on the next day.
 */
export type Row = {
  id: string
  type: 'session' | 'break'
  edition: string
  date: string
  start: string
  end: string
  rooms: readonly string[]
  /** Whether it takes place for all: without rooms it is in the way of no other session. */
  plenary: boolean
  contributors: readonly string[]
  cancelled: boolean
}

/** The rows of all programmes, unsorted. */
export function rowsOf({ sessions, breaks }: Planned): Row[] {
  return [
    ...sessions.map(
      ({ _id: id, edition, date, start, end, rooms, plenary, contributors, status }): Row => ({
        ...{ id, type: 'session', edition, date, start, end, rooms, plenary },
        contributors: contributors.map(({ contributor }) => contributor),
        cancelled: status === 'cancelled',
      }),
    ),
    ...breaks.map(
      ({ _id: id, edition, date, start, end }): Row => ({
        id,
        type: 'break',
        edition,
        date,
        start,
        end,
        rooms: [],
        plenary: false,
        contributors: [],
        cancelled: false,
      }),
    ),
  ]
}

/** Two rows that conflict; `ids` in the order of time, `shared` the id of the room or contributor that both have. */
export type Conflict = { kind: ConflictKind; ids: readonly [string, string]; shared?: string }

/**
 * The conflicts between rows, in the order of time. Rows of different editions never conflict, nor do cancelled rows, or
 * rows that end too early (a fault of its own). Rows are grouped by day, by room and by contributor first, so the cost
 * grows with the number of rows and conflicts, not of pairs.
 */
export function conflictsOf(rows: readonly Row[]): readonly Conflict[] {
  const groups = new Map<string, { kind: ConflictKind; day: string; shared?: string; rows: Row[] }>()
  const addToGroup = (row: Row, kind: ConflictKind, shared?: string) => {
    for (const day of daysOf(row)) {
      const key = JSON.stringify([row.edition, day, kind, shared])
      const group = groups.get(key) ?? { kind, day, ...(shared !== undefined && { shared }), rows: [] }
      groups.set(key, group)
      group.rows.push(row)
    }
  }
  const timed = rows.filter((row) => !row.cancelled && !endsTooEarly(row)).sort(byTime)
  const daysWithBreaks = new Set(timed.filter(isBreak).flatMap(editionDays))
  for (const row of timed) {
    if (editionDays(row).some((day) => daysWithBreaks.has(day))) addToGroup(row, 'duringBreak')
    if (isBreak(row)) continue
    if (isSomewhere(row)) addToGroup(row, 'sameTime')
    for (const room of new Set(row.rooms)) addToGroup(row, 'roomConflict', room)
    for (const contributor of new Set(row.contributors)) addToGroup(row, 'contributorConflict', contributor)
  }
  const position = new Map(timed.map(({ id }, index) => [id, index]))
  return [...groups.values()]
    .flatMap(({ kind, day, shared, rows: group }) =>
      (kind === 'duringBreak' ? pairsWithBreaks(group) : pairs(group))
        // Two that go on after midnight meet on two days, and conflict once: on the day on which the later one begins.
        .filter(([, later]) => later.date === day)
        .map(([one, other]): Conflict => ({ kind, ids: [one.id, other.id], ...(shared && { shared }) })),
    )
    .sort(
      (a, b) =>
        positionOf(position, a.ids[0]) - positionOf(position, b.ids[0]) ||
        positionOf(position, a.ids[1]) - positionOf(position, b.ids[1]),
    )
}

/** The conflict that two rows of a day would have at the same time; undefined where there is none. */
export function conflictKindOf(one: Row, other: Row): ConflictKind | undefined {
  if (one.cancelled || other.cancelled) return undefined
  if (isBreak(one) || isBreak(other)) return 'duringBreak'
  if (one.rooms.some((room) => other.rooms.includes(room))) return 'roomConflict'
  if (isSomewhere(one) && isSomewhere(other)) return 'sameTime'
  return one.contributors.some((id) => other.contributors.includes(id)) ? 'contributorConflict' : undefined
}

/** Whether two things take place at the same time, for a moment at least. */
export const overlap = (one: Times, other: Times): boolean => areTogether(intervalOf(one), intervalOf(other))

const areTogether = (one: Omit<Interval, 'id'>, other: Omit<Interval, 'id'>): boolean =>
  one.start < other.end && other.start < one.end

/** Times in minutes since 1970 as the edition's clocks tell them, so that the end of a day is no end. */
function intervalOf(times: Times): Omit<Interval, 'id'> {
  const start = Date.parse(`${times.date}T00:00:00Z`) / 60_000 + minutesOf(times.start)
  return { start, end: start + lengthOf(times) }
}

/** The pairs of rows that overlap. The rows must be in the order of time. */
function pairs(rows: readonly Row[]): [Row, Row][] {
  return rows.flatMap((one, index) => {
    const overlapping: [Row, Row][] = []
    for (let next = index + 1; next < rows.length; next++) {
      const other = rows[next]
      if (other === undefined || intervalOf(other).start >= intervalOf(one).end) break
      overlapping.push([one, other])
    }
    return overlapping
  })
}

function pairsWithBreaks(rows: readonly Row[]): [Row, Row][] {
  return rows
    .filter(isBreak)
    .flatMap((one) =>
      rows
        .filter((other) => overlap(one, other) && (isBreak(other) ? byTime(one, other) < 0 : other !== one))
        .map((other): [Row, Row] => (byTime(one, other) < 0 ? [one, other] : [other, one])),
    )
}

/** Whether a session is in a room that nobody has named yet. */
const isSomewhere = ({ rooms, plenary }: Row) => rooms.length === 0 && !plenary
const isBreak = ({ type }: Row) => type === 'break'
/** The dates on which a row takes place. */
const daysOf = (row: Row): readonly string[] =>
  goesOnAfterMidnight(row) ? [row.date, endDateOf(row)] : [row.date]
const editionDays = (row: Row) => daysOf(row).map((day) => `${row.edition} ${day}`)
const positionOf = (positions: ReadonlyMap<string, number>, id: string) => positions.get(id) ?? 0

type Planned = {
  sessions: readonly Pick<
    Session,
    '_id' | 'edition' | 'date' | 'start' | 'end' | 'rooms' | 'plenary' | 'contributors' | 'status'
  >[]
  breaks: readonly Pick<Break, '_id' | 'edition' | 'date' | 'start' | 'end'>[]
}
