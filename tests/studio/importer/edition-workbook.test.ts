import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { wordsOf } from '#src/i18n.ts'
import { locales } from '#src/locales.ts'
import { recordsIn } from '#src/model/fields.ts'
import { referencedId } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { congress } from '#src/seed/congress/congress.ts'
import { contentOfFile } from '#studio/importer/file.ts'
import { withKnownPeople } from '#studio/importer/known-people.ts'
import { parse } from '#studio/importer/parse.ts'
import { targetOfHead } from '#studio/importer/sheets/column-heads.ts'
import { proposedMapping, sessionTableIn } from '#studio/importer/sheets/session-table.ts'
import { sheetsOfWorkbook, type TextSheet } from '#studio/importer/sheets/workbook-sheets.ts'
import { sourceLines } from '#studio/importer/source-lines.ts'
import { editionUpdate } from '#studio/importer/update/edition-update.ts'
import { editionCsv } from '#studio/importer/workbook/edition-csv.ts'
import { editionWorkbook } from '#studio/importer/workbook/edition-workbook.ts'
import { columnHead } from '#studio/importer/workbook/programme-cells.ts'
import { sentColumnNames } from '#studio/importer/workbook/sent-rows.ts'
import { textIn } from '#studio/schema/localized-fields.ts'

/** The programme of an edition as a workbook, out and back. */

const documents: readonly RawDocument[] = congress.documents.map((one) => ({
  ...one,
  _originalId: one._id,
  _rev: 'r',
}))
const edition = documents.find(({ _id }) => _id === '906d835f-8531-8b40-b3c9-2503e6492bd2')
const byId = new Map(documents.map((one) => [one._id, one]))
const out = (locale: 'en' | 'fr' | 'es') =>
  editionWorkbook(edition as RawDocument, documents, { locale, named: (id) => byId.get(id) })

const at = (column: (typeof sentColumnNames)[number]) => sentColumnNames.indexOf(column) + 1

/** @param asks whether something may be asked about what was edited */
async function back(bytes: Uint8Array, now = documents, { asks = false } = {}) {
  const sheets = await sheetsOfWorkbook(new Uint8Array(bytes).buffer, 'xlsx')
  const sheet = sheets.find(({ sent }) => sent)
  if (!sheet) throw new Error('No programme in the workbook')
  return updateOf(sheet, now, { asks })
}

function updateOf(sheet: TextSheet, now = documents, { asks = false } = {}) {
  const table = sessionTableIn(sheet.lines)
  if (!table) throw new Error('No programme in the workbook')
  const parsed = parse(sheet.lines, { mapping: proposedMapping(table), locale: sheet.sent?.locale as 'en' })
  const plan = withKnownPeople(parsed, now, new Map())
  if (!asks) expect(plan.questions).toEqual([])
  let count = 0
  return editionUpdate(plan, edition as RawDocument, { existing: now, newId: () => `new-${++count}` })
}

describe.each(locales.map(({ locale }) => locale))('in %s', (locale) => {
  it('has heads that the importer knows', () => {
    const t = wordsOf(locale)
    expect(sentColumnNames.map((column) => targetOfHead(columnHead(t, column)))).toEqual(sentColumnNames)
  })

  it('comes back without a difference, and is the same again', async () => {
    const bytes = await out(locale)
    const update = await back(bytes)
    expect(update.lines).toEqual([])
    expect(update.unchanged).toBeGreaterThan(40)
    expect(Buffer.from(await out(locale)).equals(Buffer.from(bytes))).toBe(true)
  })
})

it('offers the rooms and the people of the edition in its cells, and takes others', async () => {
  const { sheets } = await readXlsx(await out('fr'))
  const [programme, rooms, people] = sheets
  const lists = programme?.dataValidations?.map(({ range, formula1, showErrorMessage }) => [
    range.replace(/\d+/g, ''),
    formula1,
    showErrorMessage ?? false,
  ])
  const [last, lastPerson] = [rooms?.rows.length, people?.rows.length]
  expect(lists?.slice(1)).toEqual([
    ['H:H', `'Salles'!$B$2:$B$${last}`, false],
    ...['I:I', 'J:J', 'K:K', 'L:L'].map((range) => [range, `'${people?.name}'!$B$2:$B$${lastPerson}`, false]),
  ])
})

it('in a language that titles lack shows others, and makes no translations of them', async () => {
  const english = documents.map((one) =>
    ['session', 'break', 'part', 'room'].includes(one._type)
      ? { ...one, title: onlyEnglish(one.title), name: onlyEnglish(one.name) }
      : one,
  )
  const naming = { locale: 'fr' as const, named: (id: string) => english.find(({ _id }) => _id === id) }
  const bytes = await editionWorkbook(edition as RawDocument, english, naming)
  expect((await readXlsx(bytes)).sheets[0]?.rows.every((row) => row[at('title')])).toBe(true)
  expect((await back(bytes, english)).lines).toEqual([])
})
const onlyEnglish = (list: unknown) =>
  Array.isArray(list) ? list.filter(({ language }) => language === 'en') : list

/** A workbook with its rows changed as somebody would: by what a cell has, and in which column. */
async function edited(bytes: Uint8Array, edit: (rows: (string | null)[][]) => (string | null)[][]) {
  const { sheets } = await readXlsx(bytes)
  return writeXlsx({
    sheets: sheets.map((sheet, at) => ({
      name: sheet.name,
      rows:
        at === 0
          ? edit(sheet.rows.map((row) => row.map((cell) => (cell === null ? null : String(cell)))))
          : sheet.rows,
    })),
  })
}
const file = (text: string, name = 'programme.csv') => new File([text], name)

/** The same for a CSV file. */
async function csvBack(text: string) {
  const content = await contentOfFile(file(text))
  if (!('sheets' in content) || !content.sheets[0]) throw new Error('No sheet')
  return updateOf(content.sheets[0])
}

describe.each(locales.map(({ locale }) => locale))('as CSV in %s', (locale) => {
  const naming = { locale, named: (id: string) => byId.get(id) }
  const text = editionCsv(edition as RawDocument, documents, naming)

  it('comes back without a difference', async () => {
    const update = await csvBack(text)
    expect(update.lines).toEqual([])
    expect(update.unchanged).toBeGreaterThan(40)
  })

  it('comes back from a program that writes other separators and dates', async () => {
    const rows = sourceLines(text, ',').map(({ cells = [] }) =>
      cells.map((cell) => cell.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1')),
    )
    const semicolons = rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'))
    const update = await csvBack(semicolons.join('\n').replaceAll(/"0(\d)\/06\/2027"/g, '"1$1/06/2027"'))
    // Another day, so that the dates say which number is the day.
    expect(new Set(told(update).map(([kind, aspect]) => `${kind} ${aspect}`))).toEqual(
      new Set(['moved time outside']),
    )
  })
})

it('of a text that begins like a formula is no formula for a spreadsheet, and comes back as it was', async () => {
  const titles = ['=1+1', '@all', '-1', '+1', "'=1"]
  const own: RawDocument[] = titles.map((title, at) => ({
    ...{ _id: `s${at}`, _type: 'session', _rev: 'r', _originalId: `s${at}`, edition: { _ref: 'e' } },
    ...{
      title: [{ _key: 'en', language: 'en', value: title }],
      date: '2027-06-07',
      start: `1${at}:00`,
      end: `1${at}:30`,
    },
  }))
  const e: RawDocument = { _id: 'e', _type: 'edition', _rev: 'r', _originalId: 'e', firstDay: '2027-06-07' }
  const text = editionCsv(e, [e, ...own], { locale: 'en', named: () => undefined })
  expect(text).not.toMatch(/(?:^|[,"\n])[=@+-]/)
  const content = await contentOfFile(file(text))
  const lines = 'sheets' in content ? (content.sheets[0]?.lines ?? []) : []
  expect(lines.slice(1).map(({ cells }) => cells?.[sentColumnNames.indexOf('title')])).toEqual(titles)
})

const told = ({ lines }: Awaited<ReturnType<typeof back>>) =>
  lines.map((line) => [
    line.kind,
    ...('differences' in line
      ? line.differences.map(({ aspect, certainty }) => `${aspect} ${certainty}`)
      : []),
  ])

it('brings back what was edited in it, and nothing else; a row without a mark is new, one that is gone is gone', async () => {
  const bytes = await edited(await out('fr'), ([head = [], ...rows]) => {
    const sessions = rows.filter((row) => !row[at('kind')])
    const [first, second, third, fourth] = sessions
    if (!first || !second || !third || !fourth) throw new Error('Too few sessions')
    first[at('start')] = '06:45'
    second[at('title')] = `${second[at('title')]} !`
    third[at('status')] = 'Annulée'
    third[at('room')] = null
    const added = [null, null, first[at('date')] ?? null, '21:00', '22:00', 'Une séance de plus']
    return [head, ...rows.filter((row) => row !== fourth), added].reverse().sort((a) => (a === head ? -1 : 0))
  })
  expect(
    told(await back(bytes))
      .map(([kind, ...more]) => [kind, ...more].join(' '))
      .sort(),
  ).toEqual(['cancelled rooms sure status sure', 'changed title sure', 'gone', 'moved time sure', 'new'])
})

it('has emptied nothing where a column was taken away', async () => {
  const bytes = await out('en')
  for (const column of ['moderators', 'room', 'description', 'end', 'status'] as const) {
    const without = await edited(bytes, (rows) => rows.map((row) => row.toSpliced(at(column), 1)))
    expect([column, told(await back(without))]).toEqual([column, []])
  }
})

it('changes the people of the column that was edited, and leaves those of others', async () => {
  const id = (row: readonly unknown[]) => String(row[0]).split(' ')[0] ?? ''
  const all = (await readXlsx(await out('en'))).sheets[0]?.rows.slice(1) ?? []
  const row = all.find((one) => one[at('speakers')] && one[at('moderators')])
  if (!row) throw new Error('No session with both')
  const bytes = await edited(await out('en'), (rows) =>
    rows.map((one) => (id(one) === id(row) ? one.with(at('moderators'), 'Ximena Ejemplo') : one)),
  )
  const update = await back(bytes)
  expect(told(update)).toEqual([['changed', 'contributors sure']])
  const [line] = update.lines
  const people = (document: RawDocument | undefined) =>
    recordsIn(document?.contributors).map(
      (one) => `${textIn('en', one.role)} ${referencedId(one.contributor)}`,
    )
  if (line?.kind !== 'changed') throw new Error('Nothing changed')
  const kept = people(line.document).filter((one) => !one.startsWith('Moderator'))
  expect(people(line.wanted).filter((one) => !one.startsWith('Moderator'))).toEqual(kept)
  expect(people(line.wanted).filter((one) => one.startsWith('Moderator'))).toEqual([
    expect.stringMatching(/^Moderator new-/),
  ])
})

it('gives somebody a second role, also where their name stands twice in the first one', async () => {
  const id = (row: readonly unknown[]) => String(row[0]).split(' ')[0] ?? ''
  const all = (await readXlsx(await out('en'))).sheets[0]?.rows.slice(1) ?? []
  const row = all.find((one) => one[at('speakers')])
  if (!row) throw new Error('No session with speakers')
  const [name = ''] = String(row[at('speakers')]).split('\n')
  const moderators = [row[at('moderators')], name].filter(Boolean).join('\n')
  for (const speakers of [`${row[at('speakers')]}`, `${row[at('speakers')]}\n${name}`]) {
    const bytes = await edited(await out('en'), (rows) =>
      rows.map((one) =>
        id(one) === id(row) ? one.with(at('speakers'), speakers).with(at('moderators'), moderators) : one,
      ),
    )
    const [line] = (await back(bytes)).lines
    if (line?.kind !== 'changed') throw new Error('Nothing changed')
    const [here, wanted] = [line.document, line.wanted].map((one) => recordsIn(one.contributors))
    expect(wanted).toHaveLength((here?.length ?? 0) + 1)
    expect(wanted).toEqual(expect.arrayContaining([...(here ?? [])]))
    const moderating = (list: typeof here) =>
      list?.filter((one) => textIn('en', one.role) === 'Moderator').length ?? 0
    expect(moderating(wanted)).toBe(moderating(here) + 1)
  }
})

it('takes one name out of a cell of several, and leaves the others with what they do', async () => {
  const bytes = await edited(await out('en'), (rows) =>
    rows.map((one, index) => {
      const lines = String(one[at('otherPeople')] ?? '').split('\n')
      return index > 0 && lines.length > 1 ? one.with(at('otherPeople'), lines.slice(1).join('\n')) : one
    }),
  )
  const update = await back(bytes, documents, { asks: true })
  expect(update.lines.length).toBeGreaterThan(0)
  for (const line of update.lines) {
    if (line.kind !== 'changed') throw new Error(line.kind)
    const [here, wanted] = [line.document, line.wanted].map((one) => recordsIn(one.contributors))
    expect(wanted).toHaveLength((here?.length ?? 0) - 1)
    expect(here).toEqual(expect.arrayContaining([...(wanted ?? [])]))
  }
})

it('asks about nobody whose line was not edited', async () => {
  const bytes = await edited(await out('en'), (rows) =>
    rows.map((one, index) => {
      const lines = String(one[at('otherPeople')] ?? '').split('\n')
      return index > 0 && lines.length > 1 ? one.with(at('otherPeople'), lines.slice(1).join('\n')) : one
    }),
  )
  // Names that could be anything.
  const odd = documents.map((one) =>
    one._type === 'contributor' ? { ...one, name: onlyEnglish(one.name), kind: 'organisation' } : one,
  )
  await back(bytes, odd)
})

it('gives no role to a new name among others, and empties no cell that cannot be read', async () => {
  const all = (await readXlsx(await out('en'))).sheets[0]?.rows.slice(1) ?? []
  const added = String(all.find((one) => one[at('speakers')])?.[at('speakers')]).split('\n')[0]
  const into = all.findIndex(
    (one) => one[at('moderators')] && !String(one[at('speakers')]).includes(`${added}`),
  )
  const bytes = await edited(await out('en'), (rows) =>
    rows.map((one, index) =>
      index === into + 1
        ? one
            .with(at('otherPeople'), [one[at('otherPeople')], added].filter(Boolean).join('\n'))
            .with(at('spoken'), 'English, Klingon')
        : one,
    ),
  )
  const update = await back(bytes, documents, { asks: true })
  expect(told(update)).toEqual([['changed', 'contributors sure']])
  const [line] = update.lines
  if (line?.kind !== 'changed') throw new Error('Nothing changed')
  const [here, wanted] = [line.document, line.wanted].map((one) => recordsIn(one.contributors))
  const fresh = wanted?.filter((one) => !here?.includes(one)) ?? []
  expect(fresh.map((one) => one.role)).toEqual([undefined])
  expect(wanted).toHaveLength((here?.length ?? 0) + 1)
})

it('takes no day unasked that is none of the edition', async () => {
  const bytes = await edited(await out('en'), (rows) =>
    rows.map((one, index) =>
      index === 1 ? one.with(at('date'), String(one[at('date')]).replace('2027', '2028')) : one,
    ),
  )
  expect(told(await back(bytes))).toEqual([['moved', 'time outside']])
})

it('tells what was changed here since it went out, and only where the workbook was edited too', async () => {
  const bytes = await edited(await out('en'), ([head = [], ...rows]) => {
    const [first] = rows.filter((row) => !row[at('kind')])
    if (first) first[at('start')] = '06:45'
    return [head, ...rows]
  })
  const id = (await readXlsx(bytes)).sheets[0]?.rows.find((row) => row[at('start')] === '06:45')?.[0]
  const now = documents.map((one) =>
    one._id === String(id).split(' ')[0] ? { ...one, start: '06:50', rooms: [] } : one,
  )
  expect(told(await back(bytes, now))).toEqual([['moved', 'time changedHere']])
})
