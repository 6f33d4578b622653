import { Badge, Box, Card, Heading, Stack, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { IntentLink } from 'sanity/router'
import styled from 'styled-components'
import type { RawDocument } from '#src/model/schema.ts'
import { t } from '../language.ts'
import { joined, timedTitle } from '../schema/list-text.ts'
import { fieldNames } from './pack/pack-words.ts'
import { SourceChanges } from './SourceChanges.tsx'
import { tones } from './TranslationStatus.tsx'
import type { DocumentTasks, Task } from './tasks.ts'

/** A document with its translations, each as a link to its field. */
export const TasksCard = ({ document, tasks }: DocumentTasks): ReactNode => (
  <Card as="section" border radius={3} overflow="hidden" aria-labelledby={`sheet-${document._id}`}>
    <Box padding={4}>
      <Heading as="h2" size={1} id={`sheet-${document._id}`}>
        {timedTitle(document)}
      </Heading>
    </Box>
    <List>
      {tasks.map((task) => (
        <li key={task.path}>
          <TaskLink document={document} task={task} />
        </li>
      ))}
    </List>
  </Card>
)

function TaskLink({ document, task }: { document: RawDocument; task: Task }): ReactNode {
  const path = task.key === undefined ? task.path : `${task.path}[_key=="${task.key}"].value`
  return (
    <TaskRow intent="edit" params={{ id: document._id, type: document._type, path }}>
      <Stack gap={2}>
        <Text size={1} weight="medium">
          {joined(...fieldNames(task.path, t))}
        </Text>
        <Text size={1} muted textOverflow="ellipsis">
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
    </TaskRow>
  )
}

const List = styled.ul`
  margin: 0;
  padding: 0;
  list-style: none;
`

const TaskRow = styled(IntentLink)`
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 1rem;
  align-items: center;
  padding: 0.75rem 1.25rem;
  border-top: 1px solid var(--card-border-color);
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
    outline-offset: -2px;
  }
`
