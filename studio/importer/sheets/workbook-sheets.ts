import type { Cell, Sheet, Workbook } from 'hucre/xlsx'
import type { Locale } from '#src/locales.ts'
import { UnreadableFileError } from '../docx.ts'
import { gridOf, type MergedFrom } from '../grid.ts'
import type { Problem, SourceLine } from '../plan.ts'
import { markOf, sentRow } from '../workbook/sent-rows.ts'
import { isOfWords, type ReturnedWords, returnedWords } from '../workbook/sent-words.ts'
import { unpacked } from './unpacked.ts'

/** A sheet of a workbook as texts: hidden rows and columns are left out, and told with the first line. */
export type TextSheet = {
  name: string
  lines: readonly SourceLine[]
  /** The same with the hidden rows and columns, where there are any. */
  whole?: readonly SourceLine[]
  /** Whether the sheet itself is hidden. */
  isHidden?: boolean
  /** The edition and the language of a programme that went out from here; undefined for any other sheet. */
  sent?: { edition: string; locale: string } | undefined
  /** What was edited in the words of a sheet that went out from here; such a sheet has no lines. */
  words?: ReturnedWords
  /** The zone that the times of a schedule are for, where its file says it. */
  zone?: string
  /** The language of its texts, where the file says it. */
  locale?: Locale
}

/**
 * The sheets of a workbook (.xlsx or .ods) that hold anything, hidden ones last. Dates are `YYYY-MM-DD`, times `HH:mm`. The
 * number of a line is that of its row.
 * @throws {UnreadableFileError} broken, encrypted, oldWorkbook, tooMuch
 */
export async function sheetsOfWorkbook(bytes: ArrayBuffer, kind: 'xlsx' | 'ods'): Promise<TextSheet[]> {
  const packed = unpacked(bytes)
  const { sheets, dateSystem } = await workbookOf(packed, kind)
  if (sheets.length === 0) throw new UnreadableFileError('broken')
  const found = sheets
    .map((sheet) => textSheet(sheet, dateSystem === '1904'))
    .filter(({ lines, whole = [], words }) => words !== undefined || lines.length + whole.length > 0)
  return [...found.filter(({ isHidden }) => !isHidden), ...found.filter(({ isHidden }) => isHidden)]
}

/** Whether any of some sheets is hidden, or has hidden rows or columns. */
export const hasHidden = (sheets: readonly TextSheet[]): boolean =>
  sheets.some(({ whole, isHidden }) => whole !== undefined || isHidden === true)

/**
 * The lines of the sheets that an editor takes of a workbook.
 * @param left the names of the sheets that are not taken; of these, hidden ones are told
 * @param takesHidden whether hidden rows and columns are taken too
 */
export function linesOfChoice(
  sheets: readonly TextSheet[],
  { left, takesHidden }: { left: ReadonlySet<string>; takesHidden: boolean },
): SourceLine[] {
  const taken = sheets
    .filter(({ name }) => !left.has(name))
    .map((sheet) => ({ ...sheet, lines: takesHidden ? (sheet.whole ?? sheet.lines) : sheet.lines }))
  const hidden = sheets.filter(({ name, isHidden }) => isHidden === true && left.has(name))
  const names = hidden.map(({ name }) => name).join(', ')
  const told: Told[] = names === '' ? [] : [{ code: 'hiddenSheets', facts: { sheets: names } }]
  return withTold(linesOfSheets(taken), told)
}

/** The lines of several sheets in their order. A sheet's name, which may be its day, is the line before its rows. */
export function linesOfSheets(sheets: readonly TextSheet[]): SourceLine[] {
  const [only, ...more] = sheets
  if (only === undefined) return []
  if (more.length === 0) return [...only.lines]
  let last = 0
  return sheets.flatMap(({ name, lines }) => {
    const own = last + 1
    last = own + Math.max(...lines.map(({ to }) => to))
    return [
      { from: own, to: own, text: name, isAfterGap: true, style: 'sheet' as const },
      ...lines.map((line) => ({ ...line, from: line.from + own, to: line.to + own })),
    ]
  })
}

async function workbookOf(bytes: Uint8Array, kind: 'xlsx' | 'ods'): Promise<Workbook> {
  try {
    const options = { readStyles: true, maxRows: maxRows + 1 }
    return kind === 'xlsx'
      ? await (await import('hucre/xlsx')).readXlsx(bytes, options)
      : await (await import('hucre/ods')).readOds(bytes, options)
  } catch {
    throw new UnreadableFileError('broken')
  }
}

/** More rows than any programme has. */
const maxRows = 10_000
const maxColumns = 200

type Told = Omit<Problem, 'line'>

/** A sheet; of a programme that went out from here the first column, which is hidden, tells what its rows are of. */
function textSheet(sheet: Sheet, is1904: boolean): TextSheet {
  const first = String(sheet.rows[0]?.[0] ?? '')
  const words =
    isOfWords(first) && returnedWords(sheet.rows.map((row) => row.map((cell) => String(cell ?? ''))))
  if (words) return { name: sheet.name, lines: [], words }
  const sent = markOf(first)
  if (sent === undefined) return readSheet(sheet, is1904)
  const rows = sheet.rows.map((row) => row.with(0, null))
  const lines = linesOf({ ...sheet, rows }, is1904).map((line): SourceLine => {
    const own = sentRow(String(sheet.rows[line.from - 1]?.[0] ?? ''))
    return own ? { ...line, sent: own } : line
  })
  return { name: sheet.name, lines, sent }
}

function readSheet(sheet: Sheet, is1904: boolean): TextSheet {
  const lines = linesOf(sheet, is1904)
  const whole = linesOf(sheet, is1904, true)
  const isHidden = sheet.hidden === true || sheet.veryHidden === true
  const hasMore =
    whole.length > lines.length || whole.some(({ cells }, at) => cells?.length !== lines[at]?.cells?.length)
  return { name: sheet.name, lines, ...(hasMore && { whole }), ...(isHidden && { isHidden }) }
}

/** @param takesHidden whether hidden rows and columns are read as any others */
function linesOf(sheet: Sheet, is1904: boolean, takesHidden = false): SourceLine[] {
  if (sheet.rows.length > maxRows) throw new UnreadableFileError('tooMuch')
  const isHiddenRow = (row: number) => !takesHidden && sheet.rowDefs?.get(row)?.hidden === true
  const isHiddenColumn = (column: number) => !takesHidden && sheet.columns?.[column]?.hidden === true
  const lines: SourceLine[] = []
  let lastRow = -1
  const hidden = { rows: new Set<number>(), columns: new Set<number>() }
  gridOfSheet(sheet, is1904).forEach(({ cells, merged }, row) => {
    const filled = cells.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]))
    if (filled.length === 0) return
    if (isHiddenRow(row)) {
      hidden.rows.add(row + 1)
      return
    }
    for (const column of filled) if (isHiddenColumn(column)) hidden.columns.add(column)
    const shown = cells.flatMap((_, column) => (isHiddenColumn(column) ? [] : [column]))
    const own = shown.filter((column) => cells[column] !== '' && merged[column] === undefined)
    const text = own.map((column) => cells[column]).join(' · ')
    if (shown.every((column) => cells[column] === '')) return
    const marks = shown.map((column) => merged[column])
    const told = shown.flatMap((column) => toldOf(sheet, row, column, cells[column] ?? ''))
    lines.push({
      from: row + 1,
      to: row + 1,
      text: text || (shown.map((column) => cells[column]).find(Boolean) ?? ''),
      cells: shown.map((column) => cells[column] ?? ''),
      ...(marks.some(Boolean) && { merged: marks }),
      isAfterGap: lastRow !== row - 1,
      ...(told.length > 0 && { told }),
    })
    lastRow = row
  })
  return withTold(lines, hiddenTold(sheet.name, hidden))
}

function hiddenTold(sheet: string, { rows, columns }: { rows: Set<number>; columns: Set<number> }): Told[] {
  const told: Told[] = []
  if (rows.size > 0) told.push({ code: 'hiddenRows', facts: { sheet, rows: listed([...rows].map(String)) } })
  if (columns.size > 0)
    told.push({ code: 'hiddenColumns', facts: { sheet, columns: listed([...columns].map(letters)) } })
  return told
}

const listed = (all: readonly string[]): string =>
  all.length > 20 ? `${all.slice(0, 20).join(', ')}…` : all.join(', ')

const withTold = (lines: readonly SourceLine[], told: readonly Told[]): SourceLine[] =>
  lines.map((line, index) =>
    index === 0 && told.length > 0 ? { ...line, told: [...told, ...(line.told ?? [])] } : line,
  )

/** What a cell does not show in its text: it is struck out, or its formula has no result. */
function toldOf(sheet: Sheet, row: number, column: number, text: string): Told[] {
  const cell = sheet.cells?.get(`${row},${column}`)
  const isWrong = cell?.type === 'error' || (cell?.formula !== undefined && text === '') || isError(text)
  if (cell?.style?.font?.strikethrough === true && text !== '')
    return [{ code: 'struckOut', facts: { text } }]
  return isWrong ? [{ code: 'formulaError', facts: { cell: `${letters(column)}${row + 1}` } }] : []
}

const isError = (text: string): boolean =>
  /^#(?:VALUE!|N\/A|REF!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/.test(text)

/** @example letters(27) → 'AB' */
const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

/** The texts of a sheet by its columns; a merged cell fills every slot that it covers. */
function gridOfSheet(sheet: Sheet, is1904: boolean) {
  const width = Math.min(maxColumns, Math.max(0, ...sheet.rows.map(({ length }) => length)))
  const covering = new Map(
    (sheet.merges ?? []).map((merge) => [`${merge.startRow},${merge.startCol}`, merge]),
  )
  const covered = new Set<string>()
  for (const { startRow, startCol, endRow, endCol } of covering.values())
    for (let row = startRow; row <= Math.min(endRow, sheet.rows.length - 1); row++)
      for (let column = startCol; column <= Math.min(endCol, width - 1); column++)
        if (row !== startRow || column !== startCol) covered.add(`${row},${column}`)
  return gridOf(
    sheet.rows.map((values, row) =>
      Array.from({ length: width }, (_, column) => column)
        .filter((column) => !covered.has(`${row},${column}`))
        .map((column) => {
          const merge = covering.get(`${row},${column}`)
          return {
            text: textOfCell(values[column], sheet.cells?.get(`${row},${column}`), is1904),
            columns: merge ? merge.endCol - merge.startCol + 1 : 1,
            rows: merge ? merge.endRow - merge.startRow + 1 : 1,
          }
        }),
    ),
  ) satisfies { cells: string[]; merged: (MergedFrom | undefined)[] }[]
}

/** The text of a cell: dates, times and numbers as a reader of columns expects them. */
function textOfCell(
  value: Sheet['rows'][number][number] | undefined,
  cell: Cell | undefined,
  is1904: boolean,
): string {
  if (value === null || value === undefined) return ''
  const format = (cell?.style?.numFmt ?? '').replace(/"[^"]*"|\\.|\[\$[^\]]*\]/g, '')
  if (value instanceof Date) return textOfDate(value, format, is1904)
  if (typeof value === 'number') {
    const isTime = /[hs]/i.test(format) && value >= 0 && value < 2
    return isTime ? clock(Math.round(value * 1440)) : String(value)
  }
  const text = String(value)
  // A time of an .ods file.
  const [, hours, minutes] = /^PT(\d{1,2})H(\d{2})M\d{2}(?:[.,]\d+)?S$/.exec(text) ?? []
  return hours === undefined ? (isError(text) ? '' : text.trim()) : `${hours}:${minutes}`
}

function textOfDate(value: Date, format: string, is1904: boolean): string {
  const minutes = Math.round(value.getTime() / 60_000)
  const isTimeAlone = value.getUTCFullYear() < 1905
  const inDay = ((minutes % 1440) + 1440) % 1440
  if (isTimeAlone) {
    const first = (is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 31)) / 60_000
    return clock(inDay + (minutes - inDay === first + 1440 ? 1440 : 0))
  }
  const isShownAsTime = /h/i.test(format) && !/[dyj]/i.test(format)
  if (isShownAsTime) return clock(inDay)
  const date = new Date(minutes * 60_000).toISOString().slice(0, 10)
  return inDay === 0 ? date : `${date} ${clock(inDay)}`
}

/** @example clock(1500) → '25:00' */
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
