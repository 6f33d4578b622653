import { wordsOf } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import { isPostponed, isUnsettled } from './doubtful-text.ts'
import { type FactLine, ordinalIn, type PartLine } from './headings.ts'
import { breakIn, ofMeal, withoutCancellation, withRoom } from './item-titles.ts'
import type { LanguageLine } from './language-lines.ts'
import type { ParsedLine } from './parsed-text.ts'
import type { FoundPeople } from './people-lists.ts'
import type {
  Answers,
  Became,
  DayName,
  Facts,
  FoundPerson,
  ItemContent,
  LineRecord,
  Paragraph,
  Plan,
  PlannedItem,
  PlannedPart,
  PlannedSection,
  Problem,
  ProblemCode,
} from './plan.ts'
import { PlanPeople } from './plan-people.ts'
import { withDetails, withoutPeople } from './session-details.ts'
import { pointsIn, type TableRow } from './table-rows.ts'
import { timeProblems } from './time-problems.ts'
import type { Span } from './time-spans.ts'
import { foldForMatching } from './vocabulary.ts'
import type { FoundDays } from './written-dates.ts'

/** A plan while lines are read into it. */
export class PlanBuilder {
  readonly facts: Facts = {}
  readonly brief: Paragraph[] = []
  readonly objectives: Paragraph[] = []
  readonly outcomes: Paragraph[] = []
  readonly strategy: PlannedSection[] = []
  /** Whether the last item only announces parallel sessions, whose rooms follow. */
  announcesParallel = false
  /** The item that announces the parallel sessions below, or the first of these. */
  #parallel: PlannedItem | undefined
  readonly #locale: Locale
  readonly #people: PlanPeople
  readonly #days: DayName[] = []
  readonly #parts: PlannedPart[] = []
  readonly #items: PlannedItem[] = []
  #itemsMade = 0
  readonly #records = new Map<number, LineRecord>()
  readonly #problems: Problem[] = []
  /** The items of the cells of the last row of a table, by the columns that they cover. */
  #openCells: ReadonlyMap<number, PlannedItem> = new Map()
  /** The start of the last row that the cell of an item goes on in. */
  readonly #continuedAt = new Map<PlannedItem, string>()
  #day: number | undefined
  #part: PlannedPart | undefined
  /** The item that the next lines may belong to. */
  #last: PlannedItem | undefined
  #lastSession: PlannedItem | undefined

  constructor(locale: Locale, answers: Answers) {
    this.#locale = locale
    this.#people = new PlanPeople(answers)
  }

  /** The id of the session that points are added to, as a list for a record. */
  get openItem(): string[] | undefined {
    const item = this.#last?.kind === 'session' ? this.#last : this.#lastSession
    return item && [item.id]
  }

  /** When the last session or break of the text is. */
  get lastTime(): { start: string; end?: string } | undefined {
    const item = this.#items.at(-1)
    return item && { start: item.start, ...(item.end !== undefined && { end: item.end }) }
  }

  /** Records what became of a line. */
  record(line: ParsedLine, became: Became, about: readonly string[] = []): void {
    const { from, to, text, plain } = line
    const isItem = /\d/.test(text) && (became === 'session' || became === 'break')
    const isTimed = isItem || plain.leading !== undefined || plain.trailing !== undefined
    this.#records.set(from, { from, to, text, became, about, isTimed })
    // Lines after one that was not understood may belong to it, so they are not added to the item before.
    if (became === 'notUnderstood') this.#last = undefined
  }

  addProblem(
    code: ProblemCode,
    line: Pick<ParsedLine, 'from'> | undefined,
    facts: Problem['facts'] = {},
  ): void {
    this.#problems.push({ code, facts, ...(line && { line: line.from }) })
  }

  isTitle(text: string): boolean {
    return this.facts.title !== undefined && foldForMatching(text) === foldForMatching(this.facts.title)
  }

  /** Adds a fact about the edition. @returns false where the text said something else before */
  addFact(line: FactLine): boolean {
    if (line.fact === 'date') {
      if (this.facts.firstDay !== undefined) return false
      this.setEditionDays(line.days)
      return true
    }
    if (line.fact === 'city') return this.#addCity(line.value)
    if (this.facts[line.fact] !== undefined) return false
    this.facts[line.fact] = line.value
    return true
  }

  #addCity(value: string): boolean {
    if (this.facts.city !== undefined) return foldForMatching(this.facts.city) === foldForMatching(value)
    const [city = value, ...more] = value.split(/\s*[,–—/]\s*/u)
    this.facts.city = city
    const country = more.at(-1)
    if (country) this.facts.country = country
    return true
  }

  /** Sets the days of the whole edition, unless they are known. */
  setEditionDays({ first, last }: FoundDays): void {
    if (this.facts.firstDay !== undefined || first.day === undefined) return
    this.facts.firstDay = first
    if (last !== undefined) this.facts.lastDay = last
  }

  /** Adds a line that names a day. At the top of a text (`isTop`) the first one names the days of the edition only. */
  addDay(line: ParsedLine, found: FoundDays, isTop: boolean): void {
    const isOfEdition = found.last !== undefined || (isTop && this.facts.firstDay === found.first)
    if (isOfEdition) this.setEditionDays(found)
    else this.#enterDay(found, line)
    if (found.isAmbiguous) this.addProblem('ambiguousDate', line, { text: found.first.written })
    this.record(line, 'day')
  }

  #enterDay({ first }: FoundDays, line: ParsedLine): void {
    const known = this.#days.findIndex((day) => isSameDay(day, first))
    this.#day = known === -1 ? this.#days.push(first) - 1 : known
    if (!hasOwnWeekday(first)) this.addProblem('weekday', line, { text: first.written })
    if (first.number !== undefined && first.number > 31)
      this.addProblem('ambiguousDate', line, { text: first.written })
    this.#last = undefined
    this.#parallel = undefined
    this.announcesParallel = false
  }

  /** Adds a line that begins a part. */
  addPart(line: ParsedLine, part: PartLine): void {
    const { id } = this.#enterPart(part, line)
    this.record(line, 'part', [id])
  }

  /** The sessions below are in no part that the text names. */
  leavePart(): void {
    this.#part = undefined
  }

  #enterPart({ ordinal, title }: PartLine, line?: ParsedLine): PlannedPart {
    const known = this.#parts.find(
      (part) =>
        title !== '' &&
        foldForMatching(part.title) === foldForMatching(title) &&
        (ordinal === undefined || ordinal === part.ordinal),
    )
    const part = known ?? this.#newPart(ordinal, title, line)
    if (this.#part !== part) this.#last = undefined
    this.#part = part
    return part
  }

  /** A part with the ordinal that the text gives it, else with the next free one. */
  #newPart(ordinal: number | undefined, title: string, line: ParsedLine | undefined): PlannedPart {
    const free = this.#freeOrdinal()
    const isTaken = this.#parts.some((part) => part.ordinal === ordinal)
    if (isTaken) this.addProblem('partNumber', line, { ordinal: String(ordinal), free: String(free) })
    const part: PlannedPart = {
      id: `part-${this.#parts.length + 1}`,
      ordinal: isTaken ? free : (ordinal ?? free),
      title,
      isStated: true,
    }
    this.#parts.push(part)
    return part
  }

  #freeOrdinal(): number {
    return Math.max(0, ...this.#parts.map(({ ordinal }) => ordinal)) + 1
  }

  /** Gives the part that was just added its title, from a line of its own. @returns whether it had none */
  completePart(line: ParsedLine, title: string): boolean {
    if (this.#part === undefined || this.#part.title !== '' || this.#last !== undefined) return false
    this.#part.title = title
    this.record(line, 'part', [this.#part.id])
    return true
  }

  /** Adds the items of a row of a table, on its day and in its part. */
  addRow(
    line: ParsedLine,
    { span, days, part, items, continued }: TableRow,
    kind?: PlannedItem['kind'],
  ): void {
    if (days !== undefined) this.#enterDay(days, line)
    if (part !== undefined) this.#enterPart(part)
    const goOn = [...this.#openCells].filter(([column]) => continued.includes(column))
    const longer = [...new Set(goOn.map(([, item]) => item))]
    for (const item of longer) this.#continueItem(item, span)
    const added = items.map((content) =>
      this.#addItem(line, span, content, { kind, isDated: days !== undefined }),
    )
    const begun = added.flatMap((item, index) =>
      (items[index]?.columns ?? []).map((column) => [column, item] as const),
    )
    this.#openCells = new Map([...goOn, ...begun])
    const [first] = added
    this.record(
      line,
      first && added.length === 1 ? first.kind : 'session',
      [...longer, ...added].map(({ id }) => id),
    )
  }

  /** Lets an item whose cell goes on in a row last until the end of that row. */
  #continueItem(item: PlannedItem, { start, end }: Pick<Span, 'start' | 'end'>): void {
    this.#continuedAt.set(item, start)
    if (end === undefined) delete item.end
    else item.end = end
  }

  /** Adds a line with a time. Its words decide between session and break where `kind` does not. */
  addTimed(
    line: ParsedLine,
    span: Pick<Span, 'start' | 'end'>,
    content: ItemContent,
    kind?: PlannedItem['kind'],
  ): void {
    this.#parallel = undefined
    const item = this.#addItem(line, span, content, { kind })
    this.record(line, item.kind, [item.id])
  }

  #addItem(
    line: ParsedLine,
    { start, end }: Pick<Span, 'start' | 'end'>,
    written: ItemContent,
    { kind, isDated = false }: { kind: PlannedItem['kind'] | undefined; isDated?: boolean },
  ): PlannedItem {
    const isBreak = kind === 'break' || (kind === undefined && breakIn(written.title) === 'surely')
    const { title: announced, isCancelled } = withoutCancellation(written.title)
    const session = { ...written, title: announced }
    const content = isBreak ? written : ofMeal(session, withDetails(session))
    const { title, rooms } =
      content.rooms === undefined ? withRoom(content.title) : { ...content, rooms: content.rooms }
    const day = this.#currentDay()
    const item: PlannedItem = {
      // Counted, since an item may go away again.
      id: `item-${++this.#itemsMade}`,
      kind: 'session',
      day,
      ...(!isDated && isOfTheNight(start, this.#items.at(-1), day) && { isAfterMidnight: true }),
      start,
      ...(end !== undefined && { end }),
      isEndInferred: false,
      title,
      text: (content.text ?? []).flatMap(pointsIn),
      rooms,
      contributions: [],
      spoken: content.spoken ?? [],
      interpreted: content.interpreted ?? [],
      links: content.links ?? [],
      isCancelled: (isCancelled || content.isCancelled === true) && !isBreak,
      ...ofSource(content),
      line: line.from,
    }
    this.#items.push(item)
    this.announcesParallel = false
    if (content.part !== undefined) this.#enterPart(content.part, line)
    this.#last = item
    this.#setKind(item, kind, (content.people ?? []).length > 0)
    this.#addPeople(item, content, line)
    this.#tellDoubts(item, written.title, line)
    return item
  }

  /** Tells what the words of an item leave open. @param written its title as it is in the text */
  #tellDoubts({ title, text }: PlannedItem, written: string, line: ParsedLine): void {
    if (isPostponed(written)) this.addProblem('postponed', line, { title: written })
    for (const one of [title, ...text.map((paragraph) => paragraph.text)]) this.#tellUnsettled(line, one)
    if (text.some((paragraph) => runTogether.test(paragraph.text)))
      this.addProblem('runTogether', line, { title })
  }

  #tellUnsettled(line: Pick<ParsedLine, 'from'>, text: string): void {
    if (isUnsettled(text)) this.addProblem('toConfirm', line, { name: text })
  }

  /** Adds the people that a text names to a session, and asks about those that are not sure. */
  #addPeople(
    item: PlannedItem,
    { people = [], asked = [] }: Pick<ItemContent, 'people' | 'asked'>,
    line: Pick<ParsedLine, 'from'>,
  ): readonly FoundPerson[] {
    if (item.kind === 'break') return []
    this.#people.add(item, people, line.from)
    const taken = this.#people.ask(item, asked, line.from)
    item.text = withoutPeople(item.text, taken)
    return taken
  }

  /**
   * Adds the people of a line to the last session, and what else the line says to its text.
   * @returns false where there is no such session
   */
  addPeople(
    line: ParsedLine,
    { people, asked, rest }: FoundPeople,
    as: Paragraph['as'],
    to: 'open' | 'above' = 'open',
  ): boolean {
    const item = to === 'open' ? this.#last : this.#lastSession
    if (item === undefined || item.kind === 'break') return false
    if (rest !== '') item.text.push({ text: rest, as })
    this.#tellUnsettled(line, rest)
    const taken = this.#addPeople(item, { people, asked }, line)
    this.record(line, people.length + taken.length > 0 ? 'people' : 'point', [item.id])
    return true
  }

  /** Adds a room to the last session. @returns false where there is none */
  addRoom(line: ParsedLine, room: string): boolean {
    const item = this.#lastSession
    if (item === undefined) return false
    item.rooms = [...new Set([...item.rooms, room])]
    this.record(line, 'room', [item.id])
    return true
  }

  /** Adds a line without a time at that of the last item. @returns false where there is none */
  addBeside(line: ParsedLine, title: string, kind: PlannedItem['kind']): boolean {
    const beside = this.#items.at(-1)
    if (beside === undefined) return false
    this.addTimed(line, beside, { title }, kind)
    return true
  }

  /** Sets the languages of the last session. @returns false where there is none */
  setLanguages(line: ParsedLine, { spoken = [], interpreted = [] }: LanguageLine): boolean {
    const item = this.#last
    if (item === undefined || item.kind === 'break') return false
    item.spoken = [...new Set([...item.spoken, ...spoken])]
    item.interpreted = [...new Set([...item.interpreted, ...interpreted])]
    this.record(line, 'languages', [item.id])
    return true
  }

  /** The sessions below the last item take place at its time, each in a line of its own. */
  announceParallel(): void {
    this.announcesParallel = true
    this.#parallel = this.#last
  }

  /** Whether lines below a time may be sessions of their own. */
  get isParallel(): boolean {
    return this.#parallel !== undefined
  }

  /** Adds one of the sessions that were announced as parallel. */
  addParallel(line: ParsedLine, content: ItemContent): void {
    const first = this.#parallel
    if (first === undefined) return
    const announcement = this.announcesParallel ? first : undefined
    const item = this.#addItem(line, first, content, { kind: 'session' })
    this.record(line, 'session', [item.id])
    this.#parallel = item
    if (announcement !== undefined) this.#removeAnnouncement(announcement)
  }

  /** Gives the item that was just added its title, from a line of its own. @returns whether it had none */
  completeItem(line: ParsedLine, text: string): boolean {
    const item = this.#last
    if (item === undefined || item.title !== '') return false
    const { title: announced, isCancelled } = withoutCancellation(text)
    const content = withDetails({ title: announced })
    const { title, rooms } = withRoom(content.title)
    Object.assign(item, { title, isCancelled, rooms: item.rooms.length > 0 ? item.rooms : rooms })
    this.#setKind(item, undefined)
    if (item.kind === 'break') item.title = text
    else this.#addPeople(item, content, line)
    this.record(line, item.kind, [item.id])
    if (isPostponed(text)) this.addProblem('postponed', line, { title: text })
    return true
  }

  /**
   * Adds a paragraph or a point to the last item, or to the last session (`above`). @returns the id of the item;
   * undefined where there is none, or where it is a break
   */
  describe({ text, as }: Paragraph, to: 'open' | 'above' = 'open'): string | undefined {
    const item = to === 'open' ? this.#last : this.#lastSession
    if (item === undefined || item.kind === 'break') return undefined
    item.text.push({ text, as })
    this.announcesParallel = false
    return item.id
  }

  /**
   * Sets the room of the last session; or, with a title or after an announcement of parallel sessions, adds a session
   * in that room at the same time. @returns false where there is no such session, or where it has a room
   */
  setRoom(line: ParsedLine, room: string, title?: string): boolean {
    const above = this.#last
    if (above === undefined || above.kind === 'break') return false
    if (title === undefined && !this.announcesParallel) {
      if (above.rooms.length > 0) return false
      above.rooms = [room]
      this.record(line, 'room', [above.id])
      return true
    }
    const announcement = this.announcesParallel ? above : undefined
    const isParallel = this.isParallel
    this.addTimed(line, above, { title: title ?? '', rooms: [room] }, 'session')
    if (isParallel) this.#parallel = this.#last
    if (announcement !== undefined) this.#removeAnnouncement(announcement)
    return true
  }

  /** Removes an item that only announced the sessions below it. */
  #removeAnnouncement(item: PlannedItem): void {
    this.#items.splice(this.#items.indexOf(item), 1)
    const record = this.#records.get(item.line)
    if (record) this.#records.set(item.line, { ...record, became: 'parallel', about: [] })
    if (this.#lastSession === item) this.#lastSession = undefined
  }

  /**
   * Ends the day, from a line such as "18:00 End": the last item lasts until then where its end is not stated.
   * @returns false where it starts or ends later
   */
  endDay(end: string): boolean {
    const item = this.#last
    if (item === undefined || item.start >= end || (item.end !== undefined && item.end > end)) return false
    item.end ??= end
    this.#last = undefined
    return true
  }

  addStrategy(paragraph: Paragraph): void {
    const section = this.strategy.at(-1)
    if (section) section.text.push(paragraph)
    else this.strategy.push({ title: '', text: [paragraph] })
  }

  /** The plan, with inferred ends and parts, and with its problems in the order of lines. */
  finish(lines: readonly ParsedLine[]): Plan {
    this.#inferEnds()
    this.#addMissingPart()
    for (const { line, title } of this.#items) if (title === '') this.addProblem('untitled', { from: line })
    for (const { title, ordinal } of this.#parts)
      if (title === '') this.addProblem('untitled', undefined, { text: String(ordinal) })
    for (const { kind, line, title, rooms, text } of this.#items)
      if (kind === 'break' && rooms.length + text.length > 0) {
        const more = [...rooms, ...text.map((one) => one.text)].join(' · ')
        this.addProblem('breakMore', { from: line }, { title, more })
      }
    if (this.#items.length === 0) this.addProblem('noProgramme', undefined)
    this.#problems.push(...timeProblems(this.#items))
    const year = yearIn(lines)
    const ordinal = this.facts.title === undefined ? undefined : ordinalIn(this.facts.title)
    return {
      locale: this.#locale,
      facts: {
        ...this.facts,
        ...(ordinal !== undefined && { ordinal }),
        ...(year !== undefined && { year }),
      },
      brief: this.brief,
      objectives: this.objectives,
      outcomes: this.outcomes,
      strategy: this.strategy,
      days: this.#days,
      parts: this.#parts.toSorted((a, b) => a.ordinal - b.ordinal),
      items: this.#items,
      rooms: [...new Set(this.#items.flatMap(({ rooms }) => rooms))],
      people: this.#people.people,
      lines: lines.flatMap((line) => this.#records.get(line.from) ?? []),
      problems: [...this.#problems, ...this.#people.problems].toSorted(
        (a, b) => (a.line ?? 0) - (b.line ?? 0),
      ),
      questions: this.#people.questions.toSorted((a, b) => a.line - b.line),
    }
  }

  #currentDay(): number {
    this.#day ??= this.#days.push({ written: '' }) - 1
    return this.#day
  }

  /** Makes an item a session or a break, by its title where `kind` is not given. */
  #setKind(item: PlannedItem, kind: PlannedItem['kind'] | undefined, hasPeople = false): void {
    // People work in a lunch that has a speaker.
    const likely = hasPeople ? undefined : breakIn(item.title)
    item.kind = kind ?? (likely === undefined ? 'session' : 'break')
    if (kind === undefined && likely === 'maybe')
      this.addProblem('maybeBreak', { from: item.line }, { title: item.title })
    if (item.kind === 'session') {
      this.#lastSession = item
      if (this.#part !== undefined) item.part = this.#part.id
    } else delete item.part
  }

  /** An item without an end lasts until the next start on the same day. */
  #inferEnds(): void {
    this.#items.forEach((item, index) => {
      if (item.end !== undefined) return
      const last = this.#continuedAt.get(item) ?? item.start
      const next = this.#items.slice(index + 1).find(({ day, start }) => day === item.day && start > last)
      if (next === undefined)
        this.addProblem('noEnd', { from: item.line }, { title: item.title, start: item.start })
      else {
        item.end = next.start
        item.isEndInferred = true
      }
    })
  }

  /** A session needs a part: those that the text puts in none get one together. */
  #addMissingPart(): void {
    const loose = this.#items.filter(({ kind, part }) => kind === 'session' && part === undefined)
    const [first] = loose
    if (first === undefined) return
    this.addProblem(this.#parts.length === 0 ? 'noParts' : 'beforeParts', { from: first.line })
    const part: PlannedPart = {
      id: `part-${this.#parts.length + 1}`,
      ordinal: this.#freeOrdinal(),
      title: wordsOf(this.#locale)('edition.programme'),
      isStated: false,
    }
    this.#parts.push(part)
    for (const item of loose) item.part = part.id
  }
}

/** What a table says of an item beside its content. */
const ofSource = ({ sent, source }: ItemContent): Pick<PlannedItem, 'sent' | 'source'> => ({
  ...(sent && { sent }),
  ...(source && { source }),
})

/** Whether a time below another one of the same day is in the night that follows: 00:30 after 23:00. */
const isOfTheNight = (start: string, above: PlannedItem | undefined, day: number): boolean =>
  above !== undefined &&
  above.day === day &&
  start < '06:00' &&
  (above.isAfterMidnight === true || above.start >= '18:00')

/** Whether two names of a day mean the same one. A year that only one of them has is that of both. */
const isSameDay = (one: DayName, other: DayName): boolean =>
  other.number === undefined
    ? one.day === other.day &&
      (one.day !== undefined || one.weekday === other.weekday) &&
      one.month === other.month &&
      (one.year ?? other.year) === (other.year ?? one.year)
    : one.number === other.number

/** A capital after a small word in the middle of a sentence: points that have lost their line breaks. */
const runTogether = /^(?=.{50,}).*[\p{Ll})] \p{Lu}\p{Ll}+ \p{Ll}/u

/** The year that a text names most often, if it names any. */
function yearIn(lines: readonly ParsedLine[]): number | undefined {
  const years = lines.flatMap(({ text }) => text.match(/(?<!\d)20\d{2}(?!\d)/g) ?? [])
  const [most] = [...Map.groupBy(years, (year) => year)].sort(([, a], [, b]) => b.length - a.length)
  return most && Number(most[0])
}

/** Whether the weekday of a date is the right one; true where the text gives no weekday or no whole date. */
const hasOwnWeekday = ({ day, month, year, weekday }: DayName): boolean =>
  day === undefined ||
  month === undefined ||
  year === undefined ||
  weekday === undefined ||
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() === weekday
