import { expect, it } from 'vitest'
import type { Block } from '#src/model/localized.ts'
import { firstLine, richTextHtml } from '#src/model/rich-text.ts'

const block = (text: string, more: Partial<Block> = {}, marks: string[] = []): Block => ({
  _type: 'block',
  _key: 'b',
  style: 'normal',
  markDefs: [],
  children: [{ _type: 'span', _key: 's', text, marks }],
  ...more,
})
const html = (...blocks: Block[]) => richTextHtml(blocks, (address) => `/base${address}`)

it('paragraphs, headings and lists become HTML elements', () => {
  expect(
    html(block('One'), block('Two', { style: 'h3' }), block('Three', { listItem: 'bullet', level: 1 })),
  ).toBe('<p>One</p><h3>Two</h3><ul><li>Three</li></ul>')
})

it('text is escaped', () => {
  expect(html(block('<script>alert("x")</script> & more', {}, ['strong']))).toBe(
    '<p><strong>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more</strong></p>',
  )
})

it('raised letters become elements, in texts and not in links', () => {
  const href = 'https://example.org/Vᵉ'
  expect(html(block('Vᵉ & Iᵉʳ', { markDefs: [{ _type: 'link', _key: 'l', href }] }, ['l']))).toBe(
    '<p><a href="https://example.org/Vᵉ">V<sup>e</sup> &amp; I<sup>er</sup></a></p>',
  )
})

it('only safe links become links', () => {
  const link = (href: string) =>
    html(block('here', { markDefs: [{ _type: 'link', _key: 'l', href }] }, ['l']))
  expect(link('https://www.uclg.org/?a=1&b="2"')).toBe(
    '<p><a href="https://www.uclg.org/?a=1&amp;b=&quot;2&quot;">here</a></p>',
  )
  expect(link('/en/contact/')).toBe('<p><a href="/base/en/contact/">here</a></p>')
  for (const unsafe of [
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    '//evil.example/',
    'data:text/html,x',
    'http://plain.example',
    '',
  ]) {
    expect(link(unsafe)).toBe('<p>here</p>')
  }
})

it('the first line is the first paragraph; a list has no first line', () => {
  expect(firstLine([block('What it is.'), block('More')])).toBe('What it is.')
  expect(firstLine([block('Point', { listItem: 'bullet' })])).toBe('')
  expect(firstLine([])).toBe('')
})

it('the preview gives the element of each block attributes by its key, escaped', () => {
  const blocks = [
    block('One', { _key: 'a' }),
    block('Two', { _key: 'b', listItem: 'number', level: 1 }),
    block('Three', { _key: 'c', style: 'h3' }),
  ]
  const attributes = (key: string) => ({ 'data-sanity': `"${key}"` })
  expect(richTextHtml(blocks, (address) => address, 2, attributes)).toBe(
    '<p data-sanity="&quot;a&quot;">One</p><ol><li data-sanity="&quot;b&quot;">Two</li></ol><h2 data-sanity="&quot;c&quot;">Three</h2>',
  )
})
