import { Button, Card, Flex, Stack, Text } from '@sanity/ui'
import { type ReactNode, useRef } from 'react'
import type { DocumentInspectorProps } from 'sanity'
import { DocumentInspectorHeader, useDocumentPane, usePaneRouter, useStructureTool } from 'sanity/structure'
import { ContentPlaceholder } from '../ContentPlaceholder.tsx'
import { t } from '../language.ts'
import { useContent } from '../store/useContent.ts'
import { NoteCard } from './NoteCard.tsx'
import { NoteForm } from './NoteForm.tsx'
import { NoteNotice } from './NoteNotice.tsx'
import { fieldSteps, notedField } from './noted-field.ts'
import { useNotes } from './useNotes.ts'

/** The notes about the open document, the oldest first, beside its form. */
export function NotesInspector({ documentId, onClose }: DocumentInspectorProps): ReactNode {
  const notes = useNotes()
  const { content } = useContent()
  const { params, setParams } = usePaneRouter()
  const list = useRef<HTMLUListElement>(null)
  const own = notes.content?.get(documentId) ?? []
  const path = params?.[noteParam]
  const labelOf = (field: string) => notedField(content?.byId.get(documentId), field)
  return (
    <Flex direction="column" height="fill" overflow="hidden">
      <DocumentInspectorHeader
        as="header"
        flex="none"
        title={t('studio.notes')}
        closeButtonLabel={t('studio.notes.close')}
        onClose={onClose}
      />
      <Card flex={1} overflow="auto" padding={3} data-testid="notes-panel">
        {notes.content === undefined ? (
          <ContentPlaceholder {...{ error: notes.error, retry: notes.retry }} />
        ) : (
          <Stack gap={4}>
            <Stack>
              <Text size={1} muted>
                {t('studio.notes.intro')}
              </Text>
              <NoteNotice />
            </Stack>
            {own.length > 0 && (
              <Stack
                as="ul"
                ref={list}
                tabIndex={-1}
                aria-label={t('studio.notes')}
                gap={3}
                padding={0}
                margin={0}
                style={{ listStyle: 'none' }}
              >
                {own.map((note) => (
                  <NoteCard
                    key={note._id}
                    note={note}
                    onRemoved={() => list.current?.focus()}
                    about={
                      note.path !== undefined && <FieldButton path={note.path} label={labelOf(note.path)} />
                    }
                  />
                ))}
              </Stack>
            )}
            <NoteForm
              key={documentId}
              document={documentId}
              count={own.length}
              field={path === undefined ? undefined : { path, label: labelOf(path) }}
              leaveField={() => setParams({ ...params, [noteParam]: undefined })}
            />
          </Stack>
        )}
      </Card>
    </Flex>
  )
}

/** The parameter of a form's address that names the field for the next note. */
export const noteParam = 'note'

/** Leads to a field of the form beside it. */
function FieldButton({ path, label }: { path: string; label: string }): ReactNode {
  const { onFocus, onPathOpen, closeInspector } = useDocumentPane()
  const { features } = useStructureTool()
  const open = () => {
    const steps = fieldSteps(path)
    // On a narrow screen the panel has the place of the form.
    if (!features.resizablePanes) closeInspector()
    onPathOpen(steps)
    onFocus(steps)
  }
  return (
    <Button
      mode="bleed"
      tone="primary"
      fontSize={1}
      padding={2}
      justify="flex-start"
      text={label}
      onClick={open}
    />
  )
}
