import { expect, it } from 'vitest'
import type { RawDocument } from '#src/model/schema.ts'
import { goingAlong } from '#studio/publishing/going-along.ts'
import { thingsText } from '#studio/publishing/going-along-text.ts'
import { contentVersions } from '#studio/store/versions.ts'

const reference = (_ref: string) => ({ _type: 'reference', _ref })
const draft = (id: string, _type: string, fields: object = {}): RawDocument => ({
  _id: `drafts.${id}`,
  _type,
  ...fields,
})
const stored: RawDocument[] = [
  { _id: 'hall', _type: 'room' },
  draft('hall', 'room'),
  draft('garden', 'room'),
  draft('ana', 'contributor', { kind: 'person', organisation: reference('network') }),
  draft('network', 'contributor', { kind: 'organisation', chair: reference('ana') }),
  draft('luis', 'contributor', { kind: 'person' }),
  draft('opening', 'session', {
    rooms: [reference('hall'), reference('garden')],
    contributors: [{ contributor: reference('ana') }, { contributor: reference('luis') }],
    part: reference('lost'),
    documents: [{ asset: reference('file-1') }],
  }),
  { _id: 'closing', _type: 'session', rooms: [reference('garden')] },
]
const ids = (...of: string[]) => goingAlong(contentVersions(stored), of).map(({ _id }) => _id)

it('with a draft go the documents that it needs and that nobody published, in rings too, what is needed first', () => {
  expect(ids('opening')).toEqual(['garden', 'network', 'ana', 'luis'])
  expect(ids('network')).toEqual(['ana'])
})

it('with several drafts goes what any of them needs, once, and none of them', () => {
  expect(ids('opening', 'luis', 'network')).toEqual(['garden', 'ana'])
  expect(ids('closing', 'ana')).toEqual(['network'])
})

it('nothing goes with what has no draft, or needs nothing', () => {
  expect(ids('closing')).toEqual([])
  expect(ids('luis')).toEqual([])
  expect(ids('none')).toEqual([])
})

it('they are told by what they are', () => {
  expect(thingsText(goingAlong(contentVersions(stored), ['opening']))).toBe(
    '1 room, 1 organisation and 2 people',
  )
  expect(thingsText(goingAlong(contentVersions(stored), ['opening']), { isNarrow: true })).toBe('4 others')
})
