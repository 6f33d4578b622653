import { expect, it } from 'vitest'
import { withoutReferencesTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { removeDocument, undoRemoval } from '#studio/removing/removal.ts'
import { usesOf } from '#studio/removing/uses.ts'
import { currentContent } from '#studio/store/content-store.ts'
import { ChangedElsewhereError } from '#studio/store/transactions.ts'
import { test } from '../lake/lake.ts'

const reference = (_ref: string) => ({ _type: 'reference', _ref })
const item = (_ref: string) => ({ _key: _ref, ...reference(_ref) })
const opening = {
  _id: 'opening',
  _type: 'session',
  rooms: [item('hall'), item('garden')],
  movedFrom: { date: '2019-11-12', rooms: [item('garden')] },
  contributors: [
    { _key: 'a', role: 'Chair', contributor: reference('ana') },
    { _key: 'b', contributor: reference('luis') },
  ],
  part: reference('first'),
}

it('a document without another one: entries of lists go, single references are emptied, the rest is as it was', () => {
  expect(withoutReferencesTo(opening, 'garden')).toEqual({
    ...opening,
    rooms: [item('hall')],
    movedFrom: { date: '2019-11-12', rooms: [] },
  })
  expect(withoutReferencesTo(opening, 'ana').contributors).toEqual([opening.contributors[1]])
  const { part, ...others } = opening
  expect(withoutReferencesTo(opening, 'first')).toStrictEqual(others)
})

it('a document that does not refer to the other one is the same', () => {
  expect(withoutReferencesTo(opening, 'opening')).toBe(opening)
  expect(withoutReferencesTo(opening, 'none')).toBe(opening)
})

const garden = { _id: 'garden', _type: 'room', seats: 40 }
const stored: RawDocument[] = [
  { _id: 'hall', _type: 'room' },
  ...[garden, { ...garden, _id: 'drafts.garden', seats: 50 }],
  ...['ana', 'luis'].map((_id) => ({ _id, _type: 'contributor' })),
  { _id: 'first', _type: 'part' },
  opening,
  { ...opening, _id: 'drafts.opening', rooms: [item('hall')], movedFrom: undefined, plenary: true },
  { _id: 'drafts.closing', _type: 'session', rooms: [item('garden')], plenary: false },
]
const lake = test.extend('content', async ({ client }) => {
  await client.mutate(stored.map((document) => ({ createOrReplace: document })))
  const read = async () => {
    const documents = await client
      .withConfig({ perspective: 'raw' })
      .fetch<RawDocument[]>('*[_type in ["room", "session"]] | order(_id){...}')
    return documents.map(({ _rev, _updatedAt, _createdAt, ...document }) => document)
  }
  return { client, read }
})
const order = { id: 'garden', users: ['closing', 'opening'], scheduled: new Map() }

lake('uses are told with the versions that have them', async ({ content: { client } }) => {
  const uses = usesOf(await currentContent(client), 'garden')
  expect(uses.map(({ document, ...versions }) => ({ id: document._id, ...versions }))).toEqual([
    { id: 'closing', inPublished: false, inDraft: true },
    { id: 'opening', inPublished: true, inDraft: false },
  ])
})

lake(
  'a document is deleted with its draft and taken out of published versions and drafts; undo brings all back',
  async ({ content: { client, read } }) => {
    const before = await read()
    const removal = await removeDocument(client, { kind: 'delete', ...order })
    expect(await read()).toEqual([
      { _id: 'drafts.closing', _type: 'session', rooms: [], plenary: false },
      { ...before[2], _id: 'drafts.opening' },
      { _id: 'hall', _type: 'room' },
      { ...opening, rooms: [item('hall')], movedFrom: { date: '2019-11-12', rooms: [] } },
    ])
    expect(await undoRemoval(client, removal)).toEqual({ left: 0 })
    expect(await read()).toEqual(before)
  },
)

lake('what somebody changed since is left alone by the undo', async ({ content: { client, read } }) => {
  const removal = await removeDocument(client, { kind: 'delete', ...order })
  await client.patch('opening').set({ rooms: [], plenary: true }).commit()
  await client.patch('drafts.closing').set({ plenary: true }).commit()
  expect(await undoRemoval(client, removal)).toEqual({ left: 1 })
  const [closing, , , , , now] = await read()
  expect(closing).toMatchObject({ rooms: [item('garden')], plenary: true })
  expect(now).toMatchObject({ _id: 'opening', rooms: [], movedFrom: opening.movedFrom, plenary: true })
})

lake('unpublishing makes a draft of what was published, and undo takes it away', async ({ content }) => {
  const { client, read } = content
  await client.delete('drafts.garden')
  const before = await read()
  const removal = await removeDocument(client, { kind: 'unpublish', ...order })
  const ids = (await read()).map(({ _id }) => _id)
  expect(ids).toEqual(['drafts.closing', 'drafts.garden', 'drafts.opening', 'hall', 'opening'])
  expect(await undoRemoval(client, removal)).toEqual({ left: 0 })
  expect(await read()).toEqual(before)
})

lake(
  'a document that came to be used meanwhile is not deleted, and nothing is written',
  async ({ content }) => {
    const { client, read } = content
    await client.create({ _id: 'drafts.new', _type: 'session', rooms: [item('garden')] })
    const before = await read()
    await expect(removeDocument(client, { kind: 'delete', ...order })).rejects.toThrow(ChangedElsewhereError)
    expect(await read()).toEqual(before)
  },
)
