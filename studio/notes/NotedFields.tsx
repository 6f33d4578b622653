import { CommentIcon } from '@sanity/icons/Comment'
import { Button, Flex, Stack } from '@sanity/ui'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { type FieldProps, type ObjectInputProps, pathToString } from 'sanity'
import { publishedId } from '../ids.ts'
import { t } from '../language.ts'
import { useOpenPanel } from './notes-on-forms.ts'
import { useOpenNotes } from './useNotes.ts'

/** The whole form of a document, whose fields know what is noted about them. */
export function NotedForm(props: ObjectInputProps): ReactNode {
  const notes = useOpenNotes(publishedId(props.value?._id ?? ''))
  const counts = useMemo(() => {
    const byPath = Map.groupBy(notes, ({ path }) => path ?? '')
    return new Map([...byPath].map(([path, own]) => [path, own.length]))
  }, [notes])
  return <OpenNotes value={counts}>{props.renderDefault(props)}</OpenNotes>
}

/** A field, with a button that leads to what is noted about it. */
export function NotedField(props: FieldProps): ReactNode {
  const count = useContext(OpenNotes).get(pathToString(props.path)) ?? 0
  if (count === 0) return props.renderDefault(props)
  return (
    <Stack gap={2}>
      {props.renderDefault(props)}
      <NotesLink count={count} />
    </Stack>
  )
}

function NotesLink({ count }: { count: number }): ReactNode {
  const openNotes = useOpenPanel()
  return (
    <Flex>
      <Button
        mode="bleed"
        tone="caution"
        fontSize={1}
        padding={2}
        icon={CommentIcon}
        text={t('studio.notes.open', { count })}
        onClick={() => openNotes()}
      />
    </Flex>
  )
}

/** How many notes are open about each field of the form, by its path. */
const OpenNotes = createContext<ReadonlyMap<string, number>>(new Map())
