import type { Pack } from './pack.ts'
import { type ReturnedPack, UnreadablePackError } from './returned-pack.ts'
import { readXliff } from './xliff-reader.ts'
import { xliffOf } from './xliff-writer.ts'

/** The forms of a pack, by the ending of its file. */
export type PackForm = 'xlf' | 'xlsx'

/** The file of a pack. @param named what the list shows, and of what, for its name */
export async function packFile(pack: Pack, form: PackForm, named: readonly string[]): Promise<File> {
  const name = ['translations', ...named, pack.target].join('-').replace(/[^\w-]+/g, '-')
  if (form === 'xlf') return new File([xliffOf(pack)], `${name}.xlf`, { type: 'application/xliff+xml' })
  const { workbookOf } = await import('./workbook.ts')
  const bytes = await workbookOf(pack)
  return new File([new Uint8Array(bytes)], `${name}.xlsx`, {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  })
}

/**
 * A pack that an editor brings back.
 * @throws {UnreadablePackError}
 */
export async function readPackFile(file: File): Promise<ReturnedPack> {
  const kind = /\.([a-z]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? ''
  if (!['xlf', 'xliff', 'xml', 'xlsx'].includes(kind)) throw new UnreadablePackError('kind')
  if (file.size > maxBytes) throw new UnreadablePackError('tooLarge')
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (kind !== 'xlsx') return readXliff(decoded(bytes))
  const { readWorkbook } = await import('./workbook.ts')
  return readWorkbook(bytes)
}

/** Why a file could not be read. */
export const packErrorReason = (error: unknown): UnreadablePackError['reason'] =>
  error instanceof UnreadablePackError ? error.reason : 'broken'

/** Larger files are refused before they are read. */
const maxBytes = 20_000_000

/** Some tools write UTF-16. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}
