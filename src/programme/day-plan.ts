import type { Break, Session } from '#src/model/schema.ts'
import { type BandGroup, bandGroupsOf } from './bands.ts'
import type { Documents } from './documents.ts'
import { besideOrder, isPlenary } from './rooms.ts'
import { type RowForm, usualLanguages } from './rows.ts'

/** How some sessions and breaks of a day are listed. */
export type DayPlan = {
  /** Whether groups have a part as their heading. */
  hasHeadings: boolean
  groups: readonly BandGroup<Session, Break>[]
  /** Whether sessions take place side by side. */
  isParallel: boolean
  /** The form of a session that is alone in its time. */
  form: RowForm
}

/**
 * How sessions and breaks of one day are listed, with what the page says of them.
 * @param level of the first headings: of parts, or else of sessions
 */
export function dayPlan(
  documents: Documents,
  { sessions, breaks }: { sessions: readonly Session[]; breaks: readonly Break[] },
  { level, isBrief }: { level: 2 | 3; isBrief: boolean },
): DayPlan {
  const { hasHeadings, groups } = bandGroupsOf(sessions, breaks, {
    part: ({ part }) => documents.part(part)?._id,
    isPlenary,
    order: besideOrder(documents),
  })
  const isParallel = groups.some(({ bands }) =>
    bands.some((band) => band.kind === 'sessions' && !band.isAlone),
  )
  return {
    ...{ hasHeadings, groups, isParallel },
    form: {
      look: isParallel ? 'alone' : 'full',
      level: hasHeadings ? (level === 2 ? 3 : 4) : level,
      ...{ isBrief, hasPart: !hasHeadings, hasOwnEnd: false },
      languages: usualLanguages(sessions),
    },
  }
}

/** A day of an edition, as `dayPlan` lists it. */
export const planOfDay = (
  documents: Documents,
  { edition, date }: { edition: string; date: string },
  options: { level: 2 | 3; isBrief: boolean },
): DayPlan =>
  dayPlan(
    documents,
    { sessions: documents.sessionsOn(edition, date), breaks: documents.breaksOn(edition, date) },
    options,
  )
