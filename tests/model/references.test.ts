import { expect, test } from 'vitest'
import { editionOf, referencedId, referencedIds, referencesTo, referenceTo } from '#src/model/references.ts'

test('a reference has an id; another value has none', () => {
  expect(referencedId(referenceTo('a'))).toBe('a')
  expect([undefined, null, 'a', [], {}, { _ref: '' }, { _ref: 1 }].map(referencedId)).toEqual(
    Array.from({ length: 7 }, () => undefined),
  )
})

test('a list of references has ids; another value has none', () => {
  expect(referencedIds(referencesTo(['a', 'b']))).toEqual(['a', 'b'])
  expect([undefined, null, 'a', {}, [{ _ref: '' }]].flatMap(referencedIds)).toEqual([])
})

test('the edition of a document is the one that it refers to, or itself', () => {
  expect(stored.map(editionOf)).toEqual(['e', 'e', undefined])
})

const stored = [
  { _id: 'e', _type: 'edition' },
  { _id: 's', _type: 'session', edition: referenceTo('e'), part: referenceTo('p') },
  { _id: 'c', _type: 'contributor' },
]
