import { filter, firstValueFrom } from 'rxjs'
import { expect, it } from 'vitest'
import { type Note, noteFrom, noteId } from '#src/model/note.ts'
import {
  addNote,
  deleteNote,
  editNote,
  forgetNotes,
  notesMoved,
  restoreNote,
} from '#studio/notes/note-writes.ts'
import { type NotesByDocument, notesByDocument, openNotes, sharedNotes } from '#studio/notes/notes-store.ts'
import { removeDocument, undoRemoval } from '#studio/removing/removal.ts'
import { writeStored } from '#studio/store/stored-writes.ts'
import { test } from '../lake/lake.ts'

const stored = {
  ...{ _id: noteId('a'), _type: 'note', document: 'opening', path: 'title', text: 'French by Friday' },
  ...{ author: { id: 'e1', name: 'Amina' }, at: '2026-11-12T09:00:00.000Z', isDone: true },
}
const author = { id: 'e1', name: 'Amina' }

it('a note is read as it is stored, and anything else is none', () => {
  const { _type, ...note } = stored
  expect(noteFrom(stored)).toEqual(note)
  expect(noteFrom({ ...stored, path: null, isDone: undefined })).toEqual({
    ...{ ...note, path: undefined, isDone: false },
  })
  const wrong = [{ _id: 'a' }, { _type: 'session' }, { text: 3 }, { at: 'Friday' }, { author: 'Amina' }]
  expect(wrong.map((fields) => noteFrom({ ...stored, ...fields }))).toEqual(wrong.map(() => undefined))
})

it('notes stand with their document, the oldest first', () => {
  const later = { ...stored, _id: noteId('0'), at: '2026-11-12T10:00:00.000Z', isDone: false }
  const other = { ...stored, _id: noteId('b'), document: 'lunch' }
  const found = notesByDocument([later, other, { ...other, _id: 'session' }, stored])
  expect([...found].map(([id, notes]) => [id, notes.map(({ _id }) => _id)])).toEqual([
    ['opening', ['note.a', 'note.0']],
    ['lunch', ['note.b']],
  ])
  expect(openNotes(found.get('opening')).map(({ _id }) => _id)).toEqual(['note.0'])
})

test('a note is written, changed, deleted and brought back, and whoever looks sees it at once', async ({
  client,
}) => {
  const now = async (holds: (notes: readonly Note[]) => boolean) => {
    const { content } = await firstValueFrom(
      sharedNotes(client).pipe(filter(({ content }) => holds(content?.get('opening') ?? []))),
    )
    return content?.get('opening')?.[0]
  }
  const text = ' The mayor\u200b’s office\nto confirm '
  await addNote(client, { document: 'opening', path: 'title', text, author })
  const note = await now(([one]) => one !== undefined)
  expect(note).toMatchObject({ path: 'title', text: 'The mayor’s office\nto confirm', author, isDone: false })
  if (note === undefined) return
  await editNote(client, note, { isDone: true })
  expect(await now(([one]) => one?.isDone === true)).toEqual({ ...note, isDone: true })
  await editNote(client, note, { text: 'x'.repeat(3000) })
  expect((await now(([one]) => one?.text !== note.text))?.text).toHaveLength(2000)
  await deleteNote(client, note)
  expect(await now((notes) => notes.length === 0)).toBeUndefined()
  await restoreNote(client, note)
  expect(await now(([one]) => one !== undefined)).toEqual(note)
})

test('who has no token does not see a note, by the rule of ids with a dot', async ({ client }) => {
  await client.create(stored)
  expect(stored._id).toMatch(/^[a-z]+\./)
  expect(await client.fetch('*[_id in path("*")]._id')).toEqual([])
})

test('notes go with a document that is deleted, stay with one that is unpublished, and come back with it', async ({
  client,
}) => {
  const notes = async () =>
    (await client.fetch<{ _id: string }[]>('*[_type == "note"] | order(_id)')).map(({ _id }) => _id)
  await client.mutate([
    { create: { _id: 'opening', _type: 'session' } },
    { create: stored },
    { create: { ...stored, _id: noteId('b'), document: 'lunch' } },
  ])
  await removeDocument(client, { kind: 'unpublish', id: 'opening', users: [], scheduled: new Map() })
  expect(await notes()).toEqual(['note.a', 'note.b'])
  const back = await removeDocument(client, {
    kind: 'delete',
    id: 'opening',
    users: [],
    scheduled: new Map(),
  })
  expect(await notes()).toEqual(['note.b'])
  expect(await undoRemoval(client, back)).toEqual({ left: 0 })
  expect(noteFrom(await client.getDocument(stored._id))).toEqual(noteFrom(stored))
})

test('notes follow a document into the one that it becomes, and are forgotten with it', async ({
  client,
}) => {
  const read = async (): Promise<NotesByDocument> => notesByDocument(await client.fetch('*[_type == "note"]'))
  await client.mutate([{ create: stored }, { create: { ...stored, _id: noteId('b'), document: 'lunch' } }])
  const back = await writeStored(client, await notesMoved(client, 'opening', 'lunch'))
  expect((await read()).get('lunch')?.map(({ _id }) => _id)).toEqual(['note.a', 'note.b'])
  await writeStored(client, back)
  expect([...(await read()).keys()].sort()).toEqual(['lunch', 'opening'])
  await forgetNotes(client, 'opening')
  expect([...(await read()).keys()]).toEqual(['lunch'])
  const past = await client.request<{ documents: unknown[] }>({
    url: `/data/history/production/documents/${stored._id}?lastRevision=true`,
  })
  expect(past.documents).toEqual([])
})
