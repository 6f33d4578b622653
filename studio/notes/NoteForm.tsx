import { CloseIcon } from '@sanity/icons/Close'
import { Button, Card, Flex, Stack, Text, TextArea } from '@sanity/ui'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useClient, useCurrentUser } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { isBlank } from '#src/model/clean-text.ts'
import { noteLimit } from '#src/model/note.ts'
import { t } from '../language.ts'
import { useNoteActions, writeNote } from './note-actions.ts'
import { addNote } from './note-writes.ts'
import { keepUnsent, unsentNote } from './unsent.ts'

type Props = {
  document: string
  /** The field that the note will be about; none for the document as a whole. */
  field: { path: string; label: string } | undefined
  /** Makes it a note about the document as a whole. */
  leaveField(): void
  /** How many notes stand above. */
  count: number
}

/** Writes a note about a document. What was begun stays until it is saved. */
export function NoteForm({ document, field, leaveField, count }: Props): ReactNode {
  const client = useClient({ apiVersion })
  const user = useCurrentUser()
  const [text, setText] = useState(() => unsentNote(document))
  const input = useRef<HTMLTextAreaElement>(null)
  const form = useRef<HTMLDivElement>(null)
  const path = field?.path
  // A new note above would push the form out of the panel in which somebody goes on writing.
  useEffect(() => {
    if (count > 0 && form.current?.contains(window.document.activeElement))
      form.current.scrollIntoView({ block: 'nearest' })
  }, [count])
  // Whoever asked for a note about a field writes at once, as soon as the menu of the field has given the focus back.
  useEffect(() => {
    if (path === undefined) return
    const timer = setTimeout(() => input.current?.focus(), 150)
    return () => clearTimeout(timer)
  }, [path])
  const change = (now: string) => {
    setText(now)
    keepUnsent(document, now)
  }
  const save = async () => {
    const author = { id: user?.id ?? '', name: user?.name || user?.email || '' }
    if (!(await writeNote(() => addNote(client, { document, path, text, author })))) return
    change('')
    if (path !== undefined) leaveField()
    input.current?.focus()
  }
  return (
    <Card padding={3} border radius={2} ref={form} data-testid="note-form">
      <Stack gap={3}>
        {field && (
          <Flex align="center" gap={2} justify="space-between">
            <Text size={1} style={{ overflowWrap: 'anywhere' }}>
              {t('studio.notes.about', { field: field.label })}
            </Text>
            <Button
              mode="bleed"
              padding={2}
              fontSize={1}
              icon={CloseIcon}
              aria-label={t('studio.notes.onDocument')}
              title={t('studio.notes.onDocument')}
              onClick={() => {
                leaveField()
                input.current?.focus()
              }}
            />
          </Flex>
        )}
        <NoteText
          input={input}
          label={t('studio.notes.add')}
          button={t('studio.notes.save')}
          text={text}
          onChange={change}
          onSave={save}
        />
      </Stack>
    </Card>
  )
}

type TextProps = {
  input: { current: HTMLTextAreaElement | null }
  label: string
  button: string
  text: string
  onChange(text: string): void
  onSave(): Promise<void>
  children?: ReactNode
}

/** The text of a note being written, saved by its button or by Ctrl+Enter. Other buttons are its children. */
export function NoteText({ input, label, button, text, onChange, onSave, children }: TextProps): ReactNode {
  const id = useId()
  const { isWriting } = useNoteActions()
  const isEmpty = isBlank(text)
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isEmpty || isWriting) return
    event.preventDefault()
    void onSave()
  }
  return (
    <Stack gap={3}>
      <Text as="label" htmlFor={id} size={1} weight="medium">
        {label}
      </Text>
      <TextArea
        id={id}
        ref={input}
        rows={3}
        fontSize={1}
        maxLength={noteLimit}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={keys}
      />
      <Flex gap={2} wrap="wrap">
        <Button
          fontSize={1}
          padding={2}
          mode="ghost"
          text={button}
          disabled={isEmpty || isWriting}
          onClick={() => void onSave()}
        />
        {children}
      </Flex>
    </Stack>
  )
}
