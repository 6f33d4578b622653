import { minutesOf, timeAt } from '#src/model/time.ts'

/** Pixels a minute: the shortest sessions, of a quarter of an hour, have room for one line of text. */
export const scale = 2

/** Everything is moved in these steps, in minutes. */
export const step = 5

/** What is moved or made longer before it is saved. */
export type Spot = { start: string; end: string; room?: string | undefined }

/** From which minute of the day to which the board goes: whole hours around what there is. */
export function extentOf(spots: readonly Pick<Spot, 'start' | 'end'>[]): { first: number; last: number } {
  const first = Math.min(...spots.map(({ start }) => minutesOf(start)))
  const last = Math.max(...spots.map(({ end }) => minutesOf(end)))
  if (spots.length === 0) return { first: 540, last: 1080 }
  return { first: Math.floor(first / 60) * 60, last: Math.min(1440, Math.ceil(last / 60) * 60) }
}

/** The same length, so many minutes later, as far as the day goes. */
export function laterBy<T extends Spot>(spot: T, minutes: number): T {
  const [start, end] = [minutesOf(spot.start), minutesOf(spot.end)]
  const by = Math.max(-start, Math.min(1439 - end, minutes))
  return { ...spot, start: timeAt(start + by) ?? spot.start, end: timeAt(end + by) ?? spot.end }
}

/** The same start, so many minutes longer: never shorter than a step, nor past midnight. */
export function longerBy<T extends Spot>(spot: T, minutes: number): T {
  const end = Math.max(minutesOf(spot.start) + step, Math.min(1439, minutesOf(spot.end) + minutes))
  return { ...spot, end: timeAt(end) ?? spot.end }
}

/** By how many minutes to move something that begins at a time, so that it lands on the grid. */
export const snapped = (time: string, minutes: number): number =>
  Math.round((minutesOf(time) + minutes) / step) * step - minutesOf(time)

/**
 * How many minutes below its start a break has room for its name, which sessions that run into it would
 * cover; 0 where it has none.
 */
export function clearOf({ start, end }: Spot, inFront: readonly Spot[]): number {
  let clear = minutesOf(start)
  for (const one of inFront.toSorted((a, b) => minutesOf(a.start) - minutesOf(b.start))) {
    if (minutesOf(one.start) < clear + named && minutesOf(one.end) > clear) clear = minutesOf(one.end)
  }
  return clear + named <= minutesOf(end) ? clear - minutesOf(start) : 0
}

/** The minutes that a line of text is high. */
const named = 12

/**
 * Where what overlaps stands beside one another: each line's place, and how many share its width.
 * Lines are given in the order of time.
 */
export function lanesOf(
  lines: readonly ({ id: string } & Spot)[],
): ReadonlyMap<string, { lane: number; of: number }> {
  const places = new Map<string, { lane: number; of: number }>()
  let together: { id: string; lane: number }[] = []
  let ends: string[] = []
  const close = () => {
    for (const { id, lane } of together) places.set(id, { lane, of: ends.length })
    together = []
    ends = []
  }
  for (const { id, start, end } of lines) {
    if (ends.every((until) => until <= start)) close()
    const free = ends.findIndex((until) => until <= start)
    const lane = free === -1 ? ends.length : free
    ends[lane] = end
    together.push({ id, lane })
  }
  close()
  return places
}
