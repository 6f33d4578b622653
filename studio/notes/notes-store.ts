import { memoWith } from '#src/model/memo.ts'
import { type Note, noteFrom, noteType } from '#src/model/note.ts'
import { byText } from '#src/model/order.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { onePerLake, type StoredState, storedDocuments } from '../store/stored-documents.ts'

/** All notes, those of a document together, the oldest first. Keys are published ids. */
export type NotesByDocument = ReadonlyMap<string, readonly Note[]>

export type NotesState = StoredState<NotesByDocument>

/** The one store of a lake's notes. */
export const sharedNotes = onePerLake((client) =>
  storedDocuments(client, { types: [noteType], tag: 'notes', make: notesByDocument }),
)

/** Notes by the document that they are about; what is no note is left out. Costs one sort of all notes. */
export const notesByDocument = (stored: readonly RawDocument[]): NotesByDocument =>
  Map.groupBy(
    stored.flatMap((document) => knownNote(document) ?? []).sort(byTime),
    ({ document }) => document,
  )

export const openNotes = (notes: readonly Note[] | undefined): readonly Note[] =>
  notes?.filter(({ isDone }) => !isDone) ?? []

/** The same object for the same stored document. */
const knownNote = memoWith((document: RawDocument) => noteFrom(document))

const byTime = (a: Note, b: Note) => byText(a.at, b.at) || byText(a._id, b._id)
