import { expect, test } from 'vitest'
import { editionOf, referencedId, referenceTo } from '#src/model/references.ts'

test('a reference has an id; another value has none', () => {
  expect(referencedId(referenceTo('a'))).toBe('a')
  expect([undefined, null, 'a', [], {}, { _ref: '' }, { _ref: 1 }].map(referencedId)).toEqual(
    Array.from({ length: 7 }, () => undefined),
  )
})

test('the edition of a document is in the document itself or in its part', () => {
  const find = (id: string) => stored.find(({ _id }) => _id === id)
  expect(stored.map((one) => editionOf(one, find))).toEqual(['e', 'e', 'e', 'e', undefined, undefined])
})

const stored = [
  { _id: 'e', _type: 'edition' },
  { _id: 'p', _type: 'part', edition: referenceTo('e') },
  { _id: 's', _type: 'session', part: referenceTo('p') },
  { _id: 'b', _type: 'break', edition: referenceTo('e') },
  { _id: 'lost', _type: 'session', part: referenceTo('gone') },
  { _id: 'r', _type: 'room' },
]
