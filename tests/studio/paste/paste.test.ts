import { readFileSync } from 'node:fs'
import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import { pastedHtml } from '#studio/paste/paste.ts'

const parseHtml = (html: string) => new JSDOM(html).window.document

/** Blocks a line each: `*bold*`, `_italics_`, `[words](address)`; lists by their level. */
function shown(html: string): string[] {
  return pastedHtml(html, parseHtml).blocks.map((block) => {
    const { style, listItem, level, children, markDefs } = Object(block)
    const text = children.map(({ text, marks = [] }: { text: string; marks?: string[] }) =>
      marks.reduce((words, mark) => {
        const link = markDefs.find(({ _key }: { _key: string }) => _key === mark)
        return link ? `[${words}](${link.href})` : mark === 'strong' ? `*${words}*` : `_${words}_`
      }, text),
    )
    const before = listItem
      ? `${'  '.repeat(level - 1)}${listItem === 'number' ? '1.' : '-'} `
      : style === 'normal'
        ? ''
        : `${style}: `
    return before + text.join('')
  })
}

const read = (name: string) => readFileSync(new URL(`./${name}.html`, import.meta.url), 'utf8')

describe.each(['word', 'docs'])('what is pasted from %s', (program) => {
  it('keeps French text, spaces at the edges of bold text, lists, links and headings', () => {
    expect(shown(read(`${program}-fr`))).toEqual([
      'h3: Ce que le Forum apporte',
      'C’est très *important* à retenir\u00a0: la coopération _décentralisée_ naît des *villes *et des territoires.',
      'Voir [le site de CGLU](https://www.uclg.org/fr) et ce lien.',
      program === 'word' ? '- Créer des *synergies*\u00a0;' : '- Créer des *synergies*\u202f;',
      '- nourrir le réseau.',
      '1. Première étape',
      '  1. Sous-étape',
      '*9\u00a0h\u00a030* – Ouverture',
      'Fin',
    ])
  })

  it('keeps Spanish text as well', () => {
    expect(shown(read(`${program}-es`))).toEqual([
      'h3: ¿Qué aporta el Foro?',
      'Es muy *importante* recordarlo hoy: la cooperación _descentralizada_ nace de las *ciudades *y de los territorios.',
      'Véase [el sitio de CGLU](https://www.uclg.org/es) y este enlace.',
      '- Crear *sinergias*;',
      '- nutrir la red.',
      '1. Primer paso: la acción',
      '  1. Paso más pequeño',
      '*9:30* – Inauguración',
      '¡Adiós!',
    ])
  })
})

it('leaves out what the program that it was copied in hides: rows, and text by its style or its class', () => {
  const html =
    '<style>.x1 {mso-hide:all}</style><p>Shown<span style="mso-hide:all"> hidden</span></p><p class="x1">hidden</p>' +
    '<table><tr><td>9:00</td><td>Opening</td></tr><tr style="display:none"><td>10:00</td><td>hidden</td></tr></table>' +
    '<p hidden>hidden</p>'
  expect(shown(html)).toEqual(['Shown', '9:00 – Opening'])
})

it('a link that no page may show becomes its text; http becomes https', () => {
  const link = (href: string) => shown(`<p>Voir <a href="${href}">ici</a>.</p>`)[0]
  expect(
    ['http://uclg.org', 'mailto:a@b.org', 'file:///C:/a', 'javascript:alert(1)', '#_ftn1'].map(link),
  ).toEqual([
    'Voir [ici](https://uclg.org).',
    'Voir [ici](mailto:a@b.org).',
    'Voir ici.',
    'Voir ici.',
    'Voir ici.',
  ])
})

describe('what a text cannot hold', () => {
  const told = (html: string) => {
    const { tables, images } = pastedHtml(html, parseHtml)
    return { tables, images }
  }

  it('rows of a table become lines with their marks, and tables are counted', () => {
    const html = `<p>Before</p><table><tr><th>When</th><th>What</th></tr>
      <tr><td><b>9:00</b></td><td><p>Opening</p><p>in the <a href="https://example.org">hall</a></p></td></tr>
      <tr><td></td><td> </td></tr></table><p>After</p>`
    expect(shown(html)).toEqual([
      'Before',
      '*When* – *What*',
      '*9:00* – Opening, in the [hall](https://example.org)',
      'After',
    ])
    expect(told(html)).toEqual({ tables: 1, images: 0 })
  })

  it('a table that only lays out a page is text as ever', () => {
    const html = '<table><tr><td><p>One</p><p>Two</p></td></tr></table>'
    expect(shown(html)).toEqual(['One', 'Two'])
    expect(told(html)).toEqual({ tables: 0, images: 0 })
  })

  it('a table in a cell stays in the line of that cell', () => {
    const inner = '<table><tr><td>a</td><td>b</td></tr></table>'
    expect(shown(`<table><tr><td>1</td><td>${inner}</td></tr></table>`)).toEqual(['1 – a – b'])
  })

  it('pictures are counted, those that nobody sees aside', () => {
    const html = '<p>A <img src="x.png"> b <img src="data:image/png;base64,"></p><img width="1" height=1>'
    expect(shown(html)).toEqual(['A b'])
    expect(told(html)).toEqual({ tables: 0, images: 2 })
  })
})
