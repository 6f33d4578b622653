import { createHash } from 'node:crypto'
import type { SeedFile } from '../write.ts'

/** The files that sessions of the congress offer: made here, so that the same texts are the same bytes everywhere. */

/** A text of one A4 page in Helvetica, which every reader of PDF has. Characters are those of Western Europe. */
export function pdf(filename: string, title: string, lines: readonly string[]): SeedFile {
  const text = [
    `BT /F1 20 Tf 56 770 Td (${escaped(title)}) Tj ET`,
    ...lines.map((line, index) => `BT /F1 11 Tf 56 ${736 - index * 17} Td (${escaped(line)}) Tj ET`),
  ].join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked false >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Title (${escaped(title)}) >>`,
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return fileOf(filename, 'pdf', Buffer.from(body + table + trailer, 'latin1'))
}

export const csv = (filename: string, rows: readonly (readonly (string | number)[])[]): SeedFile =>
  fileOf(filename, 'csv', Buffer.from(`${rows.map((row) => row.join(',')).join('\r\n')}\r\n`))

const fileOf = (filename: string, ending: string, bytes: Uint8Array): SeedFile => ({
  ...{ filename, bytes },
  id: `file-${createHash('sha1').update(bytes).digest('hex')}-${ending}`,
})

/** Text between the parentheses of a PDF, in octal where it is not ASCII. */
const escaped = (text: string): string =>
  [...text]
    .map((character) => {
      const code = winAnsi[character] ?? character.charCodeAt(0)
      if ('()\\'.includes(character)) return `\\${character}`
      return code < 128 ? character : `\\${code.toString(8)}`
    })
    .join('')

/** The characters that Windows has where Latin 1 has none. */
const winAnsi: Readonly<Record<string, number>> = { '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96, œ: 0x9c }
