import { expect, test } from 'vitest'
import { draftId, isDraftId, newKey, publishedId, toggled } from '#studio/ids.ts'

test('the published id and the draft id follow from either of them', () => {
  expect(['a', 'drafts.a', 'draftsman'].map(publishedId)).toEqual(['a', 'a', 'draftsman'])
  expect(['a', 'drafts.a'].map(draftId)).toEqual(['drafts.a', 'drafts.a'])
  expect(['a', 'drafts.a', 'draftsman'].map(isDraftId)).toEqual([false, true, false])
})

test('a key of an item begins with a letter', () => {
  expect(newKey()).toMatch(/^k[0-9a-f]{11}$/)
})

test('an id is added to a set or removed, and the original set does not change', () => {
  const before = new Set(['a', 'b'])
  expect([...toggled(before, 'b')]).toEqual(['a'])
  expect([...toggled(before, 'c')]).toEqual(['a', 'b', 'c'])
  expect([...before]).toEqual(['a', 'b'])
})
