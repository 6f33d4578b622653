/** Something of a programme: the date under which it is listed, and its instants in milliseconds since 1970, half-open. */
export type OnClock = {
  readonly date: string
  readonly from: number
  readonly to: number
  readonly isCancelled?: boolean
}

/** What a clock says of it. */
export type ClockState = 'over' | 'now' | 'next' | 'later'

/**
 * What is on at an instant: what runs is `now`; of what is listed under today and begins later, the first is `next`,
 * and all that begins with it. Nothing is next on the days before and after, and nothing that is cancelled takes place.
 * @param now milliseconds since 1970
 * @param today the date in the edition's zone at that instant
 */
export function clockStates(
  items: readonly OnClock[],
  { now, today }: { now: number; today: string },
): readonly ClockState[] {
  const coming = items.filter(({ date, from, isCancelled }) => date === today && from > now && !isCancelled)
  const next = Math.min(...coming.map(({ from }) => from))
  return items.map(({ date, from, to, isCancelled }) => {
    if (to <= now) return 'over'
    if (isCancelled) return 'later'
    if (from <= now) return 'now'
    return date === today && from === next ? 'next' : 'later'
  })
}
