import type { Session } from '#src/model/schema.ts'

/** The day and the time at which something was first announced to start. */
export type FormerStart = { readonly date: string; readonly start: string }

/**
 * Where a session stood in the programme before it was moved; undefined where that is unknown, or where it still starts
 * then. One that was only moved to another room has no old place.
 */
export function formerStartOf({
  status,
  date,
  start,
  movedFrom,
}: Pick<Session, 'status' | 'date' | 'start' | 'movedFrom'>): FormerStart | undefined {
  if (status !== 'moved' || movedFrom?.start === undefined) return undefined
  const former = { date: movedFrom.date ?? date, start: movedFrom.start }
  return former.date === date && former.start === start ? undefined : former
}
