import { withCancellationLast } from './item-titles.ts'
import type { SourceLine } from './plan.ts'
import { withoutMarks } from './source-lines.ts'
import { leadingSpan, type TimedText, trailingSpan } from './time-spans.ts'
import { daysIn, type FoundDays } from './written-dates.ts'

/** A text with the times and the date in it. Each is parsed when it is first asked for, and then kept. */
export class ParsedText {
  readonly text: string
  #leading: TimedText | 'none' | undefined
  #trailing: TimedText | 'none' | undefined
  #days: FoundDays | 'none' | undefined

  constructor(text: string) {
    this.text = text
  }

  /** The time at the start of the text. */
  get leading(): TimedText | undefined {
    this.#leading ??= leadingSpan(this.text) ?? 'none'
    return this.#leading === 'none' ? undefined : this.#leading
  }

  /** The time at the end of the text. */
  get trailing(): TimedText | undefined {
    this.#trailing ??= trailingSpan(this.text) ?? 'none'
    return this.#trailing === 'none' ? undefined : this.#trailing
  }

  /** The first date in the text. */
  get days(): FoundDays | undefined {
    this.#days ??= daysIn(this.text) ?? 'none'
    return this.#days === 'none' ? undefined : this.#days
  }
}

/** A line of the source with its text parsed, without the marks of lists and headings. */
export type ParsedLine = SourceLine & { plain: ParsedText }

export const parsedLine = (line: SourceLine): ParsedLine => ({
  ...line,
  plain: new ParsedText(withCancellationLast(withoutMarks(line.text))),
})
