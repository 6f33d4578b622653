// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { linesOfHtml } from '#studio/importer/html-lines.ts'
import { parse } from '#studio/importer/parse.ts'
import { linesOfText, pastedTableIn } from '#studio/importer/pasted-tables.ts'

/** What is copied in other programs and pasted into the importer. */

const rowsOf = (html: string) => linesOfHtml(html).map(({ cells, text, style }) => cells ?? [style, text])
const told = (html: string) =>
  linesOfHtml(html).flatMap(({ told: all = [] }) =>
    all.map(({ code, facts }) => [code, ...Object.values(facts)]),
  )
const planned = (text: string, html: string) => {
  const table = pastedTableIn(html)
  return parse(linesOfText(text, table ? [table] : []), { locale: 'en' }).items.map(
    ({ start, end, title, rooms }) => `${start}–${end} ${title} | ${rooms.join(' + ')}`,
  )
}

describe('a table', () => {
  it('has its cells by their columns, where some are merged', () => {
    const html = `<table><thead><tr><th>Time</th><th>Hall 1</th><th>Hall 2</th></tr></thead>
      <tr><td>09:00–10:00</td><td colspan=2>Opening</td></tr>
      <tr><td>10:00–11:00</td><td rowspan=2>Workshop</td><td>Talk</td></tr>
      <tr><td>11:00–12:00</td><td>Panel</td></tr></table>`
    const { text = '' } = pastedTableIn(html) ?? {}
    expect(text.split('\n')).toEqual([
      'Time\tHall 1\tHall 2',
      '09:00–10:00\tOpening\t',
      '10:00–11:00\tWorkshop\tTalk',
      '11:00–12:00\t\tPanel',
    ])
    expect(planned(text, html)).toEqual([
      '09:00–10:00 Opening | ',
      '10:00–12:00 Workshop | Hall 1',
      '10:00–11:00 Talk | Hall 2',
      '11:00–12:00 Panel | Hall 2',
    ])
  })

  it('in a cell of another one follows its row; a cell around it is layout', () => {
    const html = `<table><tr><td>Programme</td><td>of Tuesday</td></tr><tr><td colspan=2>
      <table><tr><td>09:00</td><td>Opening</td></tr></table></td></tr></table>`
    expect(rowsOf(html)).toEqual([
      ['Programme', 'of Tuesday'],
      ['09:00', 'Opening'],
    ])
  })

  it('leaves out hidden rows and columns, and tells hidden rows and struck text', () => {
    const html = `<style>.xl66 {text-decoration:line-through;} .xl67 {display:none}</style>
      <table><col><col style='display:none'><col>
      <tr><td>09:00</td><td>secret</td><td>Opening</td></tr>
      <tr style='display:none'><td>10:00</td><td>x</td><td>Hidden</td></tr>
      <tr class=xl67><td>10:30</td><td>x</td><td>Hidden too</td></tr>
      <tr><td>11:00</td><td>x</td><td class=xl66>Gone</td></tr>
      <tr><td>12:00</td><td>x</td><td>Lunch <s>in the park</s></td></tr></table>`
    expect(rowsOf(html)).toEqual([
      ['09:00', 'Opening'],
      ['11:00', 'Gone'],
      ['12:00', 'Lunch in the park'],
    ])
    expect(told(html)).toEqual([
      ['struckOut', 'Gone'],
      ['struckOut', 'in the park'],
      ['hiddenTableRows', '2, 3'],
    ])
  })

  it('is text, whatever it contains', () => {
    const html = `<table><tr><td>09:00</td><td><img src=x onerror="alert(1)">Opening <b>of</b> the&nbsp;day
      <script>alert(2)</script>&lt;i&gt;</td></tr></table>`
    expect(rowsOf(html)).toEqual([['09:00', 'Opening of the\u00a0day <i>']])
  })

  it('of Word has its points without their marks, and lines in cells', () => {
    const html = `<table class=MsoTableGrid><tr><td><p class=MsoNormal>09:00<o:p></o:p></p></td><td>
      <p class=MsoNormal>Opening<o:p></o:p></p>
      <p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>First point</p>
      </td></tr></table>`
    expect(rowsOf(html)).toEqual([['09:00', 'Opening\n• First point']])
    expect(pastedTableIn(html)?.text).toBe('09:00\t"Opening\n• First point"')
  })

  it('of a spreadsheet on the web is read where it has more than one cell', () => {
    const cell = (text: string) =>
      `<td style="overflow:hidden;padding:2px 3px" data-sheets-value="{}">${text}</td>`
    const sheet = (cells: string) =>
      `<google-sheets-html-origin><style>td {border: 1px}</style><table><colgroup><col width=100><col></colgroup><tbody><tr>${cells}</tr></tbody></table></google-sheets-html-origin>`
    expect(pastedTableIn(sheet(cell('09:00') + cell('Opening<br>Hall 1')))?.lines).toMatchObject([
      { from: 1, to: 2, cells: ['09:00', 'Opening\nHall 1'] },
    ])
    expect(pastedTableIn(sheet(cell('Opening')))).toBe(undefined)
  })
})

describe('the text around a table', () => {
  const html = `<h2>Tuesday 8 June 2027</h2><p>Come early.</p><ul><li>Bring a cup</li></ul>
    <table><tr><td>09:00</td><td>Opening</td></tr><tr><td>10:00</td><td>Panel</td></tr></table>`

  it('keeps its order, its headings and its points', () => {
    expect(rowsOf(html)).toEqual([
      ['heading', 'Tuesday 8 June 2027'],
      [undefined, 'Come early.'],
      ['bullet', 'Bring a cup'],
      ['09:00', 'Opening'],
      ['10:00', 'Panel'],
    ])
  })

  it('may be written on: the table is still read by its cells, and lines have the numbers of the field', () => {
    const table = pastedTableIn(html)
    if (!table) throw new Error('No table')
    const text = `The programme\n\n${table.text}\n11:00 Coffee`
    const lines = linesOfText(text, [table])
    const rows = text.split('\n')
    for (const line of lines) expect(rows[line.from - 1]).toContain(line.cells?.[0] ?? line.text)
    expect(lines.at(0)?.text).toBe('The programme')
    expect(lines.at(-1)?.text).toBe('11:00 Coffee')
  })

  it('is read as plain text once somebody edits the table in the field', () => {
    const merged = '<table><tr><td rowspan=2>09:00</td><td>A</td></tr><tr><td>B</td></tr></table>'
    const table = pastedTableIn(merged)
    if (!table) throw new Error('No table')
    expect(linesOfText(table.text, [table])[1]?.cells).toEqual(['09:00', 'B'])
    expect(linesOfText(table.text.replace('B', 'C'), [table])[1]?.cells).toEqual(['', 'C'])
  })
})

it('without a table, what is pasted is the plain text', () => {
  expect(pastedTableIn('<p>09:00 Opening</p><ul><li>a</li></ul>')).toBe(undefined)
})
