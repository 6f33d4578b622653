import { wordsOf } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import { type FactLine, ordinalIn } from './headings.ts'
import type {
  Became,
  DayName,
  Facts,
  LineRecord,
  Paragraph,
  Plan,
  PlannedItem,
  PlannedPart,
  PlannedSection,
  Problem,
  ProblemCode,
  SourceLine,
} from './plan.ts'
import { type Columns, pointsIn } from './table-rows.ts'
import { timeProblems } from './time-problems.ts'
import { leadingSpan, type Span, trailingSpan } from './time-spans.ts'
import { breakCores, breakWords, fold, isMadeOf, roomName, wordsIn } from './vocabulary.ts'
import { daysIn, type FoundDays } from './written-dates.ts'

type Content = { title: string; text?: readonly string[]; room?: string; parallel?: boolean }

/** A plan while lines are read into it. */
export class PlanBuilder {
  readonly facts: Facts = {}
  readonly brief: Paragraph[] = []
  readonly objectives: Paragraph[] = []
  readonly outcomes: Paragraph[] = []
  readonly strategy: PlannedSection[] = []
  /** The heads of the table that is being read. */
  columns: Columns | undefined
  /** Whether the session just read only announces those in rooms that follow. */
  parallel = false
  readonly #locale: Locale
  readonly #days: DayName[] = []
  readonly #parts: PlannedPart[] = []
  readonly #items: PlannedItem[] = []
  readonly #accounts = new Map<number, LineRecord>()
  readonly #problems: Problem[] = []
  #day: number | undefined
  #part: PlannedPart | undefined
  #last: PlannedItem | undefined
  #lastSession: PlannedItem | undefined

  constructor(locale: Locale) {
    this.#locale = locale
  }

  /** The session or break that lines are being added to, by id. */
  get last(): string[] | undefined {
    const one = this.#last?.kind === 'session' ? this.#last : this.#lastSession
    return one && [one.id]
  }

  record({ from, to, text }: SourceLine, became: Became, about: readonly string[] = []): void {
    const isTimed =
      leadingSpan(text) !== undefined ||
      trailingSpan(text) !== undefined ||
      (/\d/.test(text) && /^(session|break)$/.test(became))
    this.#accounts.set(from, { from, to, text, became, about, isTimed })
    // What follows a line that nobody understood belongs to it, as far as anybody knows.
    if (became === 'notUnderstood') this.#last = undefined
  }

  note(code: ProblemCode, line: Pick<SourceLine, 'from'> | undefined, facts: Problem['facts'] = {}): void {
    this.#problems.push({ code, facts, ...(line && { line: line.from }) })
  }

  isTitle(text: string): boolean {
    return this.facts.title !== undefined && fold(text) === fold(this.facts.title)
  }

  /** Keeps what a line says of the edition; false where something else was said before. */
  fact({ fact, value }: FactLine): boolean {
    if (fact === 'date') {
      const days = daysIn(value)
      if (days === undefined || this.facts.firstDay !== undefined) return false
      this.edition(days)
      return true
    }
    if (fact === 'city') {
      if (this.facts.city !== undefined) return fold(this.facts.city) === fold(value)
      const [city = value, ...more] = value.split(/\s*[,–—/]\s*/u)
      this.facts.city = city
      const country = more.at(-1)
      if (country) this.facts.country = country
      return true
    }
    if (this.facts[fact] !== undefined) return false
    this.facts[fact] = value
    return true
  }

  /** The days of the whole edition. */
  edition({ first, last }: FoundDays): void {
    if (this.facts.firstDay !== undefined || first.day === undefined) return
    this.facts.firstDay = first
    if (last !== undefined) this.facts.lastDay = last
  }

  /** A line that names a day. The first one at the head of a text names the edition's, and opens no day of its own. */
  day(line: SourceLine, found: FoundDays, isHead: boolean): void {
    const isOfEdition = found.last !== undefined || (isHead && this.facts.firstDay === found.first)
    if (isOfEdition) this.edition(found)
    else this.enterDay(found, line)
    if (found.isAmbiguous) this.note('ambiguousDate', line, { text: found.first.written })
    this.record(line, 'day')
  }

  enterDay({ first }: FoundDays, line: Pick<SourceLine, 'from'>): void {
    const same = (day: DayName) =>
      first.number === undefined
        ? day.day === first.day &&
          day.month === first.month &&
          (day.year ?? first.year) === (first.year ?? day.year)
        : day.number === first.number
    const known = this.#days.findIndex(same)
    this.#day = known === -1 ? this.#days.push(first) - 1 : known
    if (!hasItsWeekday(first)) this.note('weekday', line, { text: first.written })
    if (first.number !== undefined && first.number > 31)
      this.note('ambiguousDate', line, { text: first.written })
    this.#last = undefined
    this.parallel = false
  }

  /** A line that begins a part. */
  part(line: SourceLine, stated: { ordinal?: number; title: string }): void {
    const part = this.enterPart(stated, line)
    this.record(line, 'part', [part.id])
  }

  enterPart({ ordinal, title }: { ordinal?: number; title: string }, line?: SourceLine): PlannedPart {
    const known = this.#parts.find(
      (part) =>
        fold(part.title) === fold(title) &&
        (ordinal === undefined || ordinal === part.ordinal) &&
        title !== '',
    )
    const free = Math.max(0, ...this.#parts.map((part) => part.ordinal)) + 1
    const isTaken = ordinal !== undefined && this.#parts.some((part) => part.ordinal === ordinal)
    if (known === undefined && isTaken)
      this.note('partNumber', line, { ordinal: String(ordinal), free: String(free) })
    const part = known ?? {
      id: `part-${this.#parts.length + 1}`,
      ordinal: isTaken ? free : (ordinal ?? free),
      title,
      isStated: true,
    }
    if (known === undefined) this.#parts.push(part)
    if (this.#part !== part) this.#last = undefined
    this.#part = part
    return part
  }

  awaitsPartTitle = (): boolean => this.#part?.title === '' && this.#last === undefined

  partTitle(line: SourceLine, title: string): number {
    if (this.#part) {
      this.#part.title = title
      this.record(line, 'part', [this.#part.id])
    }
    return 0
  }

  /** A line with a time. */
  timed(line: SourceLine, span: Span, content: Content, kind?: 'session' | 'break'): void {
    const id = this.add(line, span, content, kind)
    this.record(line, this.kindOf(id), [id])
  }

  /** Adds a session or a break, by its words where `kind` does not say. */
  add(
    line: Pick<SourceLine, 'from'>,
    { start, end }: Pick<PlannedItem, 'start' | 'end'>,
    content: Content,
    kind?: 'session' | 'break',
  ): string {
    const { title, room } = content.room === undefined ? roomIn(content.title) : { ...content }
    const text = (content.text ?? []).flatMap(pointsIn)
    const item: PlannedItem = {
      id: `item-${this.#items.length + 1}`,
      kind: 'session',
      day: this.#currentDay(),
      start,
      ...(end !== undefined && { end }),
      isEndInferred: false,
      title,
      text,
      ...(room && { room }),
      line: line.from,
    }
    this.#items.push(item)
    this.parallel = false
    this.#last = item
    this.#settle(item, kind)
    if (item.text.some((one) => runsTogether.test(one.text)))
      this.note('runTogether', line, { title: item.title })
    return item.id
  }

  kindOf = (id: string | undefined): 'session' | 'break' =>
    this.#items.find((item) => item.id === id)?.kind ?? 'session'

  awaitsTitle = (): boolean => this.#last?.title === ''

  title(line: SourceLine, text: string): number {
    const item = this.#last
    if (item) {
      Object.assign(item, roomIn(text))
      this.#settle(item, undefined)
      this.record(line, item.kind, [item.id])
    }
    return 0
  }

  /**
   * Adds a paragraph or point to the session that is being read, or to the last one that was; undefined where
   * there is none, or a break.
   */
  describe({ text, as }: Paragraph, to: 'open' | 'above' = 'open'): string | undefined {
    const item = to === 'open' ? this.#last : this.#lastSession
    if (item === undefined || item.kind === 'break') return undefined
    item.text.push({ text, as })
    this.parallel = false
    return item.id
  }

  /** A room titleText below a time: where the session is, or another one at the same time. */
  inRoom(line: SourceLine, room: string, title?: string): boolean {
    const above = this.#last
    if (above === undefined || above.kind === 'break') return false
    if (title === undefined && above.room === undefined && !this.parallel) {
      above.room = room
      this.record(line, 'room', [above.id])
      return true
    }
    if (title === undefined && !this.parallel) return false
    const announced = this.parallel ? above : undefined
    const id = this.add(line, above, { title: title ?? '', room, parallel: true }, 'session')
    this.record(line, 'session', [id])
    if (announced !== undefined) {
      this.#items.splice(this.#items.indexOf(announced), 1)
      const record = this.#accounts.get(announced.line)
      if (record) this.#accounts.set(announced.line, { ...record, became: 'parallel', about: [] })
      if (this.#lastSession === announced) this.#lastSession = undefined
    }
    return true
  }

  /** "18:00 End": the end of what comes before; false when nothing does. */
  endDay(at: string): boolean {
    const item = this.#last
    if (item === undefined || item.start >= at || (item.end !== undefined && item.end !== at)) return false
    item.end = at
    return true
  }

  addStrategy(paragraph: Paragraph): void {
    const section = this.strategy.at(-1)
    if (section) section.text.push(paragraph)
    else this.strategy.push({ title: '', text: [paragraph] })
  }

  finished(lines: readonly SourceLine[]): Plan {
    this.#inferEnds()
    this.#completeParts()
    for (const { line, title } of this.#items) if (title === '') this.note('untitled', { from: line })
    for (const { title, ordinal } of this.#parts)
      if (title === '') this.note('untitled', undefined, { text: String(ordinal) })
    if (this.#items.length === 0) this.note('noProgramme', undefined)
    this.#problems.push(...timeProblems(this.#items))
    const text = lines.map((line) => line.text).join('\n')
    const year = mostFrequent(text.match(/(?<!\d)20\d{2}(?!\d)/g) ?? [])
    const ordinal = this.facts.title === undefined ? undefined : ordinalIn(this.facts.title)
    return {
      locale: this.#locale,
      facts: {
        ...this.facts,
        ...(ordinal !== undefined && { ordinal }),
        ...(year && { year: Number(year) }),
      },
      brief: this.brief,
      objectives: this.objectives,
      outcomes: this.outcomes,
      strategy: this.strategy,
      days: this.#days,
      parts: this.#parts.toSorted((a, b) => a.ordinal - b.ordinal),
      items: this.#items,
      rooms: [...new Set(this.#items.flatMap(({ room }) => room ?? []))],
      lines: lines.flatMap((line) => this.#accounts.get(line.from) ?? []),
      problems: this.#problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    }
  }

  #currentDay(): number {
    this.#day ??= this.#days.push({ written: '' }) - 1
    return this.#day
  }

  /** Whether it is a session or a break, now that its title is known. */
  #settle(item: PlannedItem, kind: 'session' | 'break' | undefined): void {
    const likely = breakIn(item.title)
    item.kind = kind ?? (likely === undefined ? 'session' : 'break')
    if (kind === undefined && likely === 'maybe')
      this.note('maybeBreak', { from: item.line }, { title: item.title })
    if (item.kind === 'session') {
      this.#lastSession = item
      if (this.#part !== undefined) item.part = this.#part.id
    } else delete item.part
  }

  /** What has no end lasts until what follows it on the same day begins. */
  #inferEnds(): void {
    this.#items.forEach((item, index) => {
      if (item.end !== undefined) return
      const next = this.#items
        .slice(index + 1)
        .find(({ day, start }) => day === item.day && start > item.start)
      if (next === undefined)
        this.note('noEnd', { from: item.line }, { title: item.title, start: item.start })
      else {
        item.end = next.start
        item.isEndInferred = true
      }
    })
  }

  /** A session needs a part: those that the text puts into none get one of their own. */
  #completeParts(): void {
    const loose = this.#items.filter(({ kind, part }) => kind === 'session' && part === undefined)
    if (loose.length === 0) return
    const [first] = loose
    this.note(this.#parts.length === 0 ? 'noParts' : 'beforeParts', first && { from: first.line })
    const part: PlannedPart = {
      id: `part-${this.#parts.length + 1}`,
      ordinal: Math.max(0, ...this.#parts.map(({ ordinal }) => ordinal)) + 1,
      title: wordsOf(this.#locale)('edition.programme'),
      isStated: false,
    }
    this.#parts.push(part)
    for (const item of loose) item.part = part.id
  }
}

/** Whether a title is a break's: surely, where it has no other words; maybe, where it begins like one. */
function breakIn(title: string): 'surely' | 'maybe' | undefined {
  const words = wordsIn(title)
  if (words.some((word) => breakCores.has(word)) && isMadeOf(title, breakWords)) return 'surely'
  return meals.test(fold(title)) ? 'maybe' : undefined
}
const meals =
  /^(?:(?:working|networking|light|official|welcome) )?(?:lunch|dinner|breakfast|coffee|registration|accreditation|dejeuner|diner|petit dejeuner|cafe|pause|inscriptions?|accreditations?|almuerzo|comida|cena|desayuno|pausa|registro|inscripci|acreditaci)/

/** A room that a title names at its end in brackets or after a dash, or at its start before a colon. */
function roomIn(title: string): { title: string; room?: string } {
  const inBrackets = new RegExp(`^(.+?)\\s*[([](${roomName.source})[)\\]]$`, 'iu').exec(title)
  const atEnd = inBrackets ?? new RegExp(`^(.+?)\\s*[–—|,-]\\s*(${roomName.source})$`, 'iu').exec(title)
  if (atEnd?.[1] && atEnd[2]) return { title: atEnd[1].trim(), room: atEnd[2] }
  const atStart = new RegExp(`^(${roomName.source})\\s*[:–—|]\\s*(.+)$`, 'iu').exec(title)
  return atStart?.[1] && atStart[2] ? { title: atStart[2].trim(), room: atStart[1] } : { title }
}

/** A capital in the middle of a sentence after a small word: points that lost their line ends. */
const runsTogether = /^(?=.{50,}).*[\p{Ll})] \p{Lu}\p{Ll}+ \p{Ll}/u

function mostFrequent(all: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** Whether the weekday that a date is given is its own; so it is where nothing says otherwise. */
const hasItsWeekday = ({ day, month, year, weekday }: DayName): boolean =>
  day === undefined ||
  month === undefined ||
  year === undefined ||
  weekday === undefined ||
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() === weekday
