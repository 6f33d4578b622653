import { describe, expect, test } from 'vitest'
import { listedProgramme, programmeFound } from '#studio/programme-list/programme-list.ts'
import { contentVersions } from '#studio/store/versions.ts'

const refer = (_ref: string) => ({ _type: 'reference', _ref })
const named = (value: string, language = 'en') => [{ _key: language, language, value }]
const document = (one: { _id: string; _type: string; [field: string]: unknown }) => ({
  ...{ _updatedAt: '', edition: refer('e') },
  ...one,
})
const session = (_id: string, date: string, start: string, more: Record<string, unknown> = {}) =>
  document({ _id, _type: 'session', date, start, end: '12:00', title: named(_id), ...more })

const stored = [
  document({ _id: 'ana', _type: 'contributor', name: named('Ana Núñez') }),
  document({ _id: 'hall', _type: 'room', name: named('Salle des fêtes', 'fr') }),
  document({ _id: 'p', _type: 'part', title: named('Water') }),
  session('Late', '2030-05-07', '09:00'),
  session('Talk', '2030-05-06', '10:00', {
    ...{ rooms: [refer('hall')], part: refer('p'), status: 'moved' },
    contributors: [{ _key: 'a', contributor: refer('ana') }],
  }),
  document({ _id: 'lunch', _type: 'break', date: '2030-05-06', start: '09:00', end: '10:00' }),
  session('drafts.New', '', '', { date: undefined, start: undefined, end: undefined, title: named('New') }),
  session('Elsewhere', '2030-05-06', '10:00', { edition: refer('other') }),
]
const content = contentVersions(stored)
const days = listedProgramme(content, 'e')
const found = (search: string) =>
  programmeFound(days, search).flatMap(({ items }) => items.map(({ id }) => id))

describe('the programme of an edition in the desk', () => {
  test('is by days, in the order of time, first what has no day', () => {
    expect(days.map(({ date, items }) => [date, items.map(({ id }) => id)])).toEqual([
      ['', ['New']],
      ['2030-05-06', ['lunch', 'Talk']],
      ['2030-05-07', ['Late']],
    ])
    expect(days[0]?.items[0]).toMatchObject({ isDraft: true, times: '', status: 'scheduled' })
    expect(days[1]?.items[1]).toMatchObject({ places: ['Water', 'Salle des fêtes'], status: 'moved' })
  })

  test('is found by title, person, room, part and time, without accents and capitals', () => {
    expect(found('nunez')).toEqual(['Talk'])
    expect(found('FETES water')).toEqual(['Talk'])
    expect(found('09:00')).toEqual(['lunch', 'Late'])
    expect(found('late')).toEqual(['Late'])
    expect(found('nobody')).toEqual([])
    expect(found(' ')).toHaveLength(4)
  })

  test('reads a document that has not changed once', () => {
    let reads = 0
    const counted = stored.map((one) =>
      Object.defineProperty({ ...one }, 'status', { enumerable: true, get: () => (reads += 1) }),
    )
    const first = contentVersions(counted)
    listedProgramme(first, 'e')
    const before = reads
    listedProgramme({ ...first, documents: [...first.documents] }, 'e')
    expect([before > 0, reads]).toEqual([true, before])
  })
})
