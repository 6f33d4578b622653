import { describe, expect, it } from 'vitest'
import { distinctChanges } from '#studio/people/distinct.ts'
import { listedPeople, peopleFound } from '#studio/people/people-list.ts'
import { sameNames } from '#studio/people/same-name.ts'
import { contentVersions } from '#studio/store/versions.ts'
import { words } from '../../seed/stored.ts'

const person = (id: string, names: Readonly<Record<string, string>>, more: object = {}) => ({
  ...{ _id: id, _type: 'contributor', kind: 'person', name: words(names) },
  ...more,
})
const session = (id: string, ...people: readonly string[]) => ({
  ...{ _id: id, _type: 'session' },
  contributors: people.map((_ref, index) => ({
    ...{ _key: `k${index}`, _type: 'contribution', contributor: { _type: 'reference', _ref } },
  })),
})

const people = [
  person('ines', { en: 'Inés Núñez' }, { sortName: words({ en: 'Núñez, Inés' }) }),
  person('ines-2', { fr: 'Mme Ines Nuñez' }, { position: words({ fr: 'Maire' }) }),
  person('karim', { en: 'Karim Osman' }, { sortName: words({ en: 'Osman, Karim' }) }),
  person('none', {}),
  person('none-2', { en: '' }),
  { ...person('towns', { en: 'Karim Osman' }), kind: 'organisation', acronym: words({ en: 'KO' }) },
]

describe('people with the same name', () => {
  it('are those of one kind, in any language, without accents and honorifics', () => {
    expect(sameNames(people)).toEqual(
      new Map([
        ['ines', ['ines-2']],
        ['ines-2', ['ines']],
      ]),
    )
  })

  it('are each told of all others', () => {
    const three = ['a', 'b', 'c'].map((id) => person(id, { en: 'Ana Ruiz', es: 'Ana Ruiz' }))
    expect(sameNames(three).get('b')).toEqual(['a', 'c'])
  })

  it('are no doubles where somebody said so, but of a third; that is written in both, and taken back', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => person(id, { en: 'Ana Ruiz' }))
    if (!a || !b || !c) throw new Error('three people')
    const draft = { ...b, _id: 'drafts.b' }
    const said = distinctChanges(contentVersions([a, b, draft, c]), ['a', 'b'], true)
    expect(said.map(({ after }) => [after?._id, after?.distinctFrom])).toEqual([
      ['a', ['b']],
      ['b', ['a']],
      ['drafts.b', ['a']],
    ])
    const after = said.flatMap(({ after }) => after ?? [])
    const apart = contentVersions([...after, c])
    expect(sameNames(apart.documents)).toEqual(
      new Map([
        ['a', ['c']],
        ['b', ['c']],
        ['c', ['a', 'b']],
      ]),
    )
    const back = distinctChanges(apart, ['a', 'b'], false)
    expect(back.map(({ after }) => after)).toEqual([a, b, draft])
  })
})

describe('the list of people', () => {
  const content = contentVersions([
    ...people.map((one) =>
      one._id === 'karim' ? { ...one, organisation: { _type: 'reference', _ref: 'towns' } } : one,
    ),
    session('opening', 'ines', 'ines', 'karim'),
    session('closing', 'ines'),
    { ...session('closing', 'karim'), _id: 'drafts.closing' },
  ])
  const listed = listedPeople(content, 'fr')

  it('is in the order in which they are filed, with what they do and where they are used', () => {
    expect(listed.map(({ id, name, occupation, uses }) => ({ id, name, occupation, uses }))).toEqual([
      { id: 'none', name: '', occupation: '', uses: { sessions: 0, people: 0 } },
      { id: 'none-2', name: '', occupation: '', uses: { sessions: 0, people: 0 } },
      { id: 'towns', name: 'Karim Osman', occupation: 'KO', uses: { sessions: 0, people: 1 } },
      { id: 'ines-2', name: 'Mme Ines Nuñez', occupation: 'Maire', uses: { sessions: 0, people: 0 } },
      { id: 'ines', name: 'Núñez, Inés', occupation: '', uses: { sessions: 1, people: 0 } },
      { id: 'karim', name: 'Osman, Karim', occupation: 'Karim Osman', uses: { sessions: 2, people: 0 } },
    ])
  })

  it('shows doubles alone, those used nowhere, and what a search finds', () => {
    const ids = (choice: 'all' | 'doubles' | 'unused', search: string) =>
      peopleFound(listed, { choice, search }).map(({ id }) => id)
    expect(ids('doubles', '')).toEqual(['ines-2', 'ines'])
    expect(ids('unused', '')).toEqual(['none', 'none-2', 'ines-2'])
    expect(ids('all', 'nunez  INES')).toEqual(['ines-2', 'ines'])
    expect(ids('all', 'maire')).toEqual(['ines-2'])
  })
})

it('of three thousand people only the one that changed is read again after a key in a form', () => {
  let reads = 0
  const counted = <T extends object>(value: T): T =>
    new Proxy(value, {
      get: (target, key, receiver) => {
        reads += 1
        return Reflect.get(target, key, receiver)
      },
    })
  const many = Array.from({ length: 3000 }, (_, at) => {
    const one = person(`p${at}`, { en: `Ana ${at % 2900} Ruiz` })
    return { ...one, name: counted(Object(one.name)) }
  })
  const sessions = Array.from({ length: 1500 }, (_, at) => session(`s${at}`, `p${at}`, `p${at * 2}`))
  const stored = [...many, ...sessions]
  listedPeople(contentVersions(stored), 'en')
  expect(reads).toBeGreaterThan(3000)
  reads = 0
  const next = contentVersions([...stored, person('drafts.p7', { en: 'Ana 7 Ruiz-Gil' })])
  expect(listedPeople(next, 'en').find(({ id }) => id === 'p7')?.name).toBe('Ana 7 Ruiz-Gil')
  expect(reads).toBe(0)
})
