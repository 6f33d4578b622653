import { expect, test } from 'vitest'
import { visibleText } from '#studio/importer/word-text.ts'

/** What Word files hold beside what is seen in Word. */

const run = (text: string, properties = '') => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`
const paragraph = (runs: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`
const texts = (xml: string) => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)</g)].map(([, text]) => text)

test('hidden text goes: of a run, of a style, of one that a style is based on; what is shown again stays', () => {
  const styles = `<w:styles>
    <w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:styleId="Notes"><w:basedOn w:val="Base"/></w:style>
    <w:style w:styleId="Seen"><w:basedOn w:val="Base"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
    <w:style w:styleId="Round"><w:basedOn w:val="Round"/></w:style>
  </w:styles>`
  const xml = [
    paragraph(run('09:00 Opening') + run(' (fee: 900)', '<w:vanish/>') + run(' web', '<w:webHidden/>')),
    paragraph(
      run('hidden by its paragraph') + run('shown', '<w:vanish w:val="false"/>'),
      '<w:pStyle w:val="Notes"/>',
    ),
    paragraph(
      run('shown by its style', '<w:rStyle w:val="Seen"/>') + run('hidden', '<w:rStyle w:val="Base"/>'),
    ),
    paragraph(run('a round'), '<w:pStyle w:val="Round"/>'),
    // Of the mark of the paragraph alone, which hides no text.
    paragraph(run('10:00 Panel'), '<w:rPr><w:vanish/></w:rPr>'),
    `<w:hyperlink>${run('link', '<w:vanish/>')}${run('seen link')}</w:hyperlink>`,
  ].join('')
  expect(texts(visibleText(`<w:body>${xml}</w:body>`, styles))).toEqual([
    ...['09:00 Opening', 'shown', 'shown by its style', 'a round', '10:00 Panel', 'seen link'],
  ])
})

test('a field keeps what it shows, in its place, and a carriage return is a break', () => {
  const field = `<w:fldSimple w:instr="DATE">${run('12')}${run(' May')}</w:fldSimple>`
  const xml = visibleText(`<w:p>${run('On ')}${field}${run(' at 9')}<w:r><w:cr/></w:r></w:p>`)
  expect([texts(xml), xml.includes('<w:br/>'), xml.includes('fldSimple')]).toEqual([
    ['On ', '12', ' May', ' at 9'],
    true,
    false,
  ])
})

const cell = (text: string, properties = '') =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(run(text))}</w:tc>`
const cells = (xml: string) =>
  [...xml.matchAll(/<w:tc>(.*?)<\/w:tc>/g)].map(([, inside = '']) => {
    const [, span = '1'] = /gridSpan w:val="(\d+)"/.exec(inside) ?? []
    return `${texts(inside).join('')}×${span}`
  })

test('a row that begins later has an empty cell before it, and cells merged by the old way are one', () => {
  const later = `<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>${cell('Third room')}</w:tr>`
  expect(cells(visibleText(`<w:tbl>${later}</w:tbl>`))).toEqual(['×2', 'Third room×1'])
  const merged = `<w:tr>${cell('09:00')}${cell('All', '<w:hMerge w:val="restart"/>')}${cell('', '<w:hMerge/>')}${cell('', '<w:gridSpan w:val="2"/><w:hMerge w:val="continue"/>')}${cell('Other')}</w:tr>`
  expect(cells(visibleText(`<w:tbl>${merged}</w:tbl>`))).toEqual(['09:00×1', 'All×4', 'Other×1'])
})

test('signs that XML writes by names, and spaces, are as before', () => {
  const text = 'Q&amp;A &lt;b&gt; é  “Ω”'
  expect(texts(visibleText(`<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`))).toEqual([text])
})
