import { isRecord } from '#src/model/fields.ts'
import { remember, remembered } from '../remembered.ts'
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

const storedAs = 'board'

const { useState, current, update } = sharedState<BoardChoices>(stored())

export const useBoardChoices = useState

/** Changes what an editor wants. */
export function choose(change: Partial<BoardChoices>): void {
  update(change)
  remember(storedAs, current())
}

/** Folds a column or unfolds it, by its id. */
export function foldColumn(column: string | undefined, isFolded: boolean): void {
  choose({ folded: { ...current().folded, [column ?? '']: isFolded } })
}

function stored(): BoardChoices {
  const found = remembered(storedAs)
  const { view, zoom, folded } = isRecord(found) ? found : {}
  return {
    view: view === 'parts' ? 'parts' : 'rooms',
    zoom: zooms.find((one) => one === zoom) ?? 1,
    folded: Object.fromEntries(
      Object.entries(isRecord(folded) ? folded : {}).filter(
        (entry): entry is [string, boolean] => typeof entry[1] === 'boolean',
      ),
    ),
  }
}
