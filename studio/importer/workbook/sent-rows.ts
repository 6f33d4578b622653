import { cleanText, plainSpaces } from '#src/model/clean-text.ts'
import { sourceHash } from '#src/rules/review.ts'
import type { ColumnTarget } from '../sheets/column-heads.ts'
import type { Aspect } from '../update/imported.ts'

/** The columns of people, by what they do. Each is compared by itself: who stands in the others stays as they are. */
export const peopleColumns = ['moderators', 'chairs', 'speakers', 'otherPeople'] as const
export type PeopleColumn = (typeof peopleColumns)[number]

/** The columns of a programme that goes out as a workbook, and what each of them says of a session or a break. */
export const sentColumns = {
  kind: undefined,
  date: 'time',
  start: 'time',
  end: 'time',
  title: 'title',
  part: 'part',
  room: 'rooms',
  moderators: 'moderators',
  chairs: 'chairs',
  speakers: 'speakers',
  otherPeople: 'otherPeople',
  spoken: 'spokenLanguages',
  interpreted: 'interpretation',
  description: 'description',
  link: 'links',
  status: 'status',
} as const satisfies Partial<Record<ColumnTarget, Aspect | PeopleColumn | undefined>>
export type SentColumn = keyof typeof sentColumns
export const sentColumnNames = Object.keys(sentColumns) as readonly SentColumn[]

/** The cells of a row by their columns; empty ones may be left out. */
export type SentCells = Readonly<Partial<Record<SentColumn, string>>>

/** A row that went out and came back: which document it is, and how it went out. */
export type SentRow = { document: string; hashes: ReadonlyMap<string, string> }

/** What a row says, as hashes by what it says it of: two rows are compared by them. Spaces and what nobody sees do not count. */
export function hashesOf(cells: SentCells): ReadonlyMap<string, string> {
  const byAspect = Map.groupBy(
    sentColumnNames.flatMap((column) => {
      const aspect = sentColumns[column]
      return aspect === undefined ? [] : [{ aspect, text: plain(cells[column] ?? '') }]
    }),
    ({ aspect }) => aspect,
  )
  return new Map(
    [...byAspect].map(([aspect, all]) => [aspect, sourceHash(all.map(({ text }) => text).join('\u0001'))]),
  )
}

/** A row that came back, with what was edited in it, and the lines of its columns of people. */
export type SentItem = SentRow & {
  edited: ReadonlySet<string>
  people: ReadonlyMap<PeopleColumn, readonly string[]>
}

/** @param columns those that the workbook still has: of one that somebody took away, nothing was emptied */
export function editedIn(sent: SentRow, cells: SentCells, columns: readonly string[]): SentItem {
  const now = hashesOf(cells)
  const gone = new Set<string | undefined>(
    sentColumnNames.filter((column) => !columns.includes(column)).map((column) => sentColumns[column]),
  )
  const names = [...now.keys()].filter((name) => !gone.has(name))
  return {
    ...sent,
    edited: new Set(names.filter((name) => now.get(name) !== sent.hashes.get(name))),
    people: new Map(peopleColumns.map((column) => [column, cellLines(cells[column] ?? '')])),
  }
}

/** Whether what a column says was edited, there or in one that belongs to it. */
export const isEdited = ({ edited }: SentItem, column: SentColumn): boolean =>
  edited.has(sentColumns[column] ?? '')

/** The lines of a cell that have something, without what nobody sees. */
export const cellLines = (text: string): readonly string[] =>
  plainSpaces(cleanText(text))
    .split(/\s*\r?\n\s*/)
    .map((line) => line.trim().replace(/ {2,}/g, ' '))
    .filter(Boolean)

const plain = (text: string) => cellLines(text).join('\n')

/** A row as the hidden first cell tells it. */
export const sentText = ({ document, hashes }: SentRow): string =>
  [document, ...[...hashes].map(([aspect, hash]) => `${aspect}:${hash}`)].join(' ')

export function sentRow(text: string): SentRow | undefined {
  const [document = '', ...words] = text.trim().split(/\s+/)
  const hashes = words.flatMap((word): [string, string][] => {
    const [aspect = '', hash = ''] = word.split(':')
    return /^[0-9a-f]{14}$/.test(hash) ? [[aspect, hash]] : []
  })
  return document === '' || hashes.length === 0 ? undefined : { document, hashes: new Map(hashes) }
}

/** The hidden first cell of the head of a workbook: the edition, and the language of its texts. */
export const headMark = (edition: string, locale: string): string => `${mark} ${edition} ${locale}`

export function markOf(text: string): { edition: string; locale: string } | undefined {
  const [, edition, locale] = new RegExp(`^${mark} (\\S+) (\\S+)$`).exec(text.trim()) ?? []
  return edition && locale ? { edition, locale } : undefined
}

const mark = 'learning-forum-programme 1'
