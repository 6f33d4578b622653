import { linesOfHtml } from './html-lines.ts'
import type { SourceLine } from './plan.ts'
import { sourceLines } from './source-lines.ts'

/**
 * What was pasted with a table in it: the text that stands for it in the field, and the lines that it is read as while nobody
 * edits that text. The numbers of the lines are those of the text.
 */
export type PastedTable = { text: string; lines: readonly SourceLine[] }

/** Longer HTML is read as plain text. */
const maxHtml = 10_000_000

/** A table among what was copied in another program; undefined where there is none, and the plain text says it all. */
export function pastedTableIn(html: string): PastedTable | undefined {
  if (html.length > maxHtml || !/<table[\s>]/i.test(html)) return undefined
  const lines = linesOfHtml(html)
  if (!lines.some(({ cells = [] }) => cells.length > 1)) return undefined
  const rows: string[] = []
  const numbered = lines.map((line): SourceLine => {
    if (line.isAfterGap && rows.length > 0 && line.cells === undefined) rows.push('')
    const own = textOfLine(line).split('\n')
    const from = rows.length + 1
    rows.push(...own)
    return { ...line, from, to: rows.length }
  })
  return { text: rows.join('\n'), lines: numbered }
}

/** A line as spreadsheets copy it: cells between tabs, in quotation marks where they have lines of their own. */
function textOfLine({ text, cells, merged, style }: SourceLine): string {
  if (cells === undefined) return style === 'bullet' || style === 'number' ? `• ${text}` : text
  return cells
    .map((cell, at) => (merged?.[at] === undefined ? cell : ''))
    .map((cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join('\t')
}

/** The lines of a text in which tables were pasted: those that nobody has edited as they were copied, all others as plain text. */
export function linesOfText(text: string, pasted: readonly PastedTable[]): SourceLine[] {
  const first = pasted
    .map((table) => ({ table, at: placeOf(text, table.text) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at || other.table.text.length - one.table.text.length)[0]
  if (first === undefined) return sourceLines(text)
  const { table, at } = first
  const [before, after] = [text.slice(0, at), text.slice(at + table.text.length)]
  const start = breaksIn(before)
  const isShown = (line: SourceLine) => ({ ...line, from: line.from + start, to: line.to + start })
  const end = start + breaksIn(table.text)
  return [
    ...sourceLines(before),
    ...table.lines.map(isShown),
    ...linesOfText(after, pasted).map((line) => ({ ...line, from: line.from + end, to: line.to + end })),
  ]
}

/** Where a text stands in whole lines; -1 where it does not. */
function placeOf(text: string, lines: string): number {
  for (let at = text.indexOf(lines); at >= 0; at = text.indexOf(lines, at + 1)) {
    const isStart = at === 0 || text[at - 1] === '\n'
    const end = at + lines.length
    if (isStart && (end === text.length || text[end] === '\n')) return at
  }
  return -1
}

const breaksIn = (text: string): number => text.split('\n').length - 1
