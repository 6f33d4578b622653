import { writeOds } from 'hucre/ods'
import { type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { UnreadableFileError } from '#studio/importer/docx.ts'
import { parse } from '#studio/importer/parse.ts'
import type { SourceLine } from '#studio/importer/plan.ts'
import { groupsByColumns, proposedMapping, sessionTableIn } from '#studio/importer/sheets/session-table.ts'
import {
  hasHidden,
  linesOfChoice,
  linesOfSheets,
  sheetsOfWorkbook,
} from '#studio/importer/sheets/workbook-sheets.ts'
import { sourceLines } from '#studio/importer/source-lines.ts'

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer
const read = async (sheets: WriteSheet[], dateSystem: '1900' | '1904' = '1900') =>
  sheetsOfWorkbook(bufferOf(await writeXlsx({ sheets, dateSystem })), 'xlsx')
const day = (date: string) => new Date(`${date}T00:00:00Z`)
const told = (lines: readonly SourceLine[] = []) =>
  lines.flatMap(({ from, told: all = [] }) =>
    all.map(({ code, facts }) => [from, code, ...Object.values(facts)]),
  )
function planOf(lines: readonly SourceLine[]) {
  const table = sessionTableIn(lines)
  return parse(lines, { mapping: table && proposedMapping(table) })
}

test('dates and times are read as they are shown: formats of French, beyond 24 hours, moments, fractions', async () => {
  const numbers = [
    [0.378472222, 'h"h"mm'],
    [0.59375, 'hh\\hmm'],
    [25 / 24, '[h]:mm'],
    [0.541666661, 'hh:mm:ss'],
    [0.75, undefined],
    [90, '0'],
  ] as const
  const cells = new Map(
    numbers.map(([value, numFmt], index) => [
      `1,${index}`,
      { value, type: 'number' as const, ...(numFmt && { style: { numFmt } }) },
    ]),
  )
  const rows = [
    [day('2027-11-12'), new Date('2027-11-12T14:30:00Z'), true, '=1+1', null, 'Ouverture\nsuite'],
    numbers.map(([value]) => value),
  ]
  const [sheet] = await read([{ name: 'A', rows, cells }])
  expect(sheet?.lines.map((line) => line.cells)).toEqual([
    ['2027-11-12', '2027-11-12 14:30', 'true', '=1+1', '', 'Ouverture\nsuite'],
    ['09:05', '14:15', '25:00', '13:00', '0.75', '90'],
  ])
})

test('a workbook that counts from 1904 has the same dates', async () => {
  const [sheet] = await read([{ name: 'A', rows: [[day('2027-11-12'), 'x']] }], '1904')
  expect(sheet?.lines[0]?.cells).toEqual(['2027-11-12', 'x'])
})

test('what is hidden, struck out or without a result is told with its place, and not read as content', async () => {
  const sheets: WriteSheet[] = [
    {
      name: 'Tuesday',
      rows: [
        ['Title', 'Room', 'Secret'],
        ['Shown', 'Hall', 'x'],
        ['Hidden', 'Hall', 'y'],
        ['Gone', '#N/A', 'z'],
      ],
      cells: new Map([
        ['3,0', { value: 'Gone', style: { font: { strikethrough: true } } }],
        ['1,1', { formula: 'A1' }],
      ]),
      columns: [{}, {}, { hidden: true }],
      rowDefs: new Map([[2, { hidden: true }]]),
    },
    { name: 'Drafts', rows: [['old']], hidden: true },
  ]
  const found = await read(sheets)
  expect(found.map(({ name, isHidden = false }) => [name, isHidden])).toEqual([
    ['Tuesday', false],
    ['Drafts', true],
  ])
  const lines = linesOfChoice(found, { left: new Set(['Drafts']), takesHidden: false })
  expect(lines?.map(({ from, cells }) => [from, cells])).toEqual([
    [1, ['Title', 'Room']],
    [2, ['Shown', '']],
    [4, ['Gone', '']],
  ])
  expect(told(lines)).toEqual([
    [1, 'hiddenSheets', 'Drafts'],
    [1, 'hiddenRows', 'Tuesday', '3'],
    [1, 'hiddenColumns', 'Tuesday', 'C'],
    [2, 'formulaError', 'B2'],
    [4, 'struckOut', 'Gone'],
    [4, 'formulaError', 'B4'],
  ])
  expect(parse(lines ?? []).problems.map(({ code }) => code)).toContain('hiddenRows')

  const whole = linesOfChoice(found, { left: new Set(), takesHidden: true })
  expect(whole.map(({ text, cells }) => cells ?? text)).toEqual([
    ...[
      'Tuesday',
      ['Title', 'Room', 'Secret'],
      ['Shown', '', 'x'],
      ['Hidden', 'Hall', 'y'],
      ['Gone', '', 'z'],
    ],
    ...['Drafts', ['old']],
  ])
  expect(told(whole).map(([, code]) => code)).toEqual(['formulaError', 'struckOut', 'formulaError'])
})

test('a workbook in which nothing is hidden has nothing more to take', async () => {
  expect(hasHidden(await read([{ name: 'A', rows: [['Title', 'Room']] }]))).toBe(false)
})

test('a "Sub" of Whova is a point of the session above, with its people', () => {
  const row = (...cells: string[]) => cells.join('\t')
  const lines = sourceLines(
    [
      row(
        '*Date',
        '*Time Start',
        '*Time End',
        '*Session Title',
        'Speakers',
        '"Session or \nSub-session(Sub)"',
      ),
      row('2027-11-12', '09:00', '10:00', 'Rivers', 'Ana Ruiz', ''),
      row('2027-11-12', '09:00', '09:20', 'A dam', 'Luis Paz', 'Sub'),
      row('2027-11-12', '10:00', '11:00', 'Roads', '', ''),
    ].join('\n'),
  )
  const plan = planOf(lines)
  expect(
    plan.items.map(({ title, text, contributions }) => [
      title,
      text.map((one) => one.text),
      contributions.length,
    ]),
  ).toEqual([
    ['Rivers', ['09:00–09:20 A dam'], 2],
    ['Roads', [], 0],
  ])
  expect(plan.lines.map(({ became }) => became)).toEqual(['columns', 'session', 'people', 'session'])
})

test('a sheet for each day: names of sheets are days, repeated heads are heads, a date over rows holds for each', async () => {
  const heads = ['Start', 'End', 'Session title', 'Room']
  const found = await read([
    { name: 'Friday 12 November 2027', rows: [heads, [0.375, 0.4375, 'Ouverture', 'Hall 1']] },
    { name: '13 November 2027', rows: [heads, [0.5, 0.5625, 'افتتاح', 'Hall 2']] },
  ])
  const plan = planOf(linesOfSheets(found))
  expect(plan.items.map(({ day: at, start, title }) => [plan.days[at]?.day, start, title])).toEqual([
    [12, '09:00', 'Ouverture'],
    [13, '12:00', 'افتتاح'],
  ])
  expect(plan.lines.map(({ became }) => became)).toEqual([
    'day',
    'columns',
    'session',
    'day',
    'columns',
    'session',
  ])

  const [merged] = await read([
    {
      name: 'All',
      rows: [
        ['Date', ...heads],
        [day('2027-11-12'), 0.375, 0.4, 'One', 'A'],
        [null, 0.5, 0.6, 'Two', 'B'],
      ],
      merges: [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }],
    },
  ])
  expect(merged?.lines[2]).toMatchObject({
    cells: ['2027-11-12', '0.5', '0.6', 'Two', 'B'],
    merged: ['above', undefined, undefined, undefined, undefined],
  })
  expect(planOf(merged?.lines ?? []).items.map(({ end }) => end)).toEqual(['09:36', '14:24'])
})

test('sheets with other columns are a group of their own, those of most rows first', async () => {
  const found = await read([
    { name: 'Read me', rows: [['Fill in the next sheets']] },
    {
      name: 'Tuesday',
      rows: [
        ['Start', 'End', 'Session title', 'Room'],
        [0.375, 0.4375, 'One', 'A'],
      ],
    },
    {
      name: 'Wednesday',
      rows: [
        ['Room', 'Session title', 'Start', 'End'],
        ['A', 'Two', 0.375, 0.4375],
      ],
    },
    {
      name: 'Thursday',
      rows: [
        ['Start', 'End', 'Session title', 'Room'],
        [0.375, 0.4375, 'Three', 'A'],
      ],
    },
  ])
  expect(groupsByColumns(found).map((group) => group.map(({ name }) => name))).toEqual([
    ['Tuesday', 'Thursday'],
    ['Wednesday'],
    ['Read me'],
  ])
})

test('heads in row 15 below instructions are found', async () => {
  const rows = [
    ...Array.from({ length: 14 }, (_, index) => [`Instruction ${index + 1}: keep the heads`]),
    [
      '*Date',
      '*Time Start',
      '*Time End',
      'Tracks',
      '*Session Title',
      'Room/Location',
      'Description',
      'Speakers',
    ],
    [
      day('2027-11-12'),
      '9:00 AM',
      '10:30 AM',
      'Water',
      'Rivers in cities',
      'Hall 1',
      'About rivers',
      'Ana Ruiz; Luc Perrot',
    ],
  ]
  const [sheet] = await read([{ name: 'Agenda', rows }])
  const plan = planOf(sheet?.lines ?? [])
  expect(plan.items).toMatchObject([
    { start: '09:00', end: '10:30', title: 'Rivers in cities', rooms: ['Hall 1'], line: 16 },
  ])
  expect(plan.people.map(({ name }) => name)).toEqual(['Ana Ruiz', 'Luc Perrot'])
})

test('an .ods has the same cells', async () => {
  const bytes = await writeOds({
    sheets: [
      {
        name: 'A',
        rows: [
          ['Title', 'Date'],
          ['Débat', day('2027-11-12')],
        ],
      },
    ],
  })
  const [sheet] = await sheetsOfWorkbook(bufferOf(bytes), 'ods')
  expect(sheet?.lines.map(({ cells }) => cells)).toEqual([
    ['Title', 'Date'],
    ['Débat', '2027-11-12'],
  ])
})

test('5,000 rows are read, and more than 10,000 are refused', async () => {
  const rows = (count: number) => Array.from({ length: count }, (_, index) => [`Talk ${index + 1}`])
  const [sheet] = await read([{ name: 'A', rows: rows(5_000) }])
  expect(sheet?.lines).toHaveLength(5_000)
  await expect(read([{ name: 'A', rows: rows(10_001) }])).rejects.toMatchObject({ reason: 'tooMuch' })
})

test('files that are no workbook are named: old, with a password, damaged, something else', async () => {
  const ole = (entry: string) => {
    const bytes = new Uint8Array(600)
    bytes.set([0xd0, 0xcf, 0x11, 0xe0])
    ;[...entry].forEach((letter, index) => {
      bytes[512 + 2 * index] = letter.charCodeAt(0)
    })
    return bufferOf(bytes)
  }
  const reason = async (bytes: ArrayBuffer) => {
    const error = await sheetsOfWorkbook(bytes, 'xlsx').catch((thrown: unknown) => thrown)
    return error instanceof UnreadableFileError ? error.reason : error
  }
  expect(await reason(ole('Workbook'))).toBe('oldWorkbook')
  expect(await reason(ole('EncryptedPackage'))).toBe('encrypted')
  expect(await reason(bufferOf(new TextEncoder().encode('Title,Start')))).toBe('broken')
})
