import { expect, test } from 'vitest'
import { draftId, isDraftId, newKey, publishedId, toggled } from '#studio/ids.ts'

test('a document has one id for readers and one for its draft, whichever it is told by', () => {
  expect(['a', 'drafts.a', 'draftsman'].map(publishedId)).toEqual(['a', 'a', 'draftsman'])
  expect(['a', 'drafts.a'].map(draftId)).toEqual(['drafts.a', 'drafts.a'])
  expect(['a', 'drafts.a', 'draftsman'].map(isDraftId)).toEqual([false, true, false])
})

test('a key of an item is never read as a position', () => {
  expect(newKey()).toMatch(/^k[0-9a-f]{11}$/)
})

test('an id is added or taken away, and what was there before stays as it was', () => {
  const before = new Set(['a', 'b'])
  expect([...toggled(before, 'b')]).toEqual(['a'])
  expect([...toggled(before, 'c')]).toEqual(['a', 'b', 'c'])
  expect([...before]).toEqual(['a', 'b'])
})
