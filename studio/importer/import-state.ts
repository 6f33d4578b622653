import { useSyncExternalStore } from 'react'
import { isLocale, type Locale } from '#src/locales.ts'
import type { EditionFields } from './edition-fields.ts'
import { keepWritten, keptWritten, type Written } from './kept-import.ts'
import type { PastedTable } from './pasted-tables.ts'
import type { Answers, Role, SourceLine } from './plan.ts'
import { mappingFor } from './sheets/remembered-mappings.ts'
import { type ColumnMapping, missingIn, proposedMapping, sessionTableIn } from './sheets/session-table.ts'
import type { TextSheet } from './sheets/workbook-sheets.ts'
import type { ReturnedWords } from './workbook/sent-words.ts'

/** The state of an import, through all of its steps. */
export type ImportState = {
  text: string
  /** The tables that were pasted into the text, the last ones. */
  pasted: readonly PastedTable[]
  /** Undefined until the text or a file has been read. */
  lines?: readonly SourceLine[] | undefined
  /** The sheets of a workbook, while the editor chooses among them. */
  sheets?: readonly TextSheet[] | undefined
  /** What was edited in the sheets of words of a workbook that went out from here. */
  words: readonly ReturnedWords[]
  /** What the columns of a table of sessions are; undefined where the lines are no such table. */
  mapping?: ColumnMapping | undefined
  /** Whether the columns are still to be checked. */
  isMapping?: boolean
  assigned: ReadonlyMap<number, Role>
  answers: Answers
  locale?: Locale | undefined
  filled: Partial<EditionFields>
  /** The id of the edition that the text goes into, or `new`; undefined where the editor has not chosen. */
  into?: string | undefined
  /** What the editor took or left of an update, against what is proposed: by the ids of lines and of their differences. */
  ticks: ReadonlyMap<string, boolean>
  written?: Written | undefined
  /** What was corrected and chosen in the review that was left for its text, so that the same text has it again. */
  left?: Review | undefined
  /** A message about the last action. */
  notice?: { tone: 'positive' | 'critical'; text: string } | undefined
}

type Review = Pick<ImportState, 'lines' | 'assigned' | 'answers' | 'locale' | 'filled' | 'into' | 'ticks'>

const reviewOf = ({ lines, assigned, answers, locale, filled, into, ticks }: ImportState): Review => ({
  ...{ lines, assigned, answers, locale, filled, into, ticks },
})

const isSameText = (one: Review['lines'], other: Review['lines']): boolean =>
  one !== undefined && one.length === other?.length && one.every(({ text }, at) => text === other[at]?.text)

/** Kept outside of the component, so that it survives a visit to another tool; what was written survives a reload too. */
let state: ImportState = {
  ...{ text: '', pasted: [], assigned: new Map(), answers: new Map(), filled: {}, ticks: new Map() },
  words: [],
  written: keptWritten(),
}
const listeners = new Set<() => void>()

export const useImportState = (): ImportState => useSyncExternalStore(subscribe, () => state)

export function updateImport(change: Partial<ImportState>): void {
  if ('written' in change && change.written !== state.written) keepWritten(change.written)
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

/** Starts the review of some lines; without lines, returns to the first step. */
export const startImport = (
  lines: readonly SourceLine[] | undefined,
  more: Partial<ImportState> = {},
): void =>
  updateImport({
    lines,
    sheets: undefined,
    words: [],
    mapping: undefined,
    isMapping: false,
    assigned: new Map(),
    answers: new Map(),
    locale: undefined,
    filled: {},
    into: undefined,
    ticks: new Map(),
    written: undefined,
    notice: undefined,
    left: lines === undefined && state.lines !== undefined ? reviewOf(state) : state.left,
    ...(state.left !== undefined && isSameText(lines, state.left.lines) && state.left),
    ...more,
  })

/** Starts the import of a table: with its columns where each row is a session, else with the review. */
export function startTable({ lines, zone, locale }: Pick<TextSheet, 'lines' | 'zone' | 'locale'>): void {
  const table = sessionTableIn(lines)
  startImport(lines, {
    ...(table && { mapping: { ...mappingFor(table), ...(zone && { zone }) }, isMapping: true }),
    ...(locale && { locale }),
  })
}

/**
 * Starts the import of a programme that went out from here: its columns and its edition are known. They are shown only where a
 * program that it went through wrote something so that it has to be asked, such as the order of day and month.
 */
export function startSent({ lines, sent }: TextSheet, words: readonly ReturnedWords[] = []): void {
  const table = sessionTableIn(lines)
  const mapping = table && proposedMapping(table)
  startImport(lines, {
    words,
    ...(table && mapping && { mapping, isMapping: missingIn(table, mapping) !== undefined }),
    into: sent?.edition,
    locale: isLocale(sent?.locale) ? sent.locale : undefined,
  })
}

/** Keeps a table that was pasted, while the text has it. */
export const addPasted = (table: PastedTable): void =>
  updateImport({ pasted: [table, ...state.pasted].slice(0, 20) })

/** Starts the import of pasted lines: as a table where all of them are rows, and each session has a date. */
export function startPasted(lines: readonly SourceLine[]): void {
  const table = lines.every(({ cells }) => cells !== undefined) ? sessionTableIn(lines) : undefined
  const targets = table ? proposedMapping(table).targets : []
  if (targets.includes('date') || targets.includes('startDateTime')) startTable({ lines })
  else startImport(lines)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Gives a line a role, or the one that it was read with. */
export function assignRole(line: number, role: Role | undefined): void {
  updateImport({ assigned: changed(state.assigned, line, role) })
}

/** Answers a question, or takes the answer back. */
export function answerQuestion(id: string, answer: 'take' | 'leave' | undefined): void {
  updateImport({ answers: changed(state.answers, id, answer) })
}

/** Takes or leaves lines and differences of an update. */
export function tickUpdate(ids: readonly string[], isTaken: boolean): void {
  updateImport({ ticks: new Map([...state.ticks, ...ids.map((id) => [id, isTaken] as const)]) })
}

function changed<K, V>(map: ReadonlyMap<K, V>, key: K, value: V | undefined): ReadonlyMap<K, V> {
  const after = new Map(map)
  if (value === undefined) after.delete(key)
  else after.set(key, value)
  return after
}
