import { Badge, Box, Button, Card, Container, Flex, Heading, Select, Stack, Text } from '@sanity/ui'
import { type ReactNode, useMemo, useState } from 'react'
import { IntentLink, useRouter, useRouterState } from 'sanity/router'
import styled from 'styled-components'
import { isWordKey } from '#src/i18n.ts'
import { isLocale, type Locale, languageOf } from '#src/locales.ts'
import { isRecord } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { type TranslationState, translationStates } from '#src/rules/review.ts'
import { ContentPlaceholder } from '../ContentPlaceholder.tsx'
import { t } from '../language.ts'
import { joined, timedTitle, titleText } from '../schema/list-text.ts'
import { useContent } from '../store/useContent.ts'
import { tones } from './TranslationStatus.tsx'
import { countsOf, type DocumentTasks, documentTasks, type Task, targetLocales } from './tasks.ts'

/** The translation desk: what is missing, stale or to be reviewed in a language, each with a link to its field. */
export function TranslationDesk(): ReactNode {
  const state = useContent()
  const router = useRouter()
  const asked = useRouterState()
  const choice = choiceIn(isRecord(asked) ? asked : {})
  const go = (change: Partial<Choice>) => router.navigate({ ...choice, ...change })

  if (state.content === undefined) return <ContentPlaceholder {...state} />
  const { documents } = state.content
  return (
    <Card height="fill" overflow="auto" data-testid="translation-desk">
      <Container width={2} padding={[3, 4, 5]}>
        <Stack gap={5}>
          <Stack gap={4}>
            <Heading as="h1" size={2}>
              {t('studio.translation.title')}
            </Heading>
            <Text muted>{t('studio.translation.intro')}</Text>
          </Stack>
          <Languages documents={documents} choice={choice} go={go} />
          <Desk documents={documents} choice={choice} go={go} />
        </Stack>
      </Container>
    </Card>
  )
}

/** One card a language, with how far it has come. */
function Languages({ documents, choice, go }: DeskProps): ReactNode {
  return (
    <Grid role="group" aria-label={t('field.language')}>
      {targetLocales.map((locale) => {
        const counts = countsOf(documentTasks(documents, locale))
        const isChosen = locale === choice.language
        return (
          <Card
            key={locale}
            as="button"
            type="button"
            radius={3}
            padding={4}
            tone={isChosen ? 'primary' : 'default'}
            aria-pressed={isChosen}
            onClick={() => go({ language: locale })}
          >
            <Stack gap={3}>
              <Text weight="semibold">{languageOf(locale).name}</Text>
              <Bar {...counts} />
              <Text size={1} muted>
                {t('studio.translation.progress', { done: counts.of.get('reviewed') ?? 0, all: counts.all })}
              </Text>
            </Stack>
          </Card>
        )
      })}
    </Grid>
  )
}

/** How much is in each state, as lengths; the numbers stand in words beside it. */
const Bar = ({ all, of }: ReturnType<typeof countsOf>): ReactNode => (
  <BarRow aria-hidden="true">
    {translationStates.toReversed().map((state) => (
      <span key={state} data-state={state} style={{ flexGrow: (of.get(state) ?? 0) / Math.max(all, 1) }} />
    ))}
  </BarRow>
)

function Desk({ documents, choice, go }: DeskProps): ReactNode {
  const sheets = useMemo(() => documentTasks(documents, choice.language), [documents, choice.language])
  const editions = documents.filter(({ _type }) => _type === 'edition')
  const here = sheets.filter(({ where }) => choice.where === 'all' || (where ?? 'shared') === choice.where)
  const counts = countsOf(here)
  const shown = here
    .map((sheet) => ({ ...sheet, tasks: sheet.tasks.filter((task) => isAsked(task, choice.state)) }))
    .filter(({ tasks }) => tasks.length > 0)
  const [limit, setLimit] = useState(pageLength)
  return (
    <Stack gap={4}>
      <Flex gap={3} wrap="wrap">
        <Choose
          label={t('field.edition')}
          value={choice.where}
          choose={(where) => go({ where })}
          options={[
            ['all', t('studio.translation.everywhere')],
            ['shared', t('studio.translation.shared')],
            ...editions.map(({ _id, title }) => [_id, titleText(title)] as const),
          ]}
        />
        <Choose
          label={t('studio.translation.states')}
          value={choice.state}
          choose={(state) => go({ state })}
          options={[
            ['open', `${t('studio.translation.open')} (${counts.all - (counts.of.get('reviewed') ?? 0)})`],
            ...translationStates.map(
              (state) =>
                [state, `${t(`studio.translation.state.${state}`)} (${counts.of.get(state)})`] as const,
            ),
            ['hints', `${t('studio.translation.hints')} (${hintsIn(here)})`],
          ]}
        />
      </Flex>
      <Text size={1} muted role="status">
        {t('studio.translation.count', { count: shown.reduce((sum, { tasks }) => sum + tasks.length, 0) })}
      </Text>
      {shown.length === 0 && (
        <Card padding={4} radius={3} tone="positive">
          <Text>{t('studio.translation.none')}</Text>
        </Card>
      )}
      {shown.slice(0, limit).map((sheet) => (
        <TasksCard key={sheet.document._id} {...sheet} />
      ))}
      {shown.length > limit && (
        <Button
          mode="ghost"
          text={t('studio.translation.more')}
          onClick={() => setLimit(limit + pageLength)}
        />
      )}
    </Stack>
  )
}

const TasksCard = ({ document, tasks }: DocumentTasks): ReactNode => (
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
          {fieldName(task.path)}
        </Text>
        <Text size={1} muted textOverflow="ellipsis">
          {task.source}
        </Text>
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

/** A field by the names of what it is in. @example 'Lines of action · Title' */
function fieldName(path: string): string {
  const keys = path.replace(/\[[^\]]*\]/g, '').split('.')
  return joined(
    ...keys.map((key) => {
      const name = `field.${key}`
      return isWordKey(name) ? t(name) : key
    }),
  )
}

function Choose({ label, value, choose, options }: ChooseProps): ReactNode {
  return (
    <Stack as="label" gap={2} style={{ minWidth: 'min(100%, 15rem)' }}>
      <Text size={1} weight="medium">
        {label}
      </Text>
      <Select value={value} onChange={(change) => choose(change.currentTarget.value)}>
        {options.map(([key, title]) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </Select>
    </Stack>
  )
}

/** What the address asks for; a wrong or missing word asks for what is to be done everywhere in the first language. */
function choiceIn({ language, where, state }: Readonly<Record<string, unknown>>): Choice {
  const asked = typeof language === 'string' ? language : undefined
  return {
    language: isLocale(asked) && targetLocales.includes(asked) ? asked : (targetLocales[0] ?? 'en'),
    where: typeof where === 'string' ? where : 'all',
    state: typeof state === 'string' ? state : 'open',
  }
}

const isAsked = ({ state, hints }: Task, asked: string) =>
  asked === 'hints' ? hints.length > 0 : asked === 'open' ? state !== 'reviewed' : state === asked

const hintsIn = (sheets: readonly DocumentTasks[]) =>
  sheets.flatMap(({ tasks }) => tasks).filter(({ hints }) => hints.length > 0).length

/** Documents shown at once. */
const pageLength = 50

type Choice = { language: Locale; where: string; state: TranslationState | 'open' | 'hints' | string }
type DeskProps = { documents: readonly RawDocument[]; choice: Choice; go: (change: Partial<Choice>) => void }
type ChooseProps = {
  label: string
  value: string
  choose: (value: string) => void
  options: readonly (readonly [value: string, title: string])[]
}

const Grid = styled.div`
  display: grid;
  gap: 0.75rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
  /* Sanity's cards that are buttons draw no border of their own. */
  > button:not(:focus-visible) {
    box-shadow: inset 0 0 0 1px var(--card-border-color);
  }
`

const BarRow = styled.div`
  display: flex;
  gap: 1px;
  height: 0.5rem;
  border-radius: 0.25rem;
  overflow: hidden;
  background: var(--card-border-color);
  [data-state='reviewed'] {
    background: #2f9e6e;
  }
  [data-state='needsReview'] {
    background: #7a8bfd;
  }
  [data-state='stale'] {
    background: #d1962a;
  }
  [data-state='missing'] {
    background: #d64c42;
  }
`

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
  &:hover {
    background: var(--card-muted-bg-color);
  }
  &:focus-visible {
    outline: 2px solid var(--card-focus-ring-color);
    outline-offset: -2px;
  }
`
