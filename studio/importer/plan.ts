import type { Locale } from '#src/locales.ts'

/** One line of what somebody brings: a paragraph, or a row of a table. */
export type SourceLine = {
  /** The first and the last line of the input that it is made of, from 1. */
  from: number
  to: number
  /** As it stands in the input. */
  text: string
  /** The cells of a row; lines within a cell are apart by `\n`. */
  cells?: readonly string[]
  /** What the input says of it, where it is more than text. */
  style?: 'heading' | 'bullet' | 'number' | 'picture'
  /** Whether an empty line, or the start of a table, stands before it. */
  isAfterGap: boolean
}

/** What a line can be told to be. */
export const roles = [
  'session',
  'break',
  'part',
  'point',
  'brief',
  'strategyTitle',
  'strategy',
  'objective',
  'outcome',
  'leaveOut',
] as const
export type Role = (typeof roles)[number]

/** What became of a line. */
export type Became =
  | 'title'
  | 'day'
  | 'place'
  | 'hashtag'
  | 'timeZone'
  | 'heading'
  | 'columns'
  | 'endOfDay'
  | 'parallel'
  | 'room'
  | 'repeatedTitle'
  | 'decoration'
  | 'picture'
  | 'notUnderstood'
  | Role

/** What became of one line of the input; each line that is not empty is in exactly one. */
export type LineRecord = {
  from: number
  to: number
  text: string
  became: Became
  /** The part, sessions or breaks that it is about. */
  about: readonly string[]
  /** Whether it holds a time, so that it can be a session or a break. */
  isTimed: boolean
}

/** A paragraph or a point of a list. */
export type Paragraph = { text: string; as: 'paragraph' | 'bullet' | 'number' }

/** A day as the text names it: by date, by its number, or not at all. */
export type DayName = {
  written: string
  day?: number
  month?: number
  year?: number
  /** 2 for "Day 2". */
  number?: number
  /** 0 for Sunday. */
  weekday?: number
}

export type PlannedPart = { id: string; ordinal: number; title: string; isStated: boolean }

export type PlannedItem = {
  id: string
  kind: 'session' | 'break'
  /** Index in `days`. */
  day: number
  /** Of a session, `id` of its part. */
  part?: string
  start: string
  end?: string
  /** Whether the end is the start of what follows. */
  isEndInferred: boolean
  title: string
  text: Paragraph[]
  room?: string
  /** The line of the input that it begins in. */
  line: number
}

export type PlannedSection = { title: string; text: Paragraph[] }

/** What the text says of the edition itself. */
export type Facts = {
  title?: string
  ordinal?: number
  city?: string
  country?: string
  venue?: string
  timeZone?: string
  hashtag?: string
  /** The days of the whole edition. */
  firstDay?: DayName
  lastDay?: DayName
  /** The year that the text names most often. */
  year?: number
}

/** What needs a look; `line` is where. */
export type Problem = { code: ProblemCode; line?: number; facts: Readonly<Record<string, string>> }

export const problemCodes = [
  'noProgramme',
  'noParts',
  'beforeParts',
  'partNumber',
  'reversed',
  'overlap',
  'outOfOrder',
  'noEnd',
  'untitled',
  'maybeBreak',
  'weekday',
  'ambiguousDate',
  'dayTitle',
  'runTogether',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** What a text becomes. Times are wall clock, `HH:mm`. */
export type Plan = {
  locale: Locale
  facts: Facts
  brief: readonly Paragraph[]
  objectives: readonly Paragraph[]
  outcomes: readonly Paragraph[]
  strategy: readonly PlannedSection[]
  days: readonly DayName[]
  parts: readonly PlannedPart[]
  items: readonly PlannedItem[]
  rooms: readonly string[]
  lines: readonly LineRecord[]
  problems: readonly Problem[]
}
