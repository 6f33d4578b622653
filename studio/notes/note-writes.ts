import type { SanityClient } from '@sanity/client'
import { cleanText } from '#src/model/clean-text.ts'
import { type Note, noteId, noteLimit, noteType } from '#src/model/note.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { newId } from '../ids.ts'
import type { StoredChange } from '../store/stored-writes.ts'

/** A note is written at once, and is never a draft. Each of these functions throws what the client throws. */

type NewNote = Pick<Note, 'document' | 'path' | 'text' | 'author'>

export const addNote = (client: SanityClient, { document, path, text, author }: NewNote) =>
  client.create(
    {
      ...{ _id: noteId(newId()), _type: noteType, document, ...(path && { path }) },
      ...{ text: noteText(text), author, at: new Date().toISOString(), isDone: false },
    },
    tagged,
  )

/** Writes other words into a note, or that it is done or not. */
export const editNote = (
  client: SanityClient,
  { _id }: Note,
  { text, ...change }: Partial<Pick<Note, 'text' | 'isDone'>>,
) =>
  client
    .patch(_id)
    .set({ ...change, ...(text !== undefined && { text: noteText(text) }) })
    .commit(tagged)

export const deleteNote = (client: SanityClient, { _id }: Note) => client.delete(_id, tagged)

/** Brings back a note that was deleted. */
export const restoreNote = (client: SanityClient, note: Note) =>
  client.createIfNotExists({ ...note, _type: noteType }, tagged)

/** What takes the notes about a document away with it, and brings them back with it. */
export const notesRemoved = async (
  client: SanityClient,
  document: string,
): Promise<readonly StoredChange[]> => (await storedNotes(client, [document])).map((before) => ({ before }))

/** What makes the notes about a document notes about another one. */
export const notesMoved = async (
  client: SanityClient,
  document: string,
  to: string,
): Promise<readonly StoredChange[]> =>
  (await storedNotes(client, [document])).map((before) => ({ before, after: { ...before, document: to } }))

/** Deletes the notes about a document with all that the history of the lake has of them. */
export async function forgetNotes(client: SanityClient, document: string): Promise<void> {
  const { dataset } = client.config()
  const query = '*[_type == $type && document == $document]'
  const mutations = [{ delete: { query, params: { type: noteType, document }, purge: true } }]
  await client.request({ url: `/data/mutate/${dataset}`, method: 'POST', body: { mutations }, ...tagged })
}

/** The notes about documents, by the published ids of these. */
export const storedNotes = (client: SanityClient, documents: readonly string[]) =>
  client
    .withConfig({ perspective: 'raw', useCdn: false })
    .fetch<RawDocument[]>(
      '*[_type == $type && document in $documents] | order(_id)',
      { type: noteType, documents },
      tagged,
    )

const noteText = (text: string): string => cleanText(text).trim().slice(0, noteLimit).toWellFormed()

const tagged = { tag: 'notes' } as const
