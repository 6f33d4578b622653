import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  hasMarksOf,
  markedBlock,
  tagged,
  translatedBlock,
  untagged,
} from '#studio/translation/marked-text.ts'

const link = { _key: 'l1', _type: 'link', href: 'https://example.org' }
const block = (children: readonly { text: string; marks: readonly string[] }[]) => ({
  ...{ _key: 'b', _type: 'block', style: 'normal', listItem: 'bullet', level: 1, markDefs: [link] },
  children: children.map((span, at) => ({ _key: `s${at}`, _type: 'span', ...span })),
})

it('a paragraph is text with numbered marks', () => {
  const { text } = markedBlock(
    block([
      { text: 'Three ', marks: [] },
      { text: 'parts', marks: ['strong'] },
      { text: ', the ', marks: ['l1'] },
      { text: 'guide', marks: ['em', 'l1'] },
    ]),
  )
  expect(tagged(text)).toBe('Three <1>parts</1><2>, the <3>guide</3></2>')
  expect(hasMarksOf(untagged('<3>a</3><1>b</1><2>c</2>') ?? [], text)).toBe(true)
  expect(hasMarksOf(untagged('Trois <1>parties</1>') ?? [], text)).toBe(false)
  expect(untagged('<1>a<2></1></2>')).toBe(undefined)
})

it('comes back as it was, whatever its marks, links, line ends and signs', () => {
  const span = fc.record({
    text: fc.constantFrom('a ', '<1>', '\\<2>', '\\', 'b\nc', '</3>', '«\u202f1\u00a0»', '&'),
    marks: fc.subarray(['l1', 'strong', 'em']),
  })
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), (spans) => {
      const source = block(spans)
      const text = untagged(tagged(markedBlock(source).text)) ?? []
      const back = translatedBlock(source, text)
      const { children: _, ...shape } = source
      expect(back).toMatchObject(shape)
      // Neighbours with the same marks may have become one.
      const letters = (value: { children?: unknown }) =>
        JSON.parse(JSON.stringify(value.children)).flatMap((one: { text: string; marks: string[] }) =>
          [...one.text].map((letter) => [letter, one.marks.toSorted()]),
        )
      expect(letters(back)).toEqual(letters(source))
    }),
  )
})
