import type { ContributionRole } from './contribution-roles.ts'
import { isPastMidnight, isUnsettled, looseTimeIn } from './doubtful-text.ts'
import { factOf, hasTime, isDateLabel, partIn, placeIn } from './headings.ts'
import { languageLineIn, withoutLanguages } from './language-lines.ts'
import {
  beginsProse,
  dayIn,
  decorationIn,
  endsWithRoom,
  hasOwnRole,
  isAbout,
  isPoint,
  isShort,
  isTimetable,
  itemsOfRow,
  kindOf,
  parallelLine,
  roomLine,
  splitDateIn,
} from './line-shapes.ts'
import { isGreeting, messageHeadIn } from './messages.ts'
import { type ParsedLine, ParsedText } from './parsed-text.ts'
import { peopleIn, roleOfHead } from './people.ts'
import type { Became, Paragraph } from './plan.ts'
import type { PlanBuilder } from './plan-builder.ts'
import { withoutMarks } from './source-lines.ts'
import { besideIn, columnsIn, rowIn, type TableColumns } from './table-rows.ts'
import type { Span, TimedText } from './time-spans.ts'
import {
  endCores,
  endWords,
  isDayPart,
  isRoomName,
  isTimeLabel,
  parallelCores,
  parallelWords,
  roomLabel,
  type Section,
  sectionOf,
  venueIn,
  wordsIn,
} from './vocabulary.ts'
import { daysIn, type FoundDays } from './written-dates.ts'
import { zoneOfLine } from './zone-lines.ts'

/**
 * Reads line after line into a plan. It keeps the section that the text is in, and the columns of the table. Each
 * method that returns a boolean tries one reading of a line: true when the line was read.
 */
export class LineReader {
  readonly #lines: readonly ParsedLine[]
  readonly #plan: PlanBuilder
  readonly #titleLine: number | undefined
  /** Whether nearly every line has an empty line before it, so that these do not separate anything. */
  readonly #isSpaced: boolean
  /** How many lines are the head of a message. */
  readonly #messageHead: number
  /** Whether the text is written to somebody, so that its prose is not about the edition. */
  #isMessage: boolean
  /** Whether times such as "09.30" and "0930–1000" are those of a programme wherever they stand. */
  readonly #isTimetable: boolean
  #section: Section | 'top' | 'strategy' = 'top'
  #columns: TableColumns | undefined
  /** The cells of the last row that began a session. */
  #lastRow: readonly string[] = []
  /** The role of the people in the lines below. */
  #listedRole: ContributionRole | undefined

  /** @param titleLine index of the line that is the title of the text */
  constructor(lines: readonly ParsedLine[], plan: PlanBuilder, titleLine: number | undefined) {
    this.#lines = lines
    this.#plan = plan
    this.#titleLine = titleLine
    const afterGaps = lines.filter(({ isAfterGap }) => isAfterGap).length
    this.#isSpaced = lines.length > 3 && afterGaps > 0.8 * lines.length
    this.#messageHead = messageHeadIn(lines)
    this.#isMessage = this.#messageHead > 0
    this.#isTimetable = isTimetable(lines)
  }

  get columns(): TableColumns | undefined {
    return this.#columns
  }

  /** Reads a line. @returns how many lines after it were read with it */
  read(line: ParsedLine, index: number): number {
    const next = this.#lines[index + 1]
    const decoration = decorationIn(line)
    if (decoration !== undefined) this.#plan.record(line, decoration)
    else if (index < this.#messageHead) this.#plan.record(line, 'notUnderstood')
    else if (line.cells !== undefined) this.#readCells(line, line.cells)
    else {
      this.#columns = undefined
      const splitDate = index === this.#titleLine ? undefined : splitDateIn(line, next)
      if (splitDate !== undefined && next !== undefined) {
        this.#readDay(line, splitDate)
        this.#plan.record(next, 'day')
        return 1
      }
      if (index === this.#titleLine) this.#readTitle(line)
      else this.#readText(line, line.plain, next)
    }
    return 0
  }

  /** Records what became of a line. @returns true, since the line was read */
  #record(line: ParsedLine, became: Became): true {
    this.#plan.record(line, became)
    return true
  }

  #readTitle(line: ParsedLine): void {
    const { text, days } = line.plain
    const title = (days ? days.before : text).replace(/[\s,–—:|-]+$/u, '').trim() || text
    this.#plan.facts.title ??= title
    if (days !== undefined) this.#plan.setEditionDays(days)
    this.#record(line, 'title')
  }

  #readCells(line: ParsedLine, cells: readonly string[]): void {
    const columns = columnsIn(cells)
    if (columns !== undefined) {
      this.#columns = columns
      this.#section = 'programme'
      this.#record(line, 'columns')
      return
    }
    if (this.#readTimedRow(line, cells)) return
    const filled = cells.filter((cell, at) => cell !== '' && line.merged?.[at] === undefined)
    const whole = new ParsedText(withoutMarks(filled.join(' ').replaceAll('\n', ' ')))
    const isLine = partIn(whole.text) !== undefined || filled.length === 1 || dayIn(whole) !== undefined
    // One cell across the table, or "Part One:" beside its title, is read like a line of text.
    if (isLine) this.#readText(line, whole, undefined)
    else {
      const isRead =
        this.#readParallelCells(line, filled) ||
        this.#readLabelledCell(line, filled) ||
        this.#readContinuedRow(line, cells, filled)
      if (!isRead) this.#record(line, 'notUnderstood')
    }
  }

  #readTimedRow(line: ParsedLine, cells: readonly string[]): boolean {
    const row = rowIn(cells, this.#columns, line.merged)
    if (row === undefined) return false
    this.#lastRow = cells
    this.#section = 'programme'
    const [item, ...more] = row.items
    const isAlone = item !== undefined && more.length === 0 && (item.text ?? []).length === 0
    if (isAlone && this.#readEnd(line, row.span, item.title)) return true
    this.#plan.addRow(line, { ...row, items: itemsOfRow(row.items, this.#columns) })
    if (isAbout(item?.title ?? '', parallelWords, parallelCores)) this.#plan.announceParallel()
    return true
  }

  /** A row without a time below parallel sessions that are announced: "Taller 1: …", its room, its people. */
  #readParallelCells(line: ParsedLine, [first = '', ...text]: readonly string[]): boolean {
    const [, title] = (this.#plan.isParallel && parallelLine.exec(first)) || []
    if (title === undefined) return false
    this.#plan.addParallel(line, { title, text })
    return true
  }

  /** A row of two cells such as "Venue", "City Hall". */
  #readLabelledCell(line: ParsedLine, [label = '', value = '', ...more]: readonly string[]): boolean {
    const fact = more.length === 0 ? factOf(`${label.replace(/[\s:]+$/, '')}: ${value}`) : undefined
    return fact !== undefined && this.#plan.addFact(fact) && this.#record(line, fact.became)
  }

  /** A row whose first cell, that of the time, is empty: a session beside that of the row above, or more of it. */
  #readContinuedRow(line: ParsedLine, cells: readonly string[], filled: readonly string[]): boolean {
    if (cells[0] !== '' || this.#plan.openItem === undefined || this.#section !== 'programme') return false
    const time = this.#plan.lastTime
    const beside = time && besideIn(cells, this.#columns, this.#lastRow, time)
    if (beside) {
      this.#plan.addRow(line, beside)
      this.#lastRow = cells
      return true
    }
    for (const text of filled) this.#plan.describe({ text, as: 'bullet' })
    this.#plan.record(line, 'point', this.#plan.openItem)
    return true
  }

  /** @param next the line after it; undefined where the text is a row of a table */
  #readText(line: ParsedLine, text: ParsedText, next: ParsedLine | undefined): void {
    const isRead =
      this.#readHashtag(line, text) ||
      this.#readTimed(line, text) ||
      this.#readPart(line, text) ||
      this.#readParallel(line, text) ||
      this.#readDayPart(line, text) ||
      this.#readZone(line, text) ||
      this.#readDayLine(line, text) ||
      this.#readMissingTitle(line, text) ||
      this.#readFact(line, text) ||
      this.#readHeading(line, text) ||
      (this.#plan.isTitle(text.text) && this.#record(line, 'repeatedTitle')) ||
      (this.#section === 'programme'
        ? this.#readRoom(line, text) ||
          this.#readLanguages(line, text) ||
          this.#readPeople(line, text, next) ||
          (!isPastMidnight(text.text) && this.#readPoint(line, text))
        : this.#readProse(line, text, next))
    if (!isRead) this.#record(line, 'notUnderstood')
  }

  #readHashtag(line: ParsedLine, { text }: ParsedText): boolean {
    if (line.cells !== undefined || !/^#[\p{L}\d_]+$/u.test(text)) return false
    this.#plan.facts.hashtag ??= text
    return this.#record(line, 'hashtag')
  }

  #readTimed(line: ParsedLine, text: ParsedText): boolean {
    const timed = this.#timeOf(text)
    if (timed === undefined) return false
    this.#section = 'programme'
    const { span, rest } = timed
    if (span.isAbout === true) this.#plan.addProblem('aboutTime', line, { text: text.text })
    // "Horaires : 9h-17h" is how long all of it takes.
    if (isTimeLabel(rest)) return false
    this.#listedRole = undefined
    if (this.#readEnd(line, span, rest)) return true
    const [title = '', ...more] = rest.split(/\s{3,}/)
    this.#plan.addTimed(line, span, { title, text: more })
    if (isAbout(title, parallelWords, parallelCores)) this.#plan.announceParallel()
    return true
  }

  /** A time that only says when the day ends. */
  #readEnd(line: ParsedLine, { start, end }: Pick<Span, 'start' | 'end'>, title: string): boolean {
    const isEnd = end === undefined && isAbout(title, endWords, endCores)
    if (!isEnd || !this.#plan.endDay(start)) return false
    this.#plan.record(line, 'endOfDay', this.#plan.openItem)
    return true
  }

  /** The time of a line. Outside the programme only what is hardly anything else is a time. */
  #timeOf({ text, leading, trailing, days }: ParsedText): TimedText | undefined {
    const inProgramme = this.#section === 'programme' || this.#isTimetable
    if (leading && (inProgramme || leading.span.isSure)) {
      return inProgramme || leading.span.end !== undefined || text.length <= 160 ? leading : undefined
    }
    // "Next meeting: 9 December, 14:00" is on a day of its own.
    if (trailing === undefined || text.length > 140 || days?.first.month !== undefined) return undefined
    return inProgramme || (trailing.span.end !== undefined && trailing.span.isSure) ? trailing : undefined
  }

  #readPart(line: ParsedLine, { text }: ParsedText): boolean {
    const part = partIn(text)
    if (part === undefined) return false
    this.#section = 'programme'
    this.#plan.addPart(line, part)
    return true
  }

  /** "MATINÉE": sessions of a day stand under it as under a part. */
  #readDayPart(line: ParsedLine, { text }: ParsedText): boolean {
    if (line.cells !== undefined || isPoint(line) || !isDayPart(text)) return false
    this.#section = 'programme'
    this.#plan.addPart(line, { title: text })
    return true
  }

  /** One of several sessions below one time, by its letter or number, or by its room. */
  #readParallel(line: ParsedLine, { text }: ParsedText): boolean {
    if (!this.#plan.isParallel) return false
    const [, title] = parallelLine.exec(text) ?? []
    const [, named] = roomLine.exec(text) ?? []
    const isInRoom = isPoint(line) && endsWithRoom.test(text) && named === undefined
    if (title === undefined && !isInRoom) return false
    this.#plan.addParallel(line, { title: title ?? text })
    return true
  }

  #readZone(line: ParsedLine, text: ParsedText): boolean {
    const value = zoneOfLine(text.text, zones)
    if (value === undefined) return false
    const isNew = this.#plan.addFact({ fact: 'timeZone', value, became: 'timeZone' })
    // A line that also says when something takes place is read on.
    return isNew && text.days === undefined && this.#record(line, 'timeZone')
  }

  #readLanguages(line: ParsedLine, { text }: ParsedText): boolean {
    const languages = this.#standsApart(line) ? undefined : languageLineIn(text)
    return languages !== undefined && this.#plan.setLanguages(line, languages)
  }

  /** People of the session above: in a line with a word for their role, below one, or with a title of their own. */
  #readPeople(line: ParsedLine, { text: written }: ParsedText, next: ParsedLine | undefined): boolean {
    const text = written.replace(/^\(?\d{1,2}[.)]\s+(?=\p{Lu})/u, '')
    if (this.#plan.openItem === undefined) return false
    const head = roleOfHead(text)
    if (head !== undefined && (head.isMarked || (next !== undefined && isPoint(next)))) {
      this.#listedRole = head.role
      return this.#record(line, 'people')
    }
    if (this.#standsApart(line)) this.#listedRole = undefined
    const own = peopleIn(text)
    const found =
      own.people.length === 0 && this.#listedRole !== undefined ? peopleIn(text, this.#listedRole) : own
    if (found.people.length + found.asked.length > 0) {
      const people =
        this.#listedRole === undefined || hasOwnRole(text)
          ? found.people
          : found.people.map((one) => ({ ...one, role: this.#listedRole ?? one.role }))
      return this.#plan.addPeople(line, { ...found, people }, kindOf(line))
    }
    if (!isPoint(line)) this.#listedRole = undefined
    return false
  }

  #readDayLine(line: ParsedLine, text: ParsedText): boolean {
    const days = dayIn(text)
    if (days === undefined) return false
    this.#readDay(line, days)
    return true
  }

  /** The title of a part or an item whose own line has none. */
  #readMissingTitle(line: ParsedLine, { text }: ParsedText): boolean {
    if (this.#section !== 'programme' || isPoint(line)) return false
    return this.#plan.completePart(line, text) || this.#plan.completeItem(line, text)
  }

  #readFact(line: ParsedLine, { text }: ParsedText): boolean {
    const fact = factOf(text)
    if (fact === undefined) return false
    // Below a session, "Lieu : Salle 3" is where the session is.
    const isPlace = fact.fact === 'venue' || (fact.fact === 'city' && !/^(?:city|ville|ciudad)/i.test(text))
    if (isPlace && this.#section === 'programme' && !this.#standsApart(line)) {
      if (this.#plan.setRoom(line, fact.value)) return true
      if (isRoomName(fact.value)) return false
    }
    return this.#plan.addFact(fact) && this.#record(line, fact.became)
  }

  #readHeading(line: ParsedLine, { text }: ParsedText): boolean {
    const section = sectionOf(text)
    if (section === undefined || line.style === 'bullet' || text.length > 80) return false
    this.#section = section
    return this.#record(line, 'heading')
  }

  #readRoom(line: ParsedLine, { text }: ParsedText): boolean {
    const bare = withoutLanguages(text)
    if (bare.languages.length > 0 && isRoomName(bare.text) && this.#plan.setRoom(line, bare.text))
      return this.#plan.setLanguages(line, { spoken: bare.languages }) && this.#record(line, 'room')
    const [, labelled] = roomLabel.exec(text) ?? []
    if (labelled !== undefined && this.#plan.setRoom(line, labelled)) return true
    const [, room, title] = roomLine.exec(text) ?? []
    return room !== undefined && this.#plan.setRoom(line, room, title)
  }

  /** Whether an empty line parts a line from the session above. */
  #standsApart(line: ParsedLine): boolean {
    return line.isAfterGap && !this.#isSpaced && !isPoint(line)
  }

  #readPoint(line: ParsedLine, { text }: ParsedText): boolean {
    if (line.style === 'heading' || this.#standsApart(line)) return false
    const [time, last] = [looseTimeIn(text), this.#plan.lastTime]
    if (time !== undefined && last && time > last.start && (last.end === undefined || time >= last.end))
      this.#plan.addProblem('maybeTime', line, { text, time })
    if (this.#plan.describe({ text, as: kindOf(line) }) === undefined) return false
    if (isUnsettled(text)) this.#plan.addProblem('toConfirm', line, { name: text })
    this.#plan.record(line, 'point', this.#plan.openItem)
    return true
  }

  #readProse(line: ParsedLine, { text }: ParsedText, next: ParsedLine | undefined): boolean {
    if (this.#section === 'top' && isGreeting(text)) this.#isMessage = true
    if (this.#section === 'top' && this.#isMessage) return false
    const as = kindOf(line)
    const isHeading = line.style === 'heading' || (as === 'paragraph' && isShort(text))
    if (isHeading && beginsProse(next) && languageLineIn(text) === undefined && !hasTime(text)) {
      this.#section = 'strategy'
      this.#plan.strategy.push({ title: text, text: [] })
      return this.#record(line, 'strategyTitle')
    }
    if (isHeading && this.#readPlace(line, text)) return true
    const isList = this.#section === 'objectives' || this.#section === 'outcomes'
    if (isHeading && !isList) return false
    return this.#readParagraph(line, { text, as })
  }

  #readPlace(line: ParsedLine, text: string): boolean {
    if (this.#section !== 'top') return false
    if (this.#namesVenue(text)) return this.#record(line, 'venue')
    const value = placeIn(text)
    if (value === undefined) return false
    return this.#plan.addFact({ fact: 'city', value, became: 'place' }) && this.#record(line, 'place')
  }

  #readParagraph(line: ParsedLine, paragraph: Paragraph): boolean {
    if (this.#section === 'strategy') {
      this.#plan.addStrategy(paragraph)
      return this.#record(line, 'strategy')
    }
    if (this.#section === 'objectives' || this.#section === 'outcomes') {
      this.#plan[this.#section].push(paragraph)
      return this.#record(line, this.#section === 'objectives' ? 'objective' : 'outcome')
    }
    // At the top of a text, a list or a few words are not enough to be the brief.
    const isBrief = this.#section === 'brief' || (paragraph.as === 'paragraph' && paragraph.text.length >= 60)
    if (!isBrief) return false
    this.#plan.brief.push(paragraph)
    return this.#record(line, 'brief')
  }

  /** A line that names a day, and perhaps the place or the title of the programme. */
  #readDay(line: ParsedLine, found: FoundDays): void {
    const rest = `${found.before.replace(beforeDate, '')} ${found.after}`
      .replace(/^[\s,;:/|()–—-]+|[\s,;:/|()–—-]+$/gu, '')
      .replace(/\s+/g, ' ')
      .replace(/^(?:du|le|el|on|the|from|del|de|al|au)(?=\s|$)\s*/iu, '')
    const isProgramme = sectionOf(rest) === 'programme'
    const isTop = this.#section === 'top'
    if (isTop) this.#plan.setEditionDays(found)
    if (rest !== '' && !isProgramme && !isDateLabel(rest)) {
      const isKnown =
        daysIn(rest) !== undefined ||
        (isTop && (this.#namesVenue(rest) || (!this.#mayBeTitle(rest, found) && this.#namesPlace(rest))))
      if (!isKnown) this.#plan.addProblem('dayTitle', line, { text: rest })
    }
    if (isProgramme) this.#section = 'programme'
    this.#plan.addDay(line, found, this.#section === 'top')
  }

  /** Whether words before a date may be the title of a text that has no other: "NUIT DES IDÉES – 30 janvier". */
  #mayBeTitle(rest: string, { before }: FoundDays): boolean {
    return this.#titleLine === undefined && before.trim() !== '' && wordsIn(rest).length > 2
  }

  /** Whether a text is a venue, perhaps with the city in its name. The first one is that of the edition. */
  #namesVenue(text: string): boolean {
    const found = venueIn(text)
    if (found === undefined || !this.#plan.addFact({ fact: 'venue', value: found.venue, became: 'venue' }))
      return false
    if (found.city !== undefined) this.#plan.addFact({ fact: 'city', value: found.city, became: 'place' })
    return true
  }

  /** Whether a text is a place. The first place is the city of the edition. */
  #namesPlace(text: string): boolean {
    const value = placeIn(text)
    if (value !== undefined) this.#plan.addFact({ fact: 'city', value, became: 'place' })
    return value !== undefined
  }
}

const zones = Intl.supportedValuesOf('timeZone')

/** The word that leads to a date, at the end of the text before it: "Nantes, du 12 au 16 mars". */
const beforeDate = /(?<=^|[\s,(])(?:du|le|el|on|the|from|del|de|al|au|da|dal)\s*$/iu
