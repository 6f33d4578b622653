import { dayText } from '#src/programme/format.ts'
import type { Placing } from '#src/programme/move.ts'
import { studioLocale, t } from '../language.ts'
import type { BoardLine, BoardProgramme } from './board-programme.ts'
import { roomsAfter, type Spot } from './timeline-layout.ts'

/** What the columns of the board are: the rooms or the parts of one day, or all days of the edition. */
export const boardViews = ['rooms', 'parts', 'days'] as const
export type BoardView = (typeof boardViews)[number]

/** A column, by the id of its room or part or by its date; `id` is undefined for what has no room or part. */
export type Column = { id: string | undefined; title: string }

/** The columns of a view, from the left: first what has no place yet, then the rooms that the edition uses, or all parts or days. */
export function columnsOf({ lines, rooms, parts, days }: BoardProgramme, view: BoardView): readonly Column[] {
  if (view === 'days')
    return days.map((day) => ({ id: day, title: dayText(day, studioLocale, { weekday: true }) }))
  if (view === 'parts') return [{ id: undefined, title: t('studio.board.noPart') }, ...parts]
  const used = new Set(lines.flatMap((line) => line.rooms))
  return [{ id: undefined, title: t('studio.board.noRoom') }, ...rooms.filter(({ id }) => used.has(id))]
}

/** The columns in which a line stands: a session in several rooms in that of each. A break has no room and no part. */
export function columnsOfLine(
  { type, date, part, rooms }: BoardLine,
  view: BoardView,
  shown: ReadonlySet<string | undefined>,
): readonly (string | undefined)[] {
  if (view === 'days') return [date]
  const own = type === 'break' ? [] : view === 'parts' ? [part] : rooms
  const found = own.filter((id) => shown.has(id))
  return found.length > 0 ? found : [undefined]
}

/** Whether a line can be moved to another column: a break is for all rooms and parts, and a session keeps a part. */
export const canStandIn = ({ type }: BoardLine, view: BoardView, column: string | undefined): boolean =>
  view === 'days' || (type === 'session' && (view === 'rooms' || column !== undefined))

/**
 * The new place of a line that was moved on the board; undefined where it stays.
 * @param from the column that it was moved from
 */
export function placingOf(
  line: BoardLine,
  view: BoardView,
  from: string | undefined,
  { start, end, column }: Spot,
): Placing | undefined {
  const isOther = column !== from && canStandIn(line, view, column)
  if (!isOther && start === line.start && end === line.end) return undefined
  if (!isOther) return { start, end }
  if (view === 'rooms') return { start, end, rooms: roomsAfter(line.rooms, from, column) }
  if (column === undefined) return undefined
  return { start, end, ...(view === 'days' ? { date: column } : { part: column }) }
}
