import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'

/**
 * The brief as its authors would have it in Word: headings, bold, a list, and the programme as tables whose
 * points are paragraphs of their own.
 */
export async function wordBrief(text: string): Promise<ArrayBuffer> {
  const children: (Paragraph | Table)[] = []
  let rows: TableRow[] = []
  const endTable = () => {
    if (rows.length > 0) children.push(new Table({ rows, width: { size: 100, type: WidthType.PERCENTAGE } }))
    rows = []
  }
  for (const line of text.split('\n')) {
    const cells = line.split('\t')
    if (cells.length > 1) {
      const [time = '', title = '', points = ''] = cells
      rows.push(
        row([
          [time],
          [title],
          points.split(
            /(?<=[\p{Ll})?] ?)(?= (?:Brief|Key|Expected|Presentation of the ground|Focus|How|Reflection|Observatories|What|Coordination)\b)/u,
          ),
        ]),
      )
      continue
    }
    endTable()
    if (line.trim() === '') children.push(new Paragraph(''))
    else if (line.startsWith('- '))
      children.push(new Paragraph({ text: line.slice(2), bullet: { level: 0 } }))
    else if (headings.has(line)) children.push(new Paragraph({ text: line, heading: HeadingLevel.HEADING_1 }))
    else children.push(new Paragraph({ children: runs(line) }))
  }
  endTable()
  const bytes = await Packer.toBuffer(new Document({ sections: [{ children }] }))
  return new Uint8Array(bytes).buffer
}

const headings = new Set([
  'The UCLG Learning Forum',
  'The UCLG Learning Forum at a glance',
  'A learning network that is fit for purpose',
  'Co-creating our learning environment',
  'Outcomes',
  '12Nov / Programme',
])

const row = (cells: readonly (readonly string[])[]) =>
  new TableRow({
    children: cells.map(
      (lines) =>
        new TableCell({ children: lines.map((line) => new Paragraph({ children: runs(line.trim()) })) }),
    ),
  })

/** Words between double asterisks are bold. */
const runs = (line: string) =>
  line.split('**').map((text, index) => new TextRun({ text, bold: index % 2 === 1 }))
