import { expect, it } from 'vitest'
import { matchedItems, type ReadItem } from '#studio/importer/update/matched-items.ts'

const session = (_id: string, title: string, start: string) => ({
  ...{ _id, _type: 'session', date: '2027-06-07', start },
  title: [{ _key: 'en', language: 'en', value: title }],
})
const row = (id: string, title: string, start: string, document?: string): ReadItem => ({
  ...{ id, type: 'session', title, date: '2027-06-07', start, rooms: [], document },
})
const matched = (items: readonly ReadItem[], documents: readonly ReturnType<typeof session>[]) =>
  Object.fromEntries(
    [...matchedItems(items, documents, { locale: 'en', roomsOf: () => [] })].map(([id, { _id }]) => [
      id,
      _id,
    ]),
  )

it('of a row of a workbook and its copy, the one that is as it went out is the session, wherever it stands', () => {
  const documents = [session('towns', 'Small towns', '15:00'), session('rivers', 'Rivers', '10:00')]
  const original = row('original', 'Small towns', '15:00', 'towns')
  const copy = row('copy', 'A copied row', '16:00', 'towns')
  for (const items of [
    [copy, original],
    [original, copy],
  ])
    expect(matched(items, documents)).toEqual({ original: 'towns' })
  // Where the time alone was edited, the title tells.
  const later = row('later', 'Small towns', '16:00', 'towns')
  expect(matched([copy, later], documents)).toEqual({ later: 'towns' })
  expect(matched([row('renamed', 'Large towns', '15:00', 'towns')], documents)).toEqual({ renamed: 'towns' })
})
