import { t } from '../language.ts'
import { linesOfWord, UnreadableFileError } from './docx.ts'
import { type ContentKind, contentKind } from './file-content-kind.ts'
import type { SourceLine } from './plan.ts'
import { scheduleKinds, sheetOfSchedule } from './schedules/schedule-file.ts'
import type { TextSheet } from './sheets/workbook-sheets.ts'
import { separatorIn, sourceLines, withoutSeparatorLine } from './source-lines.ts'
import { sentLines } from './workbook/sent-lines.ts'
import { linesOfOwnWord } from './workbook/word-lines.ts'

export { UnreadableFileError }

/** Larger files are refused before they are read. */
const maxBytes = 10_000_000

/** What a file holds: the lines of a text, or the sheets of a table. */
export type FileContent = { lines: readonly SourceLine[] } | { sheets: readonly TextSheet[] }

/**
 * The content of a file that an editor chose.
 * @throws {UnreadableFileError}
 */
export async function contentOfFile(file: File): Promise<FileContent> {
  const kind = /\.([a-z]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? ''
  const named = { doc: 'oldWord', xls: 'oldWorkbook', pdf: 'pdf' } as const
  if (kind === 'doc' || kind === 'xls' || kind === 'pdf') throw new UnreadableFileError(named[kind])
  if (!['docx', 'txt', 'md', 'tsv', 'csv', 'xlsx', 'ods', ...scheduleKinds].includes(kind))
    throw new UnreadableFileError('kind')
  if (file.size > maxBytes) throw new UnreadableFileError('tooLarge')
  if (file.size === 0) throw new UnreadableFileError('empty')
  const bytes = await file.arrayBuffer()
  refuseOthers(contentKind(bytes), kind)
  const content = await contentOf(bytes, kind)
  const isEmpty = 'lines' in content ? content.lines.length === 0 : content.sheets.length === 0
  if (isEmpty) throw new UnreadableFileError('empty')
  return content
}

/** @throws {UnreadableFileError} where a file is not of the kind that its name says */
function refuseOthers(content: ContentKind, kind: string): void {
  const isPacked = kind === 'docx' || kind === 'xlsx' || kind === 'ods'
  if (content === 'pdf') throw new UnreadableFileError('pdf')
  // An old one tells by itself what it is.
  if (content === (isPacked ? kind : 'text') || (content === 'old' && isPacked)) return
  if (content === 'docx') throw new UnreadableFileError('isWord')
  throw new UnreadableFileError(content === 'xlsx' || content === 'ods' ? 'isWorkbook' : 'isOther')
}

async function contentOf(bytes: ArrayBuffer, kind: string): Promise<FileContent> {
  if (kind === 'xlsx' || kind === 'ods') {
    const { sheetsOfWorkbook } = await import('./sheets/workbook-sheets.ts')
    return { sheets: await sheetsOfWorkbook(bytes, kind) }
  }
  if (kind === 'docx') {
    const lines = await linesOfWord(bytes)
    const own = linesOfOwnWord(lines)
    return own ? { sheets: [{ name: '', ...own }] } : { lines }
  }
  const text = textIn(bytes)
  if (text.includes('\0')) throw new UnreadableFileError('isOther')
  const schedule = scheduleKinds.find((one) => one === kind)
  if (schedule !== undefined) return { sheets: [await sheetOfSchedule(text, schedule, t)] }
  if (kind !== 'csv' && kind !== 'tsv') return { lines: sourceLines(text) }
  const lines = sourceLines(withoutSeparatorLine(text), separatorIn(text))
  return { sheets: lines.length === 0 ? [] : [{ name: '', ...(sentLines(lines) ?? { lines }) }] }
}

/** UTF-16 where the file has a byte order mark or zeros as every other byte, UTF-8 where it is valid, else as older programs write. */
function textIn(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes.slice(0, 2))
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const zeros = zerosIn(bytes)
  if (zeros !== undefined) return new TextDecoder(zeros).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return legacyTextIn(bytes)
  }
}

/** Windows-1252; or Macintosh, where that gives more words with small accented letters. */
function legacyTextIn(bytes: ArrayBuffer): string {
  const [windows = '', mac = ''] = ['windows-1252', 'macintosh'].map((name) =>
    new TextDecoder(name).decode(bytes),
  )
  const accents = (text: string) => text.match(/(?<=[a-z])[àâçéèêëîïôûùáíóúñ]|[àâçéèêëîïôûùáíóúñ](?=[a-z])/g)
  return (accents(mac)?.length ?? 0) > (accents(windows)?.length ?? 0) ? mac : windows
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
