import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cleanSvg, DrawingError } from '#src/pictures/clean-svg.ts'

const drawing = (content: string, attributes = 'viewBox="0 0 10 10"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`
const triangle = '<path d="M0 0h9v9z" fill="#e30613"/>'
/** The drawing with the triangle alone, as it is published. */
const plain =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9v9z" fill="#e30613"/></svg>'
const problemOf = (svg: string) => {
  try {
    return cleanSvg(svg, 'l')
  } catch (error) {
    return error instanceof DrawingError ? error.problem : error
  }
}

describe('what could run, move or load something goes, and the drawing stays:', () => {
  it.each([
    ['a script', `<script>alert(1)</script>${triangle}<script href="https://example.org/x.js"/>`],
    [
      'a script in other letters',
      `<svg:script xmlns:svg="http://www.w3.org/2000/svg">alert(1)</svg:script>${triangle}`,
    ],
    ['events', '<path d="M0 0h9v9z" fill="#e30613" onclick="alert(1)" onload="alert(1)"/>'],
    ['a link', `<a href="javascript:alert(1)" xlink:href="javascript:alert(1)">${triangle}</a>`],
    [
      'a page',
      `<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="alert(1)"/></foreignObject>${triangle}`,
    ],
    ['animation', `<set attributeName="onclick" to="alert(1)"/>${triangle}<animate attributeName="d"/>`],
    ['a style sheet of others', `<style>@import url(https://example.org/x.css);</style>${triangle}`],
    [
      'the marks of a program',
      `<metadata>Inkscape</metadata>${triangle}<sodipodi:namedview xmlns:sodipodi="urn:s"/>`,
    ],
    ['text around', `Hello ${triangle} &lt;script&gt;`],
    [
      'strange attributes',
      '<path d="M0 0h9v9z" fill="#e30613" class="a" data-x="1" filter="url(#f)" style="cursor:url(https://example.org/)"/>',
    ],
  ])('%s', (_, content) => {
    expect(problemOf(drawing(content))).toBe(plain)
  })

  it.each([
    'url(https://example.org/#a)',
    'url(//example.org/a)',
    'url(data:image/png;base64,AA)',
    'expression(alert(1))',
  ])('paint that is %s', (paint) => {
    const svg = String(problemOf(drawing(`<path d="M0 0h9v9z" fill="${paint}"/>`)))
    expect(svg).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9v9z"/></svg>',
    )
  })

  it('processing instructions and document types', () => {
    const head =
      '<?xml version="1.0"?><?xml-stylesheet href="https://example.org/x.css"?><!DOCTYPE svg SYSTEM "file:///etc/passwd">'
    expect(problemOf(head + drawing(triangle))).toBe(plain)
  })
})

describe('what draws in the ways of designers’ programs stays:', () => {
  it('classes become paint', () => {
    expect(problemOf(drawing('<style>.st0{fill:#E30613;}</style><path class="st0" d="M0 0h9v9z"/>'))).toBe(
      plain,
    )
  })

  it('the paint of the whole drawing', () => {
    const svg = drawing(
      '<path d="M0 0h9v9z"/>',
      'width="10" height="10" viewBox="0 0 10 10" fill="none" stroke="#fff"',
    )
    expect(problemOf(svg)).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" fill="none" stroke="#fff"><path d="M0 0h9v9z"/></svg>',
    )
  })

  it('gradients, clips and masks, with ids that no other drawing has', () => {
    const defs =
      '<defs><linearGradient id="g"><stop stop-color="#f00"/></linearGradient><clipPath id="c"><path d="M0 0h5v5z"/></clipPath></defs>'
    const svg = String(
      problemOf(drawing(`${defs}<path d="M0 0h9v9z" fill="url(#g)" clip-path="url('#c')"/>`)),
    )
    expect([...svg.matchAll(/id="(\w+)"/g)].map(([, id]) => id?.[0])).toEqual(['l', 'l'])
    expect([...svg.matchAll(/url\(#(\w+)\)/g)].map(([, id]) => id?.[0])).toEqual(['l', 'l'])
  })

  it('a size without a view becomes its view', () => {
    expect(problemOf(drawing(triangle, 'width="30px" height="10"'))).toContain('viewBox="0 0 30 10"')
  })

  it('entities of old programs', () => {
    const old =
      '<!DOCTYPE svg [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]><svg xmlns="&ns_svg;" viewBox="0 0 10 10">'
    expect(problemOf(`${old}${triangle}</svg>`)).toBe(plain)
  })
})

describe('a drawing is refused', () => {
  const uses = Array.from(
    { length: 12 },
    (_, index) => `<g id="u${index + 1}">${`<use href="#u${index}"/>`.repeat(10)}</g>`,
  )
  const clips = `<clipPath id="c">${triangle.repeat(500)}</clipPath>${'<path clip-path="url(#c)" d="M0 0h9v9z"/>'.repeat(51)}`
  it.each([
    ['with an effect', readFileSync('tests/cases/heavy-filter.svg', 'utf8'), 'markWithParts'],
    [
      'with dashes',
      drawing('<path stroke="red" style="stroke-dasharray:.0001" d="M0 0h9"/>'),
      'markWithParts',
    ],
    ['with text', drawing('<text>Forum</text>'), 'markWithParts'],
    ['with a picture', drawing('<image href="https://example.org/a.png"/>'), 'markWithParts'],
    ['with copies of copies', drawing(`<path id="u0" d="M0 0h9"/>${uses.join('')}`), 'markWithParts'],
    ['with a pattern', drawing(`<pattern id="p">${triangle}</pattern>${triangle}`), 'markWithParts'],
    ['that is clipped again and again', drawing(clips), 'markWithParts'],
    [
      'with entities in entities',
      `<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>${drawing(triangle)}`,
      'markWithParts',
    ],
    ['that is empty', drawing(''), 'emptyMark'],
    [
      'with groups alone',
      drawing('<g><g/></g><defs><path id="a"/></defs>'.replace('<path id="a"/>', '')),
      'emptyMark',
    ],
    ['of no size', drawing(triangle, ''), 'emptyMark'],
    ['of a size of nothing', drawing(triangle, 'viewBox="0 0 0 10"'), 'emptyMark'],
    ['of a size that is no number', drawing(triangle, 'width="100%" height="1e999"'), 'emptyMark'],
    ['of one more byte than is read', drawing(triangle) + ' '.repeat(200_000), 'heavyMark'],
    [
      'of more paths than pages should load',
      drawing(triangle.replace('h9v9', 'h1.234v5.678'.repeat(5000))),
      'heavyMark',
    ],
    ['that is nothing', '', 'emptyMark'],
    ['that is text', 'Forum', 'notAnImage'],
    ['that is a page', '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', 'notAnImage'],
    [
      'that is deeper than any',
      drawing('<g>'.repeat(25_000) + triangle + '</g>'.repeat(25_000)),
      'notAnImage',
    ],
  ])('%s', (_, svg, problem) => {
    expect(problemOf(svg)).toBe(problem)
  })
})

it('what is clean stays as it is', () => {
  expect(cleanSvg(plain, 'l')).toBe(plain)
})
