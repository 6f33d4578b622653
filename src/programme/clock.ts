/** Something of a programme: the date under which it is listed, and its instants in milliseconds since 1970, half-open. */
export type OnClock = {
  readonly date: string
  readonly from: number
  readonly to: number
  readonly isCancelled?: boolean
  readonly isBreak?: boolean
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

/** What a page says at an instant: of each of its times, and of what is listed under it. */
export type PageClock = {
  /** The date and the time of day in the edition's zone. */
  today: string
  time: string
  states: readonly (readonly ClockState[])[]
  /** The word at each time. Something is next only while no session is on. */
  words: readonly (Exclude<ClockState, 'later'> | undefined)[]
  /** The time that a reader wants to see: the latest at which a session that is on began, else what comes next. */
  present: number | undefined
}

/**
 * The clock of a page.
 * @param times of each time of the page, in their order, what is listed under it
 * @param now milliseconds since 1970
 */
export function pageClock(
  times: readonly (readonly OnClock[])[],
  { timeZone, now }: { timeZone: string; now: number },
): PageClock {
  const { date: today, time } = clockIn(timeZone)(now)
  const flat = clockStates(times.flat(), { now, today })
  let at = 0
  const listed = times.map((items) => items.map((item) => ({ ...item, state: flat[at++] ?? 'later' })))
  const on = listed.flatMap((items, index) =>
    items.some(({ state, isBreak }) => state === 'now' && !isBreak) ? [index] : [],
  )
  const states = listed.map((items) => items.map(({ state }) => state))
  const words = states.map((own) => {
    if (own.includes('now')) return 'now'
    if (own.includes('next')) return on.length === 0 ? 'next' : undefined
    return own.every((state) => state === 'over') ? 'over' : undefined
  })
  const next = words.indexOf('next')
  return { today, time, states, words, present: on.at(-1) ?? (next === -1 ? undefined : next) }
}

/**
 * What is on at an instant, and what comes next on that day: for a page that has only that. All that is next begins at
 * one time; something is next also while something is on.
 * @param now milliseconds since 1970
 * @param today the date in the edition's zone at that instant
 */
export function presentOf<T extends OnClock>(
  items: readonly T[],
  at: { now: number; today: string },
): { readonly now: readonly T[]; readonly next: readonly T[] } {
  const states = clockStates(items, at)
  const having = (state: ClockState) => items.filter((_item, index) => states[index] === state)
  return { now: having('now'), next: having('next') }
}

/** Tells the date and the time of day in a zone at an instant. Swedish times have the format of ISO 8601. */
export function clockIn(timeZone: string): (instant: number) => { date: string; time: string } {
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return (instant) => {
    const [date = '', time = ''] = format.format(instant).split(' ')
    return { date, time }
  }
}
