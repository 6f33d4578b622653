import { describe, expect, it } from 'vitest'
import type { StoredBlock } from '#studio/translation/marked-text.ts'
import { rewrittenBlocks } from '#studio/translation/rewritten-blocks.ts'

/** A rich text that comes back as plain words. `*…*` is bold, `[…]` a link. */

const block = (text: string, key: string, more: StoredBlock = {}): StoredBlock => ({
  ...{ _key: key, _type: 'block', style: 'normal', ...more },
  children: text
    .split(/(\*[^*]*\*|\[[^\]]*\])/)
    .filter(Boolean)
    .map((one, at) => ({
      ...{ _key: `s${at}`, _type: 'span' },
      text: one.replace(/[*[\]]/g, ''),
      marks: one.startsWith('*') ? ['strong'] : one.startsWith('[') ? ['l'] : [],
    })),
  markDefs: text.includes('[') ? [{ _key: 'l', _type: 'link', href: 'https://example.org' }] : [],
})
const plain = (lines: readonly string[]) => lines.map((line, at) => block(line, `new${at}`))

const shown = (blocks: readonly StoredBlock[]) =>
  blocks.map(({ children, listItem }) => {
    const spans = children as { text: string; marks: string[] }[]
    return `${listItem ? '• ' : ''}${spans
      .map(({ text, marks }) =>
        marks.includes('l') ? `[${text}]` : marks.includes('strong') ? `*${text}*` : text,
      )
      .join('')}`
  })

const back = (before: readonly StoredBlock[], lines: readonly string[]) => {
  const { blocks, isLost } = rewrittenBlocks(before, plain(lines), 'en')
  return [shown(blocks), isLost ? 'lost' : 'kept']
}

const text = [
  block('Three *bold* words, see [the guide].', 'a'),
  block('A point', 'b', { listItem: 'bullet', level: 1 }),
]

describe('words that come back without their marks', () => {
  it('are the stored paragraphs where nothing changed, with kinds of spaces aside', () => {
    const stored = [block('Fin\u202f! See [it]', 'a')]
    expect(rewrittenBlocks(stored, plain(['Fin ! See it']), 'fr')).toEqual({ blocks: stored, isLost: false })
  })

  it.each([
    [
      'a word changes beside them',
      ['Four bold words, see the guide.', 'A point'],
      ['Four *bold* words, see [the guide].', '• A point'],
      'kept',
    ],
    [
      'words are added within one',
      ['Three bold words, see the new guide.', 'A point'],
      ['Three *bold* words, see [the new guide].', '• A point'],
      'kept',
    ],
    [
      'a word within one is another',
      ['Three bold words, see the handbook.', 'A point'],
      ['Three *bold* words, see [the handbook].', '• A point'],
      'kept',
    ],
    ['their words were taken out', ['Three words.', 'A point'], ['Three words.', '• A point'], 'kept'],
    [
      'all their words are others',
      ['Three new words, see the guide.', 'A point'],
      ['Three new words, see [the guide].', '• A point'],
      'lost',
    ],
    [
      'a paragraph comes before',
      ['First of all.', 'Three bold words, see the guide.', 'Another point'],
      ['First of all.', 'Three *bold* words, see [the guide].', '• Another point'],
      'kept',
    ],
    [
      'paragraphs change places',
      ['A point', 'Three bold words, see the guide.'],
      ['• A point', 'Three *bold* words, see [the guide].'],
      'kept',
    ],
    ['the paragraph goes', ['A point'], ['• A point'], 'kept'],
    [
      'another paragraph stands instead',
      ['Something else', 'and more', 'A point'],
      ['Something else', 'and more', '• A point'],
      'lost',
    ],
    [
      'paragraphs are joined',
      ['A point. Three bold words, see the guide.'],
      ['A point. Three *bold* words, see [the guide].'],
      'kept',
    ],
    [
      'a paragraph is parted',
      ['Three bold words,', 'see the guide.', 'A point'],
      ['Three *bold* words,', 'see the guide.', '• A point'],
      'lost',
    ],
  ])('%s', (_, lines, blocks, isLost) => {
    expect(back(text, lines)).toEqual([blocks, isLost])
  })

  it('keep line ends within a paragraph', () => {
    const stored = [block('One\n*two*\nthree', 'a'), block('four', 'b')]
    expect(back(stored, ['One', 'two', 'three!', 'four'])).toEqual([['One\n*two*\nthree!', 'four'], 'kept'])
  })
})
