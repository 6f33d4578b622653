import { byText, byTime } from '#src/model/order.ts'
import { endDateOf, type Times } from '#src/model/time.ts'

/**
 * How a day is set: what starts at one time is a band, with its sessions side by side. Everything here is for sessions
 * and breaks that start on one date; an end at or before the start is on the next day.
 */

/** A session as bands need it. */
export type Bandable = Times & { readonly _id: string; readonly status: string }

/** What is asked of sessions: their part (an id, or none), whether all rooms stop for them, and their order in a band. */
export type Sorting<S> = {
  part: (session: S) => string | undefined
  isPlenary: (session: S) => boolean
  order: (a: S, b: S) => number
}

/** What starts at one time: its sessions, in order, but those that go on beside later ones. */
export type Start<S> = {
  start: string
  /** Its earliest time, with the end that most of its sessions have; the earlier one where as many have another. */
  times: Times
  rows: readonly S[]
  /** Sessions that were to start now, and were moved to another time: they leave a line here. */
  left: readonly S[]
  /** Sessions of earlier bands that have not ended yet. */
  stillOn: readonly S[]
}

/** The old place of a session that was moved to another time. */
export type OldPlace<S> = { readonly date: string; readonly start: string; readonly session: S }

/** A session that goes on beside later starts, and beside how many, its own included. */
export type Long<S> = { session: S; starts: number }

/** Several starts are one band where the long sessions of the first go on beside the others. */
export type SessionBand<S> = {
  kind: 'sessions'
  starts: readonly Start<S>[]
  /** In order; each has a column of its own, after all others. */
  long: readonly Long<S>[]
  /** Whether it is one session, with no other at the same time. */
  isAlone: boolean
}
export type BreakBand<S, B> = { kind: 'break'; break: B; stillOn: readonly S[] }
/** A time at which nothing starts any more. */
export type LeftBand<S> = { kind: 'left'; start: string; left: readonly S[] }
export type Band<S, B> = SessionBand<S> | BreakBand<S, B> | LeftBand<S>

/** The bands under one heading: a part, or none. */
export type BandGroup<S, B> = { part: string | undefined; bands: readonly Band<S, B>[] }

/** At most so many starts are joined, and so many columns have long sessions: more would leave no room for the others. */
const maxJoined = 3
const maxLong = 2

/**
 * A day as it is listed: under the headings of its parts where these follow one another, else by time alone.
 * Costs as much as there are sessions, and those that go on at the same time.
 */
export function bandGroupsOf<S extends Bandable, B extends Times & { readonly _id: string }>(
  sessions: readonly S[],
  breaks: readonly B[],
  sorting: Sorting<S>,
  oldPlaces: readonly OldPlace<S>[] = [],
): { hasHeadings: boolean; groups: readonly BandGroup<S, B>[] } {
  const bands = bandsOf(sessions, breaks, sorting, oldPlaces)
  if (bands.length === 0) return { hasHeadings: false, groups: [] }
  if (!doPartsFollow(sessions, sorting.part))
    return { hasHeadings: false, groups: [{ part: undefined, bands }] }
  const parts = bands.map((band) => (band.kind === 'sessions' ? partOfBand(band, sorting.part) : undefined))
  const groups: { part: string | undefined; bands: Band<S, B>[] }[] = []
  for (const [index, band] of bands.entries()) {
    // A break and an old place stand under a heading where the part goes on after them.
    const next = parts.slice(index).find((_part, at) => bands[index + at]?.kind === 'sessions')
    const last = groups.at(-1)
    const part = band.kind === 'sessions' ? parts[index] : next === last?.part ? next : undefined
    if (last && last.part === part) last.bands.push(band)
    else groups.push({ part, bands: [band] })
  }
  return { hasHeadings: groups.some(({ part }) => part !== undefined), groups }
}

/** Whether parts follow one another: none has a session while another one goes on, or before and after it. */
export function doPartsFollow<S extends Bandable>(
  sessions: readonly S[],
  partOf: (session: S) => string | undefined,
): boolean {
  const seen = new Set<string>()
  let [present, end]: [string | undefined, string] = [undefined, '']
  for (const [index, session] of sessions.toSorted(byTime).entries()) {
    const part = partOf(session)
    if (index > 0 && part !== present) {
      if (startOf(session) < end || (part !== undefined && seen.has(part))) return false
    }
    if (part !== undefined) seen.add(part)
    present = part
    if (endOf(session) > end) end = endOf(session)
  }
  return true
}

/** The bands of a day, in the order of time; breaks before the sessions that start with them, old places after them. */
export function bandsOf<S extends Bandable, B extends Times & { readonly _id: string }>(
  sessions: readonly S[],
  breaks: readonly B[],
  { isPlenary, order }: Pick<Sorting<S>, 'isPlenary' | 'order'>,
  oldPlaces: readonly OldPlace<S>[] = [],
): readonly Band<S, B>[] {
  const byOrder = (a: S, b: S) => Number(isPlenary(b)) - Number(isPlenary(a)) || order(a, b) || byTime(a, b)
  const starting = Map.groupBy(sessions.toSorted(byTime), startOf)
  const leaving = Map.groupBy(oldPlaces, startOf)
  const slots: readonly Slot<S, B>[] = [
    ...breaks.toSorted(byTime).map((one) => ({ at: startOf(one), break: one, rows: [], left: [] })),
    ...[...new Set([...starting.keys(), ...leaving.keys()])].map((at) => ({
      ...{ at, break: undefined },
      rows: (starting.get(at) ?? []).toSorted(byOrder),
      left: (leaving.get(at) ?? []).map(({ session }) => session),
    })),
  ].sort((a, b) => byText(a.at, b.at))
  const bands: Band<S, B>[] = []
  let running: readonly S[] = []
  for (let index = 0; index < slots.length; ) {
    const slot = slots[index]
    if (slot === undefined) break
    running = running.filter((session) => endOf(session) > slot.at)
    if (slot.break !== undefined) {
      bands.push({ kind: 'break', break: slot.break, stillOn: running })
      index += 1
      continue
    }
    if (slot.rows.length === 0) {
      bands.push({ kind: 'left', start: slot.at.slice(-5), left: slot.left })
      index += 1
      continue
    }
    const joined = slots.slice(index, index + joinedFrom(slots, index, running, isPlenary))
    const next = slots.slice(index + joined.length).find(({ rows }) => rows.length > 0)
    bands.push(bandOf(joined, running, next?.at))
    running = [...running, ...joined.flatMap(({ rows }) => rows.filter(takesPlace))]
    index += joined.length
  }
  return bands
}

type Slot<S, B> = { at: string; break: B | undefined; rows: readonly S[]; left: readonly S[] }

function bandOf<S extends Bandable, B>(
  slots: readonly Slot<S, B>[],
  running: readonly S[],
  nextStart: string | undefined,
): SessionBand<S> {
  const [first, second] = slots
  const long = second === undefined ? [] : (first?.rows.filter((row) => goesOnAt(row, second.at)) ?? [])
  const isLong = new Set(long)
  const starts = slots.map(
    ({ rows, left }, index): Start<S> => ({
      start: rows[0]?.start ?? '',
      times: usualTimes(
        rows.filter((row) => !isLong.has(row)),
        rows,
      ),
      ...{ rows: rows.filter((row) => !isLong.has(row)), left },
      stillOn: index === 0 ? running : [],
    }),
  )
  const [only, ...others] = first?.rows ?? []
  return {
    kind: 'sessions',
    starts,
    long: long.map((session) => ({
      session,
      starts: slots.filter(({ at }) => goesOnAt(session, at)).length,
    })),
    isAlone:
      slots.length === 1 &&
      only !== undefined &&
      others.length === 0 &&
      running.length === 0 &&
      !(nextStart !== undefined && goesOnAt(only, nextStart)),
  }
}

/**
 * How many slots are one band, from this one on. Long sessions are those that go on when the next slot starts. Only
 * those of the first slot may, beside others that start with them; no break and no time that has only old places may lie
 * between, and no earlier session may still be on.
 */
function joinedFrom<S extends Bandable, B>(
  slots: readonly Slot<S, B>[],
  index: number,
  running: readonly S[],
  isPlenary: (session: S) => boolean,
): number {
  const goesOnIn = (slot: Slot<S, B> | undefined, at: string) =>
    slot?.rows.filter((row) => goesOnAt(row, at)) ?? []
  const second = slots[index + 1]
  if (second === undefined) return 1
  const long = goesOnIn(slots[index], second.at)
  const areBesideOthers = long.length > 0 && long.length < (slots[index]?.rows.length ?? 0)
  if (!areBesideOthers || long.length > maxLong || long.some(isPlenary)) return 1
  const lastEnd = long.map(endOf).sort(byText).at(-1) ?? ''
  const beyond = slots.slice(index + 1, index + maxJoined + 1).findIndex(({ at }) => at >= lastEnd)
  const count = beyond === -1 ? slots.length - index : beyond + 1
  if (count > maxJoined) return 1
  const others = slots.slice(index + 1, index + count)
  const isClear = others.every((slot, place) => {
    const next = slots[index + 2 + place]
    const isPlain = slot.rows.length > 0 && !slot.rows.some(isPlenary)
    return isPlain && (next === undefined || goesOnIn(slot, next.at).length === 0)
  })
  return isClear && !running.some((session) => goesOnAt(session, second.at)) ? count : 1
}

/** The times of a band: the end that most of its sessions have. */
function usualTimes<S extends Bandable>(rows: readonly S[], all: readonly S[]): Times {
  const byEnd = [...Map.groupBy(rows.length > 0 ? rows : all, endOf)].sort(
    ([a, one], [b, other]) => other.length - one.length || byText(a, b),
  )
  const [{ date, start, end } = { date: '', start: '', end: '' }] = byEnd[0]?.[1] ?? []
  return { date, start, end }
}

const partOfBand = <S extends Bandable>(
  { starts, long }: SessionBand<S>,
  part: (session: S) => string | undefined,
) => {
  const [first = long[0]?.session] = starts.flatMap(({ rows }) => rows)
  return first && part(first)
}

/** Moments of a day and the next, as texts in their order. */
const startOf = ({ date, start }: Pick<Times, 'date' | 'start'>): string => `${date} ${start}`
const endOf = (times: Times): string => `${endDateOf(times)} ${times.end}`
const takesPlace = ({ status }: Bandable): boolean => status !== 'cancelled'
/** Whether something goes on when something else starts. What is cancelled does not. */
const goesOnAt = <S extends Bandable>(session: S, moment: string): boolean =>
  takesPlace(session) && startOf(session) <= moment && endOf(session) > moment
