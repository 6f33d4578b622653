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
      const others = intervals.filter(
        (other) => other.id !== one.id && one.start < other.end && other.start < one.end,
      )
      return others.length === 0 ? [] : [[one.id, others.map(({ id }) => id)] as const]
    }),
  )
}
