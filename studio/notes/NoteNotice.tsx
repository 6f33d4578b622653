import { Box } from '@sanity/ui'
import type { ReactNode } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { WriteNotice } from '../WriteNotice.tsx'
import { closeNoteNotice, undoRemoveNote, useNoteActions } from './note-actions.ts'

/** That a note was deleted, with a button that brings it back, or why something could not be written. */
export function NoteNotice(): ReactNode {
  const client = useClient({ apiVersion })
  const { notice, deleted, isWriting } = useNoteActions()
  return (
    <div role="status">
      {notice && (
        <Box paddingTop={3}>
          <WriteNotice
            {...{ notice, isWriting }}
            testId="note-notice"
            onUndo={deleted && (() => void undoRemoveNote(client, deleted))}
            onClose={closeNoteNotice}
          />
        </Box>
      )}
    </div>
  )
}
