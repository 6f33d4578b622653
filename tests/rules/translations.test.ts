import { describe, expect, test } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { pageChanges } from '#src/content/changes.ts'
import { appearancesOf } from '#src/rules/appearances.ts'
import { examine } from '#src/rules/examine.ts'
import { textOf } from '#src/rules/findings.ts'
import { glossaryOf } from '#src/rules/glossary.ts'
import { sourceHash, translationsOf } from '#src/rules/review.ts'
import { changed, stored, words } from '../seed/stored.ts'

const title = (fr: string | undefined) =>
  ['en', 'fr', 'es'].flatMap((language) => {
    const value = { en: 'The way ahead?', fr, es: '¿Qué camino seguir?' }[language]
    return value === undefined ? [] : [{ _key: language, language, value }]
  })
const session = (fr: string | undefined, review: readonly object[] = []) => ({
  _id: 'session-way-ahead',
  _type: 'session',
  title: title(fr),
  review: [
    { _key: 'r', path: 'title', language: 'es', sourceHash: sourceHash('The way ahead?'), reviewed: true },
    ...review,
  ],
})
const french = (...given: Parameters<typeof session>) =>
  translationsOf(session(...given)).find(({ locale }) => locale === 'fr')
const reviewEntry = (source: string, reviewed: boolean) => ({
  _key: 'n',
  path: 'title',
  language: 'fr',
  sourceHash: sourceHash(source),
  reviewed,
})

describe('a translation', () => {
  test('is missing where its language has no text', () => {
    expect(french(undefined)).toEqual({ path: 'title', locale: 'fr', state: 'missing' })
    expect(french('  ')).toEqual({ path: 'title', locale: 'fr', state: 'missing', key: 'fr' })
  })

  test.each([
    ['needsReview', 'nothing is reviewEntry of it', []],
    ['needsReview', 'nobody has confirmed it', [reviewEntry('The way ahead?', false)]],
    ['reviewed', 'somebody has', [reviewEntry('The way ahead?', true)]],
    ['stale', 'the source has changed since', [reviewEntry('What next?', true)]],
  ])('is %s when %s', (state, _, review) => {
    expect(french('Quelle voie suivre ?', review)).toEqual({ path: 'title', locale: 'fr', state, key: 'fr' })
  })

  test('has no state where the source text is empty, which is then what is missing', () => {
    expect(translationsOf({ ...session('Quoi ?'), title: title('Quoi ?').slice(1) })).toEqual([
      { path: 'title', locale: 'en', state: 'missing' },
    ])
    expect(translationsOf({ ...session(undefined), title: words({ en: ' ', fr: 'Quoi ?' }) })).toEqual([
      { path: 'title', locale: 'en', state: 'missing', key: 'en' },
      { path: 'title', locale: 'es', state: 'missing' },
    ])
    expect(translationsOf({ ...session(undefined), title: words({ en: '', fr: ' ' }) })).toEqual([])
  })

  test('is not reviewed for a slug, and not needed for a person’s name', () => {
    const slug = [{ _key: 'a', language: 'en', value: { current: 'way-ahead' } }]
    expect(translationsOf({ _id: 'a', _type: 'session', slug })).toEqual([
      { path: 'slug', locale: 'fr', state: 'missing' },
      { path: 'slug', locale: 'es', state: 'missing' },
    ])
    const name = words({ en: 'Ada', fr: 'Ada' })
    expect(translationsOf({ _id: 'a', _type: 'contributor', kind: 'person', name })).toEqual([])
  })

  test('in a list has a path with the keys of the list', () => {
    const links = [{ _key: 'stream', title: [{ _key: 'l', language: 'en', value: 'Recording' }] }]
    expect(translationsOf({ _id: 'a', _type: 'session', links }).map(({ path }) => path)).toEqual([
      'links[_key=="stream"].title',
      'links[_key=="stream"].title',
    ])
  })
})

const glossary = glossaryOf(stored)

describe('a text is compared with the organisation’s terms', () => {
  test.each([
    ['fr', 'Le congrès de UCLG', 'UCLG', 'CGLU'],
    ['fr', 'Après la Retraite de CGLU 2019', 'Retraite de CGLU', 'Séminaire de CGLU'],
    ['fr', 'avec UN-Habitat', 'UN-Habitat', 'ONU-Habitat'],
    ['fr', 'l’apprentissage entre pairs', 'apprentissage entre pairs', 'apprentissage par les pairs'],
    ['es', 'la estrategia de UCLG.', 'UCLG', 'CGLU'],
    ['es', 'con ONU-Habitat', 'ONU-Habitat', 'ONU-Hábitat'],
    ['en', 'a module of CGLU', 'CGLU', 'UCLG'],
  ] as const)('%s: “%s”', (locale, text, found, instead) => {
    expect(glossary(locale, text)).toEqual([{ found, instead }])
  })

  test.each([
    ['fr', '#UCLGCongress, www.uclg.org, learning@UCLG.org, https://example.org/UCLG'],
    ['fr', 'le Séminaire de CGLU et ONU-Habitat'],
    ['es', 'ONU-Hábitat y CGLU'],
    ['en', 'UCLG and UN-Habitat'],
  ] as const)('%s: nothing in “%s”', (locale, text) => {
    expect(glossary(locale, text)).toEqual([])
  })

  const own = (title: Record<string, string>, avoid: Record<string, string>) =>
    glossaryOf([{ _id: 'term-x', _type: 'term', title: words(title), avoid: words(avoid, 'Text') }])

  test('which editors write themselves, one form a line', () => {
    const hints = own({ en: 'town hall' }, { en: 'city-hall\n\n  townhall \ntown hall' })
    expect(hints('en', 'The City Hall, the townhall and the city halls')).toEqual([
      { found: 'City Hall', instead: 'town hall' },
      { found: 'townhall', instead: 'town hall' },
    ])
    expect(hints('fr', 'city hall')).toEqual([])
  })

  test('which may be part of the right term', () => {
    const hints = own({ en: 'Learning Forum' }, { en: 'Forum' })
    expect(hints('en', 'The Learning Forum, a forum')).toEqual([
      { found: 'forum', instead: 'Learning Forum' },
    ])
    expect(hints('en', 'The Learning Forum')).toEqual([])
  })

  test('where capital letters count in acronyms only', () => {
    expect(own({ en: 'UN' }, { en: 'WHO' })('en', 'Who is there? The WHO.')).toEqual([
      { found: 'WHO', instead: 'UN' },
    ])
  })

  test('which may have any characters', () => {
    expect(own({ en: 'C' }, { en: 'C++ (.*)[' })('en', 'in C++ (.*)[ and C')).toEqual([
      { found: 'C++ (.*)[', instead: 'C' },
    ])
  })

  test('and has no hints where the right term is missing, or nothing is to be avoided', () => {
    expect(own({ en: ' ' }, { en: 'a' })('en', 'a')).toEqual([])
    expect(own({ en: 'a' }, { en: ' \n' })('en', 'a')).toEqual([])
    expect(glossaryOf([])('en', 'CGLU')).toEqual([])
  })

  test('and a term needs no translation of the forms to avoid, but one of its own', () => {
    const document = {
      ...{ _id: 'term-x', _type: 'term', title: words({ en: 'town hall', fr: 'mairie' }) },
      avoid: words({ en: 'townhall' }, 'Text'),
    }
    expect(translationsOf(document).map(({ path, locale, state }) => [path, locale, state])).toEqual([
      ['title', 'fr', 'needsReview'],
      ['title', 'es', 'missing'],
    ])
  })

  test('and a change of a term changes no page', () => {
    const before = examine(stored).snapshot
    const after = examine(changed('term-uclg', { title: words({ en: 'Other' }), note: 'x' })).snapshot
    if (!before || !after) throw new Error('No snapshot')
    expect(pageChanges(['term-uclg'], { before, after, ledger: emptyLedger }, 'en')).toEqual([])
    expect(appearancesOf('term-uclg', after)).toEqual([])
  })

  test('and a warning has the term in the text and the organisation’s term', () => {
    const description = [
      {
        _key: 'a',
        language: 'fr',
        value: [
          {
            _type: 'block',
            _key: 'b',
            children: [{ _type: 'span', _key: 's', text: 'La stratégie de UCLG' }],
          },
        ],
      },
    ]
    const { warnings } = examine(changed('session-sendai', { description }))
    const found = warnings.find(({ code }) => code === 'glossary')
    expect(found).toMatchObject({ documentId: 'session-sendai', path: 'description', locale: 'fr' })
    expect(found && textOf(found, 'fr').wrong).toBe(
      'contient «\u202fUCLG\u202f», là où l’organisation emploie «\u202fCGLU\u202f»',
    )
  })

  test('and the default content follows all of them', () => {
    expect(examine(stored).warnings).toEqual([])
  })
})
