import { nextFreeTimes } from '../next-free-times.ts'
import type { BoardProgramme } from './board-programme.ts'
import { type BoardView, columnsOf } from './columns.ts'

/** The place of a new session, as its template takes it. */
export type NewPlace = Readonly<Record<string, string>>

/**
 * The place of a new session: in a column of a day, at a time, or else after what is already there.
 * @param day its date, where the columns are no days
 */
export function newSession({ programme, view, column, start, ...place }: Place): NewPlace {
  const day = view === 'days' ? (column ?? place.day) : place.day
  const ofDay = programme.lines.filter(({ date, type }) => date === day && type === 'session')
  const isHere = (line: { rooms: readonly string[]; part?: string | undefined }) =>
    view === 'rooms' ? line.rooms.includes(column ?? '') : line.part === column
  const here = view === 'days' || column === undefined ? ofDay : ofDay.filter(isHere)
  return {
    edition: programme.edition._id,
    date: day,
    ...nextFreeTimes({ after: here, like: ofDay, start }),
    ...(view !== 'days' && column !== undefined && { [view === 'rooms' ? 'room' : 'part']: column }),
  }
}

/** The place of a new session in each column of a day, and where no column is meant. */
export const newInColumns = (board: Board): ReadonlyMap<string | undefined, NewPlace> =>
  new Map(
    [undefined, ...columnsOf(board.programme, board.view).map(({ id }) => id)].map((column) => [
      column,
      newSession({ ...board, column }),
    ]),
  )

type Board = { programme: BoardProgramme; view: BoardView; day: string }

type Place = Board & {
  column: string | undefined
  start?: string | undefined
}
