import type { SourceLine } from '../plan.ts'
import { markOf, sentRow } from './sent-rows.ts'

/**
 * The lines of a table that went out from here as text, by the mark in its head: without the column of marks, which stand at the
 * lines instead. Undefined for any other table.
 */
export function sentLines(
  lines: readonly SourceLine[],
): { lines: readonly SourceLine[]; sent: { edition: string; locale: string } } | undefined {
  const head = lines[0]?.cells ?? []
  const at = head.findIndex((cell) => markOf(cell) !== undefined)
  const sent = markOf(head[at] ?? '')
  if (sent === undefined) return undefined
  return {
    sent,
    lines: lines.map(({ cells = [], ...line }) => {
      const own = sentRow(cells[at] ?? '')
      const left = cells.toSpliced(at, 1).map((cell) => cell.replace(/^'(?='*[=+\-@])/, ''))
      return { ...line, text: left.filter(Boolean).join(' · '), cells: left, ...(own && { sent: own }) }
    }),
  }
}
