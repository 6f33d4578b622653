import type { SourceLine } from './plan.ts'

/**
 * Pasted text and tables as lines. Cells are apart by tabs or, in a CSV file, by what `separator` says; a cell in
 * quotation marks may hold line ends, as spreadsheets write them. Every line of the text that is not empty is in exactly one of the result.
 */
export function sourceLines(text: string, separator?: ',' | ';'): SourceLine[] {
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|[\n\r\u2028\u2029\v\f]/)
  const found: SourceLine[] = []
  let isAfterGap = true
  for (let index = 0; index < rows.length; index++) {
    const first = index
    let row = rows[index] ?? ''
    if (row.trim() === '') {
      isAfterGap = true
      continue
    }
    const cut = separator ?? (row.includes('\t') ? '\t' : undefined)
    // A quotation that is never closed is a quotation mark.
    if (cut !== undefined && isOpen(row, cut)) {
      let whole = row
      for (let next = index + 1; next < Math.min(rows.length, first + 40); next++) {
        whole += `\n${rows[next]}`
        if (!isOpen(whole, cut)) {
          row = whole
          index = next
          break
        }
      }
    }
    const cells = cut === undefined ? pipeCells(row) : cellsOf(row, cut)
    const line = { from: first + 1, to: index + 1, text: row.trim(), isAfterGap }
    found.push(cells === undefined ? { ...line, ...styleOf(row) } : { ...line, cells })
    isAfterGap = false
  }
  return found
}

/** The separator of a CSV text: what its first line has more of. */
export const separatorIn = (text: string): ',' | ';' => {
  const [first = ''] = text.split(/\r?\n/)
  return first.split(';').length > first.split(',').length ? ';' : ','
}

/** Marks of Markdown and of plain lists at the start of a line. */
export function styleOf(text: string): Pick<SourceLine, 'style'> {
  if (/^\s*#{1,6}\s/.test(text)) return { style: 'heading' }
  if (/^\s*(?:[•●▪◦‣∙·*–—-]|o(?=\s{2}|\t))\s+\S/.test(text)) return { style: 'bullet' }
  if (/^\s*\(?(?:\d{1,2}|[a-z])[.)]\s+\p{L}/u.test(text)) return { style: 'number' }
  return {}
}

/** A text without the marks that `styleOf` reads and without those of bold and italics. */
export const withoutMarks = (text: string): string =>
  text
    .replace(/^\s*(?:#{1,6}\s+|(?:[•●▪◦‣∙·*–—-]|o(?=\s{2}|\t))\s+(?=\S))/, '')
    .replace(/\*\*|__/g, '')
    .trim()

/** @example pipeCells('| 09:00 | Opening |') → ['09:00', 'Opening'] */
function pipeCells(row: string): string[] | undefined {
  if (!/\S\s*\|\s*\S|^\s*\|.*\|\s*$/.test(row)) return undefined
  return row
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())
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

/** What stands before the next separator that is in no quotation. */
function upTo(rest: string, cut: string): string {
  const quoted = /^ *"(?:[^"]|"")*" */.exec(rest)?.[0]
  const from = quoted !== undefined && [cut, undefined].includes(rest[quoted.length]) ? quoted.length : 0
  const end = rest.indexOf(cut, from)
  return end === -1 ? rest : rest.slice(0, end)
}

/** Whether a cell begins with a quotation mark that nothing closes. */
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
