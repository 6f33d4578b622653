import { listedLanguages } from '../language-lines.ts'
import type { SourceLine } from '../plan.ts'
import { columnsIn } from '../table-rows.ts'
import { dateOrderOf, dateTimeIn, durationIn, isNumericDate, readDay, readSpan } from './cell-values.ts'
import { type ColumnTarget, foldHead, isSessionHead, targetOfHead } from './column-heads.ts'

/** A table with a session in each row: the row of its heads, and the rows below. */
export type SessionTable = { head: SourceLine; heads: readonly string[]; rows: readonly SourceLine[] }

/** What each column of a table is, and what the cells alone do not say. */
export type ColumnMapping = {
  targets: readonly ColumnTarget[]
  /** The order of numbers such as 03/04/2027; undefined until it is known. */
  order?: 'dayFirst' | 'monthFirst' | undefined
  /** The zone that times with an offset are converted to; undefined to take them as they are written. */
  zone?: string | undefined
  /** Whether the editor chose that zone, or none. */
  isZoneChosen?: boolean
}

/**
 * The table of sessions in lines: its head is that one of the first rows with the most known heads. Undefined where
 * there is none, or where the table is a timetable with a column for each room.
 */
export function sessionTableIn(lines: readonly SourceLine[]): SessionTable | undefined {
  let best: { at: number; known: number } | undefined
  lines.slice(0, 30).forEach(({ cells = [] }, at) => {
    const known = new Set(targetsOfHeads(cells).filter((target) => target !== undefined)).size
    if (known >= 3 && known > (best?.known ?? 0)) best = { at, known }
  })
  const head = best && lines[best.at]
  if (best === undefined || head?.cells === undefined) return undefined
  if (columnsIn(head.cells)?.some(({ room }) => room !== undefined)) return undefined
  return { head, heads: head.cells, rows: lines.slice(best.at + 1) }
}

/** The same for the same heads: a mapping is remembered by it. */
export const keyOfTable = ({ heads }: SessionTable): string => heads.map(foldHead).join('|')

/**
 * Lists of lines by the columns of their tables, those of most lines first. One mapping is for one group alone: other
 * columns would be read as these. Lists without a table of sessions are a group too.
 */
export function groupsByColumns<T extends { readonly lines: readonly SourceLine[] }>(
  lists: readonly T[],
): readonly (readonly T[])[] {
  const groups = Map.groupBy(lists, ({ lines }) => {
    const table = sessionTableIn(lines)
    return table && keyOfTable(table)
  })
  const linesIn = (group: readonly T[]) => group.reduce((count, { lines }) => count + lines.length, 0)
  return [...groups.values()].sort((one, other) => linesIn(other) - linesIn(one))
}

/** The mapping of a table by its heads and by what its columns contain. Each target but some is used once. */
export function proposedMapping(table: SessionTable): ColumnMapping {
  const byHead = targetsOfHeads(table.heads)
  const used = new Set<ColumnTarget>()
  const once = byHead.map((target) => {
    if (target === undefined || (used.has(target) && !repeatable.has(target))) return undefined
    used.add(target)
    return target
  })
  const targets = once.map((target, column) => {
    const values = valuesOf(table, column)
    const found = target === undefined ? targetOfValues(values, used) : fitting(target, values)
    if (found !== undefined) used.add(found)
    return found ?? 'leaveOut'
  })
  return { targets, order: settledOrder(table, targets) }
}

/** What keeps a table from being read: the editor has to choose it first. */
export function missingIn(
  table: SessionTable,
  { targets, order }: ColumnMapping,
): 'title' | 'time' | 'order' | undefined {
  if (!targets.includes('title')) return 'title'
  if (!targets.includes('start') && !targets.includes('startDateTime')) return 'time'
  return order === undefined && needsOrder(table, targets) ? 'order' : undefined
}

/** Whether nothing in the columns of dates settles which number is the day. */
export const needsOrder = (table: SessionTable, targets: readonly ColumnTarget[]): boolean =>
  settledOrder(table, targets) === undefined && datesOf(table, targets).some(isNumericDate)

/** Whether a time of the table has an offset, such as `+02:00` or `Z`. */
export const hasOffsets = (table: SessionTable, targets: readonly ColumnTarget[]): boolean =>
  datesOf(table, targets).some(
    (value) => /\dT?[\s\d:.]*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})$/.test(value) && isDateTimeCell(value),
  )

/** The filled cells of a column. */
export const valuesOf = ({ rows }: SessionTable, column: number): string[] =>
  rows.flatMap(({ cells }) => cells?.[column]?.trim() || [])

const settledOrder = (table: SessionTable, targets: readonly ColumnTarget[]): ColumnMapping['order'] =>
  dateOrderOf(datesOf(table, targets))

const datesOf = (table: SessionTable, targets: readonly ColumnTarget[]): string[] =>
  targets.flatMap((target, column) =>
    target === 'date' || target === 'startDateTime' || target === 'endDateTime'
      ? valuesOf(table, column)
      : [],
  )

/** Targets that several columns may have. */
const repeatable: ReadonlySet<ColumnTarget> = new Set([
  'description',
  'speakers',
  'moderators',
  'chairs',
  'otherPeople',
  'link',
  'leaveOut',
])

function targetsOfHeads(heads: readonly string[]): (ColumnTarget | undefined)[] {
  const known = heads.map(targetOfHead)
  const hasTitle = known.includes('title')
  const hasPart = known.includes('part')
  return known.map((target, column) => {
    if (!isSessionHead(heads[column] ?? '')) return target
    return hasTitle ? (hasPart ? undefined : 'part') : 'title'
  })
}

/** "Start" is a time in one table, and a date with a time in another. */
function fitting(target: ColumnTarget, values: readonly string[]): ColumnTarget {
  const isDateTime = mostly(values, isDateTimeCell)
  const isTime = mostly(values, (value) => readSpan(value) !== undefined)
  if (target === 'startDateTime') return isTime || !isDateTime ? 'start' : target
  if (target === 'endDateTime') return isTime || !isDateTime ? 'end' : target
  if (target === 'start' && isDateTime) return 'startDateTime'
  if (target === 'date' && isDateTime) return 'startDateTime'
  return target === 'end' && isDateTime ? 'endDateTime' : target
}

/** What a column is by its cells, where its head is not known. */
function targetOfValues(
  values: readonly string[],
  used: ReadonlySet<ColumnTarget>,
): ColumnTarget | undefined {
  const tests: readonly [ColumnTarget, (value: string) => boolean][] = [
    ['startDateTime', isDateTimeCell],
    ['date', (value) => /\d/.test(value) && isDayCell(value) && value.length < 40],
    ['start', (value) => /[:h]/i.test(value) && readSpan(value) !== undefined],
    ['duration', (value) => /[a-z]/i.test(value) && durationIn(value) !== undefined],
    ['spoken', (value) => listedLanguages(value) !== undefined],
    ['link', (value) => /^https?:\/\/\S+$/i.test(value)],
  ]
  return tests.find(([target, is]) => !used.has(target) && mostly(values, is))?.[0]
}

const isDayCell = (value: string): boolean =>
  (readDay(value, 'dayFirst') ?? readDay(value, 'monthFirst')) !== undefined

const isDateTimeCell = (value: string): boolean =>
  (dateTimeIn(value, 'dayFirst') ?? dateTimeIn(value, 'monthFirst')) !== undefined

const mostly = (values: readonly string[], is: (value: string) => boolean): boolean =>
  values.length > 0 && values.filter(is).length >= 0.8 * values.length
