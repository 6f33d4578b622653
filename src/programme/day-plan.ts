import type { Break, Session } from '#src/model/schema.ts'
import { type BandGroup, bandGroupsOf, doPartsFollow } from './bands.ts'
import type { Documents } from './documents.ts'
import { formerStartOf } from './former.ts'
import { besideOrder, isPlenary } from './rooms.ts'
import { type RowForm, usualLanguages } from './rows.ts'

/** How some sessions and breaks of a day are listed. */
export type DayPlan = {
  /** Whether groups have a part as their heading. */
  hasHeadings: boolean
  groups: readonly BandGroup<Session, Break>[]
  /** How many sessions take place side by side at most. */
  columns: number
  /** The form of a session that is alone in its time. */
  form: RowForm
}

export type ListOptions = {
  /** Of the first headings: of parts, or else of sessions. */
  readonly level: 2 | 3
  readonly isBrief: boolean
  /** Whether readers can add sessions to their own programme. */
  readonly hasStars?: boolean
}

/**
 * How sessions and breaks of one day are listed, with what the page says of them. `moved` are sessions that were to start
 * on this day, and now start at another time: the old places of those are listed too.
 */
export function dayPlan(
  documents: Documents,
  {
    sessions,
    breaks,
    moved = [],
  }: { sessions: readonly Session[]; breaks: readonly Break[]; moved?: readonly Session[] },
  { level, isBrief, hasStars = true }: ListOptions,
): DayPlan {
  const sorting = {
    part: ({ part }: Session) => documents.part(part)?._id,
    isPlenary,
    order: besideOrder(documents),
  }
  const oldPlaces = moved.flatMap((session) => {
    const former = formerStartOf(session)
    return former ? [{ ...former, session }] : []
  })
  const { hasHeadings, groups } = bandGroupsOf(sessions, breaks, sorting, oldPlaces)
  const columns = Math.max(
    1,
    ...groups.flatMap(({ bands }) =>
      bands.flatMap((band) =>
        // One that goes on beside others is no row of its own, although it starts alone.
        band.kind !== 'sessions' || band.isAlone
          ? []
          : [2, ...band.starts.map(({ rows, left }) => rows.length + left.length + band.long.length)],
      ),
    ),
  )
  return {
    ...{ hasHeadings, groups, columns },
    form: {
      look: columns > 1 ? 'alone' : 'full',
      level: hasHeadings ? (level === 2 ? 3 : 4) : level,
      ...{ isBrief, hasPart: !hasHeadings, hasOwnEnd: false, hasStar: hasStars },
      languages: usualLanguages(sessions),
    },
  }
}

/** A day of an edition, as `dayPlan` lists it. */
export const planOfDay = (
  documents: Documents,
  { edition, date }: { edition: string; date: string },
  options: ListOptions,
): DayPlan =>
  dayPlan(
    documents,
    {
      sessions: documents.sessionsOn(edition, date),
      breaks: documents.breaksOn(edition, date),
      moved: documents.movedFromDate(edition, date),
    },
    options,
  )

/** Whether an edition has one day, on which its parts follow one another. Without any session they are taken to. */
export function partsFollow(documents: Documents, edition: string): boolean {
  const [date = '', ...others] = documents.datesOf(edition)
  return others.length === 0 && doPartsFollow(documents.sessionsOn(edition, date), ({ part }) => part)
}
