import { isSpokenLanguage, type SpokenLanguage } from '#src/model/languages.ts'
import { offsetAt } from '#src/model/time.ts'
import type { ContributionRole } from '../contribution-roles.ts'
import { isPostponed, isUnsettled } from '../doubtful-text.ts'
import { partIn } from '../headings.ts'
import { isCancellation } from '../item-titles.ts'
import { listedLanguages } from '../language-lines.ts'
import type { ParsedLine } from '../parsed-text.ts'
import { peopleIn, roleOfHead } from '../people.ts'
import type { DayName, FoundPerson, ItemContent, PlannedItem, PlannedLink } from '../plan.ts'
import type { PlanBuilder } from '../plan-builder.ts'
import { breakCores, breakWords, foldForMatching, isMadeOf, isRoomName, wordsIn } from '../vocabulary.ts'
import { editedIn, isEdited, peopleColumns, sentColumnNames, sentColumns } from '../workbook/sent-rows.ts'
import { dateTimeIn, durationIn, readDay, readSpan } from './cell-values.ts'
import type { ColumnTarget } from './column-heads.ts'
import { type ColumnMapping, keyOfTable, type SessionTable } from './session-table.ts'

/** Reads the rows of a table into a plan, by what an editor says that its columns are. */
export class MappedRows {
  readonly #table: SessionTable
  readonly #mapping: ColumnMapping
  readonly #plan: PlanBuilder
  /** Whether most rows name their part, so that an empty cell means none and not that of the row above. */
  readonly #isPartInEach: boolean
  #isOffsetTold = false

  constructor(table: SessionTable, mapping: ColumnMapping, plan: PlanBuilder) {
    this.#table = table
    this.#mapping = mapping
    this.#plan = plan
    const part = mapping.targets.indexOf('part')
    const filled = table.rows.filter(({ cells }) => cells?.[part])
    this.#isPartInEach = part !== -1 && filled.length > table.rows.length / 2
    if (mapping.zone !== undefined) plan.facts.timeZone ??= mapping.zone
  }

  /** Reads a line of the table. @returns false where it is none, or a row that is no session */
  read(line: ParsedLine, kind?: PlannedItem['kind']): boolean {
    const { cells } = line
    if (cells === undefined || line.from < this.#table.head.from) return false
    if (this.#isHead(line)) {
      this.#plan.record(line, 'columns')
      return true
    }
    const isAlone = cells.filter((cell) => cell !== '').length < 2
    if (isAlone && kind === undefined) return false
    const row = this.#cellsOf(cells)
    const isHeld = kind !== undefined || isKnown(line) || !this.#isLeftOut(line, row)
    if (isHeld && kind === undefined && this.#readSub(line, row)) return true
    const when = isHeld ? this.#whenIn(line, row) : undefined
    if (when !== undefined) this.#addItem(line, row, when, kind)
    else this.#plan.record(line, isHeld && !isUntimed(line, row) ? 'notUnderstood' : 'leaveOut')
    return true
  }

  /** Reads a row that is a point of the session above, with its people. @returns false for any other row */
  #readSub(line: ParsedLine, row: Row): boolean {
    if (!isSub.test(foldForMatching(textOf(row, 'level')))) return false
    const times = [...(row.get('start') ?? []), ...(row.get('end') ?? [])].map(({ cell }) => cell)
    const text = [times.join('–'), textOf(row, 'title')].filter(Boolean).join(' ')
    if (this.#plan.describe({ text, as: 'bullet' }, 'above') === undefined) return false
    const { text: more = [], people = [], asked = [] } = this.#contentIn(line, row)
    for (const one of more) this.#plan.describe({ text: one, as: 'paragraph' }, 'above')
    return this.#plan.addPeople(line, { people: [...people], asked: [...asked], rest: '' }, 'bullet', 'above')
  }

  /** Whether a session is not held, by its status; this is told, and that one is put off. */
  #isLeftOut(line: ParsedLine, row: Row): boolean {
    const status = textOf(row, 'status')
    if (isPostponed(status)) this.#plan.addProblem('postponed', line, { title: textOf(row, 'title') })
    const isOut = notHeld.test(foldForMatching(status))
    if (isOut) this.#plan.addProblem('rowLeftOut', line, { status, title: textOf(row, 'title') })
    return isOut
  }

  #addItem(line: ParsedLine, row: Row, when: When, kind: PlannedItem['kind'] | undefined): void {
    if (this.#isPartInEach && !row.has('part')) this.#plan.leavePart()
    const part = textOf(row, 'part')
    this.#plan.addRow(
      line,
      {
        span: { start: when.start, ...(when.end !== undefined && { end: when.end }) },
        days: when.day && { first: when.day, before: '', after: '', isAmbiguous: false },
        part: part === '' ? undefined : (partIn(part) ?? { title: part }),
        items: [this.#sentContent(line, row) ?? this.#contentIn(line, row)],
        continued: [],
      },
      kind ?? (isBreak(textOf(row, 'kind')) ? 'break' : undefined),
    )
  }

  /** A table of several sheets has its heads in each. */
  #isHead(line: ParsedLine): boolean {
    const { cells = [] } = line
    return (
      line.from === this.#table.head.from ||
      keyOfTable({ ...this.#table, heads: cells }) === keyOfTable(this.#table)
    )
  }

  /** The filled cells of a row by what their columns are. */
  #cellsOf(cells: readonly string[]): Row {
    const row = new Map<ColumnTarget, { cell: string; head: string }[]>()
    this.#mapping.targets.forEach((target, column) => {
      const cell = cells[column]?.trim() ?? ''
      if (cell !== '')
        row.set(target, [...(row.get(target) ?? []), { cell, head: this.#table.heads[column] ?? '' }])
    })
    return row
  }

  /** The day and the times of a row; undefined where a cell for them cannot be read, which is told. */
  #whenIn(line: ParsedLine, row: Row): When | undefined {
    const { order } = this.#mapping
    const first = <T>(
      target: ColumnTarget,
      read: (cell: string) => T | undefined,
    ): T | undefined | 'unread' => {
      const [one] = row.get(target) ?? []
      if (one === undefined) return undefined
      const value = read(one.cell)
      if (value !== undefined) return value
      this.#tell(line, one)
      return 'unread'
    }
    const from = first('startDateTime', (cell) => this.#localTime(line, dateTimeIn(cell, order)))
    const to = first('endDateTime', (cell) => this.#localTime(line, dateTimeIn(cell, order)))
    const date = first('date', (cell) => readDay(cell, order))
    const span = first('start', readSpan)
    const until = first('end', readSpan)
    const minutes = first('duration', durationIn)
    if (from === 'unread' || date === 'unread' || span === 'unread') return undefined
    const start = span?.start ?? from?.time
    if (start === undefined) return undefined
    const end =
      (until === 'unread' ? undefined : until?.start) ??
      span?.end ??
      (to === 'unread' ? undefined : to?.time) ??
      (minutes === 'unread' || minutes === undefined ? undefined : after(start, minutes))
    const day = date ?? from?.day
    const isNextDay = /^2[4-9]/.test(textOf(row, 'start'))
    return { day: isNextDay && day ? dayAfter(day) : day, start, end }
  }

  /** A time with an offset in the zone that was chosen; else as it is written, which is told once. */
  #localTime(line: ParsedLine, found: ReturnType<typeof dateTimeIn>): ReturnType<typeof dateTimeIn> {
    if (found?.offset === undefined) return found
    const { zone } = this.#mapping
    const { day, month, year } = found.day
    if (zone === undefined || day === undefined || month === undefined || year === undefined) {
      if (!this.#isOffsetTold)
        this.#plan.addProblem('offsetAsWritten', line, { offset: offsetText(found.offset) })
      this.#isOffsetTold = true
      return found
    }
    const [hours = 0, minutes = 0] = found.time.split(':').map(Number)
    const instant = Date.UTC(year, month - 1, day, hours, minutes) - found.offset * 60_000
    const ours = offsetAt(instant, zone)
    if (ours !== found.offset && !this.#isOffsetTold) {
      this.#plan.addProblem('offsetConverted', line, { offset: offsetText(found.offset), zone })
      this.#isOffsetTold = true
    }
    const local = new Date(instant + ours * 60_000)
    return { day: dayOf(local, found.day.written), time: local.toISOString().slice(11, 16) }
  }

  /**
   * The content of a row of a workbook of ours, which tells what it is of and how it went out. Of people and texts only what was edited is
   * read: nobody is to be asked about the rest. Undefined for any other row.
   */
  #sentContent(line: ParsedLine, row: Row): ItemContent | undefined {
    if (line.sent === undefined) return undefined
    const sent = editedIn(
      line.sent,
      Object.fromEntries(sentColumnNames.map((column) => [column, textOf(row, column)])),
      this.#mapping.targets,
    )
    const isRead = (target: ColumnTarget) =>
      !readWhenEdited.has(target) || sentColumnNames.some((one) => one === target && isEdited(sent, one))
    const content = this.#contentIn(line, new Map([...row].filter(([target]) => isRead(target))))
    // A cell that cannot be read is told, and empties nothing.
    const { spoken = [], interpreted = [], links = [] } = content
    const read = { spoken, interpreted, link: links }
    const unread = (['spoken', 'interpreted', 'link'] as const)
      .filter((column) => textOf(row, column) !== '' && read[column].length === 0)
      .map((column): string => sentColumns[column])
    const edited = new Set([...sent.edited].filter((aspect) => !unread.includes(aspect)))
    return {
      ...content,
      ...{ sent: { ...sent, edited }, isCancelled: isCancellation(textOf(row, 'status')) },
    }
  }

  #contentIn(line: ParsedLine, row: Row): ItemContent {
    const all = (target: ColumnTarget) => row.get(target) ?? []
    const text = [...all('subtitle'), ...all('description')]
      .flatMap(({ cell }) => cell.split('\n'))
      .filter(Boolean)
    const { people, asked, rest } = this.#peopleIn(line, row)
    text.push(...rest)
    for (const { cell, head } of all('affiliation'))
      if (!affiliate(people, cell)) text.push(`${head}: ${cell}`)
    const links: PlannedLink[] = []
    for (const { cell, head } of all('link')) {
      const urls = cell.match(/https?:\/\/[^\s;,|]+/gi) ?? []
      links.push(...urls.map((url) => ({ url })))
      if (urls.length === 0) this.#tell(line, { cell, head })
    }
    return {
      title: textOf(row, 'title').replaceAll('\n', ' '),
      text,
      rooms: all('room').flatMap(({ cell }) => roomsIn(cell)),
      people,
      asked,
      spoken: this.#languagesIn(line, all('spoken')),
      interpreted: this.#languagesIn(line, all('interpreted')),
      links,
      source: {
        ...(row.has('id') && { id: textOf(row, 'id').replace(/@[^@]*$/, '') }),
        ...(line.scheduled && { areRolesUnsaid: true }),
      },
      ...(line.scheduled && { isCancelled: line.scheduled.isCancelled }),
    }
  }

  /** The people of a row, and what its cells for people say beside. */
  #peopleIn(line: ParsedLine, row: Row): { people: FoundPerson[]; asked: FoundPerson[]; rest: string[] } {
    const all = { people: [] as FoundPerson[], asked: [] as FoundPerson[], rest: [] as string[] }
    for (const [target, role] of peopleTargets)
      for (const { cell, head } of row.get(target) ?? []) {
        const own = role ?? roleOfHead(foldForMatching(head))?.role ?? 'speaker'
        const found = peopleIn(cell.replaceAll(/\s+\|\s+/g, '\n'), own)
        const left = found.rest
          .split('; ')
          .filter((one) => one !== '' && !found.asked.some(({ written }) => written === one))
        all.people.push(...found.people)
        // A schedule has people alone here: nobody needs to be asked.
        if (line.scheduled) all.people.push(...found.asked, ...this.#namedAlone(line, left, own))
        else {
          all.asked.push(...found.asked)
          if (left.length > 0) all.rest.push(`${head}: ${left.join('; ')}`)
        }
      }
    return all
  }

  /** All names as people, but "tbc", which is told. */
  #namedAlone(line: ParsedLine, names: readonly string[], role: ContributionRole): FoundPerson[] {
    for (const name of names.filter(isUnsettled)) this.#plan.addProblem('toConfirm', line, { name })
    return names
      .filter((name) => !isUnsettled(name))
      .map((name) => ({ kind: 'person', name, role, written: name }))
  }

  #languagesIn(line: ParsedLine, cells: readonly { cell: string; head: string }[]): SpokenLanguage[] {
    return cells.flatMap((one) => {
      // "en-GB" and "pt_BR" are English and Portuguese.
      const names = one.cell.replace(/\b([a-z]{2})[-_][A-Z]{2}\b/g, '$1')
      const found = isSpokenLanguage(names.toLowerCase())
        ? [names.toLowerCase()].filter(isSpokenLanguage)
        : listedLanguages(names)
      if (found === undefined) this.#tell(line, one)
      return found ?? []
    })
  }

  #tell(line: ParsedLine, { cell, head }: { cell: string; head: string }): void {
    this.#plan.addProblem('cellUnread', line, { cell, head })
  }
}

/** The rooms of a cell; a slash parts them only where each piece is a room by itself, since some names have one. */
const roomsIn = (cell: string): readonly string[] =>
  cell
    .split(/\s*[;\n|]\s*/)
    .filter(Boolean)
    .flatMap((name) => {
      const pieces = name.split(/\s*\/\s*/)
      return pieces.every(isRoomName) ? pieces : [name]
    })

/** Whether a row says by itself whether its session is held. */
const isKnown = ({ sent, scheduled }: ParsedLine): boolean => sent !== undefined || scheduled !== undefined

/** Whether a row of a schedule has no time, which it tells by itself. */
const isUntimed = ({ scheduled }: ParsedLine, row: Row): boolean =>
  scheduled !== undefined && !row.has('startDateTime')

type Row = ReadonlyMap<ColumnTarget, readonly { cell: string; head: string }[]>
type When = { day: DayName | undefined; start: string; end: string | undefined }

/** The first cell of a row that is in a column of a kind; empty where there is none. */
const textOf = (row: Row, target: ColumnTarget): string => row.get(target)?.[0]?.cell ?? ''

/** The words for sessions that are not held, in what tables say of their state. */
const notHeld =
  /^(?:reject|withdraw|cancel|draft|deleted|refus|rejet|retir|annul|supprim|brouillon|rechaz|anulad|borrador|eliminad)/

/** What Whova calls the parts of a session. */
const isSub = /^(?:sub|sous|sub-?session|sous-session|subsesion)$/

/** Columns that may raise questions, or are long. */
const readWhenEdited: ReadonlySet<ColumnTarget> = new Set([
  ...peopleColumns,
  ...(['spoken', 'interpreted', 'description', 'link'] as const),
])

const peopleTargets: readonly (readonly [ColumnTarget, ContributionRole | undefined])[] = [
  ['moderators', 'moderator'],
  ['chairs', 'chair'],
  ['speakers', 'speaker'],
  ['otherPeople', undefined],
]

const isBreak = (kind: string): boolean =>
  wordsIn(kind).some((word) => breakCores.has(word)) && isMadeOf(kind, breakWords)

/** Gives people their organisations, where there is one for each of them. @returns whether it could */
function affiliate(people: FoundPerson[], cell: string): boolean {
  const names = cell.split(/\s*[;\n|]\s*/).filter(Boolean)
  if (people.length === 0 || names.length !== people.length) return false
  people.forEach((person, index) => {
    const organisation = names[index]
    if (organisation !== undefined) people[index] = { organisation, ...person }
  })
  return true
}

function after(start: string, minutes: number): string {
  const [hours = 0, own = 0] = start.split(':').map(Number)
  const total = (hours * 60 + own + minutes) % 1440
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
}

const dayOf = (date: Date, written: string): DayName => ({
  written,
  day: date.getUTCDate(),
  month: date.getUTCMonth() + 1,
  year: date.getUTCFullYear(),
})

const dayAfter = (name: DayName): DayName =>
  name.day === undefined || name.month === undefined || name.year === undefined
    ? name
    : dayOf(new Date(Date.UTC(name.year, name.month - 1, name.day + 1)), name.written)

/** @example offsetText(120) → 'UTC+02:00' */
function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  return `UTC${minutes < 0 ? '−' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`
}
