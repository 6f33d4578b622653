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
import { describe, expect, it } from 'vitest'
import { linesOfWord } from '#studio/importer/docx.ts'
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
