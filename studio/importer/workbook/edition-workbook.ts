import type { WriteSheet } from 'hucre/xlsx'
import { wordsOf } from '#src/i18n.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { documentsOfEdition, timedDocuments } from '../../edition-documents.ts'
import { columnHead, type Naming, programmeCells } from './programme-cells.ts'
import { hashesOf, headMark, peopleColumns, type SentColumn, sentColumnNames, sentText } from './sent-rows.ts'
import { type WordSheet, wordSheets } from './word-sheets.ts'

/**
 * The programme of an edition as a workbook, in one language: a row for each session and break in the order of time, with lists of
 * rooms, people and states to choose from; and sheets of the words of rooms, people and all others in every language. The first column of
 * each, which is hidden, tells what a row is about, and how it went out. The same content gives the same bytes.
 */
export async function editionWorkbook(
  edition: RawDocument,
  documents: readonly RawDocument[],
  naming: Naming,
): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  const { locale } = naming
  const t = wordsOf(locale)
  const own = documentsOfEdition(documents, edition._id)
  const rows = timedDocuments(own).map((document) => {
    const cells = programmeCells(document, naming)
    return [
      sentText({ document: document._id, hashes: hashesOf(cells) }),
      ...sentColumnNames.map((column) => cells[column] || null),
    ]
  })
  const words = wordSheets(edition, documents, naming)
  const names = (of: 'rooms' | 'people') => namesIn(words[of])
  const heads = [headMark(edition._id, locale), ...sentColumnNames.map((column) => columnHead(t, column))]
  const sheets: WriteSheet[] = [
    {
      ...{ name: t('edition.programme'), rows: [heads, ...rows], cells: boldHead(heads.length) },
      freezePane: { rows: 1 },
      columns: [
        { hidden: true, width: 2, style: asText },
        ...sentColumnNames.map((column) => ({ width: widths[column], style: asText })),
      ],
      dataValidations: [
        { ...choice, values: [t('session.cancelled')], range: rangeOf('status', rows.length) },
        ...(['room', ...peopleColumns] as const).flatMap((column) => {
          const formula1 = names(column === 'room' ? 'rooms' : 'people')
          return formula1 === undefined ? [] : [{ ...open, formula1, range: rangeOf(column, rows.length) }]
        }),
      ],
    },
    ...(['rooms', 'people', 'texts'] as const).map((of) => wordSheet(words[of], of === 'texts' ? 60 : 30)),
  ]
  return writeXlsx({ properties: { created: noTime, modified: noTime }, sheets })
}

/** @param width of a text, in characters */
const wordSheet = ({ name, rows }: WordSheet, width: number): WriteSheet => ({
  ...{ name, rows: rows.map((row) => [...row]), cells: boldHead(rows[0]?.length ?? 0) },
  freezePane: { rows: 1, columns: 2 },
  columns: (rows[0] ?? []).map((_, at) => ({
    ...(at === 0 ? { hidden: true, width: 2 } : { width: at === 1 ? 40 : width }),
    style: { ...asText, protection: { locked: at < 2 } },
  })),
  protection: {
    ...{ sheet: true, selectLockedCells: true, selectUnlockedCells: true },
    ...{ formatColumns: true, formatRows: true },
  },
})

const choice = { type: 'list' as const, allowBlank: true }
/** Names to choose from: others can be written, and several, a line each. */
const open = { ...choice, showErrorMessage: false }

/** The names in a sheet of words, which stand in its first column that is shown; undefined where it has none. */
const namesIn = ({ name, rows }: WordSheet): string | undefined =>
  rows.length < 2 ? undefined : `'${name.replaceAll("'", "''")}'!$B$2:$B$${rows.length}`

/** Rows that are added below count too. */
function rangeOf(column: SentColumn, rows: number): string {
  const letter = String.fromCharCode(66 + sentColumnNames.indexOf(column))
  return `${letter}2:${letter}${rows + 200}`
}

const boldHead = (count: number) =>
  new Map(
    Array.from({ length: count }, (_, at) => [
      `0,${at}`,
      { style: { font: { bold: true }, alignment: { wrapText: true, vertical: 'top' as const } } },
    ]),
  )

/** Times and "=…" stay what they are. */
const asText = { numFmt: '@', alignment: { wrapText: true, vertical: 'top' as const } }
const noTime = new Date('2000-01-01T00:00:00Z')

/** In characters. */
const widths: Readonly<Record<SentColumn, number>> = {
  ...{ kind: 8, date: 12, start: 8, end: 8, title: 44, part: 24, room: 20 },
  ...{ moderators: 24, chairs: 24, speakers: 28, otherPeople: 28 },
  ...{ spoken: 16, interpreted: 22, description: 60, link: 30, status: 12 },
}
