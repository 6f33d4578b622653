import { downloadKinds } from '#src/model/downloads.ts'
import { isRecord } from '#src/model/fields.ts'

/** What keeps a file from being uploaded; `refused` where the lake says no for a reason of its own. */
export type UploadProblem =
  | 'empty'
  | 'tooLarge'
  | 'heic'
  | 'notAnImage'
  | 'damaged'
  | 'wrongKind'
  | 'tooManyPixels'
  | 'noRoom'
  | 'unreachable'
  | 'refused'

/** Whether a file becomes an image, or is offered as it is. */
export type UploadKind = 'image' | 'file'

/** In bytes: what the embedded lake takes. */
export const maxUpload = 512 * 2 ** 20

/** What is wrong with a file by its name, its type and its size in bytes, before any of it is read. */
export function problemBefore(
  { name, type, size }: Pick<File, 'name' | 'type' | 'size'>,
  kind: UploadKind,
): UploadProblem | undefined {
  if (size === 0) return 'empty'
  if (size > maxUpload) return 'tooLarge'
  if (kind === 'image' && (/^image\/hei[cf]/.test(type) || /\.hei[cf]$/i.test(name))) return 'heic'
  if (kind === 'file' && !downloadKinds.includes(endingOf(name))) return 'wrongKind'
  return undefined
}

/**
 * What is wrong with a file by its first bytes (`headLength` of them, or all): an image that is none, or a file that is
 * not what its name says, which readers could not open.
 */
export function problemWithin(name: string, head: Uint8Array, kind: UploadKind): UploadProblem | undefined {
  const text = String.fromCharCode(...head).replace(controls, '.')
  if (kind === 'image') {
    if (heic.test(text)) return 'heic'
    return images.some((begin) => begin.test(text)) ? undefined : 'notAnImage'
  }
  const begin = begins[endingOf(name)]
  return begin === undefined || begin.test(text) ? undefined : 'damaged'
}

const endingOf = (name: string): string => /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''

export const headLength = 1024

/** Why an upload failed. @param error what the client threw */
export function refusalOf(error: unknown): UploadProblem {
  if (!isRecord(error) || typeof error.statusCode !== 'number') return 'unreachable'
  const { statusCode, message } = error
  if (statusCode === 413) return 'tooLarge'
  if (statusCode === 507) return 'noRoom'
  const text = typeof message === 'string' ? message : ''
  return reasons.find(({ said }) => said.test(text))?.problem ?? 'refused'
}

/** The lake's words, and those of the hosted one where they are known. */
const reasons: readonly { said: RegExp; problem: UploadProblem }[] = [
  { said: /file is empty/i, problem: 'empty' },
  { said: /million pixels|pixel limit/i, problem: 'tooManyPixels' },
  { said: /"heif"|heic/i, problem: 'heic' },
  { said: /damaged|not complete|ended before|corrupt/i, problem: 'damaged' },
  { said: /invalid image|not an image|unsupported/i, problem: 'notAnImage' },
]

/** As dots, so that the patterns need none. */
const controls = /[^\P{Cc}\x80-\x9f]/gu
const heic = /^.{4}ftyp(?!.{0,40}avi[fs])(?:hei[cfmsx]|hev[cmsx]|mif1|msf1)/
const images = [
  /^\xff\xd8\xff/,
  /^\x89PNG/,
  /^GIF8/,
  /^RIFF.{4}WEBP/,
  /^.{4}ftyp.{0,40}avi[fs]/,
  /^(?:II\*\.|MM\.\*)/,
  /<svg[\s>]|^(?:\xef\xbb\xbf)?[\s.]*<(?:\?xml|!DOCTYPE svg|!--)/i,
]
const zip = /^PK\.\./
/** Older Office files; some programs write the newer kind under the older name. */
const oldOffice = /^(?:\xd0\xcf\.\xe0|PK\.\.|\{\\rtf|<)/
const begins: Readonly<Record<string, RegExp>> = {
  pdf: /%PDF-/,
  ...{ docx: zip, xlsx: zip, pptx: zip, odt: zip, ods: zip, odp: zip },
  ...{ doc: oldOffice, xls: oldOffice, ppt: oldOffice },
}
