import type { Locale } from '#src/locales.ts'
import type { SpokenLanguage } from '#src/model/languages.ts'
import type { ContributionRole } from './contribution-roles.ts'
import type { MergedFrom } from './grid.ts'
import type { SentItem, SentRow } from './workbook/sent-rows.ts'

/** One line of the imported text: a paragraph, or a row of a table. */
export type SourceLine = {
  /** The numbers of its first and its last line in the input, from 1. */
  from: number
  to: number
  /** As in the input. */
  text: string
  /** The cells of a row; lines within a cell are separated by `\n`. */
  cells?: readonly string[]
  /** For each cell, whether it begins in a cell to the left or above and has its text. */
  merged?: readonly (MergedFrom | undefined)[]
  /** The style of the line in the input, where it is not plain text; `sheet` for the name of a sheet of a workbook. */
  style?: 'heading' | 'bullet' | 'number' | 'picture' | 'sheet'
  /** Whether there is an empty line, or the start of a table, before it. */
  isAfterGap: boolean
  /** What a row of a workbook of ours tells of itself: which document it is of, and how it went out. */
  sent?: SentRow
  /** Of a session of another system: whether it is cancelled. Its people come without what they do. */
  scheduled?: { isCancelled: boolean }
  /** What the editor should know of the line that its text does not show. */
  told?: readonly Omit<Problem, 'line'>[]
}

/** The roles that an editor can give a line. */
export const roles = [
  'session',
  'break',
  'part',
  'point',
  'people',
  'room',
  'day',
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
  | 'place'
  | 'hashtag'
  | 'timeZone'
  | 'heading'
  | 'columns'
  | 'endOfDay'
  | 'parallel'
  | 'venue'
  | 'languages'
  | 'repeatedTitle'
  | 'decoration'
  | 'picture'
  | 'notUnderstood'
  | Role

/** What became of a line. Each line of the input that is not empty is in exactly one record. */
export type LineRecord = {
  from: number
  to: number
  text: string
  became: Became
  /** The ids of the part, sessions or breaks that the line is about. */
  about: readonly string[]
  /** Whether it contains a time, so that it can be a session or a break. */
  isTimed: boolean
}

/** A paragraph or a point of a list. */
export type Paragraph = { text: string; as: 'paragraph' | 'bullet' | 'number' }

/** A day as the text names it: by its date, by a number, or not at all. */
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
  /** The index of its day in `days`. */
  day: number
  /** Whether it begins in the night after that day: its date is the next one. */
  isAfterMidnight?: boolean
  /** The id of the part of a session. */
  part?: string
  start: string
  end?: string
  /** Whether the end was inferred from the next start. */
  isEndInferred: boolean
  title: string
  text: Paragraph[]
  rooms: readonly string[]
  contributions: readonly PlannedContribution[]
  spoken: readonly SpokenLanguage[]
  interpreted: readonly SpokenLanguage[]
  links: readonly PlannedLink[]
  /** Whether the text says that the session is cancelled. */
  isCancelled: boolean
  /** The document that a row of a workbook of ours is of, how it went out, and what was edited in it. */
  sent?: SentItem
  source?: ItemSource
  /** The number of its line in the input. */
  line: number
}

/** What a table or another system says of an item beside its content. */
export type ItemSource = {
  /** What it is called there: the id of a document, where it comes from here. */
  id?: string
  /** Whether only those who take part are named, not what they do. */
  areRolesUnsaid?: boolean
}

/** What one of the plan's people does in a session; `person` is an id. */
export type PlannedContribution = { person: string; role: ContributionRole }

/** A link of a session; its title is in the language of the plan. */
export type PlannedLink = { url: string; title?: string }

/** Somebody who takes part in sessions; each once in a plan. */
export type PlannedPerson = {
  id: string
  kind: 'person' | 'organisation'
  /** Without the honorific. */
  name: string
  /** What the person does, as it is written. */
  title?: string
  organisation?: string
  /** The number of the line that names them first. */
  line: number
  /** The id of the contributor that there is already, as it is published. */
  existing?: string
}

/** A person or an organisation as a text names them. */
export type FoundPerson = Omit<PlannedPerson, 'id' | 'existing' | 'line'> & {
  role: ContributionRole
  /** As in the text. */
  written: string
  /** Whether the text says that it is not confirmed yet. */
  isToConfirm?: boolean
}

/** A session or a break before it is added to a plan. `text` is one string for each cell or line. */
export type ItemContent = {
  title: string
  text?: readonly string[]
  /** Undefined where the title may name one. */
  rooms?: readonly string[]
  /** The columns of a table that its cell covers, by their index. */
  columns?: readonly number[]
  people?: readonly FoundPerson[]
  /** Readings of people that the editor must take or leave. */
  asked?: readonly FoundPerson[]
  /** The part that the session itself names; else it is in the part of the lines above. */
  part?: { ordinal?: number; title: string }
} & Partial<Pick<PlannedItem, 'spoken' | 'interpreted' | 'links' | 'sent' | 'source' | 'isCancelled'>>

export type PlannedSection = { title: string; text: Paragraph[] }

/** What the text says of the edition. */
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

/** Something that the editor should check; `line` is the number of its line. */
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
  'toConfirm',
  'breakMore',
  'twoOrganisations',
  'rowLeftOut',
  'cellUnread',
  'offsetAsWritten',
  'offsetConverted',
  'hiddenRows',
  'hiddenColumns',
  'hiddenSheets',
  'hiddenTableRows',
  'struckOut',
  'formulaError',
  'wholeDay',
  'severalDays',
  'repeated',
  'sameId',
  'postponed',
  'lostLetters',
  'maybeTime',
  'aboutTime',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** A reading of a line that is not sure: the plan has it once the editor takes it. */
export type Question = {
  /** The same for the same line of the same text. */
  id: string
  code: QuestionCode
  line: number
  facts: Readonly<Record<string, string>>
}

type QuestionCode = 'person' | 'known' | 'namesake'

/** What the editor answered, by the ids of questions. */
export type Answers = ReadonlyMap<string, 'take' | 'leave'>

/** What an import would create. Times are wall clock, `HH:mm`. */
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
  people: readonly PlannedPerson[]
  lines: readonly LineRecord[]
  problems: readonly Problem[]
  /** All of them, those that the editor answered too, in the order of lines. */
  questions: readonly Question[]
}
