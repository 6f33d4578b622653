import { readFileSync } from 'node:fs'
import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { linesOfWord, UnreadableFileError } from '#studio/importer/docx.ts'
import { parse } from '#studio/importer/parse.ts'
import { sourceLines } from '#studio/importer/source-lines.ts'
import { wordBrief } from './word-brief.ts'

const seed = readFileSync(new URL('./learning-forum-2019.txt', import.meta.url), 'utf8')

describe('a Word document of the brief', () => {
  it('becomes the same plan as its plain text, with every line understood', async () => {
    const plan = parse(await linesOfWord(await wordBrief(seed)))
    const plain = parse(sourceLines(seed))
    const timed = ({ items, parts }: typeof plan) =>
      items.map(({ kind, day, part, start, end, title }) => [
        kind,
        day,
        parts.find(({ id }) => id === part)?.title,
        start,
        end,
        title,
      ])
    expect(timed(plan)).toEqual(timed(plain))
    expect(plan.parts).toEqual(plain.parts)
    expect([plan.facts, plan.brief, plan.strategy, plan.outcomes]).toEqual([
      plain.facts,
      plain.brief,
      plain.strategy,
      plain.outcomes,
    ])
    expect(plan.lines.filter(({ became }) => became === 'notUnderstood')).toEqual([])
    expect(plan.items[1]?.text).toEqual([
      { text: 'Presentation of the UCLG Learning Forum', as: 'bullet' },
      { text: 'Brief timeline of the work developed', as: 'bullet' },
    ])
  })

  it('keeps accents, line breaks in a paragraph, and the cells of a table', async () => {
    const document = new Document({
      sections: [
        {
          children: [
            new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun('Forum d’apprentissage')] }),
            new Paragraph({
              children: [
                new TextRun('Programme'),
                new TextRun({ text: '9 h – 10 h : Où en sommes-nous ?', break: 1 }),
              ],
            }),
            new Table({
              width: { size: 100, type: WidthType.PERCENTAGE },
              rows: [
                new TableRow({
                  children: ['10 h – 11 h', 'Ça continue', 'Été'].map(
                    (text) => new TableCell({ children: [new Paragraph(text)] }),
                  ),
                }),
              ],
            }),
          ],
        },
      ],
    })
    const lines = await linesOfWord(bytesOf(await Packer.toBuffer(document)))
    expect(lines.map(({ text, style, cells }) => cells ?? [style, text])).toEqual([
      ['heading', 'Forum d’apprentissage'],
      [undefined, 'Programme'],
      [undefined, '9 h – 10 h : Où en sommes-nous ?'],
      ['10 h – 11 h', 'Ça continue', 'Été'],
    ])
  })

  it('is refused with a reason when it cannot be read', async () => {
    const reason = (bytes: Uint8Array) => linesOfWord(bytesOf(bytes)).catch(({ reason }) => reason)
    const container = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    const encrypted = new Uint8Array([
      ...container,
      ...new Uint8Array(Buffer.from('EncryptedPackage', 'utf16le')),
    ])
    const whole = new Uint8Array(await wordBrief(seed))
    expect([
      await reason(container),
      await reason(encrypted),
      await reason(new TextEncoder().encode('plain text')),
      await reason(whole.slice(0, whole.length / 2)),
    ]).toEqual(['oldWord', 'encrypted', 'broken', 'broken'])
  })
})

const bytesOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer

describe('a Word document that holds more than it seems', () => {
  const zipped = (files: Readonly<Record<string, Uint8Array>>) => {
    const whole = zipSync({ ...files }, { level: 9 })
    return whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.byteLength)
  }
  const xml = (text: string) => new TextEncoder().encode(text)
  const parts = {
    '[Content_Types].xml': xml(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    ),
    '_rels/.rels': xml(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
  }
  const body = (text: string) =>
    `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`

  it('is refused where its texts are more than a document of people has, before they are held', async () => {
    const bomb = zipped({ ...parts, 'word/document.xml': xml(body('a'.repeat(48 * 2 ** 20))) })
    expect(bomb.byteLength).toBeLessThan(100_000)
    await expect(linesOfWord(bomb)).rejects.toThrow(new UnreadableFileError('tooMuch'))
    const empty = zipped({ ...parts, 'word/document.xml': xml(body('<w:br/>'.repeat(400_000))) })
    await expect(linesOfWord(empty)).rejects.toThrow(new UnreadableFileError('tooMuch'))
  })

  it('is read where only its pictures are large, since nobody unpacks them', async () => {
    const media = { 'word/media/image1.bmp': new Uint8Array(48 * 2 ** 20) }
    const file = zipped({ ...media, ...parts, 'word/document.xml': xml(body('09:00 Opening')) })
    expect((await linesOfWord(file)).map(({ text }) => text)).toEqual(['09:00 Opening'])
  })

  it('is broken where it is cut off, or no Word document at all', async () => {
    const whole = zipped({ ...parts, 'word/document.xml': xml(body('09:00 Opening')) })
    for (const bytes of [
      whole.slice(0, 300),
      new ArrayBuffer(0),
      xml('no zip').buffer,
      zipped({ a: xml('b') }),
    ])
      await expect(linesOfWord(bytes)).rejects.toThrow(new UnreadableFileError('broken'))
  })
})

/** A run of text, and whether it is struck out. */
type Run = readonly [text: string, isStruck?: boolean]

it('struck text of Word is told, in lines and in tables', async () => {
  const runs = (...texts: readonly Run[]) =>
    new Paragraph({ children: texts.map(([text, strike = false]) => new TextRun({ text, strike })) })
  const cell = (...texts: readonly Run[]) => new TableCell({ children: [runs(...texts)] })
  const row = (time: string, ...texts: readonly Run[]) =>
    new TableRow({ children: [cell([time]), cell(...texts)] })
  const table = new Table({
    rows: [row('09:00–10:00', ['Opening']), row('10:00–11:00', ['Old ', true], ['talk', true])],
  })
  const children = [runs(['Programme']), table, runs(['12:00–13:00 '], ['Gone', true], [' Panel'])]
  const bytes = await Packer.toBuffer(new Document({ sections: [{ children }] }))
  const plan = parse(await linesOfWord(new Uint8Array(bytes).buffer))
  expect(plan.items.map(({ title }) => title)).toEqual(['Opening', 'Old talk', 'Gone Panel'])
  expect(plan.problems.flatMap(({ code, facts }) => (code === 'struckOut' ? [facts?.text] : []))).toEqual([
    'Old talk',
    'Gone',
  ])
})
