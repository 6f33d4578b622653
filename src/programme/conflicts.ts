import type { ConflictKind } from '#src/model/codes.ts'
import { byTime } from '#src/model/order.ts'
import type { Break, Part, Session } from '#src/model/schema.ts'

/** A stretch of time, half-open: from its start, up to but without its end. In milliseconds since 1970 UTC. */
export type Interval = { id: string; start: number; end: number }

/**
 * What overlaps with what: each id that shares time with another, and those others in the order given.
 * What ends when the other begins does not overlap.
 * @example overlapsOf([{ id: 'a', start: 0, end: 2 }, { id: 'b', start: 1, end: 3 }]) → Map { a → ['b'], b → ['a'] }
 */
export function overlapsOf(intervals: readonly Interval[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    intervals.flatMap((one) => {
      const others = intervals.filter((other) => other.id !== one.id && overlap(one, other))
      return others.length === 0 ? [] : [[one.id, others.map(({ id }) => id)] as const]
    }),
  )
}

/** A line of a day's plan, a session or a break, as far as conflicts go. Ids throughout; `HH:mm`, half-open. */
export type Row = {
  id: string
  type: 'session' | 'break'
  edition: string
  date: string
  start: string
  end: string
  room?: string | undefined
  contributors: readonly string[]
  cancelled: boolean
}

/** The lines of all programmes, in no order. Sessions of a part that is not there are left out. */
export function rowsOf({ parts, sessions, breaks }: Planned): Row[] {
  const editions = new Map(parts.map(({ _id, edition }) => [_id, edition]))
  return [
    ...sessions.flatMap(({ _id: id, part, date, start, end, room, contributors, status }): Row[] => {
      const edition = editions.get(part)
      const people = contributors.map(({ contributor }) => contributor)
      const cancelled = status === 'cancelled'
      return edition === undefined
        ? []
        : [{ id, type: 'session', edition, date, start, end, room, contributors: people, cancelled }]
    }),
    ...breaks.map(
      ({ _id: id, edition, date, start, end }): Row => ({
        id,
        type: 'break',
        edition,
        date,
        start,
        end,
        contributors: [],
        cancelled: false,
      }),
    ),
  ]
}

/** Two lines that cannot both be; `ids` in the order of time, `shared` the room or the contributor. */
export type Conflict = { kind: ConflictKind; ids: readonly [string, string]; shared?: string }

/**
 * The conflicts among lines, in the order of time. Lines of different editions or days never conflict, nor does
 * what is cancelled, or what ends before it begins (which is a fault of its own). Each room and each contributor
 * is looked at alone, so that the cost follows the number of lines and of conflicts, not of pairs.
 */
export function conflictsOf(rows: readonly Row[]): readonly Conflict[] {
  const groups = new Map<string, { kind: ConflictKind; shared?: string; rows: Row[] }>()
  const join = (row: Row, kind: ConflictKind, shared?: string) => {
    const key = JSON.stringify([row.edition, row.date, kind, shared])
    const group = groups.get(key) ?? { kind, ...(shared !== undefined && { shared }), rows: [] }
    groups.set(key, group)
    group.rows.push(row)
  }
  const timed = rows.filter((row) => !row.cancelled && row.start < row.end).sort(byTime)
  const daysWithBreaks = new Set(timed.filter(isBreak).map(dayOf))
  for (const row of timed) {
    if (daysWithBreaks.has(dayOf(row))) join(row, 'duringBreak')
    if (isBreak(row)) continue
    if (row.room === undefined) join(row, 'sameTime')
    else join(row, 'roomConflict', row.room)
    for (const one of new Set(row.contributors)) join(row, 'contributorConflict', one)
  }
  const place = new Map(timed.map(({ id }, index) => [id, index]))
  return [...groups.values()]
    .flatMap(({ kind, shared, rows: together }) =>
      (kind === 'duringBreak' ? pairsWithBreaks(together) : pairs(together)).map(
        ([one, other]): Conflict => ({ kind, ids: [one.id, other.id], ...(shared && { shared }) }),
      ),
    )
    .sort((a, b) => at(place, a.ids[0]) - at(place, b.ids[0]) || at(place, a.ids[1]) - at(place, b.ids[1]))
}

/** Why two lines of a day cannot have the same time; undefined where they can. */
export function rivals(one: Row, other: Row): ConflictKind | undefined {
  if (one.cancelled || other.cancelled) return undefined
  if (isBreak(one) || isBreak(other)) return 'duringBreak'
  if (one.room === other.room) return one.room === undefined ? 'sameTime' : 'roomConflict'
  return one.contributors.some((id) => other.contributors.includes(id)) ? 'contributorConflict' : undefined
}

export const overlap = <T extends string | number>(
  one: { start: T; end: T },
  other: { start: T; end: T },
): boolean => one.start < other.end && other.start < one.end

/** Those of rows in the order of time that overlap. */
function pairs(rows: readonly Row[]): [Row, Row][] {
  return rows.flatMap((one, index) => {
    const found: [Row, Row][] = []
    for (let next = index + 1; next < rows.length; next++) {
      const other = rows[next]
      if (other === undefined || other.start >= one.end) break
      found.push([one, other])
    }
    return found
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

const isBreak = ({ type }: Row) => type === 'break'
const dayOf = ({ edition, date }: Row) => `${edition} ${date}`
const at = (place: ReadonlyMap<string, number>, id: string) => place.get(id) ?? 0

type Planned = {
  parts: readonly Pick<Part, '_id' | 'edition'>[]
  sessions: readonly Pick<
    Session,
    '_id' | 'part' | 'date' | 'start' | 'end' | 'room' | 'contributors' | 'status'
  >[]
  breaks: readonly Pick<Break, '_id' | 'edition' | 'date' | 'start' | 'end'>[]
}
