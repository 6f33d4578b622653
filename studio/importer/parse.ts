import type { Locale } from '#src/locales.ts'
import { factOf, partIn, placeIn, titleLineIn } from './headings.ts'
import type { Plan, Role, SourceLine } from './plan.ts'
import { PlanBuilder } from './plan-builder.ts'
import { withoutMarks } from './source-lines.ts'
import { headerOf, readRow } from './table-rows.ts'
import { leadingSpan, trailingSpan } from './time-spans.ts'
import {
  endCores,
  endWords,
  fold,
  isMadeOf,
  languageIn,
  parallelCores,
  parallelWords,
  roomName,
  sectionHeadings,
  wordsIn,
} from './vocabulary.ts'
import { daysIn, type FoundDays, monthOf } from './written-dates.ts'

/**
 * Makes a plan of a brief and a programme. Every line is in the plan's record with what became of it; what is not
 * understood says so. `assigned` has, by number of line, what the editor says that a line is; `locale` the
 * language, where the editor knows better. Never throws, and the same input gives the same plan.
 */
export function parse(
  lines: readonly SourceLine[],
  {
    assigned = new Map(),
    locale,
  }: { assigned?: ReadonlyMap<number, Role>; locale?: Locale | undefined } = {},
): Plan {
  const draft = new PlanBuilder(locale ?? languageIn(lines.map(({ text }) => text).join('\n')).locale)
  const titleLine = titleLineIn(lines)
  const reader = new Reader(lines, draft, titleLine)
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    if (line === undefined) continue
    const role = assigned.get(line.from)
    if (role === undefined) index += reader.read(line, index)
    else reader.readAs(role, line)
  }
  return draft.finished(lines)
}

/** Reads line after line; `section` is where in the text it is. */
class Reader {
  readonly #lines: readonly SourceLine[]
  readonly #draft: PlanBuilder
  readonly #titleLine: number | undefined
  readonly #isSpaced: boolean
  #section: 'top' | 'brief' | 'objectives' | 'outcomes' | 'strategy' | 'programme' = 'top'

  constructor(lines: readonly SourceLine[], draft: PlanBuilder, titleLine: number | undefined) {
    this.#lines = lines
    this.#draft = draft
    this.#titleLine = titleLine
    this.#isSpaced =
      lines.length > 3 && lines.filter(({ isAfterGap }) => isAfterGap).length > 0.8 * lines.length
  }

  /** Reads a line, and returns how many lines after it were read with it. */
  read(line: SourceLine, index: number): number {
    const draft = this.#draft
    const text = withoutMarks(line.text)
    if (line.style === 'picture') return this.#took(line, 'picture')
    if (!/[\p{L}\p{N}]/u.test(text)) return this.#took(line, 'decoration')
    if (/^(page )?\d+ *(\/|of|de|sur) *\d+$/i.test(text) || /^page \d+$/i.test(text))
      return this.#took(line, 'decoration')
    if (line.cells !== undefined) return this.#readCells(line, line.cells)
    draft.columns = undefined
    if (index === this.#titleLine) return this.#readTitle(line, text)
    if (/^#[\p{L}\d_]+$/u.test(text)) {
      draft.facts.hashtag ??= text
      return this.#took(line, 'hashtag')
    }
    const split = this.#splitDate(text, index)
    if (split !== undefined) {
      this.#setDay(line, split)
      const next = this.#lines[index + 1]
      if (next) draft.record(next, 'day')
      return 1
    }
    return this.#readText(line, text, index)
  }

  /** Reads a line as what the editor says that it is. */
  readAs(role: Role, line: SourceLine): void {
    const draft = this.#draft
    const text = withoutMarks(line.cells?.filter((cell) => cell !== '').join(' – ') ?? line.text)
    const as = line.style === 'bullet' ? 'bullet' : line.style === 'number' ? 'number' : 'paragraph'
    switch (role) {
      case 'session':
      case 'break': {
        if (line.cells !== undefined && readRow(draft, line, line.cells, role)) return
        const timed = leadingSpan(text) ?? trailingSpan(text)
        if (timed === undefined) draft.record(line, 'notUnderstood')
        else draft.timed(line, timed.span, { title: timed.rest }, role)
        return
      }
      case 'part':
        draft.part(line, partIn(text) ?? { title: text })
        return
      case 'point':
        if (draft.describe({ text, as: 'bullet' }, 'above') === undefined) draft.record(line, 'notUnderstood')
        else draft.record(line, 'point', draft.last)
        return
      case 'strategyTitle':
        draft.strategy.push({ title: text, text: [] })
        draft.record(line, 'strategyTitle')
        return
      case 'strategy':
        draft.addStrategy({ text, as })
        draft.record(line, 'strategy')
        return
      case 'brief':
        draft.brief.push({ text, as })
        draft.record(line, 'brief')
        return
      case 'objective':
        draft.objectives.push({ text, as })
        draft.record(line, 'objective')
        return
      case 'outcome':
        draft.outcomes.push({ text, as })
        draft.record(line, 'outcome')
        return
      case 'leaveOut':
        draft.record(line, 'leaveOut')
        return
    }
  }

  #took(line: SourceLine, became: Parameters<PlanBuilder['account']>[1]): number {
    this.#draft.record(line, became)
    return 0
  }

  #readTitle(line: SourceLine, text: string): number {
    const draft = this.#draft
    const days = daysIn(text)
    draft.facts.title ??= (days ? days.before : text).replace(/[\s,–—:|-]+$/u, '').trim() || text
    if (days !== undefined) draft.edition(days)
    return this.#took(line, 'title')
  }

  #readCells(line: SourceLine, cells: readonly string[]): number {
    const draft = this.#draft
    const filled = cells.filter((cell) => cell !== '')
    const header = headerOf(cells)
    if (header !== undefined) {
      draft.columns = header
      this.#section = 'programme'
      return this.#took(line, 'columns')
    }
    if (readRow(draft, line, cells)) {
      this.#section = 'programme'
      return 0
    }
    // One cell across the table, or "Part One:" beside its title, is a line like any other.
    const whole = withoutMarks(filled.join(' ').replaceAll('\n', ' '))
    if (partIn(whole) !== undefined || filled.length === 1 || this.#dayLine(whole)) {
      const { columns } = draft
      const read = this.#readText(line, whole, -1)
      draft.columns = columns
      return read
    }
    const fact = factOf(`${filled[0]?.replace(/[\s:]+$/, '')}: ${filled.slice(1).join(', ')}`)
    if (fact !== undefined && filled.length === 2 && draft.fact(fact)) return this.#took(line, fact.became)
    if (cells[0] === '' && draft.last !== undefined && this.#section === 'programme') {
      for (const cell of filled) draft.describe({ text: cell, as: 'bullet' })
      draft.record(line, 'point', draft.last)
      return 0
    }
    return this.#took(line, 'notUnderstood')
  }

  #readText(line: SourceLine, text: string, index: number): number {
    const draft = this.#draft
    const inProgramme = this.#section === 'programme'
    const leading = leadingSpan(text)
    const timed = leading?.span.isSure || (inProgramme && leading) ? leading : trailing(text, inProgramme)
    if (timed !== undefined && this.#isTimedLine(timed.span, inProgramme, text)) {
      this.#section = 'programme'
      this.#readTimed(line, timed)
      return 0
    }
    const part = partIn(text)
    if (part !== undefined) {
      this.#section = 'programme'
      draft.part(line, part)
      return 0
    }
    const day = this.#dayLine(text)
    if (day !== undefined) return this.#setDay(line, day)
    const isPoint = line.style === 'bullet' || line.style === 'number'
    if (inProgramme && !isPoint && draft.awaitsPartTitle()) return draft.partTitle(line, text)
    if (inProgramme && !isPoint && draft.awaitsTitle()) return draft.title(line, text)
    const fact = factOf(text)
    if (fact !== undefined && draft.fact(fact)) return this.#took(line, fact.became)
    const folded = fold(text).replace(/[\s:.–—-]+$/, '')
    const heading = sectionHeadings.find(({ pattern }) => pattern.test(folded))
    if (heading !== undefined && line.style !== 'bullet' && text.length <= 80) {
      this.#section = heading.section
      return this.#took(line, 'heading')
    }
    if (draft.isTitle(text)) return this.#took(line, 'repeatedTitle')
    return inProgramme ? this.#readInProgramme(line, text) : this.#readProse(line, text, index)
  }

  /** Outside the programme a time is one only where nothing else is likely. */
  #isTimedLine(
    { end, isSure }: { end?: string; isSure: boolean },
    inProgramme: boolean,
    text: string,
  ): boolean {
    return inProgramme || (isSure && (end !== undefined || text.length <= 160))
  }

  #readTimed(
    line: SourceLine,
    { span, rest }: { span: Parameters<PlanBuilder['timed']>[1]; rest: string },
  ): void {
    const draft = this.#draft
    if (
      span.end === undefined &&
      isMadeOf(rest, endWords) &&
      wordsIn(rest).some((word) => endCores.has(word)) &&
      draft.endDay(span.start)
    ) {
      draft.record(line, 'endOfDay', draft.last)
      return
    }
    const [title = '', ...more] = rest.split(/\s{3,}/)
    draft.timed(line, span, { title, text: more })
    if (wordsIn(title).some((word) => parallelCores.has(word)) && isMadeOf(title, parallelWords))
      draft.parallel = true
  }

  #readInProgramme(line: SourceLine, text: string): number {
    const draft = this.#draft
    const isPoint = line.style === 'bullet' || line.style === 'number'
    const titleText = new RegExp(`^(${roomName.source})\\s*(?:[:–—-]\\s*(.+))?$`, 'iu').exec(text)
    if (titleText?.[1] !== undefined && draft.inRoom(line, titleText[1], titleText[2])) return 0
    if (line.style === 'heading') return this.#took(line, 'notUnderstood')
    if (isPoint || !line.isAfterGap || this.#isSpaced) {
      const as = line.style === 'number' ? 'number' : isPoint ? 'bullet' : 'paragraph'
      if (draft.describe({ text, as }) !== undefined) {
        draft.record(line, 'point', draft.last)
        return 0
      }
    }
    return this.#took(line, 'notUnderstood')
  }

  #readProse(line: SourceLine, text: string, index: number): number {
    const draft = this.#draft
    const as = line.style === 'bullet' ? 'bullet' : line.style === 'number' ? 'number' : 'paragraph'
    const looksLikeHeading = line.style === 'heading' || (as === 'paragraph' && isShort(text))
    if (looksLikeHeading) {
      if (this.#beginsProse(index)) {
        this.#section = 'strategy'
        draft.strategy.push({ title: text, text: [] })
        return this.#took(line, 'strategyTitle')
      }
      const place = this.#section === 'top' ? placeIn(text) : undefined
      if (place !== undefined && draft.fact({ fact: 'city', value: place, became: 'place' }))
        return this.#took(line, 'place')
      if (this.#section !== 'outcomes' && this.#section !== 'objectives')
        return this.#took(line, 'notUnderstood')
    }
    switch (this.#section) {
      case 'objectives':
        draft.objectives.push({ text, as })
        return this.#took(line, 'objective')
      case 'outcomes':
        draft.outcomes.push({ text, as })
        return this.#took(line, 'outcome')
      case 'strategy':
        draft.addStrategy({ text, as })
        return this.#took(line, 'strategy')
      default:
        // A text that begins with a list or with a few words has no brief to tell by.
        if (this.#section === 'top' && (as !== 'paragraph' || text.length < 60))
          return this.#took(line, 'notUnderstood')
        draft.brief.push({ text, as })
        return this.#took(line, 'brief')
    }
  }

  /** Whether what follows a heading is a text of its own. */
  #beginsProse(index: number): boolean {
    const next = this.#lines[index + 1]
    if (next === undefined || index < 0 || next.cells !== undefined || next.style === 'heading') return false
    const text = withoutMarks(next.text)
    return (next.style !== undefined || !isShort(text)) && leadingSpan(text)?.span.isSure !== true
  }

  /** A date on two lines, as a calendar leaf has it: "12", "Nov". */
  #splitDate(text: string, index: number): FoundDays | undefined {
    const next = this.#lines[index + 1]
    if (!/^\d{1,2}$/.test(text) || next === undefined || monthOf(withoutMarks(next.text)) === undefined)
      return undefined
    return daysIn(`${text} ${withoutMarks(next.text)}`)
  }

  /** The date of a line that says little else. */
  #dayLine(text: string): FoundDays | undefined {
    if (text.length > 110) return undefined
    const days = daysIn(text)
    if (days === undefined || (/[.;]$/.test(text) && days.after.length > 1)) return undefined
    const rest = `${days.before} ${days.after}`
    return wordsIn(rest).length <= 9 && !/^\s*\(?\s*\d/.test(days.after) ? days : undefined
  }

  #setDay(line: SourceLine, found: FoundDays): number {
    const draft = this.#draft
    const around = `${found.before} ${found.after}`
      .replace(/^[\s,;:/|()–—-]+|[\s,;:/|()–—-]+$/gu, '')
      .replace(/\s+/g, ' ')
    const rest = around.replace(/^(?:du|le|el|on|the|from|del|de|al|au)(?=\s|$)\s*/iu, '')
    const isProgramme = sectionHeadings.some(
      ({ section, pattern }) => section === 'programme' && pattern.test(fold(rest)),
    )
    if (this.#section === 'top') {
      draft.edition(found)
      const place = rest === '' || isProgramme ? undefined : placeIn(rest)
      if (place !== undefined) draft.fact({ fact: 'city', value: place, became: 'place' })
      else if (rest !== '' && !isProgramme) draft.note('dayTitle', line, { text: rest })
    } else if (rest !== '' && !isProgramme && daysIn(rest) === undefined)
      draft.note('dayTitle', line, { text: rest })
    if (isProgramme) this.#section = 'programme'
    draft.day(line, found, this.#section === 'top')
    return 0
  }
}

const trailing = (text: string, inProgramme: boolean) => {
  const found = text.length <= 140 ? trailingSpan(text) : undefined
  return found && (inProgramme || found.span.end !== undefined) ? found : undefined
}

/** Whether a line is as short as a heading, and ends like one. */
const isShort = (text: string): boolean =>
  text.length <= 90 &&
  wordsIn(text).length <= 14 &&
  !/[.;,:!…]$/.test(text) &&
  /^["“«¿¡'(]?[\p{Lu}\p{N}]/u.test(text)
