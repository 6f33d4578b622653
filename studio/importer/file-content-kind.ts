/** What a file is by its first bytes, whatever its name says. `old`: a file of Word or Excel from before 2007, or one with a password. */
export type ContentKind = 'docx' | 'xlsx' | 'ods' | 'old' | 'pdf' | 'other' | 'text'

/** @returns `other` for an archive of something else, a picture, a web page or a file in RTF; `text` for all that is none of these */
export function contentKind(bytes: ArrayBuffer): ContentKind {
  const all = new Uint8Array(bytes)
  const start = latin(all.subarray(0, 1024)).replace(/^(?:ï»¿)?\s+/, '')
  if (start.startsWith('%PDF-')) return 'pdf'
  if (start.startsWith('ÐÏ\x11à')) return 'old'
  if (start.startsWith('PK\x03\x04')) return packedKind(latin(all))
  return others.test(start) ? 'other' : 'text'
}

/** What an archive is, by the names of the files in it, which are not packed. */
function packedKind(text: string): ContentKind {
  if (text.includes('word/document.xml')) return 'docx'
  if (text.includes('xl/workbook.xml')) return 'xlsx'
  return text.includes('mimetypeapplication/vnd.oasis.opendocument.spreadsheet') ? 'ods' : 'other'
}

// PNG, GIF, JPEG, RTF, a web page.
const others = /^(?:‰PNG|GIF8|ÿØÿ|\{\\rtf|<!doctype html|<html[\s>])/i

/** Each byte as a letter of Windows-1252. */
const latin = (bytes: Uint8Array): string => new TextDecoder('windows-1252').decode(bytes)
