import { readFileSync } from 'node:fs'
import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { UnreadableFileError } from '#studio/importer/docx.ts'
import { contentOfFile } from '#studio/importer/file.ts'

const cellsOf = async (name: string, bytes: BlobPart) => {
  const content = await contentOfFile(new File([bytes], name))
  return 'sheets' in content
    ? content.sheets.flatMap(({ lines }) => lines.map(({ cells }) => cells))
    : undefined
}
const rows = [
  ['Titre', 'Début'],
  ['Été, hiver', '9h'],
]

test('a table in plain text is cut at its own separator, also where a line or the ending names it', async () => {
  expect(await cellsOf('a.csv', 'Titre;Début\n"Été, hiver";9h')).toEqual(rows)
  expect(await cellsOf('a.csv', 'Titre\tDébut\nÉté, hiver\t9h')).toEqual(rows)
  expect(await cellsOf('a.tsv', 'Titre\tDébut\nÉté, hiver\t9h')).toEqual(rows)
  expect(await cellsOf('a.csv', 'Titre|Début\nÉté, hiver|9h')).toEqual(rows)
  expect(await cellsOf('a.csv', 'sep=|\r\nTitre|Début\r\nÉté, hiver|9h')).toEqual(rows)
  expect(await cellsOf('a.csv', '"Titre; ou, nom",Début\n"x",9h')).toEqual([
    ['Titre; ou, nom', 'Début'],
    ['x', '9h'],
  ])
})

test('tables of older programs are decoded: Windows, Macintosh', async () => {
  const windows = Uint8Array.from('Titre;D\xe9but\n\xc9t\xe9, hiver;9h', (letter) => letter.charCodeAt(0))
  const mac = Uint8Array.from('Titre;D\x8ebut\n\x83t\x8e, hiver;9h', (letter) => letter.charCodeAt(0))
  expect(await cellsOf('a.csv', windows)).toEqual(rows)
  expect(await cellsOf('a.csv', mac)).toEqual(rows)
})

test('files that cannot be read say what they are', async () => {
  const reason = async (name: string) => {
    const error = await contentOfFile(new File(['x'], name)).catch((thrown: unknown) => thrown)
    return error instanceof UnreadableFileError ? error.reason : error
  }
  expect(await reason('a.pdf')).toBe('pdf')
  expect(await reason('a.xls')).toBe('oldWorkbook')
  expect(await reason('a.xlsx')).toBe('isOther')
  expect(await reason('a.key')).toBe('kind')
})

test('a file that is damaged, or not what its name says, is told so and never read as text', async () => {
  const docx = readFileSync(new URL('../../cases/word/cell-across-rooms.docx', import.meta.url))
  const xlsx = await writeXlsx({ sheets: [{ name: 'A', rows: [['Titre', 'Début']] }] })
  const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  const reasons = async (content: BlobPart, ...names: readonly string[]) => {
    const errors = names.map((name) => contentOfFile(new File([content], name)).then(() => undefined, String))
    return (await Promise.all(errors)).map((one) => one?.split(' ').at(-1))
  }
  const whole = new Uint8Array(xlsx)
  expect(await reasons(new Uint8Array(docx), 'a.xlsx', 'a.csv', 'a.txt')).toEqual([
    'isWord',
    'isWord',
    'isWord',
  ])
  expect(await reasons(whole, 'a.docx', 'a.csv', 'a.json')).toEqual([
    'isWorkbook',
    'isWorkbook',
    'isWorkbook',
  ])
  expect(await reasons(whole.slice(0, whole.length / 2), 'a.xlsx')).toEqual(['broken'])
  expect(await reasons(new Uint8Array(docx.subarray(0, docx.length / 2)), 'a.docx')).toEqual(['broken'])
  expect(await reasons(bytes('%PDF-1.7\n1 0 obj'), 'a.docx', 'a.txt', 'a.xlsx')).toEqual([
    'pdf',
    'pdf',
    'pdf',
  ])
  for (const other of [
    '{\\rtf1 09:00 Opening}',
    '<html><p>09:00 Opening',
    '\x89PNG\r\n',
    'PK\x03\x04zip',
    '\xd0\xcf\x11\xe0',
  ])
    expect([other, ...(await reasons(bytes(other), 'a.txt', 'a.csv'))]).toEqual([other, 'isOther', 'isOther'])
  expect(await reasons('', 'a.docx', 'a.txt')).toEqual(['empty', 'empty'])
})
