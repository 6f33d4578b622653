import { wordsOf } from '#src/i18n.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { documentsOfEdition, timedDocuments } from '../../edition-documents.ts'
import { columnHead, type Naming, programmeCells } from './programme-cells.ts'
import { hashesOf, headMark, sentColumnNames, sentText } from './sent-rows.ts'

/**
 * The programme of an edition as CSV, in one language: the columns of the workbook, and last what each row is of and how it went
 * out. UTF-8 with a byte order mark, which spreadsheets need to know it. The same content gives the same text.
 */
export function editionCsv(edition: RawDocument, documents: readonly RawDocument[], naming: Naming): string {
  const t = wordsOf(naming.locale)
  const head = [
    ...sentColumnNames.map((column) => columnHead(t, column)),
    headMark(edition._id, naming.locale),
  ]
  const rows = timedDocuments(documentsOfEdition(documents, edition._id)).map((document) => {
    const cells = programmeCells(document, naming)
    return [
      ...sentColumnNames.map((column) => cells[column] ?? ''),
      sentText({ document: document._id, hashes: hashesOf(cells) }),
    ]
  })
  return `\uFEFF${[head, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`
}

/** In a spreadsheet a text that begins like a formula is one: an apostrophe before it says that it is text. */
const csvCell = (text: string): string => {
  const safe = /^'*[=+\-@]/.test(text) ? `'${text}` : text
  return /[",;\n\r\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
