import { isRecord } from '#src/model/fields.ts'
import { sharedState } from '../shared-state.ts'
import type { BoardView } from './columns.ts'

/** How an editor wants the board, kept in this browser. */
export type BoardChoices = {
  /** The columns of one day. */
  view: Exclude<BoardView, 'days'>
  /** How large lines are drawn, where 1 gives the shortest line of a day room for its text. */
  zoom: number
  /** Columns, by their ids, that were folded or unfolded; others are folded while they are empty. */
  folded: Readonly<Record<string, boolean>>
}

/** In the address, in place of a day: all days side by side. */
export const allDays = 'all'

export const zooms: readonly number[] = [0.5, 0.75, 1, 1.5, 2]

const storedAs = 'learning-forum.board'

const { useState, update } = sharedState<BoardChoices>(stored())

export const useBoardChoices = useState

/** Changes what an editor wants. A browser that stores nothing forgets it when it is closed. */
export function choose(choices: BoardChoices, change: Partial<BoardChoices>): void {
  update(change)
  try {
    window.localStorage.setItem(storedAs, JSON.stringify({ ...choices, ...change }))
  } catch {
    // Storage is full or not allowed.
  }
}

function stored(): BoardChoices {
  const found = read()
  const folded = isRecord(found.folded) ? Object.entries(found.folded) : []
  return {
    view: found.view === 'parts' ? 'parts' : 'rooms',
    zoom: zooms.find((zoom) => zoom === found.zoom) ?? 1,
    folded: Object.fromEntries(
      folded.filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'),
    ),
  }
}

function read(): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(window.localStorage.getItem(storedAs) ?? '{}')
    return isRecord(found) ? found : {}
  } catch {
    return {}
  }
}
