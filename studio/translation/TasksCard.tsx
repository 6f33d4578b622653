import { Badge, Box, Card, Checkbox, Flex, Heading, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { IntentLink } from 'sanity/router'
import styled from 'styled-components'
import type { Locale } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { t } from '../language.ts'
import { joined, timedTitle } from '../schema/list-text.ts'
import { fieldNames } from './pack/pack-words.ts'
import { SourceChanges } from './SourceChanges.tsx'
import { TranslationLine } from './TranslationLine.tsx'
import { tones } from './TranslationStatus.tsx'
import { type DocumentTasks, isConfirmable, type Task, taskId } from './tasks.ts'

type Props = DocumentTasks & {
  locale: Locale
  /** The ids of the tasks that are to be confirmed together. */
  chosen: ReadonlySet<string>
  choose(id: string): void
  /** A line was written: it stays in the list, whatever its state is now. */
  keep(id: string): void
}

/** A document with its translations, each with a link to its field; a plain text can be written in its line. */
export const TasksCard = ({ document, tasks, ...own }: Props): ReactNode => (
  <Card as="section" border radius={3} overflow="hidden" aria-labelledby={`sheet-${document._id}`}>
    <Box padding={4}>
      <Heading as="h2" size={1} id={`sheet-${document._id}`}>
        {timedTitle(document)}
      </Heading>
    </Box>
    <List>
      {tasks.map((task) => (
        <TaskRow key={task.path}>
          <TaskLine {...{ document, task }} {...own} />
        </TaskRow>
      ))}
    </List>
  </Card>
)

type LineProps = Omit<Props, keyof DocumentTasks> & { document: RawDocument; task: Task }

function TaskLine({ document, task, locale, chosen, choose, keep }: LineProps): ReactNode {
  const path = task.key === undefined ? task.path : `${task.path}[_key=="${task.key}"].value`
  const field = joined(...fieldNames(task.path, t))
  // Many texts of a list are titles.
  const name = joined(timedTitle(document), field)
  const id = taskId(document, task)
  return (
    <Stack gap={3}>
      <Flex gap={3} align="flex-start">
        {isConfirmable(task) && (
          <Checkbox
            checked={chosen.has(id)}
            aria-label={t('studio.translation.choose', { name })}
            onChange={() => choose(id)}
          />
        )}
        <TaskLink intent="edit" params={{ id: document._id, type: document._type, path }}>
          <Stack gap={2}>
            <Text size={1} weight="medium">
              {field}
            </Text>
            <Text size={1} muted {...(!task.lines && { textOverflow: 'ellipsis' as const })}>
              {task.source}
            </Text>
            {task.changed && <SourceChanges {...task.changed} />}
            {task.hints.map((hint) => (
              <Text key={hint.found} size={1}>
                {t('studio.translation.hint', hint)}
              </Text>
            ))}
          </Stack>
          <Badge tone={tones[task.state]}>{t(`studio.translation.state.${task.state}`)}</Badge>
        </TaskLink>
      </Flex>
      {task.lines && <TranslationLine {...{ document, task, locale, name }} keep={() => keep(id)} />}
    </Stack>
  )
}

const List = styled.ul`
  margin: 0;
  padding: 0;
  list-style: none;
`

const TaskRow = styled.li`
  padding: 0.75rem 1.25rem;
  border-top: 1px solid var(--card-border-color);
`

const TaskLink = styled(IntentLink)`
  flex: 1;
  min-width: 0;
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 1rem;
  align-items: center;
  color: inherit;
  text-decoration: none;
  @media (max-width: 30rem) {
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5rem;
    justify-items: start;
  }
  &:hover {
    background: var(--card-muted-bg-color);
  }
  &:focus-visible {
    outline: 2px solid var(--card-focus-ring-color);
    outline-offset: 2px;
  }
`
