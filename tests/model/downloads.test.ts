import { expect, it } from 'vitest'
import { downloadName, sizeText } from '#src/model/downloads.ts'
import { downloadHeaders } from '#src/serving/download-headers.ts'

const pdf = 'file-0a1b2c-pdf'

it.each([
  ['Rapport d’été 2019 (final).pdf', 'Rapport d’été 2019 (final).pdf'],
  ['Cafe\u0301.pdf', 'Café.pdf'],
  ['A "quoted" name; with = and %41.PDF', 'A "quoted" name; with = and %41.PDF'],
  ['学習フォーラム.pdf', '学習フォーラム.pdf'],
  ['👩🏽‍💻 notes.pdf', '👩🏽‍💻 notes.pdf'],
  ['two\r\nX-Header: lines.pdf', 'twoX-Header: lines.pdf'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe.pdf'],
  ['../../etc/passwd', '-..-etc-passwd.pdf'],
  ['C:\\temp\\a.pdf', 'C:-temp-a.pdf'],
  ['.htaccess', 'htaccess.pdf'],
  ['. .pdf', 'document.pdf'],
  ['  ', 'document.pdf'],
  ['\ud800.pdf', 'document.pdf'],
  [undefined, 'document.pdf'],
  [`${'é'.repeat(300)}.pdf`, `${'é'.repeat(118)}.pdf`],
])('a file that was uploaded as %j is saved as %j', (original, saved) => {
  expect(downloadName(original, pdf)).toBe(saved)
})

it.each(['Rapport d’été.pdf', 'A "b" \\ c$1.pdf', '学習.pdf', "it's %41.pdf", '👩🏽‍💻.pdf'])(
  'the header for %j is ASCII that gives the name back',
  (name) => {
    const { 'Content-Disposition': header = '' } = downloadHeaders(name)
    expect(header).toMatch(/^attachment; [\x20-\x7e]+$/)
    expect(header).not.toContain('$')
    const encoded = /filename\*=UTF-8''(\S+)$/.exec(header)?.[1]
    const plain = /filename="?([^"]*)"?/.exec(header)?.[1]
    expect(encoded === undefined ? plain : decodeURIComponent(encoded)).toBe(name)
  },
)

it('sizes of files have two digits and the unit of the language', () => {
  const sizes = (bytes: number) =>
    (['en', 'fr', 'es'] as const).map((locale) => sizeText(bytes, locale).replace(/[\u00a0\u202f]/g, '_'))
  expect(sizes(1_234_567)).toEqual(['1.2_MB', '1,2_Mo', '1,2_MB'])
  expect(sizes(14_360)).toEqual(['14_kB', '14_ko', '14_kB'])
  expect(sizes(994_999)).toEqual(['990_kB', '990_ko', '990_kB'])
  expect(sizes(995_000)).toEqual(['1_MB', '1_Mo', '1_MB'])
  expect(sizes(12)).toEqual(['1_kB', '1_ko', '1_kB'])
})
