import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type Locale, locales } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { congress } from '#src/seed/congress/congress.ts'
import { contentOfFile } from '#studio/importer/file.ts'
import { withKnownPeople } from '#studio/importer/known-people.ts'
import { parse } from '#studio/importer/parse.ts'
import { proposedMapping, sessionTableIn } from '#studio/importer/sheets/session-table.ts'
import { editionUpdate } from '#studio/importer/update/edition-update.ts'
import { editionWord } from '#studio/importer/workbook/edition-word.ts'
import { programmeDocument } from '#studio/importer/workbook/programme-document.ts'

/** The programme of an edition as a Word document, out and back. */

const documents: readonly RawDocument[] = congress.documents.map((one) => ({
  ...one,
  _originalId: one._id,
  _rev: 'r',
}))
const edition = documents.find(({ _id }) => _id === '906d835f-8531-8b40-b3c9-2503e6492bd2') as RawDocument
const byId = new Map(documents.map((one) => [one._id, one]))

const written = (locale: Locale) =>
  programmeDocument(edition, documents, { locale, named: (id) => byId.get(id) })

async function back(bytes: Uint8Array) {
  const content = await contentOfFile(new File([new Uint8Array(bytes)], 'programme.docx'))
  const [sheet] = 'sheets' in content ? content.sheets : []
  const table = sheet && sessionTableIn(sheet.lines)
  if (!table) throw new Error('No programme')
  const parsed = parse(sheet.lines, { mapping: proposedMapping(table), locale: sheet.locale })
  const plan = withKnownPeople(parsed, documents, new Map())
  let count = 0
  return {
    plan,
    update: editionUpdate(plan, edition, { existing: documents, newId: () => `new-${++count}` }),
  }
}

describe.each(locales.map(({ locale }) => locale))('in %s', (locale) => {
  it('comes back without a difference, and is the same again', async () => {
    const bytes = await editionWord(written(locale))
    const { plan, update } = await back(bytes)
    expect(plan.questions).toEqual([])
    expect(update.lines).toEqual([])
    expect(update.unchanged).toBeGreaterThan(140)
    expect(Buffer.from(await editionWord(written(locale))).equals(Buffer.from(bytes))).toBe(true)
  })

  it('has days as headings, and heads of tables that are repeated', async () => {
    const files = unzipSync(await editionWord(written(locale)))
    const xml = new TextDecoder().decode(files['word/document.xml'])
    const { days } = written(locale)
    expect(xml.match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(days.length)
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(days.length)
  })
})

it('brings back what somebody edited in it', async () => {
  const programme = written('fr')
  const [day, ...others] = programme.days
  const [first, second, third, ...rows] = day?.rows.filter(({ notes }) => notes.length === 0) ?? []
  if (!day || !first || !second || !third) throw new Error('Too few sessions')
  const breaks = day.rows.filter(({ notes }) => notes.length > 0)
  const edited = [
    { ...first, times: '06:45–07:45' },
    { ...second, title: `${second.title} !`, people: [...second.people, 'Modération : Ximena Ejemplo'] },
    { ...third, notes: ['Annulée', 'Une phrase de plus.'] },
  ]
  const bytes = await editionWord({
    ...programme,
    days: [{ ...day, rows: [...edited, ...rows, ...breaks] }, ...others],
  })
  const { update } = await back(bytes)
  const changes = update.lines.map((line) =>
    [line.kind, ...('differences' in line ? line.differences.map(({ aspect }) => aspect) : [])].join(' '),
  )
  expect(changes.sort()).toEqual(['cancelled status description', 'changed title contributors', 'moved time'])
})

it('tells breaks, cancellations and moves in words under the titles', () => {
  const notes = locales.map(
    ({ locale }) => new Set(written(locale).days.flatMap(({ rows }) => rows.flatMap((row) => row.notes))),
  )
  expect(notes.map((all) => [...all].filter((note) => !/\d/.test(note)).sort())).toEqual([
    ['Break', 'Cancelled'],
    ['Annulée', 'Pause'],
    ['Cancelada', 'Pausa'],
  ])
  expect(notes.map((all) => [...all].find((note) => note.includes('10:00–11:00')))).toEqual([
    'Moved from 10:00–11:00',
    'Horaire initial\u00a0: 10:00–11:00',
    'Horario inicial: 10:00–11:00',
  ])
})
