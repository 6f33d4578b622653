import { expect } from 'vitest'
import {
  createDrafts,
  DraftsChangedError,
  DraftsUsedError,
  deleteDrafts,
  draftReference,
} from '#studio/new-drafts.ts'
import { addNote } from '#studio/notes/note-writes.ts'
import { undoChanges, writeChanges } from '#studio/store/transactions.ts'
import { test } from '../lake/lake.ts'

const room = { _id: 'drafts.room', _type: 'room' }
const session = {
  _id: 'drafts.session',
  _type: 'session',
  rooms: [{ _key: 'a', ...draftReference('room', 'room') }],
}
const raw = { perspective: 'raw' } as const

test('drafts go together, with what was noted about them', async ({ client }) => {
  const created = await createDrafts(client, [room, session])
  await addNote(client, {
    document: 'session',
    path: '',
    text: 'Ask Ana',
    author: { id: 'luis', name: 'Luis' },
  })
  await addNote(client, { document: 'other', path: '', text: 'Stays', author: { id: 'luis', name: 'Luis' } })
  await deleteDrafts(client, created)
  const left = await client.withConfig(raw).fetch<{ text: string }[]>('*[!(_id in path("_.**"))]{text}')
  expect(left).toEqual([{ text: 'Stays' }])
})

test('none goes where one was changed, or another document refers to one', async ({ client }) => {
  const created = await createDrafts(client, [room, session])
  await client.create({ ...session, _id: 'drafts.other' })
  await expect(deleteDrafts(client, created)).rejects.toThrow(DraftsUsedError)
  await client.delete('drafts.other')
  await client.patch('drafts.room').set({ seats: 40 }).commit()
  await expect(deleteDrafts(client, created)).rejects.toThrow(DraftsChangedError)
  expect(await client.withConfig(raw).fetch('count(*[_type in ["room", "session"]])')).toBe(2)
})

test('what a change created stays where another document refers to it', async ({ client }) => {
  const { written, shown } = await writeChanges(client, [], { create: [room, session] })
  await client.create({ ...session, _id: 'drafts.other' })
  await expect(undoChanges(client, written, shown)).rejects.toThrow('Changed elsewhere: room, session')
  await client.delete('drafts.other')
  await undoChanges(client, written, shown)
  expect(await client.withConfig(raw).fetch('count(*[_type in ["room", "session"]])')).toBe(0)
})
