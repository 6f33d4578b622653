import type { WriteSheet } from 'hucre/xlsx'
import { wordsOf } from '#src/i18n.ts'
import { contributorsIn } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { documentsOfEdition, timedDocuments } from '../../edition-documents.ts'
import { textIn } from '../../schema/localized-fields.ts'
import { columnHead, type Naming, nameIn, programmeCells } from './programme-cells.ts'
import { hashesOf, headMark, peopleColumns, type SentColumn, sentColumnNames, sentText } from './sent-rows.ts'
import { textRows } from './text-rows.ts'

/**
 * The programme of an edition as a workbook, in one language: a row for each session and break in the order of time, with lists of
 * rooms and states to choose from; and sheets to look things up, which are not read. The first column, which is hidden, tells what a
 * row is about, and how it went out. The same content gives the same bytes.
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
  const rooms = own.filter(({ _type }) => _type === 'room').map((room) => nameIn(locale, room))
  const inUse = new Set(own.flatMap(contributorsIn))
  const people = documents
    .filter(({ _id }) => inUse.has(_id))
    .map((one) => [nameIn(locale, one), textIn(locale, one.position), textIn(locale, one.affiliation)])
  const heads = [headMark(edition._id, locale), ...sentColumnNames.map((column) => columnHead(t, column))]
  const [roomSheet, peopleSheet] = [t('studio.desk.rooms'), t('field.contributors')]
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
        ...(rooms.length === 0
          ? []
          : [{ ...open, formula1: namesIn(roomSheet, rooms), range: rangeOf('room', rows.length) }]),
        ...(people.length === 0
          ? []
          : peopleColumns.map((column) => ({
              ...{ ...open, formula1: namesIn(peopleSheet, people), range: rangeOf(column, rows.length) },
            }))),
      ],
    },
    lookUp(roomSheet, [[t('field.name')], ...rooms.map((name) => [name])]),
    lookUp(peopleSheet, [[t('field.name'), t('field.position'), t('field.affiliation')], ...people]),
    lookUp(
      t('studio.workbook.texts'),
      [[t('studio.workbook.where'), t('studio.workbook.text')], ...textRows(edition, documents, naming)],
      [30, 100],
    ),
  ]
  return writeXlsx({ properties: { created: noTime, modified: noTime }, sheets })
}

/** @param widths in characters */
const lookUp = (name: string, rows: (string | null)[][], widths: readonly number[] = []): WriteSheet => ({
  ...{ name, rows, cells: boldHead(rows[0]?.length ?? 0), freezePane: { rows: 1 } },
  columns: (rows[0] ?? []).map((_, at) => ({ width: widths[at] ?? 40, style: asText })),
  protection: { sheet: true, selectLockedCells: true, selectUnlockedCells: true },
})

const choice = { type: 'list' as const, allowBlank: true }
/** Names to choose from: others can be written, and several, a line each. */
const open = { ...choice, showErrorMessage: false }

/** The first column of a sheet to look things up in. */
const namesIn = (sheet: string, { length }: readonly unknown[]): string =>
  `'${sheet.replaceAll("'", "''")}'!$A$2:$A$${length + 1}`

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
