import { Unzip, UnzipInflate, zipSync } from 'fflate'
import { type FoundLine, numberedLines, rowLine } from './found-lines.ts'
import { gridOf } from './grid.ts'
import type { SourceLine } from './plan.ts'
import { visibleText } from './word-text.ts'

/** A file that cannot be read, with the reason. */
export class UnreadableFileError extends Error {
  readonly reason:
    | 'kind'
    | 'oldWord'
    | 'oldWorkbook'
    | 'pdf'
    | 'tooLarge'
    | 'tooMuch'
    | 'broken'
    | 'encrypted'
    | 'empty'
    | 'doctype'
    | 'noSessions'
    | 'otherVersion'
    | 'isWord'
    | 'isWorkbook'
    | 'isOther'
  constructor(reason: UnreadableFileError['reason']) {
    super(`The file cannot be read: ${reason}`)
    this.name = 'UnreadableFileError'
    this.reason = reason
  }
}

/**
 * The paragraphs and table rows of a Word document, as lines. They are read from the document model of the library
 * (mammoth), before it becomes HTML. The address of a link stands in brackets after its text; a picture is a line.
 * @throws {UnreadableFileError} broken, encrypted, oldWord, tooMuch
 */
export async function linesOfWord(bytes: ArrayBuffer): Promise<SourceLine[]> {
  const start = new Uint8Array(bytes.slice(0, 8))
  // Both old documents and encrypted new ones are OLE compound files.
  if (start[0] === 0xd0 && start[1] === 0xcf) {
    throw new UnreadableFileError(hasName(bytes, 'EncryptedPackage') ? 'encrypted' : 'oldWord')
  }
  const arrayBuffer = textsOf(bytes)
  const mammoth = await import('mammoth')
  const { default: library = mammoth } = mammoth
  const found: FoundLine[] = []
  try {
    await library.convertToHtml(
      { arrayBuffer },
      {
        transformDocument: (document: unknown) => {
          collect(document, found)
          return { ...Object(document), children: [] }
        },
      },
    )
  } catch {
    throw new UnreadableFileError('broken')
  }
  return numberedLines(found)
}

/**
 * A Word document with its texts alone, unpacked. The library would unpack whatever it holds at once: a file of 350 KB
 * can be gigabytes. Piece by piece it ends where it is more than a document of people has.
 * @throws {UnreadableFileError} broken, tooMuch
 */
function textsOf(bytes: ArrayBuffer): ArrayBuffer {
  const pieces = new Map<string, Uint8Array[]>()
  let [size, tags] = [0, 0]
  let failure: UnreadableFileError['reason'] | undefined
  const unzip = new Unzip((file) => {
    if (/^word\/(media|embeddings|fonts)\//.test(file.name)) return
    const own: Uint8Array[] = []
    pieces.set(file.name, own)
    file.ondata = (error, piece) => {
      // Nothing is thrown here: the library would take it for an error of the file.
      if (error) failure ??= 'broken'
      else size += piece.length
      for (const byte of piece) if (byte === lessThan) tags += 1
      if (size > maxUnpackedBytes || tags > maxTags) failure ??= 'tooMuch'
      if (failure === undefined) own.push(piece)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  const packed = new Uint8Array(bytes)
  for (let start = 0; start < packed.length && failure === undefined; start += pieceBytes) {
    try {
      unzip.push(packed.subarray(start, start + pieceBytes), start + pieceBytes >= packed.length)
    } catch {
      failure = 'broken'
    }
  }
  if (failure !== undefined) throw new UnreadableFileError(failure)
  const files = new Map([...pieces].map(([name, own]) => [name, joined(own)]))
  const xmlOf = (name: string) => new TextDecoder().decode(files.get(name))
  const styles = xmlOf('word/styles.xml')
  for (const name of files.keys()) {
    if (partsWithText.test(name)) files.set(name, new TextEncoder().encode(visibleText(xmlOf(name), styles)))
  }
  return zipSync(Object.fromEntries(files), { level: 0 }).buffer
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0))
  let start = 0
  for (const piece of pieces) {
    whole.set(piece, start)
    start += piece.length
  }
  return whole
}

const partsWithText = /^word\/(?:document|footnotes|endnotes|comments)\d*\.xml$/

/** Of a document's texts when they are unpacked. A thousand pages are about 10 MB. */
const maxUnpackedBytes = 32 * 2 ** 20
/** Of elements, at about a kilobyte of memory each. A hundred pages have about 100,000. */
const maxTags = 400_000
const lessThan = 0x3c
/** Unpacked at a time: at most a thousand times as much comes out. */
const pieceBytes = 4096

function collect(node: unknown, found: FoundLine[]): void {
  if (!isNode(node)) return
  if (node.type === 'paragraph') found.push(...linesIn(node))
  else if (node.type === 'table') found.push(...rowsIn(node))
  else for (const child of node.children ?? []) collect(child, found)
}

/** The rows of a table by its columns. A table within a cell follows the row that it is in. */
function rowsIn(table: Node): FoundLine[] {
  const rows = nodesIn(table).map(nodesIn)
  const grid = gridOf(
    rows.map((cells) =>
      cells.map((cell) => ({ text: cellText(cell), columns: cell.colSpan ?? 1, rows: cell.rowSpan ?? 1 })),
    ),
  )
  return grid.flatMap((row, index) => [
    ...[rowLine(row) ?? []].flat(),
    ...(rows[index] ?? []).flatMap(tablesIn).flatMap(rowsIn),
  ])
}

const nodesIn = ({ children = [] }: Node): Node[] => children.filter(isNode)

/** The tables directly in a cell. */
const tablesIn = (cell: Node): Node[] => nodesIn(cell).filter(({ type }) => type === 'table')

/** The lines of a paragraph, separated by its line breaks. */
function linesIn(node: Node): FoundLine[] {
  const { text, pictures } = textOf(node)
  const style = styleOf(node)
  const lines = text.split('\n').map((line) => line.trim())
  const found = lines
    .filter((line, index) => line !== '' || lines.length === 1 || index > 0)
    .map(
      (line): FoundLine => ({
        text: line,
        ...(line.includes('\t')
          ? { cells: line.split('\t').map((cell) => cell.trim()) }
          : style && { style }),
      }),
    )
  return pictures === 0
    ? found
    : [...found.filter((one) => one.text !== ''), { text: '[…]', style: 'picture' }]
}

function styleOf({ styleName, numbering }: Node): SourceLine['style'] {
  if (/^(heading|title|subtitle|titre|título|titulo)/i.test(styleName ?? '')) return 'heading'
  if (numbering) return numbering.isOrdered ? 'number' : 'bullet'
  return /^list/i.test(styleName ?? '') ? 'bullet' : undefined
}

/** The text of a cell without the tables in it: a line for each paragraph, with a bullet before points. */
function cellText(cell: Node): string {
  const lines: FoundLine[] = []
  for (const child of nodesIn(cell)) if (child.type !== 'table') collect(child, lines)
  return lines
    .filter(({ style, text }) => style !== 'picture' && text !== '')
    .map(({ text, style }) =>
      style === 'bullet' || style === 'number' ? `• ${text}` : text.replace(' · ', ' '),
    )
    .join('\n')
}

function textOf(node: unknown): { text: string; pictures: number } {
  if (!isNode(node)) return { text: '', pictures: 0 }
  switch (node.type) {
    case 'text':
      return { text: node.value ?? '', pictures: 0 }
    case 'tab':
      return { text: '\t', pictures: 0 }
    case 'break':
      return { text: node.breakType === 'line' ? '\n' : '', pictures: 0 }
    case 'image':
      return { text: '', pictures: 1 }
    default: {
      const all = (node.children ?? []).map(textOf)
      const plain = all.map((one) => one.text).join('')
      // As Markdown has it: the reader of lines tells it.
      const text = node.isStrikethrough
        ? plain.replace(/\S(?:[^\n]*\S)?/g, '~~$&~~')
        : plain.replace(/~~( *)~~/g, '$1')
      const address =
        node.type === 'hyperlink' && node.href && !text.includes(node.href) ? ` (${node.href})` : ''
      return { text: text + address, pictures: all.reduce((sum, one) => sum + one.pictures, 0) }
    }
  }
}

/** A node of the library's document model; each type of node has some of these fields. */
type Node = {
  type: string
  children?: unknown[]
  value?: string
  breakType?: string
  isStrikethrough?: boolean
  href?: string
  styleName?: string | null
  colSpan?: number
  rowSpan?: number
  numbering?: { isOrdered?: boolean } | null
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value

/** Whether an OLE compound file has an entry of that name, which it writes in UTF-16. */
function hasName(bytes: ArrayBuffer, name: string): boolean {
  const text = new TextDecoder('utf-16le').decode(bytes.slice(0, bytes.byteLength - (bytes.byteLength % 2)))
  return text.includes(name)
}
