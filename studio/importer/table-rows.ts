import { timeOf } from '#src/model/time.ts'
import { partIn } from './headings.ts'
import type { Paragraph, SourceLine } from './plan.ts'
import type { PlanBuilder } from './plan-builder.ts'
import { withoutMarks } from './source-lines.ts'
import { leadingSpan, type Span } from './time-spans.ts'
import { type Column, columnHeads, fold, roomName } from './vocabulary.ts'
import { daysIn } from './written-dates.ts'

/** What the columns of a table hold: a known column, a room of its own, or nothing known. */
export type Columns = readonly { column?: Column; room?: string; label: string }[]

/** The heads of a table, where a row is one. */
export function headerOf(cells: readonly string[]): Columns | undefined {
  const heads = cells.map((cell) => {
    const label = withoutMarks(cell)
    const column = columnHeads.find(({ pattern }) =>
      pattern.test(fold(label).replace(/[\s:.]+$/, '')),
    )?.column
    const isRoom = column === undefined && new RegExp(`^(?:${roomName.source})$`, 'iu').test(label)
    return { label, ...(column !== undefined && { column }), ...(isRoom && { room: label }) }
  })
  const known = heads.filter(({ column, room }) => column !== undefined || room !== undefined)
  const filled = heads.filter(({ label }) => label !== '')
  return known.length >= 2 && known.length >= filled.length - 1 ? heads : undefined
}

/** Reads a row with a time into sessions and breaks; false when it has none. */
export function readRow(
  draft: PlanBuilder,
  line: SourceLine,
  cells: readonly string[],
  kind?: 'session' | 'break',
): boolean {
  const columns = draft.columns
  const at = (name: Column) => cells.filter((_, index) => columns?.[index]?.column === name)
  const found = columns === undefined ? undefined : spanOf(at('time')[0], at('start')[0], at('end')[0])
  const { span, used } = found ? { span: found, used: undefined } : firstSpan(cells)
  if (span === undefined) return false

  const day = columns && daysIn(at('date')[0] ?? '')
  if (day !== undefined) draft.enterDay(day, line)
  const part = columns && at('part')[0]
  if (part) draft.enterPart(partIn(part) ?? { title: part })

  const rooms = cells.flatMap((cell, index) => {
    const room = columns?.[index]?.room
    return room === undefined || cell === '' ? [] : [{ room, cell }]
  })
  if (rooms.length > 0) {
    const one = rooms.length === 1 && columns !== undefined && columns.filter(({ room }) => room).length > 1
    const ids = rooms.map(({ room, cell }) => {
      const [title = '', ...rest] = cell.split('\n').map(withoutMarks).filter(Boolean)
      return draft.add(line, span, { title, text: rest, ...(!one && { room }), parallel: true }, kind)
    })
    draft.record(line, ids.length === 1 ? draft.kindOf(ids[0]) : 'session', ids)
    return true
  }

  const people = cells.flatMap((cell, index) => {
    const head = columns?.[index]
    return head?.column === 'people' && cell !== '' ? [`${head.label}: ${cell.replaceAll('\n', ', ')}`] : []
  })
  const room = columns && at('room')[0]
  const own = new Set<Column>(['time', 'start', 'end', 'date', 'part', 'room', 'people'])
  const free = cells.filter((cell, index) => {
    const column = columns?.[index]?.column
    return cell !== '' && !(used ?? []).includes(index) && !(column !== undefined && own.has(column) && found)
  })
  const byColumn = columns && found ? at('title').filter(Boolean) : []
  const [title = '', ...rest] =
    byColumn.length > 0 ? [...byColumn, ...free.filter((cell) => !byColumn.includes(cell))] : free
  const [first = '', ...more] = title
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)
  const beside = found ? '' : leadingSpan(cells[used?.[0] ?? 0] ?? '')?.rest
  const titled = [beside ?? '', first].filter(Boolean)
  const id = draft.add(
    line,
    span,
    {
      title: withoutMarks(titled[0] ?? ''),
      text: [...titled.slice(1), ...more, ...rest, ...people],
      ...(room && { room }),
    },
    kind,
  )
  draft.record(line, draft.kindOf(id), [id])
  return true
}

/** The points of a cell: one a line, else one a bullet, else one a question; otherwise it is a paragraph. */
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

function spanOf(
  time: string | undefined,
  start: string | undefined,
  end: string | undefined,
): Span | undefined {
  // In a column of times what is no time anywhere else is one: "9", "0930".
  const alone = timeOf(start || time || '')
  const span =
    leadingSpan(time || start || '')?.span ??
    (alone === undefined ? undefined : { start: alone, next: 0, isSure: true })
  if (span === undefined) return undefined
  const last = timeOf(end ?? '') ?? leadingSpan(end ?? '')?.span.start
  return last === undefined ? span : { ...span, end: last }
}

/** The first cell that begins with a time and holds little else; the end may stand in the cell after it. */
function firstSpan(cells: readonly string[]): { span?: Span; used?: readonly number[] } {
  for (const index of [0, 1, 2]) {
    const cell = withoutMarks(cells[index] ?? '').replaceAll('\n', ' ')
    const found = leadingSpan(cell)
    if (found === undefined || found.rest.length > 60) continue
    const next = leadingSpan(withoutMarks(cells[index + 1] ?? ''))
    if (found.span.end === undefined && found.rest === '' && next?.rest === '' && next.span.end === undefined)
      return { span: { ...found.span, end: next.span.start }, used: [index, index + 1] }
    return { span: found.span, used: [index] }
  }
  return {}
}
