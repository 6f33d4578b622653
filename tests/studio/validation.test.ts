import { expect, test } from 'vitest'
import { pathIn } from '#studio/validation.ts'

const session = {
  _id: 'session-sendai',
  _type: 'session',
  start: '09:00',
  title: [
    { _key: 'a', _type: 'internationalizedArrayStringValue', language: 'en', value: '' },
    { _key: 'b', _type: 'internationalizedArrayStringValue', language: 'fr', value: 'Sendai' },
  ],
  links: [{ _key: 'first', _type: 'sessionLink', url: '' }],
}

test('a finding about a field marks that field', () => {
  expect(pathIn(session, { path: 'start' })).toEqual(['start'])
})

test('a finding about one language marks the line of that language', () => {
  expect(pathIn(session, { path: 'title', locale: 'en' })).toEqual(['title', { _key: 'a' }, 'value'])
})

test('a finding about a language that has no line marks the whole field', () => {
  expect(pathIn(session, { path: 'title', locale: 'es' })).toEqual(['title'])
})

test('a finding inside a list marks the item by its key', () => {
  expect(pathIn(session, { path: 'links[_key=="first"].url' })).toEqual(['links', { _key: 'first' }, 'url'])
})

test('a finding about the whole document marks the document', () => {
  expect(pathIn(session, { path: '' })).toEqual([])
})
