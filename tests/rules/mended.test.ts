import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { examine } from '#src/rules/examine.ts'
import { mended } from '#src/rules/mended.ts'
import { changed, stored, words } from '../seed/stored.ts'

const session = (fields: Readonly<Record<string, unknown>>) => {
  const { snapshot, faults, standIns } = mended(changed('session-sendai', fields))
  const found = snapshot.sessions.find(({ _id }) => _id === 'session-sendai')
  return { found, standIns: [...standIns], faults: faults.map(({ path, code }) => `${path} ${code}`) }
}

describe('an unfinished document', () => {
  it('is shown with a stand-in for what it cannot do without, and its faults are told', () => {
    const { found, standIns, faults } = session({ end: undefined })
    expect([found?.start, found?.end]).toEqual(['11:00', '11:00'])
    expect(standIns).toEqual(['session-sendai end'])
    expect(faults).toEqual(['end missing'])
  })

  it('keeps the languages that its title has', () => {
    const { found } = session({ title: words({ fr: 'Le Cadre de Sendai' }) })
    expect(found?.title).toEqual({ en: 'Untitled', fr: 'Le Cadre de Sendai' })
  })

  it('that has just been made is there with nothing but its part', () => {
    const made = { _id: 'new', _type: 'session', _updatedAt: '', part: { _ref: 'part-2' } }
    const { snapshot, standIns } = mended([...stored, made])
    expect(snapshot.sessions.find(({ _id }) => _id === 'new')).toMatchObject({
      title: { en: 'Untitled' },
      date: '2019-11-12',
      start: '00:00',
      end: '00:00',
      slug: {},
    })
    expect([...standIns].sort()).toEqual(['new date', 'new end', 'new start', 'new title'])
  })

  it('loses what is wrong in its lists, and nothing else of them', () => {
    const links = [
      { _key: 'a', title: words({ en: 'No address' }) },
      { _key: 'b', title: words({ en: 'Whole' }), url: 'https://example.org' },
      { _key: 'c', url: 'https://example.org' },
    ]
    const { found, standIns } = session({ links })
    expect(found?.links.map(({ _key }) => _key)).toEqual(['b'])
    expect(standIns).toEqual([])
  })

  it('keeps its own values where they are wrong among themselves', () => {
    const { found, standIns, faults } = session({ end: '09:00' })
    expect([found?.start, found?.end]).toEqual(['11:00', '09:00'])
    expect(standIns).toEqual([])
    expect(faults).toEqual(['end endsBeforeStart'])
  })

  it('without a part has no place in any programme, and is told of', () => {
    const { found, faults } = session({ part: undefined })
    expect(found).toBeUndefined()
    expect(faults).toEqual(['part missing'])
  })
})

it('what is whole is left as it is', () => {
  expect(mended(stored)).toEqual({ snapshot: examine(stored).snapshot, faults: [], standIns: new Set() })
})

it('without any document there is a forum to look at', () => {
  const { snapshot, faults } = mended([])
  expect(snapshot.forum.name).toEqual({ en: 'Untitled' })
  expect(faults.map(({ code }) => code)).toEqual(['noDocument'])
})

it('whatever is taken out or put in, there is a snapshot with every document that has a place', () => {
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
      const { snapshot } = mended(documents)
      const count = Object.values(snapshot).flat().length
      expect(count).toBe(stored.length)
    }),
    { numRuns: 80 },
  )
})
