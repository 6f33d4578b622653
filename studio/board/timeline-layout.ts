import { lengthOf, minutesOf, timeAt } from '#src/model/time.ts'

/** The height of a line on the board that has one line of text, in pixels. */
const lineHeight = 24

/**
 * How high a minute is drawn, in pixels: 2, or as much as the shortest line needs for its text. What is shorter than a
 * step is drawn as high as one.
 */
export function scaleOf(spots: readonly Pick<Spot, 'start' | 'end'>[]): number {
  const shortest = Math.max(stepMinutes, Math.min(...spots.map(lengthOf)))
  return Math.max(2, lineHeight / shortest)
}

/** The minutes that a line takes on the board, so that its text has room. */
export const drawnLength = (spot: Pick<Spot, 'start' | 'end'>, scale: number): number =>
  Math.max(lineHeight / scale, lengthOf(spot))

/** The least width of a column, in pixels: each of the lanes in it has room for some words. */
export const columnWidth = (lanes: number, zoom: number): number =>
  Math.round(Math.max(150, lanes * 136) * Math.max(0.8, Math.sqrt(zoom)))

/** The width of a column that is folded. */
export const foldedWidth = 44

/** Lines are moved and resized in steps of this many minutes. */
export const stepMinutes = 5

/** Where a line stands, or where it would be moved to: a time in a column. One in several rooms stands in the column of each. */
export type Spot = { start: string; end: string; column?: string | undefined }

/**
 * The rooms of a line once it is moved from one column to another, each once; `undefined` is the column without a room.
 * @example roomsAfter(['a', 'b'], 'a', 'c') → ['c', 'b']
 */
export function roomsAfter(
  rooms: readonly string[],
  from: string | undefined,
  to: string | undefined,
): readonly string[] {
  const others = to === undefined ? [] : [to]
  const moved = rooms.includes(from ?? '')
    ? rooms.flatMap((room) => (room === from ? others : [room]))
    : [...rooms, ...others]
  return [...new Set(moved)]
}

/** The first and the last minute that the board shows: whole hours around all lines, past midnight where a line goes on. */
export function hoursShown(spots: readonly Pick<Spot, 'start' | 'end'>[]): { first: number; last: number } {
  const first = Math.min(...spots.map(({ start }) => minutesOf(start)))
  const last = Math.max(...spots.map(endOf))
  if (spots.length === 0) return { first: 540, last: 1080 }
  return { first: Math.floor(first / 60) * 60, last: Math.ceil(last / 60) * 60 }
}

/** The minutes from the midnight before a line until its end; more than a day's where it goes on after midnight. */
const endOf = (spot: Pick<Spot, 'start' | 'end'>): number => minutesOf(spot.start) + lengthOf(spot)

/** Moved by that many minutes within the day, on which it begins; the length stays. */
export function movedBy<T extends Spot>(spot: T, minutes: number): T {
  const start = Math.max(0, Math.min(lastMinute, minutesOf(spot.start) + minutes))
  const end = (start + lengthOf(spot)) % (lastMinute + 1)
  return { ...spot, start: timeAt(start) ?? spot.start, end: timeAt(end) ?? spot.end }
}

/** Longer by that many minutes: at least one step long, and past midnight for as long as an evening may go on. */
export function resizedBy<T extends Spot>(spot: T, minutes: number): T {
  const length = Math.max(stepMinutes, lengthOf(spot) + minutes)
  const start = minutesOf(spot.start)
  const longest = Math.max(lastMinute - start, longestEvening)
  const end = (start + Math.min(length, longest)) % (lastMinute + 1)
  return { ...spot, end: timeAt(end) ?? spot.end }
}

const lastMinute = 1439
const longestEvening = 720

/** The minutes by which to move a time so that it is a multiple of the step. */
export const snappedMinutes = (time: string, minutes: number): number =>
  Math.round((minutesOf(time) + minutes) / stepMinutes) * stepMinutes - minutesOf(time)

/**
 * How many minutes below its start a break shows its title, so that sessions that overlap it do not cover it; 0 where
 * there is no room.
 */
export function titleOffset({ start, end }: Spot, inFront: readonly Spot[], scale: number): number {
  const titleMinutes = lineHeight / scale
  let free = minutesOf(start)
  for (const one of inFront.toSorted((a, b) => minutesOf(a.start) - minutesOf(b.start))) {
    if (minutesOf(one.start) < free + titleMinutes && endOf(one) > free) free = endOf(one)
  }
  return free + titleMinutes <= endOf({ start, end }) ? free - minutesOf(start) : 0
}

/**
 * Lines that overlap stand side by side in lanes: the lane of each line, and how many lanes share the width. Takes
 * lines in the order of their start.
 */
export function lanesOf(
  lines: readonly ({ id: string } & Spot)[],
  scale: number,
): ReadonlyMap<string, { lane: number; of: number }> {
  const places = new Map<string, { lane: number; of: number }>()
  let together: { id: string; lane: number }[] = []
  let ends: number[] = []
  const close = () => {
    for (const { id, lane } of together) places.set(id, { lane, of: ends.length })
    together = []
    ends = []
  }
  for (const line of lines) {
    const { id } = line
    const start = minutesOf(line.start)
    if (ends.every((until) => until <= start)) close()
    const free = ends.findIndex((until) => until <= start)
    const lane = free === -1 ? ends.length : free
    ends[lane] = start + drawnLength(line, scale)
    together.push({ id, lane })
  }
  close()
  return places
}
