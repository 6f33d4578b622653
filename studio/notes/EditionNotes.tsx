import { Box, Checkbox, Flex, Grid, Stack, Text } from '@sanity/ui'
import { type ReactNode, useDeferredValue, useMemo, useRef, useState } from 'react'
import type { RawDocument } from '#src/model/schema.ts'
import { ContentPlaceholder } from '../ContentPlaceholder.tsx'
import { FormLink } from '../FormLink.tsx'
import { LabelledSelect } from '../inputs/LabelledSelect.tsx'
import { SearchField } from '../inputs/SearchField.tsx'
import { LongList } from '../LongList.tsx'
import { t } from '../language.ts'
import { nameWithType } from '../publishing/going-along-text.ts'
import { useContent } from '../store/useContent.ts'
import { authorsOf, type NotedDocument, notedDocuments, notesFound } from './edition-notes.ts'
import { NoteCard } from './NoteCard.tsx'
import { NoteNotice } from './NoteNotice.tsx'
import { notedField } from './noted-field.ts'
import { useNotes } from './useNotes.ts'

type Props = {
  /** The id of the edition, as `edition`. */
  options?: Readonly<Record<string, unknown>>
}

/** The open notes of an edition in the desk, by document: found by who wrote them, by document and by their words. */
export function EditionNotes({ options }: Props): ReactNode {
  const edition = String(options?.edition)
  const state = useContent()
  const notes = useNotes()
  // A key in the form beside the list does not wait for it.
  const content = useDeferredValue(state.content)
  const [isAll, setAll] = useState(false)
  const [withDone, setWithDone] = useState(false)
  const [author, setAuthor] = useState<string>()
  const [search, setSearch] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const noted = useMemo(
    () => content && notes.content && notedDocuments(content, notes.content, isAll ? undefined : edition),
    [content, notes.content, isAll, edition],
  )
  const authors = useMemo(() => authorsOf(noted ?? []), [noted])
  const found = useMemo(
    () => notesFound(noted ?? [], { author, search, withDone }),
    [noted, author, search, withDone],
  )
  if (noted === undefined)
    return (
      <ContentPlaceholder
        error={state.error ?? notes.error}
        retry={() => [state, notes].map((one) => one.retry())}
      />
    )
  const count = found.reduce((sum, one) => sum + one.notes.length, 0)
  return (
    <Box padding={3} data-testid="edition-notes">
      <Stack gap={4}>
        <Stack gap={3}>
          <SearchField label={t('studio.notes.search')} value={search} onChange={setSearch} />
          <Grid gridTemplateColumns={[1, 1, 2]} gap={3}>
            <LabelledSelect
              label={t('studio.notes.by')}
              value={author ?? ''}
              options={[
                ['', t('studio.notes.by.all')],
                ...authors.map(({ id, name }) => [id, name] as const),
              ]}
              onChange={(value) => setAuthor(value || undefined)}
            />
            <LabelledSelect
              label={t('studio.notes.on')}
              value={isAll ? 'all' : 'edition'}
              options={[
                ['edition', t('studio.notes.on.edition')],
                ['all', t('studio.notes.on.all')],
              ]}
              onChange={(value) => setAll(value === 'all')}
            />
          </Grid>
          <Flex as="label" gap={2} align="center">
            <Checkbox checked={withDone} onChange={() => setWithDone(!withDone)} />
            <Text size={1}>{t('studio.notes.withDone')}</Text>
          </Flex>
          <NoteNotice />
        </Stack>
        <Stack gap={4} ref={list} tabIndex={-1} role="group" aria-label={t('studio.notes')}>
          <Text size={1} muted role="status">
            {count === 0 ? t('studio.notes.none') : t('studio.notes.count', { count })}
          </Text>
          <LongList items={found}>
            {(one) => <Noted key={one.id} noted={one} onRemoved={() => list.current?.focus()} />}
          </LongList>
        </Stack>
      </Stack>
    </Box>
  )
}

type NotedProps = { noted: NotedDocument<RawDocument>; onRemoved(): void }

function Noted({ noted: { id, document, notes }, onRemoved }: NotedProps): ReactNode {
  return (
    <Stack as="section" gap={3}>
      <Text as="h3" size={1} weight="medium" style={{ overflowWrap: 'anywhere' }}>
        {document ? (
          <FormLink id={id} at={{ inspect: 'notes' }}>
            {nameWithType(document)}
          </FormLink>
        ) : (
          t('studio.notes.gone')
        )}
      </Text>
      <Stack as="ul" gap={2} padding={0} margin={0} style={{ listStyle: 'none' }}>
        {notes.map((note) => (
          <NoteCard
            key={note._id}
            note={note}
            onRemoved={onRemoved}
            about={
              document &&
              note.path !== undefined && (
                <Text size={1}>
                  <FormLink id={id} at={{ path: note.path }}>
                    {notedField(document, note.path)}
                  </FormLink>
                </Text>
              )
            }
          />
        ))}
      </Stack>
    </Stack>
  )
}
