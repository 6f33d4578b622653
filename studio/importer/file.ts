import { linesOfWord, UnreadableFileError } from './docx.ts'
import type { SourceLine } from './plan.ts'
import { separatorIn, sourceLines } from './source-lines.ts'

export { UnreadableFileError }

/** Larger files are refused before they are read. */
const maxBytes = 10_000_000

/**
 * The lines of a file that an editor chose.
 * @throws {UnreadableFileError}
 */
export async function linesOfFile(file: File): Promise<readonly SourceLine[]> {
  const kind = /\.([a-z]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? ''
  if (kind === 'doc') throw new UnreadableFileError('oldWord')
  if (!['docx', 'txt', 'md', 'tsv', 'csv'].includes(kind)) throw new UnreadableFileError('kind')
  if (file.size > maxBytes) throw new UnreadableFileError('tooLarge')
  const bytes = await file.arrayBuffer()
  const lines = kind === 'docx' ? await linesOfWord(bytes) : linesOfText(textIn(bytes), kind)
  if (lines.length === 0) throw new UnreadableFileError('empty')
  return lines
}

const linesOfText = (text: string, kind: string) =>
  kind === 'csv' ? sourceLines(text, separatorIn(text)) : sourceLines(text)

/** UTF-16 where the file has a byte order mark or zeros as every other byte, UTF-8 where it is valid, else Windows-1252 as older programs write. */
function textIn(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes.slice(0, 2))
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const zeros = zerosIn(bytes)
  if (zeros !== undefined) return new TextDecoder(zeros).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** UTF-16 without a mark: Latin letters have a zero after them, or before them. */
function zerosIn(bytes: ArrayBuffer): 'utf-16le' | 'utf-16be' | undefined {
  const head = new Uint8Array(bytes.slice(0, 4096))
  const zeros = [0, 1].map((odd) => head.filter((byte, index) => byte === 0 && index % 2 === odd).length)
  const [before = 0, after = 0] = zeros
  const many = head.length / 5
  if (after > many && after > 4 * before) return 'utf-16le'
  return before > many && before > 4 * after ? 'utf-16be' : undefined
}
