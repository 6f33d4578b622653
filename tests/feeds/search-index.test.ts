import { describe, expect, it } from 'vitest'
import { searchWords } from '#src/feeds/entry-words.ts'
import { type ListedEntry, searchGroups } from '#src/feeds/search-entries.ts'
import {
  countText,
  type FoundGroup,
  type IndexGroup,
  SearchableIndex,
  type SearchEntry,
} from '#src/feeds/search-index.ts'
import type { Locale } from '#src/locales.ts'
import { changed, words as localizedLine } from '../seed/stored.ts'
import { published } from './published.ts'

const entry = (title: string, ...texts: string[]): SearchEntry => ({
  href: `/${title}`,
  title,
  words: searchWords(title, [], texts),
})
const group = (of: string, found: readonly SearchEntry[], more: Partial<IndexGroup> = {}): IndexGroup => ({
  ...{ title: of, of, found },
  ...more,
})
function indexOf(...groups: readonly IndexGroup[]): SearchableIndex {
  const index = new SearchableIndex()
  for (const one of groups) index.add(one)
  return index
}
const inWords = (groups: readonly FoundGroup[]) =>
  groups.flatMap(({ title, found }) => [
    `${title}:`,
    ...found.map(({ entry, elsewhere }) =>
      [entry.title, ...elsewhere.map(({ locale, text }) => `${locale}: ${text}`)].join(' | '),
    ),
  ])
const finds = (text: string, query: string) => indexOf(group('A', [entry('', text)])).search(query).length > 0
const findsTitle = (title: string, query: string) =>
  indexOf(group('A', [entry(title)])).search(query).length > 0

describe('a text is found', () => {
  it.each(['participant', 'participante', 'participants', 'participantes', 'participant·e·s', 'Particip'])(
    'in inclusive French by %s',
    (query) => {
      expect(finds('Les participant·e·s échangent', query)).toBe(true)
    },
  )

  it.each([
    ['Stratégie d’apprentissage', 'strategie appr', true],
    ['Strategie', 'STRATÉGIE', true],
    ['Modulo de aprendizaje', 'módulo', true],
    ['Modules d’apprentissage', 'L’apprentissage', true],
    ['Modules d’apprentissage', "d'apprentissage", true],
    ['Modules d’apprentissage', 'dapprentissage', true],
    ['Modules d’apprentissage', 'rentissage', false],
    ['Modules d’apprentissage', 'modules sendai', false],
    ['Modules d’apprentissage', 'aprentisage', true],
    ['Modules d’apprentissage', 'modulse', true],
    ['Learning Forum', '#LearningForum', true],
    ['Learning Forum', 'learningforums', false],
    ['Localizing the agendas', '#LocalizingTheAgendas', true],
    ['Localizing the agendas', 'locaagendas', false],
    ['mardi 12 novembre 2019', '12 novembre', true],
    ['mardi 12 novembre 2019', '1 novembre', false],
    ['mardi 12 novembre 2019', '2019', true],
    ['mardi 12 novembre 2019', '2018', false],
    ['mercredi 13 novembre 2019 12:00–12:40', '12 novembre', false],
    ['mercredi 13 novembre 2019 12:00–12:40', '12:0', true],
    ['mercredi 13 novembre 2019 12:00–12:40', '12h40', true],
    ['09:00–09:20', '9h', true],
    ['vendredi 1er novembre', '1 novembre', true],
    ['Salle B', 'b', true],
    ['Bilan', 'b', true],
    ['都市と地方政府の国際組織', '地方政府', true],
    ['都市と地方政府の国際組織', '地方政府都市', true],
    ['都市と地方政府の国際組織', '気候', false],
    ['适应气候变化', '气候', true],
    ['적응하는 도시', '도시', true],
    ['적응하는 도시', '적으', true],
    ['องค์กรปกครองส่วนท้องถิ่น', 'ปกครอง', true],
    ['ليلى العلوي', 'العلوي', true],
    ['ليلى العلوي', 'علوي', true],
    ['وزارة الإسكان', 'الوزارة', true],
    ['مؤتمر ٢٠١٩', '2019', true],
    ['Γιώργος Παπαδόπουλος', 'γιωργοσ παπαδ', true],
    ['Γιώργος Παπαδόπουλος', 'ΠΑΠΑΔΟΠΟΥΛΟΣ', true],
    ['Γιώργος Παπαδόπουλος', 'παπαδοπολος', true],
    ['Анна Королёва', 'королева', true],
    ['Party 🎉', '🎉', true],
    ['Party', '🎉', false],
    ['Anything', ' – ', false],
    ['Anything', '', false],
    ['Nothing special', 'no.*', true],
    ['A (b', '((', false],
    ['script', '<script>', true],
    ['constructor', '__proto__', false],
  ])('“%s” by “%s”: %s', (text, query, expected) => {
    expect(finds(text, query)).toBe(expected)
  })

  it.each([
    ['Jean-Pierre O’Brien', 'obrien', true],
    ['Jean-Pierre O’Brien', 'jeanpierre brien', true],
    ['UN-Habitat', 'unhabitat', true],
    ['eThekwini', 'thekwini', true],
    ['Local4Action Hub', 'action', true],
    ['Kateřina Dvořáčková', 'dvora', true],
    ['Kateřina Dvořáčková', 'katarina dvorackova', true],
    ['Kateřina Dvořáčková', 'dvoraková', true],
  ])('the name “%s” by “%s”: %s', (title, query, expected) => {
    expect(findsTitle(title, query)).toBe(expected)
  })
})

describe('what is found', () => {
  const sessions = group('Part One', [
    entry('Closing', 'Marta Costa'),
    entry('Market towns'),
    entry('The market', 'opening'),
    entry('Opening'),
  ])
  const people = group('People', [entry('Marta Costa'), entry('Omar Diaz', 'market')], { isFirst: true })
  const index = indexOf(sessions, people)

  it('comes by how well it is found, then in order', () => {
    expect(inWords(index.search('opening'))).toEqual(['Part One:', 'Opening', 'The market'])
    expect(inWords(index.search('market'))).toEqual([
      'Part One:',
      'Market towns',
      'The market',
      'People:',
      'Omar Diaz',
    ])
  })

  it('begins with people where a name is typed, also with an error', () => {
    const found = ['People:', 'Marta Costa', 'Part One:', 'Closing']
    expect(inWords(index.search('marta'))).toEqual(found)
    expect(inWords(index.search('Costa Marta'))).toEqual(found)
    expect(inWords(index.search('marta cotsa'))).toEqual(found)
  })

  it('has a name in another script by the Latin letters of its address', () => {
    const one = { href: '/fr/personnes/layla-al-shadhili/', title: 'ليلى الشاذلي', words: '' }
    const found = indexOf(sessions, group('People', [one], { isFirst: true }))
    expect(inWords(found.search('Layla Shadili'))).toEqual(['People:', 'ليلى الشاذلي'])
    expect(inWords(found.search('الشاذلي'))).toEqual(['People:', 'ليلى الشاذلي'])
  })

  it('has no typing error where there is one without', () => {
    expect(inWords(index.search('markt'))).toEqual([
      'Part One:',
      'Market towns',
      'The market',
      'People:',
      'Omar Diaz',
    ])
    const two = indexOf(group('A', [entry('Board of Sendai'), entry('Bord de mer')]))
    expect(two.search('sendai bord')).toEqual([])
    expect(inWords(two.search('sendia borad'))).toEqual(['A:', 'Board of Sendai'])
    expect(inWords(indexOf(group('A', [entry('Board'), entry('Bord de mer')])).search('bord'))).toEqual([
      'A:',
      'Bord de mer',
    ])
  })
})

describe('in other languages', () => {
  const index = indexOf(
    group('1', [entry('Règles du jeu'), entry('Bilan', 'Ce qui a été fait')]),
    group('p', [entry('Zoé'), entry('Åsa')], { places: [1, 0], isFirst: true }),
  )
  index.addOther('en', group('1', [entry('Ground rules'), entry('Taking stock', 'Work accomplished so far')]))
  index.addOther('en', group('p', [entry('Åsa', 'mayor'), entry('Zoé', 'minister')], { places: [0, 1] }))
  index.addOther('en', group('other', [entry('Of another release')]))
  index.addOther('es', group('1', [entry('Reglas del juego'), entry('Balance', 'Lo accomplished')]))

  it('a word finds what is shown in the reader’s, with where it was found', () => {
    expect(inWords(index.search('rules'))).toEqual(['1:', 'Règles du jeu | en: Ground rules'])
    expect(inWords(index.search('work accomplished'))).toEqual(['1:', 'Bilan | en: work, accomplished'])
    expect(inWords(index.search('bilan work'))).toEqual(['1:', 'Bilan | en: work'])
    expect(inWords(index.search('ground reglas'))).toEqual([
      '1:',
      'Règles du jeu | en: Ground rules | es: Reglas del juego',
    ])
  })

  it('people are the same where they stand in another order', () => {
    expect(inWords(index.search('minister'))).toEqual(['p:', 'Zoé | en: minister'])
  })

  it('a group of another release is left out, and a word with an error comes last', () => {
    expect(index.search('release')).toEqual([])
    expect(inWords(index.search('taknig'))).toEqual(['1:', 'Bilan | en: Taking stock'])
    expect(inWords(index.search('jeux bilan'))).toEqual([])
  })
})

it('whatever is typed, it finds or not, and never fails', () => {
  const index = indexOf(group('A', [entry('Opening', '12:00')]))
  for (const query of [
    ...[
      '\ud800',
      '\\',
      '$&',
      '[',
      '(?<=',
      '\0',
      '“”',
      '\u202e',
      '👩‍👩‍👧',
      '·',
      '··a··',
      ':::',
      '0:0',
      'h',
      '9h9h9h',
    ],
    ...['a'.repeat(10_000), 'a '.repeat(5000), '·'.repeat(10_000), '9:'.repeat(5000), '都'.repeat(10_000)],
  ])
    expect(index.search(query).length).toBeLessThan(2)
})

it('a key costs little where there are 3,000 sessions: no entry is read again', () => {
  let reads = 0
  const many = Array.from({ length: 3000 }, (_, number) => ({
    ...{ href: `/${number}`, title: `Session ${number}` },
    get words() {
      reads++
      return `theme${number % 50} of the day`
    },
  }))
  const index = indexOf(group('A', many))
  expect(reads).toBe(3000)
  expect(index.search('theme7')[0]?.found).toHaveLength(60)
  expect(index.search('sesion 2017')[0]?.found.map(({ entry }) => entry.title)).toEqual(['Session 2017'])
  expect(index.search('d')[0]?.found).toHaveLength(3000)
  expect(reads).toBe(3000)
})

it('the number of results has the plural form of the language, and what was typed is said in short', () => {
  const words = {
    ...{ close: '', all: '', first: '', elsewhere: {} },
    none: 'Aucun résultat pour « {{query}} ».',
    count: { one: '{{count}} résultat', other: '{{count}} résultats' },
  }
  expect([0, 1, 2, 1234].map((count) => countText(words, 'fr', count, '$& a'))).toEqual([
    'Aucun résultat pour « $& a ».',
    '1 résultat',
    '2 résultats',
    '1\u202f234 résultats',
  ])
  expect(countText(words, 'fr', 0, ` ${'🎉'.repeat(100)}`)).toBe(
    `Aucun résultat pour « ${'🎉'.repeat(60)}… ».`,
  )
})

describe('of the default content', () => {
  const groupsIn = (locale: Locale, source = published()) =>
    searchGroups({ ...source, locale, href: (address) => address }).map(({ entries, ...head }) => ({
      ...head,
      entries: entries(),
    }))
  const entriesIn = (locale: Locale, key: string): readonly ListedEntry[] =>
    groupsIn(locale).find((one) => one.key === key)?.entries ?? []

  it('breaks lead to their place in the programme', () => {
    expect(
      entriesIn('fr', 'breaks edition-2019').map(({ href, title, when }) => [href, title, when]),
    ).toEqual([
      ['/fr/2019/programme/#break-arrival', 'Arrivée des participant·e·s', '08:30–09:00'],
      ['/fr/2019/programme/#break-lunch', 'Déjeuner', '13:00–15:00'],
    ])
  })

  it('groups and their entries are the same in all languages, people in whatever order', () => {
    const [en, fr, es] = (['en', 'fr', 'es'] as const).map((locale) =>
      groupsIn(locale).map(({ key, entries, isFirst }) => {
        const list = entries.map(({ of }) => of)
        return [key, isFirst ? list.sort() : list]
      }),
    )
    expect(fr).toEqual(en)
    expect(es).toEqual(en)
  })

  it('no entry leads where another one does, so that each row of the search page is one', () => {
    const all = groupsIn('en').flatMap(({ entries }) => entries.map(({ href }) => href))
    expect(new Set(all).size).toBe(all.length)
  })

  it('a session is found by its room, its people as of its edition, and its day', () => {
    const documents = changed('session-sendai', { title: localizedLine({ fr: 'Sendai' }) })
    const sendai = groupsIn('en', published(documents)).flatMap(({ entries }) =>
      entries.filter(({ of }) => of === 'session session-sendai '),
    )
    expect(sendai.map(({ title, lang }) => [title, lang])).toEqual([['Sendai', 'fr']])
    expect(sendai[0]?.words.split(' ')).toEqual(
      expect.arrayContaining(['12', 'november', '2019', '11:40', 'UN-Habitat']),
    )
  })
})
