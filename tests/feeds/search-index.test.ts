import { describe, expect, it } from 'vitest'
import { countText, foldText, matcherFor, search, searchWords } from '#src/feeds/search-index.ts'

const finds = (text: string, query: string) => matcherFor(query)({ words: searchWords(text) })

describe('words', () => {
  it('are folded: lower case, without accents and special letters', () => {
    expect(foldText('Łódź, Đà Nẵng, Œuvre, Straße, ÇA, Malmø')).toBe(
      'lodz, da nang, oeuvre, strasse, ca, malmo',
    )
  })

  it('are listed once each, sorted', () => {
    expect(searchWords('L’école, l’ÉCOLE et l’État', '12 h', undefined)).toBe(' 12 ecole et etat h l')
  })

  it.each([
    ['participant·e·s', ' participant participantes participants'],
    ['élu·e·s', ' elu elues elus'],
    ['délégué•es', ' delegue deleguees delegues'],
    ['directeur·rice·s', ' directeur directeurrices directeurs directrices'],
    ['chercheur·euse', ' chercheur chercheureuse chercheuse'],
  ])('of inclusive French give each form: %s', (text, words) => {
    expect(searchWords(text)).toBe(words)
  })
})

describe('searching', () => {
  it.each(['participant', 'participante', 'participants', 'participantes', 'participant·e·s', 'Particip'])(
    'participant·e·s by %s',
    (query) => {
      expect(finds('Les participant·e·s échangent', query)).toBe(true)
    },
  )

  it.each([
    ['Stratégie d’apprentissage', 'strategie appr', true],
    ['Strategie', 'STRATÉGIE', true],
    ['Modulo de aprendizaje', 'módulo', true],
    ['Modules d’apprentissage', 'rentissage', false],
    ['Modules d’apprentissage', 'modules sendai', false],
    ['Anything', ' – ', true],
    ['Nothing special', 'no.*', true],
    ['A (b', '((', true],
  ])('“%s” by “%s”: %s', (text, query, expected) => {
    expect(finds(text, query)).toBe(expected)
  })

  it('keeps the order, and leaves out groups without results', () => {
    const one = { href: '/1', title: 'Opening', words: searchWords('Opening') }
    const two = { href: '/2', title: 'The open door', words: searchWords('The open door') }
    const three = { href: '/3', title: 'Closing', words: searchWords('Closing') }
    const groups = [
      { title: 'A', found: [one, three, two] },
      { title: 'B', found: [three] },
    ]
    expect(search(groups, 'open')).toEqual([{ title: 'A', found: [one, two] }])
  })
})

it('the number of results has the plural form of the language', () => {
  const words = {
    close: '',
    all: '',
    none: 'Aucun résultat pour « {{query}} ».',
    count: { one: '{{count}} résultat', other: '{{count}} résultats' },
  }
  expect([0, 1, 2].map((count) => countText(words, 'fr', count, '$& a'))).toEqual([
    'Aucun résultat pour « $& a ».',
    '1 résultat',
    '2 résultats',
  ])
})
