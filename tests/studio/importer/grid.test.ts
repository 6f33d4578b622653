import { readFileSync } from 'node:fs'
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { describe, expect, it } from 'vitest'
import { linesOfWord } from '#studio/importer/docx.ts'
import { contentOfFile } from '#studio/importer/file.ts'
import { gridOf } from '#studio/importer/grid.ts'
import { parse } from '#studio/importer/parse.ts'

type Cell = string | { text: string; columns?: number; rows?: number; nested?: Table }

const table = (rows: readonly (readonly Cell[])[]) =>
  new Table({
    rows: rows.map(
      (cells) =>
        new TableRow({
          children: cells.map((cell) => {
            const { text, columns, rows, nested } =
              typeof cell === 'string' ? { text: cell, columns: 1, rows: 1, nested: undefined } : cell
            return new TableCell({
              ...(columns !== undefined && { columnSpan: columns }),
              ...(rows !== undefined && { rowSpan: rows }),
              children: [new Paragraph(text), ...(nested ? [nested, new Paragraph('')] : [])],
            })
          }),
        }),
    ),
  })

async function programmeOf(rows: readonly (readonly Cell[])[]) {
  const bytes = await Packer.toBuffer(new Document({ sections: [{ children: [table(rows)] }] }))
  return programmeIn(new Uint8Array(bytes).buffer)
}

async function programmeIn(bytes: ArrayBuffer) {
  const { items, lines } = parse(await linesOfWord(bytes))
  expect(lines.filter(({ became }) => became === 'notUnderstood')).toEqual([])
  return items.map(
    ({ kind, start, end, title, rooms }) => `${start}–${end} ${kind} ${title} [${rooms.join(', ')}]`,
  )
}

const sample = (name: string) =>
  programmeIn(new Uint8Array(readFileSync(new URL(`../../cases/word/${name}`, import.meta.url))).buffer)

describe('the grid of a table', () => {
  it('puts the text of a merged cell into every slot that it covers', () => {
    const cell = (text: string, columns = 1, rows = 1) => ({ text, columns, rows })
    expect(gridOf([[cell('a', 2, 2), cell('b')], [cell('c')], [cell('d'), cell('e', 9, 9)]])).toEqual([
      { cells: ['a', 'a', 'b'], merged: [undefined, 'left', undefined] },
      { cells: ['a', 'a', 'c'], merged: ['above', 'above', undefined] },
      { cells: ['d', ...Array(9).fill('e')], merged: [undefined, undefined, ...Array(8).fill('left')] },
    ])
  })

  it('has a limit for cells that claim to be wider or higher than any table', () => {
    const [row, ...more] = gridOf([
      [
        { text: 'a', columns: 1e9, rows: 1e9 },
        { text: 'b', columns: 1e9, rows: 1 },
      ],
    ])
    expect([row?.cells.length, row?.cells.at(-1), more.length]).toEqual([201, 'b', 0])
  })
})

const head = ['Time', 'Room A', 'Room B', 'Room C']

describe('a Word table', () => {
  it('gives a session the rooms that its cell covers, and the next one its own', async () => {
    expect(
      await programmeOf([
        head,
        ['09:00–10:00', { text: 'Joint talk', columns: 2 }, 'Own talk'],
        ['10:00–10:30', { text: 'Coffee break', columns: 3 }],
        ['10:30–11:00', 'One', 'Two', 'Three'],
      ]),
    ).toEqual([
      '09:00–10:00 session Joint talk [Room A, Room B]',
      '09:00–10:00 session Own talk [Room C]',
      '10:00–10:30 break Coffee break []',
      '10:30–11:00 session One [Room A]',
      '10:30–11:00 session Two [Room B]',
      '10:30–11:00 session Three [Room C]',
    ])
  })

  it('lets a session last over all rows of its cell, with or without stated ends', async () => {
    expect(
      await programmeOf([
        head,
        ['09:00–10:00', { text: 'Long workshop', rows: 3 }, 'One', ''],
        ['10:00–11:00', 'Two', ''],
        ['11:00–12:00', '', ''],
      ]),
    ).toEqual([
      '09:00–12:00 session Long workshop [Room A]',
      '09:00–10:00 session One [Room B]',
      '10:00–11:00 session Two [Room B]',
    ])
    expect(
      await programmeOf([
        head,
        ['09:00', { text: 'Long workshop', rows: 2 }, 'One', ''],
        ['10:00', 'Two', ''],
        ['11:00–12:00', 'Closing debate', '', ''],
      ]),
    ).toEqual([
      '09:00–11:00 session Long workshop [Room A]',
      '09:00–10:00 session One [Room B]',
      '10:00–11:00 session Two [Room B]',
      '11:00–12:00 session Closing debate []',
    ])
  })

  it('tells cells that go on by their columns: two with one title last both, and an empty one makes nothing longer', async () => {
    expect(
      await programmeOf([
        head,
        ['09:00–10:00', { text: 'Workshop', rows: 2 }, { text: 'Workshop', rows: 2 }, 'Before the gap'],
        ['10:00–11:00', { text: '', rows: 2 }],
        ['11:00–12:00', 'One', 'Two'],
      ]),
    ).toEqual([
      '09:00–11:00 session Workshop [Room A]',
      '09:00–11:00 session Workshop [Room B]',
      '09:00–10:00 session Before the gap [Room C]',
      '11:00–12:00 session One [Room A]',
      '11:00–12:00 session Two [Room B]',
    ])
  })

  it('lets an untitled session be as long as its row', async () => {
    const bytes = await Packer.toBuffer(
      new Document({
        sections: [
          {
            children: [
              table([
                ['Time', 'Session', 'Notes'],
                ['09:00–10:00', '', ''],
                ['10:00–11:00', 'Panel', { text: 'For all', rows: 2 }],
                ['11:00–12:00', 'Debate'],
              ]),
            ],
          },
        ],
      }),
    )
    const { items } = parse(await linesOfWord(new Uint8Array(bytes).buffer))
    expect(items.map(({ start, end }) => `${start}–${end}`)).toEqual([
      ...['09:00–10:00', '10:00–11:00', '11:00–12:00'],
    ])
  })

  it('holds a time and a room for each row that their cells cover', async () => {
    expect(
      await programmeOf([
        ['Time', 'Session', 'Room'],
        [{ text: '09:00–10:00', rows: 2 }, 'One', 'Room A'],
        ['Two', { text: 'Room B', rows: 2 }],
        ['10:00–11:00', 'Three'],
      ]),
    ).toEqual([
      '09:00–10:00 session One [Room A]',
      '09:00–10:00 session Two [Room B]',
      '10:00–11:00 session Three [Room B]',
    ])
  })

  it('is read where it lies within a cell of another one', async () => {
    const nested = table([
      ['Time', 'Session'],
      ['09:00–10:00', 'Inner talk'],
    ])
    expect(await programmeOf([[{ text: '', nested }]])).toEqual(['09:00–10:00 session Inner talk []'])
  })

  it('is read from the samples', async () => {
    expect(await sample('cell-across-rooms.docx')).toEqual([
      '09:00–10:00 session Plenary of two rooms [Room A, Room B]',
      '09:00–10:00 session Workshop next door [Room C]',
      '10:00–11:00 session One [Room A]',
      '10:00–11:00 session Two [Room B]',
      '10:00–11:00 session Three [Room C]',
      '11:00–11:30 break Coffee break []',
    ])
    expect(await sample('workshop-over-two-rows.docx')).toEqual([
      '09:00–11:00 session Long workshop in A [Room A]',
      '09:00–10:00 session Talk one in B [Room B]',
      '10:00–11:00 session Talk two in B [Room B]',
    ])
  })
})

describe('a text file', () => {
  it('is read in UTF-16 without a byte order mark', async () => {
    const text = '09:00 Où en sommes-nous'
    const little = new Uint8Array(Buffer.from(text, 'utf16le'))
    const big = new Uint8Array(Buffer.from(text, 'utf16le').swap16())
    for (const bytes of [little, big])
      expect(await contentOfFile(new File([bytes], 'a.txt'))).toMatchObject({ lines: [{ text }] })
  })
})
