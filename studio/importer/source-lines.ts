import { isBlank } from '#src/model/clean-text.ts'
import type { SourceLine } from './plan.ts'

/**
 * Pasted text and tables as lines. Cells are separated by tabs or, in a CSV file, by `separator`; a cell in quotation
 * marks may contain line breaks, as spreadsheets write them. Every line of the text that is not empty is in exactly
 * one line of the result.
 */
export function sourceLines(text: string, separator?: Separator): SourceLine[] {
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|[\n\r\u2028\u2029\v\f]/)
  const found: SourceLine[] = []
  let isAfterGap = true
  for (let first = 0; first < rows.length; first++) {
    const row = rows[first] ?? ''
    if (isBlank(row)) {
      isAfterGap = true
      continue
    }
    const cut = separator ?? (row.includes('\t') ? '\t' : undefined)
    const { whole, last } = cut === undefined ? { whole: row, last: first } : quotedRow(rows, first, cut)
    const cells = cut === undefined ? pipeCells(whole) : cellsOf(whole, cut)
    const line = { from: first + 1, to: last + 1, text: whole.trim(), isAfterGap }
    found.push(cells === undefined ? { ...line, ...styleOf(whole) } : { ...line, cells })
    isAfterGap = false
    first = last
  }
  return found
}

/** A row with the rows below it that its last cell continues in, up to the closing quotation mark. */
function quotedRow(rows: readonly string[], first: number, cut: string): { whole: string; last: number } {
  const row = rows[first] ?? ''
  let whole = row
  for (let last = first; last < Math.min(rows.length, first + maxQuotedRows); last++) {
    if (last > first) whole += `\n${rows[last]}`
    if (!isOpen(whole, cut)) return { whole, last }
  }
  // A quotation mark that is never closed is a character like any other.
  return { whole: row, last: first }
}

const maxQuotedRows = 40

/** What stands between the cells of a table in plain text. */
export type Separator = (typeof separators)[number]
const separators = [',', ';', '\t', '|'] as const

/**
 * The separator of a CSV text: the one that its first line names, as in `sep=;`, else the one that all of its first lines
 * have, outside quotation marks, and the first one most of.
 */
export function separatorIn(text: string): Separator {
  const named = namedSeparator.exec(text)?.[1]
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '')
  const lines = head.split(/\r\n|[\n\r]/).filter((line) => line.trim() !== '')
  const counts = separators.map((separator) => {
    const each = lines.slice(0, 5).map((line) => line.split(separator).length - 1)
    return { separator, inAll: Math.min(1, ...each), inHead: each[0] ?? 0, most: Math.max(0, ...each) }
  })
  const [best] = counts.toSorted((a, b) => b.inAll - a.inAll || b.inHead - a.inHead || b.most - a.most)
  return separators.find((separator) => separator === named) ?? best?.separator ?? ','
}

/** The text of a table without the line that names its separator; the numbers of lines stay. */
export const withoutSeparatorLine = (text: string): string => text.replace(namedSeparator, '')

const namedSeparator = /^\uFEFF?sep=(.)(?=\r|\n|$)/i

/** The style that the marks of Markdown and of plain lists at the start of a line stand for. */
export function styleOf(text: string): Pick<SourceLine, 'style'> {
  if (/^\s*#{1,6}\s/.test(text)) return { style: 'heading' }
  if (/^\s*(?:[•●▪◦‣∙·*–—-]|o(?=\s{2}|\t))\s+\S/.test(text)) return { style: 'bullet' }
  if (/^\s*\(?(?:\d{1,2}|[a-z])[.)]\s+\p{L}/u.test(text)) return { style: 'number' }
  return {}
}

/** A text without the marks of headings, bullets, bold and italics, and without the number of a line before its time. */
export const withoutMarks = (text: string): string =>
  text
    .replace(/^\s*(?:#{1,6}\s+|(?:[•●▪◦‣∙·*–—-]|o(?=\s{2}|\t))\s+(?=\S))/, '')
    .replace(/^\s*\(?\d{1,2}[.)]\s+(?=\d{1,2} ?[:h] ?\d{2}(?!\d))/i, '')
    .replace(/\*\*|__/g, '')
    .replace(italics, '$1')
    .trim()

/** A text in Markdown's marks for italics. */
export const italics = /(?<![\p{L}\d*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\p{L}\d*])/gu

/** @example pipeCells('| 09:00 | Opening |') → ['09:00', 'Opening'] */
function pipeCells(row: string): string[] | undefined {
  if (!/\S\s*\|\s*\S|^\s*\|.*\|\s*$/.test(row)) return undefined
  return (
    row
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      // Of Markdown's markup, tables hold breaks of lines; a dash alone says that there is nothing.
      .map((cell) => cell.replace(/\s*<br\s*\/?>\s*/gi, '\n').trim())
      .map((cell) => (/^[-–—]$/.test(cell) ? '' : cell))
  )
}

function cellsOf(row: string, cut: string): string[] {
  const cells: string[] = []
  let rest = row
  for (;;) {
    const quoted = /^ *"((?:[^"]|"")*)" *$/.exec(upTo(rest, cut))
    const cell = upTo(rest, cut)
    cells.push((quoted?.[1]?.replaceAll('""', '"') ?? cell).trim())
    if (cell.length === rest.length) return cells
    rest = rest.slice(cell.length + cut.length)
  }
}

/** The text before the next separator outside quotation marks. */
function upTo(rest: string, cut: string): string {
  const quoted = /^ *"(?:[^"]|"")*" */.exec(rest)?.[0]
  const from = quoted !== undefined && [cut, undefined].includes(rest[quoted.length]) ? quoted.length : 0
  const end = rest.indexOf(cut, from)
  return end === -1 ? rest : rest.slice(0, end)
}

/** Whether the last cell begins with a quotation mark that is not closed. */
const isOpen = (row: string, cut: string): boolean => /^ *"(?:[^"]|"")*$/.test(cellStart(row, cut))

function cellStart(row: string, cut: string): string {
  let rest = row
  for (;;) {
    const cell = upTo(rest, cut)
    if (/^ *"(?:[^"]|"")*$/.test(rest)) return rest
    if (cell.length === rest.length) return cell
    rest = rest.slice(cell.length + cut.length)
  }
}
