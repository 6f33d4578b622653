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
  expect(await reason('a.xlsx')).toBe('broken')
  expect(await reason('a.key')).toBe('kind')
})
