/** A cell as a document has it: its text, and how many columns and rows it covers. */
export type SpanningCell = { text: string; columns: number; rows: number }

/** Where the cell of a slot begins, when it is not in that slot: in the same row, or in a row above. */
export type MergedFrom = 'left' | 'above'

/** A row of a table by its columns: the text of the cell that covers each slot, and where that cell begins. */
export type GridRow = { cells: string[]; merged: (MergedFrom | undefined)[] }

/**
 * The rows of a table by its columns. A merged cell fills every slot that it covers. A cell covers
 * no column beyond `maxColumns`, unless it begins there, and no row that the table does not have.
 */
export function gridOf(rows: readonly (readonly SpanningCell[])[]): GridRow[] {
  const grid: Slot[][] = rows.map(() => [])
  rows.forEach((row, at) => {
    let column = 0
    for (const { text, columns, rows: height } of row) {
      while (grid[at]?.[column] !== undefined) column += 1
      const width = Math.max(1, Math.min(columns, maxColumns - column))
      grid.slice(at, at + Math.max(1, height)).forEach((slots, down) => {
        for (let across = 0; across < width; across++)
          slots[column + across] ??= { text, merged: down > 0 ? 'above' : across > 0 ? 'left' : undefined }
      })
      column += width
    }
  })
  return grid.map((slots) => {
    const whole = Array.from(slots, (slot) => slot ?? { text: '' })
    return { cells: whole.map(({ text }) => text), merged: whole.map(({ merged }) => merged) }
  })
}

type Slot = { text: string; merged?: MergedFrom | undefined }

/** More columns than any programme has. */
const maxColumns = 200
