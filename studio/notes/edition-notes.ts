import { memoWith } from '#src/model/memo.ts'
import type { Note } from '#src/model/note.ts'
import { byText } from '#src/model/order.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { documentsAround, type Indexed } from '../edition-documents.ts'
import { foldForMatching } from '../importer/vocabulary.ts'
import { timedTitle } from '../schema/list-text.ts'
import type { NotesByDocument } from './notes-store.ts'

/** A document and those notes about it that are shown, the oldest first; undefined where it was deleted. */
export type NotedDocument<T extends RawDocument> = {
  id: string
  document: T | undefined
  notes: readonly Note[]
}

/** The documents with notes: those around an edition, or all, deleted ones among them. The longest noted come first. */
export function notedDocuments<T extends RawDocument>(
  content: Indexed<T>,
  notes: NotesByDocument,
  edition: string | undefined,
): readonly NotedDocument<T>[] {
  const wanted =
    edition === undefined ? undefined : new Set(documentsAround(content, edition).map(({ _id }) => _id))
  return [...notes]
    .filter(([id]) => wanted?.has(id) ?? true)
    .map(([id, own]) => ({ id, document: content.byId.get(id), notes: own }))
    .sort(byFirstNote)
}

/** Whose notes are shown, by the id of an author, and the words that the name of a document or the text of a note has. */
export type NotesWanted = { author: string | undefined; search: string; withDone: boolean }

export function notesFound<T extends RawDocument>(
  noted: readonly NotedDocument<T>[],
  { author, search, withDone }: NotesWanted,
): readonly NotedDocument<T>[] {
  const words = foldForMatching(search).split(' ').filter(Boolean)
  return noted
    .flatMap((one) => {
      const name = one.document ? foldedName(one.document) : ''
      const notes = one.notes.filter(
        (note) =>
          (withDone || !note.isDone) &&
          (author === undefined || note.author.id === author) &&
          words.every((word) => name.includes(word) || foldForMatching(note.text).includes(word)),
      )
      return notes.length === 0 ? [] : [{ ...one, notes }]
    })
    .sort(byFirstNote)
}

/** Who wrote notes, by the name that they had last, in the order of names. */
export function authorsOf(noted: readonly NotedDocument<RawDocument>[]): readonly Note['author'][] {
  const last = new Map<string, Note>()
  for (const note of noted.flatMap(({ notes }) => notes))
    if ((last.get(note.author.id)?.at ?? '') <= note.at) last.set(note.author.id, note)
  return [...last.values()].map(({ author }) => author).sort((a, b) => byText(a.name, b.name))
}

const foldedName = memoWith((document: RawDocument) => foldForMatching(timedTitle(document)))

const byFirstNote = (a: NotedDocument<RawDocument>, b: NotedDocument<RawDocument>) =>
  byText(a.notes[0]?.at ?? '', b.notes[0]?.at ?? '') || byText(a.id, b.id)
