import { unzipSync, zipSync } from 'fflate'
import { languageOf } from '#src/locales.ts'
import type { ProgrammeDocument, ProgrammeRow } from './programme-document.ts'

/**
 * A programme as a Word document (`.docx`), on landscape pages: days are headings, each with a table whose head is repeated on every
 * page. Texts are texts: nothing of them is a field or a formula. The same programme gives the same bytes.
 */
export async function editionWord(programme: ProgrammeDocument): Promise<Uint8Array> {
  const docx = await import('docx')
  const { Document, HeadingLevel, Packer, PageOrientation, Paragraph, Table, TableCell, TableRow, TextRun } =
    docx
  const cell = (lines: readonly InstanceType<typeof Paragraph>[], at: number) =>
    new TableCell({
      children: lines.length > 0 ? [...lines] : [new Paragraph('')],
      width: { size: widths[at] ?? 0, type: docx.WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 90, right: 90 },
    })
  const lines = (texts: readonly string[], style: { bold?: boolean; italics?: boolean } = {}) =>
    texts.map((text) => new Paragraph({ children: [new TextRun({ text, ...style })] }))
  const row = ({ times, title, notes, rooms, part, people }: ProgrammeRow) =>
    new TableRow({
      cantSplit: true,
      children: [
        lines([times]),
        [...lines([title], { bold: true }), ...lines(notes, { italics: true })],
        lines(rooms),
        lines(part === '' ? [] : [part]),
        lines(people),
      ].map(cell),
    })
  const head = new TableRow({
    tableHeader: true,
    children: programme.heads.map((text, at) => cell(lines([text], { bold: true }), at)),
  })
  const document = new Document({
    creator: '',
    title: programme.title,
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 20, language: { value: languageOf(programme.locale).lang } },
        },
      },
    },
    sections: [
      {
        properties: {
          page: { size: { orientation: PageOrientation.LANDSCAPE, width: pageWidth, height: pageHeight } },
        },
        children: [
          new Paragraph({ text: programme.title, heading: HeadingLevel.TITLE }),
          ...lines(programme.facts),
          ...programme.days.flatMap(({ title, rows }) => [
            new Paragraph({ text: title, heading: HeadingLevel.HEADING_1, keepNext: true }),
            new Table({
              rows: [head, ...rows.map(row)],
              columnWidths: [...widths],
              width: { size: widths.reduce((sum, width) => sum + width, 0), type: docx.WidthType.DXA },
            }),
          ]),
        ],
      },
    ],
  })
  return withoutTime(new Uint8Array(await Packer.toArrayBuffer(document)))
}

/** A4, and the columns on it, in twentieths of a point. */
const [pageWidth, pageHeight] = [11906, 16838]
const widths = [1500, 5000, 2300, 2200, 2900]

/** The library writes when a file was made, in its properties and in the zip. */
function withoutTime(bytes: Uint8Array): Uint8Array {
  const files = unzipSync(bytes)
  const core = new TextDecoder().decode(files['docProps/core.xml'])
  const properties = core.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, '$12000-01-01T00:00:00Z')
  return zipSync(
    { ...files, 'docProps/core.xml': new TextEncoder().encode(properties) },
    { mtime: '2000-01-01' },
  )
}
