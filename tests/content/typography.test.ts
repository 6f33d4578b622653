import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { typeset, typesetSnapshot, typesetSpans } from '#src/content/typography.ts'
import { locales } from '#src/locales.ts'
import { richTextHtml } from '#src/model/rich-text.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, stored, words } from '../seed/stored.ts'

const french = (text: string) => typeset(text, { marks: 'spaced' })
const spanish = (text: string) => typeset(text, { marks: 'opened' })
const english = (text: string) => typeset(text, { marks: 'plain' })
/** Texts with many of the characters that typography changes. */
const awkward = fc.string({
  unit: fc.oneof(
    fc.constantFrom(..." \u00a0\u202f?!;:«»¿¡'.…,“”()@/\n", '...', '://', 'IVe', 'Dra. ', 'Y', 'a', '1'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
})

describe('French', () => {
  it.each([
    ['Et maintenant?', 'Et maintenant\u202f?'],
    ['Et maintenant ?', 'Et maintenant\u202f?'],
    ['Bien sûr!', 'Bien sûr\u202f!'],
    ['Quoi ?!', 'Quoi\u202f?!'],
    ['Bilan: ce qui reste; la suite', 'Bilan\u00a0: ce qui reste\u202f; la suite'],
    ['«Forum» et « Forum »', '«\u202fForum\u202f» et «\u202fForum\u202f»'],
    ["l'apprentissage d'aujourd'hui...", 'l’apprentissage d’aujourd’hui…'],
    ['de 09:30 à 10:00', 'de 09:30 à 10:00'],
    ['voir https://example.org/?a=1;b=2 et c’est tout', 'voir https://example.org/?a=1;b=2 et c’est tout'],
    ['participant·e·s', 'participant·e·s'],
    ['Le IVe Forum, au XXIe siècle', 'Le IVᵉ Forum, au XXIᵉ siècle'],
    ['Ier Forum, XLe, XCIXe', 'Iᵉʳ Forum, XLᵉ, XCIXᵉ'],
    ['Ce forum, De Le Me Ve et 2e', 'Ce forum, De Le Me Vᵉ et 2e'],
  ])('%s', (typed, set) => {
    expect(french(typed)).toBe(set)
  })
})

describe('Spanish', () => {
  it.each([
    ['Qué camino seguir?', '¿Qué camino seguir?'],
    ['¿Qué camino seguir?', '¿Qué camino seguir?'],
    ['Diálogo: cómo garantizarlo?', 'Diálogo: ¿cómo garantizarlo?'],
    ['Llegamos. Y ahora? Adelante!', 'Llegamos. ¿Y ahora? ¡Adelante!'],
    ['Sin preguntas', 'Sin preguntas'],
    ['Qué propone la Dra. Pérez?', '¿Qué propone la Dra. Pérez?'],
    ['Ahora… qué hacemos? Llegamos… Y ahora?', '¿Ahora… qué hacemos? Llegamos… ¿Y ahora?'],
    ['Nos vemos a las 10:30? Sí!', '¿Nos vemos a las 10:30? ¡Sí!'],
    ['¡Qué bien! Y ahora, qué?', '¡Qué bien! ¿Y ahora, qué?'],
    ['Ha visto a@b.org y https://b.org/?c hoy?', '¿Ha visto a@b.org y https://b.org/?c hoy?'],
  ])('%s', (typed, set) => {
    expect(spanish(typed)).toBe(set)
  })
})

it('English has no space before punctuation', () => {
  expect(english("Participants' expectations: what's next?")).toBe("Participants' expectations: what’s next?")
})

describe('a text in spans is set as one', () => {
  it.each([
    ['spaced', ['Venez au ', 'forum', ' ! Et'], ['Venez au ', 'forum', '\u202f! Et']],
    ['spaced', ['Venez au ', 'forum', '! Et'], ['Venez au ', 'forum', '\u202f! Et']],
    ['spaced', ["l'", 'eau', ' : source'], ['l’', 'eau', '\u00a0: source']],
    ['spaced', ["L'« été »"], ['L’«\u202fété\u202f»']],
    ['spaced', ['IV', 'e', ' Forum', ''], ['IV', 'ᵉ', ' Forum', '']],
    ['opened', ['Quién ', 'decide', ' en la ciudad?'], ['¿Quién ', 'decide', ' en la ciudad?']],
    ['opened', ['Vamos', '. ', 'Y ahora', '?'], ['Vamos', '. ', '¿Y ahora', '?']],
    ['plain', ['Well', '.', '..', ' ok'], ['Well', '…', '', ' ok']],
  ] as const)('%s %j', (marks, typed, set) => {
    expect(typesetSpans(typed, { marks })).toEqual(set)
  })

  it('in the blocks of a snapshot', () => {
    const span = (text: string, marks: readonly string[] = []) => ({ _type: 'span', _key: text, text, marks })
    const block = { _type: 'block', _key: 'b', style: 'normal', markDefs: [] }
    const children = [span("L'"), span('eau', ['em']), span(' : la source')]
    const description = [{ _key: 'fr', language: 'fr', value: [{ ...block, children }] }]
    const { snapshot } = examine(changed('session-way-ahead', { description }))
    const set = snapshot && typesetSnapshot(snapshot)
    const text = set?.sessions.find(({ _id }) => _id === 'session-way-ahead')?.description.fr
    expect(text && richTextHtml(text, String)).toBe('<p>L’<em>eau</em>\u00a0: la source</p>')
  })

  it('whatever the spans: as the whole text is', () => {
    fc.assert(
      fc.property(fc.array(awkward), fc.constantFrom(...locales), (spans, language) => {
        const set = typesetSpans(spans, language)
        expect(set.length).toBe(spans.length)
        expect(set.join('')).toBe(typeset(spans.join(''), language))
        expect(typesetSpans(set, language)).toEqual(set)
      }),
      { numRuns: process.env.LONG ? 50_000 : 1000 },
    )
  })
})

describe('the cases that people met', () => {
  const readCases = (name: string): readonly Case[] =>
    JSON.parse(readFileSync(new URL(`../cases/content/${name}.json`, import.meta.url), 'utf8'))
  type Case = { in: string | readonly string[]; right: string }
  /** A paragraph whose spans are written as people write markup. */
  const paragraphOf = (typed: Case['in'], marks: 'spaced' | 'opened') => {
    const written = [typed].flat().map((span) => {
      const [, strong, em, link] = /^\*\*(.+)\*\*$|^\*(.+)\*$|^\[(.+)\]\(.+\)$/.exec(span) ?? []
      return {
        text: strong ?? em ?? link ?? span,
        marks: strong ? ['strong'] : em ? ['em'] : link ? ['l'] : [],
      }
    })
    const texts = typesetSpans(
      written.map(({ text }) => text),
      { marks },
    )
    const children = written.map((span, index) => ({
      ...{ _type: 'span' as const, _key: `${index}`, ...span, text: texts[index] },
    }))
    const markDefs = [{ _type: 'link' as const, _key: 'l', href: 'https://example.org/' }]
    return richTextHtml([{ _type: 'block', _key: 'b', style: 'normal', children, markDefs }], String)
  }

  it.each(readCases('spanish-marks'))('$in', ({ in: typed, right }) => {
    expect(paragraphOf(typed, 'opened')).toBe(`<p>${right}</p>`)
  })

  it.each(readCases('french-spans'))('$in', ({ in: typed, right }) => {
    const start = right
      .replace(/…$/, '')
      .replace(/U\+(\w{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    expect(paragraphOf(typed, 'spaced')).toContain(start)
  })
})

it('typesetting twice gives the same text, and no letter is lost', () => {
  const letters = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
  fc.assert(
    fc.property(awkward, fc.constantFrom(...locales), (text, language) => {
      const once = typeset(text, language)
      expect(typeset(once, language)).toBe(once)
      expect(letters(once)).toBe(letters(text))
    }),
  )
})

it('the texts of a snapshot are typeset in their languages, and nothing else changes', () => {
  const title = words({ en: 'What next?', fr: 'Et maintenant?', es: 'Y ahora?' })
  const { snapshot } = examine(changed('session-way-ahead', { title }))
  const set = snapshot && typesetSnapshot(snapshot)
  expect(set?.sessions.find(({ _id }) => _id === 'session-way-ahead')?.title).toEqual({
    en: 'What next?',
    fr: 'Et maintenant\u202f?',
    es: '¿Y ahora?',
  })
  const { snapshot: original } = examine(stored)
  expect(original && typesetSnapshot(original)).toEqual(original)
})
