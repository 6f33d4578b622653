import { CommentIcon } from '@sanity/icons/Comment'
import { useMemo } from 'react'
import {
  type DocumentBadgeComponent,
  type DocumentFieldAction,
  type DocumentInspector,
  pathToString,
} from 'sanity'
import { usePaneRouter } from 'sanity/structure'
import { publishedId } from '../ids.ts'
import { t } from '../language.ts'
import { NotesInspector, noteParam } from './NotesInspector.tsx'
import { useOpenNotes } from './useNotes.ts'

/** What every form has of notes: a panel beside it, how many are open, and for each field an action that writes one. */

export const notesInspector: DocumentInspector = {
  name: 'notes',
  component: NotesInspector,
  useMenuItem: ({ documentId }) => {
    const { length: count } = useOpenNotes(documentId)
    return {
      icon: CommentIcon,
      title: count === 0 ? t('studio.notes') : t('studio.notes.open', { count }),
      showAsAction: true,
      ...(count > 0 && { tone: 'caution', status: 'caution' }),
    }
  },
  onClose: ({ params }) => ({ params: { ...params, [noteParam]: undefined } }),
}

export const noteBadge: DocumentBadgeComponent = ({ id }) => {
  const { length: count } = useOpenNotes(publishedId(id))
  return count === 0 ? null : { label: t('studio.notes.open', { count }), color: 'warning' }
}

export const noteOnField: DocumentFieldAction = {
  name: 'note',
  useAction: ({ path }) => {
    const openNotes = useOpenPanel()
    const field = pathToString(path)
    return useMemo(
      () => ({
        type: 'action',
        // In the menu of the field: a button of its own would be one more stop of the Tab key at every field.
        icon: CommentIcon,
        title: t('studio.notes.add'),
        // The document as a whole has the button of the panel.
        hidden: field === '',
        onAction: () => openNotes(field),
      }),
      [openNotes, field],
    )
  },
}

/** Opens the panel, with a field for the next note where one is given. */
export function useOpenPanel(): (field?: string) => void {
  const { params, setParams } = usePaneRouter()
  return useMemo(
    () => (field) => setParams({ ...params, inspect: notesInspector.name, [noteParam]: field }),
    [params, setParams],
  )
}
