import { useMemo } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import type { Note } from '#src/model/note.ts'
import { useStored } from '../store/useContent.ts'
import { type NotesState, openNotes, sharedNotes } from './notes-store.ts'

/** All notes, kept up to date. */
export const useNotes = (): NotesState => useStored(sharedNotes(useClient({ apiVersion })))

/** The notes about one document (a published id) that are not done. The same list until one of them changes. */
export function useOpenNotes(document: string): readonly Note[] {
  const own = useNotes().content?.get(document)
  return useMemo(() => openNotes(own), [own])
}

/** How many notes about a document (a published id) are not done. */
export function useOpenNoteCount(): (document: string) => number {
  const { content } = useNotes()
  return (document) => openNotes(content?.get(document)).length
}
