import type { SanityClient } from '@sanity/client'
import type { Note } from '#src/model/note.ts'
import { errorText } from '../error-text.ts'
import { t } from '../language.ts'
import { sharedState } from '../shared-state.ts'
import { deleteNote, restoreNote } from './note-writes.ts'

/** What was last done with notes, told above their lists, and the note that can be brought back. */
type NoteActions = {
  isWriting: boolean
  notice?: { tone: 'positive' | 'critical'; text: string } | undefined
  deleted?: Note | undefined
}

const { useState, update } = sharedState<NoteActions>({ isWriting: false })

export { useState as useNoteActions }

export const closeNoteNotice = (): void => update({ notice: undefined, deleted: undefined })

/** Writes, and tells where that failed. @returns whether it was written */
export async function writeNote(write: () => Promise<unknown>): Promise<boolean> {
  update({ isWriting: true, notice: undefined, deleted: undefined })
  try {
    await write()
    update({ isWriting: false })
    return true
  } catch (error) {
    const text = t('studio.notes.failed', { reason: errorText(error) })
    update({ isWriting: false, notice: { tone: 'critical', text } })
    return false
  }
}

/** Deletes a note, and tells it with a way back. */
export async function removeNote(client: SanityClient, note: Note): Promise<void> {
  if (await writeNote(() => deleteNote(client, note)))
    update({ deleted: note, notice: { tone: 'positive', text: t('studio.notes.deleted') } })
}

export const undoRemoveNote = (client: SanityClient, note: Note): Promise<boolean> =>
  writeNote(() => restoreNote(client, note))
