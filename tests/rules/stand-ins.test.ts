import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { examine } from '#src/rules/examine.ts'
import { withStandIns } from '#src/rules/stand-ins.ts'
import { changed, stored, words } from '../seed/stored.ts'

const session = (fields: Readonly<Record<string, unknown>>) => {
  const { snapshot, faults, standIns } = withStandIns(changed('session-sendai', fields))
  const found = snapshot.sessions.find(({ _id }) => _id === 'session-sendai')
  return { found, standIns: [...standIns], faults: faults.map(({ path, code }) => `${path} ${code}`) }
}

describe('an unfinished document', () => {
  it('gets a stand-in for a required value, and its faults are listed', () => {
    const { found, standIns, faults } = session({ end: undefined })
    expect([found?.start, found?.end]).toEqual(['11:00', '11:00'])
    expect(standIns).toEqual(['session-sendai end'])
    expect(faults).toEqual(['end missing'])
  })

  it('keeps its title, in whichever language it is', () => {
    const { found } = session({ title: words({ fr: 'Le Cadre de Sendai' }) })
    expect(found?.title).toEqual({ fr: 'Le Cadre de Sendai' })
  })

  it('with nothing but its part is in the snapshot', () => {
    const made = { _id: 'new', _type: 'session', _updatedAt: '', part: { _ref: 'part-2' } }
    const { snapshot, standIns } = withStandIns([...stored, made])
    expect(snapshot.sessions.find(({ _id }) => _id === 'new')).toMatchObject({
      title: { en: 'Untitled' },
      date: '2019-11-12',
      start: '00:00',
      end: '00:00',
      slug: {},
    })
    expect([...standIns].sort()).toEqual(['new date', 'new end', 'new start', 'new title'])
  })

  it('loses only the wrong items of its lists', () => {
    const links = [
      { _key: 'a', title: words({ en: 'No address' }) },
      { _key: 'b', title: words({ en: 'Whole' }), url: 'https://example.org' },
      { _key: 'c', url: 'https://example.org' },
    ]
    const { found, standIns } = session({ links })
    expect(found?.links.map(({ _key }) => _key)).toEqual(['b'])
    expect(standIns).toEqual([])
  })

  it('keeps values that are valid but contradict each other', () => {
    const { found, standIns, faults } = session({ end: '09:00' })
    expect([found?.start, found?.end]).toEqual(['11:00', '09:00'])
    expect(standIns).toEqual([])
    expect(faults).toEqual(['end endsBeforeStart'])
  })

  it('without an edition is left out, and has a fault', () => {
    const { found, faults } = session({ edition: undefined, part: undefined })
    expect(found).toBeUndefined()
    expect(faults).toEqual(['edition missing'])
  })

  it('with a part of another edition stands there without it', () => {
    const { found, faults } = session({ edition: { _ref: 'edition-2022' } })
    expect([found?.edition, found?.part]).toEqual(['edition-2022', undefined])
    expect(faults).toEqual(['part otherEdition'])
  })
})

it('documents without faults do not change', () => {
  expect(withStandIns(stored)).toEqual({
    snapshot: examine(stored).snapshot,
    faults: [],
    standIns: new Set(),
  })
})

it('without any document there is a stand-in forum', () => {
  const { snapshot, faults } = withStandIns([])
  expect(snapshot.forum.name).toEqual({ en: 'Untitled' })
  expect(faults.map(({ code }) => code)).toEqual(['noDocument'])
})

it('for all wrong or missing values, the snapshot has every document with a place', () => {
  const fields = fc.constantFrom(
    ...['title', 'name', 'slug', 'start', 'end', 'date', 'ordinal', 'firstDay', 'lastDay', 'timeZone'],
    ...[
      'city',
      'organisation',
      'acronym',
      'currentEdition',
      'linesOfAction',
      'contributors',
      'image',
      'brief',
    ],
  )
  const value = fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    'x',
    7,
    [],
    [{}],
    ['x'],
    {},
    [{ _key: 'a' }],
    true,
  )
  const change = fc.record({ at: fc.nat(stored.length - 1), field: fields, value })
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      const documents = stored.map((document, index) => ({
        ...document,
        ...Object.fromEntries(
          changes.filter(({ at }) => at === index).map(({ field, value }) => [field, value]),
        ),
      }))
      const { snapshot } = withStandIns(documents)
      const count = Object.values(snapshot).flat().length
      expect(count).toBe(stored.length)
    }),
    { numRuns: 80 },
  )
})
