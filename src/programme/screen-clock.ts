import type { OnClock } from './clock.ts'

/** Something that a screen lists of a room; `isAway`: it was to take place there and was moved. */
export type OnScreen = OnClock & { readonly isAway?: boolean }

/** What a screen says of a room. */
export type RoomNow<T> = {
  /** What is on there; else what was to be on now, and is cancelled or moved. */
  readonly present: T | undefined
  /**
   * What was to begin there later on this day, also what is cancelled or moved; where none of it takes place, then the first of a
   * later day that does.
   */
  readonly coming: readonly T[]
  /** The first of these that takes place. */
  readonly next: T | undefined
}

/**
 * What a screen says of a room at an instant. For code that runs in browsers too.
 * @param items in the order of time
 * @param now milliseconds since 1970
 * @param today the date in the edition's zone at that instant
 */
export function roomNow<T extends OnScreen>(
  items: readonly T[],
  { now, today }: { now: number; today: string },
): RoomNow<T> {
  const takesPlace = ({ isAway, isCancelled }: T) => !isAway && !isCancelled
  const running = items.filter(({ from, to }) => from <= now && now < to)
  const later = items.filter(({ from }) => from > now)
  const next = later.find(takesPlace)
  const onThisDay = later.filter(({ date }) => date <= today)
  const isLaterDay = next !== undefined && !onThisDay.includes(next)
  return {
    ...{ present: running.find(takesPlace) ?? running[0], next },
    coming: isLaterDay ? [...onThisDay, next] : onThisDay,
  }
}
