import type { Locale } from '#src/locales.ts'
import { cleanText, plainSpaces } from '#src/model/clean-text.ts'
import { lostLetters, withoutStrikes } from './doubtful-text.ts'
import { partIn, titleLineIn } from './headings.ts'
import { LineReader } from './line-reader.ts'
import { kindOf } from './line-shapes.ts'
import { type ParsedLine, ParsedText, parsedLine } from './parsed-text.ts'
import { peopleIn } from './people.ts'
import type { Answers, Plan, Role, SourceLine } from './plan.ts'
import { PlanBuilder } from './plan-builder.ts'
import { MappedRows } from './sheets/mapped-rows.ts'
import { type ColumnMapping, sessionTableIn } from './sheets/session-table.ts'
import { withoutMarks } from './source-lines.ts'
import { rowIn, type TableColumns } from './table-rows.ts'
import { languageIn } from './vocabulary.ts'

/**
 * Makes a plan of a brief and a programme. The plan records what became of every line, and which lines were not
 * understood. `assigned` has the role that the editor gave a line, by its number; `answers` what the editor answered; `locale` is the language that the
 * editor chose, where the one that was recognised is wrong; `mapping` what the columns of a table of sessions are. Never throws, and the same input gives the same plan.
 */
export function parse(
  lines: readonly SourceLine[],
  {
    assigned = new Map(),
    answers = new Map(),
    locale,
    mapping,
  }: {
    assigned?: ReadonlyMap<number, Role>
    answers?: Answers
    locale?: Locale | undefined
    mapping?: ColumnMapping | undefined
  } = {},
): Plan {
  const plan = new PlanBuilder(locale ?? languageIn(lines.map(({ text }) => text).join('\n')), answers)
  const plain = lines.map(readable)
  tellLostLetters(plain, plan)
  const parsed = plain.map(parsedLine)
  const table = mapping && sessionTableIn(plain)
  const rows = table && new MappedRows(table, mapping, plan)
  const reader = new LineReader(parsed, plan, titleLineIn(parsed))
  for (let index = 0; index < parsed.length; index++) {
    const line = parsed[index]
    if (line === undefined) continue
    const role = assigned.get(line.from)
    for (const { code, facts } of line.told ?? []) plan.addProblem(code, line, facts)
    if (role !== undefined) readAs(role, line, plan, { columns: reader.columns, rows })
    else if (line.style === 'sheet') readSheetName(line, plan)
    else if (!rows?.read(line)) index += reader.read(line, index)
  }
  return plan.finish(parsed)
}

/** Tells once which words lost letters where the text was saved. */
function tellLostLetters(lines: readonly SourceLine[], plan: PlanBuilder): void {
  const first = lines.find(({ text }) => lostLetters(text).length > 0)
  const words = first ? [...new Set(lines.flatMap(({ text }) => lostLetters(text)))] : []
  if (first) plan.addProblem('lostLetters', first, { words: words.slice(0, 8).join(', ') })
}

/** A line as it is read: without characters that nobody sees and the marks of what is struck out, and with plain spaces for all others. */
function readable(line: SourceLine): SourceLine {
  const plain = (text: string) => withoutStrikes(plainSpaces(cleanText(text)))
  const { text, told } = plain(line.text)
  return {
    ...{ ...line, text },
    ...(told.length > 0 && { told: [...(line.told ?? []), ...told] }),
    ...(line.cells && { cells: line.cells.map((cell) => plain(cell).text) }),
  }
}

/** A sheet is often a day; other names of sheets are headings. */
function readSheetName(line: ParsedLine, plan: PlanBuilder): void {
  if (line.plain.days === undefined) plan.record(line, 'heading')
  else plan.addDay(line, line.plain.days, false)
}

/** How the rows of tables are read at a line. */
type Tables = { columns: TableColumns | undefined; rows: MappedRows | undefined }

/** Reads a line as the editor says that it is. */
function readAs(role: Role, line: ParsedLine, plan: PlanBuilder, table: Tables): void {
  const text = line.cells
    ? new ParsedText(withoutMarks(line.cells.filter((cell) => cell !== '').join(' – ')))
    : line.plain
  if (role === 'session' || role === 'break') readItem(role, line, text, plan, table)
  else if (role === 'part') plan.addPart(line, partIn(text.text) ?? { title: text.text })
  else if (role === 'point') readPoint(line, text, plan)
  else if (role === 'people') readPeople(line, text, plan)
  else if (role === 'room') {
    if (!plan.addRoom(line, text.text.replace(/^[^:]{2,12}:\s*/, ''))) plan.record(line, 'notUnderstood')
  } else if (role === 'day') {
    if (text.days === undefined) plan.record(line, 'notUnderstood')
    else plan.addDay(line, text.days, false)
  } else {
    addText[role](plan, line, text.text)
    plan.record(line, role)
  }
}

function readItem(
  kind: 'session' | 'break',
  line: ParsedLine,
  text: ParsedText,
  plan: PlanBuilder,
  { columns, rows }: Tables,
): void {
  if (rows?.read(line, kind)) return
  const row = line.cells && rowIn(line.cells, columns, line.merged)
  const timed = text.leading ?? text.trailing
  if (row) plan.addRow(line, row, kind)
  else if (timed) plan.addTimed(line, timed.span, { title: timed.rest }, kind)
  else if (!plan.addBeside(line, text.text, kind)) plan.record(line, 'notUnderstood')
}

/** All that a line names are people of the session above, since the editor says so. */
function readPeople(line: ParsedLine, { text }: ParsedText, plan: PlanBuilder): void {
  const own = peopleIn(text)
  const { people, asked, rest } = own.people.length + own.asked.length > 0 ? own : peopleIn(text, 'speaker')
  const named = [...people, ...asked]
  const all =
    named.length > 0 ? named : [{ kind: 'person', name: text, role: 'speaker', written: text } as const]
  const isAll = asked.length > 0 || named.length === 0
  if (!plan.addPeople(line, { people: all, asked: [], rest: isAll ? '' : rest }, 'paragraph', 'above'))
    plan.record(line, 'notUnderstood')
}

function readPoint(line: ParsedLine, { text }: ParsedText, plan: PlanBuilder): void {
  const item = plan.describe({ text, as: 'bullet' }, 'above')
  if (item === undefined) plan.record(line, 'notUnderstood')
  else plan.record(line, 'point', plan.openItem)
}

/** Where the text of a line goes, by the role that the editor gave it. */
const addText: Readonly<Record<TextRole, (plan: PlanBuilder, line: ParsedLine, text: string) => void>> = {
  strategyTitle: (plan, _line, text) => plan.strategy.push({ title: text, text: [] }),
  strategy: (plan, line, text) => plan.addStrategy({ text, as: kindOf(line) }),
  brief: (plan, line, text) => plan.brief.push({ text, as: kindOf(line) }),
  objective: (plan, line, text) => plan.objectives.push({ text, as: kindOf(line) }),
  outcome: (plan, line, text) => plan.outcomes.push({ text, as: kindOf(line) }),
  leaveOut: () => {},
}

type TextRole = Exclude<Role, 'session' | 'break' | 'part' | 'point' | 'people' | 'room' | 'day'>
