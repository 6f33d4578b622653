import { Button, Card, Checkbox, Flex, Stack, Text } from '@sanity/ui'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useClient, useCurrentUser } from 'sanity'
import { apiVersion } from '#src/config.ts'
import type { Note } from '#src/model/note.ts'
import { t } from '../language.ts'
import { localTimeText } from '../local-time.ts'
import { joined } from '../schema/list-text.ts'
import { NoteText } from './NoteForm.tsx'
import { removeNote, useNoteActions, writeNote } from './note-actions.ts'
import { editNote } from './note-writes.ts'

type Props = {
  note: Note
  /** What it is about, as a link; nothing where that is said around it. */
  about?: ReactNode
  /** Takes the focus when the note is gone. */
  onRemoved(): void
}

/** A note in a list: marked as done by one press; its author can change and delete it, and anybody one that is done. */
export function NoteCard({ note, about, onRemoved }: Props): ReactNode {
  const client = useClient({ apiVersion })
  const user = useCurrentUser()
  const { isWriting } = useNoteActions()
  const isOwn = note.author.id === user?.id
  const [edited, setEdited] = useState<string>()
  const input = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const edit = () => {
    setEdited(note.text)
    requestAnimationFrame(() => input.current?.focus())
  }
  return (
    <Card
      as="li"
      padding={3}
      radius={2}
      border
      tone={note.isDone ? 'transparent' : 'default'}
      data-testid="note"
      data-done={note.isDone}
    >
      <Stack gap={3}>
        {about}
        {edited === undefined ? (
          <Text
            id={id}
            size={1}
            muted={note.isDone}
            style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}
          >
            {note.text}
          </Text>
        ) : (
          <NoteText
            input={input}
            label={t('studio.notes.edit')}
            button={t('studio.notes.save')}
            text={edited}
            onChange={setEdited}
            onSave={async () => {
              const isWritten = await writeNote(() => editNote(client, note, { text: edited }))
              if (isWritten) setEdited(undefined)
            }}
          >
            <Button
              fontSize={1}
              padding={2}
              mode="bleed"
              text={t('studio.cancel')}
              onClick={() => setEdited(undefined)}
            />
          </NoteText>
        )}
        <Text size={1} muted style={{ overflowWrap: 'anywhere' }}>
          {joined(note.author.name, localTimeText(note.at))}
        </Text>
        <Flex gap={2} align="center" wrap="wrap" justify="space-between">
          <Flex as="label" gap={2} align="center">
            <Checkbox
              checked={note.isDone}
              aria-describedby={id}
              onChange={() => void writeNote(() => editNote(client, note, { isDone: !note.isDone }))}
            />
            <Text size={1}>{t('studio.notes.done')}</Text>
          </Flex>
          {edited === undefined && (
            <Flex gap={1}>
              {isOwn && (
                <Button
                  {...small}
                  text={t('studio.notes.edit')}
                  aria-describedby={id}
                  disabled={isWriting}
                  onClick={edit}
                />
              )}
              {(isOwn || note.isDone) && (
                <Button
                  {...small}
                  text={t('studio.notes.delete')}
                  aria-describedby={id}
                  disabled={isWriting}
                  onClick={() => void removeNote(client, note).then(onRemoved)}
                />
              )}
            </Flex>
          )}
        </Flex>
      </Stack>
    </Card>
  )
}

const small = { mode: 'bleed', fontSize: 1, padding: 2 } as const
