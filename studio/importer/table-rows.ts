import { timeOf } from '#src/model/time.ts'
import type { MergedFrom } from './grid.ts'
import { type PartLine, partIn } from './headings.ts'
import { peopleIn, roleOfHead } from './people.ts'
import { isPersonName } from './person-names.ts'
import type { FoundPerson, ItemContent, Paragraph } from './plan.ts'
import { readSpan } from './sheets/cell-values.ts'
import { withoutMarks } from './source-lines.ts'
import { leadingSpan, type Span, type TimedText } from './time-spans.ts'
import { type Column, columnHeads, foldForMatching, isRoomName, roomName } from './vocabulary.ts'
import { daysIn, type FoundDays } from './written-dates.ts'

/** The columns of a table by their heads: a known column, a room, or neither. */
export type TableColumns = readonly { column?: Column; room?: string; label: string }[]

/** A row with a time: its day and its part where it has cells for them, and what takes place at that time. */
export type TableRow = {
  span: Pick<Span, 'start' | 'end'>
  days: FoundDays | undefined
  part: PartLine | undefined
  items: readonly ItemContent[]
  /** The columns whose cells go on from a row above, by their index. */
  continued: readonly number[]
}

/** The columns of a table, where a row is its head. */
export function columnsIn(cells: readonly string[]): TableColumns | undefined {
  // "11:00–12:00", "Plenary", "Hall 1"
  if (cells.some((cell) => leadingSpan(cell)?.span.isSure)) return undefined
  const heads = cells.map((cell) => {
    const label = withoutMarks(cell)
    const column = columnHeads.find(({ pattern }) =>
      pattern.test(foldForMatching(label).replace(/[\s:.]+$/, '')),
    )?.column
    const isRoom = column === undefined && wholeRoomName.test(label)
    return { label, ...(column !== undefined && { column }), ...(isRoom && { room: label }) }
  })
  const known = heads.filter(({ column, room }) => column !== undefined || room !== undefined)
  const filled = heads.filter(({ label }) => label !== '')
  return known.length >= 2 && known.length >= filled.length - 1 ? heads : undefined
}

const wholeRoomName = new RegExp(`^(?:${roomName.source})$`, 'iu')

/**
 * The content of a row with a time; undefined when it has none. `merged` says which cells begin elsewhere: a time, a
 * date, a part or a room holds for each row that it covers; a title goes on.
 */
export function rowIn(
  all: readonly string[],
  columns: TableColumns | undefined,
  merged: Merged = [],
): TableRow | undefined {
  const holds = (index: number) => {
    const column = columns?.[index]?.column
    return columns === undefined ? index === 0 : column !== undefined && columnsThatHold.has(column)
  }
  const goesOn = (index: number) => merged[index] === 'above' && !holds(index)
  const cells = all.map((cell, index) => (merged[index] === 'left' || goesOn(index) ? '' : cell))
  const continued = all.flatMap((_, index) => (goesOn(index) ? [index] : []))
  const cell = (column: Column) => cells[columns?.findIndex((one) => one.column === column) ?? -1] ?? ''
  const inColumns = columns && spanInColumns(cell('time'), cell('start'), cell('end'))
  const { span, used, beside } = inColumns ? { span: inColumns, used: [], beside: '' } : firstSpan(cells)
  if (span === undefined) return undefined
  const ofRooms = itemsOfRooms(cells, columns, { all, merged })
  const isOnlyContinued =
    continued.some((index) => all[index] !== '') &&
    cells.every((cell, index) => cell === '' || used.includes(index) || holds(index))
  return {
    span,
    days: daysIn(cell('date')),
    part: cell('part') === '' ? undefined : (partIn(cell('part')) ?? { title: cell('part') }),
    continued,
    items:
      ofRooms.length > 0 || isOnlyContinued
        ? ofRooms
        : [itemOfRow(cells, columns, { used, beside, isByColumn: inColumns !== undefined, merged })],
  }
}

/**
 * A row without a time as a session at that of the row above: it has a title, and a room that is another than that one's. Undefined for any
 * other, which goes on with the session above.
 */
export function besideIn(
  cells: readonly string[],
  columns: TableColumns | undefined,
  above: readonly string[],
  { start, end }: TableRow['span'],
): TableRow | undefined {
  const indexOf = (...names: readonly Column[]) =>
    columns?.findIndex(({ column }) => column !== undefined && names.includes(column)) ?? -1
  const [time, title, room] = [indexOf('time', 'start'), indexOf('title'), indexOf('room')]
  const isOther = (index: number) => (cells[index] ?? '') !== '' && cells[index] !== above[index]
  if (time < 0 || ![title, room].every((index) => index >= 0 && isOther(index))) return undefined
  return rowIn(cells.with(time, [start, end].filter(Boolean).join('–')), columns)
}

type Merged = readonly (MergedFrom | undefined)[]

/** The columns that a cell covers, by their index: its own, and those to its right that are merged with it. */
function covered(index: number, merged: Merged): number[] {
  let end = index + 1
  while (merged[end] === 'left') end += 1
  return Array.from({ length: end - index }, (_, offset) => index + offset)
}

/** Columns whose merged cells hold for each of their rows. */
const columnsThatHold: ReadonlySet<Column> = new Set([
  'time',
  'start',
  'end',
  'date',
  'part',
  'room',
  'people',
])

/**
 * One item for each filled cell in the columns of rooms, in all rooms that it covers. One that covers all of them, or
 * that is alone in its row, has no room of its own.
 */
function itemsOfRooms(
  cells: readonly string[],
  columns: TableColumns = [],
  { all, merged }: { all: readonly string[]; merged: Merged },
): ItemContent[] {
  const ofRooms = columns.flatMap(({ room }, index) => (room === undefined ? [] : [{ room, index }]))
  const busy = ofRooms.filter(({ index }) => all[index] !== '' && all[index] !== undefined)
  const filled = columns.flatMap(({ room }, index) => {
    const cell = cells[index] ?? ''
    return room === undefined || cell === '' ? [] : [{ cell, columns: covered(index, merged) }]
  })
  const isAlone = busy.length === 1 && ofRooms.length > 1
  return filled.map(({ cell, columns: own }) => {
    const [title = '', ...text] = cell.split('\n').map(withoutMarks).filter(Boolean)
    const rooms = own.flatMap((index) => columns[index]?.room ?? [])
    const isForAll = isAlone || (rooms.length > 1 && rooms.length === ofRooms.length)
    return { title, text, columns: own, ...(!isForAll && { rooms }) }
  })
}

/** The item of a row without columns of rooms: its title is the first free cell, the others are its text. */
function itemOfRow(
  cells: readonly string[],
  columns: TableColumns | undefined,
  {
    used,
    beside,
    isByColumn,
    merged,
  }: { used: readonly number[]; beside: string; isByColumn: boolean; merged: Merged },
): ItemContent {
  const columnAt = (index: number) => columns?.[index]?.column
  const isFree = (index: number) => {
    const column = columnAt(index)
    return !used.includes(index) && !(isByColumn && column !== undefined && columnsWithUse.has(column))
  }
  const filled = cells.flatMap((cell, index) => (cell === '' ? [] : [{ cell, index }]))
  const free = filled.filter(({ index }) => isFree(index))
  const titles = isByColumn ? filled.filter(({ index }) => columnAt(index) === 'title') : []
  const [own, ...rest] =
    titles.length > 0
      ? [...titles, ...free.filter(({ index }) => columnAt(index) !== 'title')]
      : columns === undefined
        ? withKind(free)
        : free
  const lines = (own?.cell ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const [title = '', ...more] = [beside, lines[0] ?? ''].filter(Boolean)
  const room = cells.find((cell, index) => cell !== '' && columnAt(index) === 'room')
  const labelled = labelledIn(cells, columns)
  return {
    title: withoutMarks(title),
    text: [...more, ...lines.slice(1), ...rest.map(({ cell }) => cell), ...labelled.text],
    ...(labelled.people.length > 0 && { people: labelled.people }),
    ...(labelled.asked.length > 0 && { asked: labelled.asked }),
    ...(own && { columns: covered(own.index, merged) }),
    ...(room !== undefined && { rooms: [room] }),
  }
}

/** A cell that only says what kind of session it is stands before the title: "Atelier", "Salle A", "Budget". */
function withKind(free: readonly FreeCell[]): readonly FreeCell[] {
  const [kind, ...more] = free
  const title = more.find(({ cell }) => !isRoomName(cell) && !isPersonName(cell) && !/[:\n]/.test(cell))
  if (kind === undefined || title === undefined || !sessionKind.test(foldForMatching(kind.cell))) return free
  return [{ ...title, cell: `${kind.cell} – ${title.cell}` }, ...more.filter((one) => one !== title)]
}
type FreeCell = { cell: string; index: number }

const sessionKind =
  /^(?:plenary|workshop|panel|keynote|session|(?:parallel|plenary|breakout) session|round ?table|talk|debate|pleniere|atelier|seance(?: pleniere)?|table ronde|conference|debat|plenaria|taller|sesion(?: plenaria| paralela)?|mesa redonda|conferencia|ponencia|debate|conversatorio)$/

/** TableColumns whose cells are neither the title nor the text of an item. */
const columnsWithUse: ReadonlySet<Column> = new Set([
  'time',
  'start',
  'end',
  'date',
  'part',
  'room',
  'people',
  'languages',
])

/** The cells that say what they are only with the head of their column. @example 'Speakers: Ada, Grace', 'Languages: EN' */
function labelledIn(cells: readonly string[], columns: TableColumns = []) {
  const found = { text: [] as string[], people: [] as FoundPerson[], asked: [] as FoundPerson[] }
  for (const [index, { column, label }] of columns.entries()) {
    const cell = cells[index] ?? ''
    if (cell === '' || (column !== 'languages' && column !== 'people')) continue
    const head = roleOfHead(foldForMatching(label))
    const isRead = column === 'people' && (head === undefined || hasOwnRoles(cell))
    if (!isRead) {
      found.text.push(`${label.replace('(s)', '')}: ${cell.replaceAll('\n', ', ')}`)
      continue
    }
    // "Who" says nothing of what they do.
    const { people, asked, rest } = peopleIn(cell, head?.role ?? 'speaker')
    found.people.push(...people)
    found.asked.push(...asked)
    if (rest !== '') found.text.push(`${label}: ${rest}`)
  }
  return found
}

/** Whether a line of a cell says what somebody does: "Moderator: Ana Ruiz" below the head "Speakers". */
const hasOwnRoles = (cell: string): boolean =>
  cell
    .split('\n')
    .some((line) => /^[^:]+:\s*\S/.test(line) && roleOfHead(line.slice(0, line.indexOf(':'))) !== undefined)

/** The points of a cell: one for each line, else for each bullet, else for each question; otherwise one paragraph. */
export function pointsIn(cell: string): Paragraph[] {
  const lines = cell
    .split(/\n|(?<=\S)\s+(?=[•●▪◦])/)
    .map((line) => line.trim())
    .filter(Boolean)
  if (lines.length > 1) return lines.map((line) => ({ text: withoutMarks(line), as: 'bullet' }))
  const text = withoutMarks(cell)
  const questions = text.match(/[^?]+\?(?:\s*\([^)]*\))?|[^?]+$/g)?.map((one) => one.trim()) ?? []
  const areQuestions = questions.every(
    (one, index) => /^[\p{Lu}¿][^.]*$/u.test(one) && (one.includes('?') || index > 0),
  )
  if (questions.length > 1 && areQuestions) return questions.map((one) => ({ text: one, as: 'bullet' }))
  const items = text.split(/\s*;\s+/).filter(Boolean)
  if (items.length > 2) return items.map((one) => ({ text: one, as: 'bullet' }))
  return [{ text, as: /^\s*[•●▪◦-]\s/.test(cell) ? 'bullet' : 'paragraph' }]
}

/** The times in the columns of times, where "9" and "0930" are times too. */
function spanInColumns(time: string, start: string, end: string): TableRow['span'] | undefined {
  const span = leadingSpan(time || start)?.span
  const first = span?.start ?? timeOf(start || time)
  if (first === undefined) return undefined
  const last = readSpan(end)?.start ?? leadingSpan(end)?.span.start ?? span?.end
  return { start: first, ...(last !== undefined && { end: last }) }
}

/**
 * The first of three cells that begins with a time and contains little else. Its end may be in the next cell. `used`
 * are the indices of these cells, `beside` the text beside the time.
 */
function firstSpan(cells: readonly string[]): FirstSpan {
  for (const index of [0, 1, 2]) {
    const found = timeInCell(cells[index])
    if (found === undefined || found.rest.length > 60) continue
    const next = timeInCell(cells[index + 1])
    const isEndNext =
      found.span.end === undefined && found.rest === '' && next?.rest === '' && next.span.end === undefined
    if (isEndNext) {
      const { start: end } = next.span
      return { span: { start: found.span.start, end }, used: [index, index + 1], beside: '' }
    }
    return { span: found.span, used: [index], beside: found.rest }
  }
  return { span: undefined, used: [], beside: '' }
}

const timeInCell = (cell = ''): TimedText | undefined => leadingSpan(withoutMarks(cell).replaceAll('\n', ' '))

type FirstSpan = { span: TableRow['span'] | undefined; used: readonly number[]; beside: string }
