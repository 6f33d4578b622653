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

/** UTF-16 where the file has a byte order mark, UTF-8 where it is valid, else Windows-1252 as older programs write. */
function textIn(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes.slice(0, 2))
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
