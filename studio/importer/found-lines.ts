import type { GridRow } from './grid.ts'
import type { SourceLine } from './plan.ts'

/** A line of a document before it has its number; an empty text is a gap. */
export type FoundLine = Pick<SourceLine, 'text' | 'cells' | 'merged' | 'style' | 'told'>

/** A row of a table as a line; undefined where it is empty. Its text is that of the cells which begin in it. */
export function rowLine({ cells, merged }: GridRow): FoundLine | undefined {
  const own = cells.filter((cell, at) => cell !== '' && merged[at] === undefined).join(' · ')
  const text = own || cells.find((cell) => cell !== '')
  return text === undefined ? undefined : { text, cells, ...(merged.some(Boolean) && { merged }) }
}

/** The lines of a document in their order, numbered from 1; gaps count. */
export function numberedLines(found: readonly FoundLine[]): SourceLine[] {
  let isAfterGap = true
  return found.flatMap((one, index) => {
    const line = { from: index + 1, to: index + 1, isAfterGap: isAfterGap || one.cells !== undefined }
    isAfterGap = one.text === ''
    return one.text === '' ? [] : [{ ...one, ...line }]
  })
}
