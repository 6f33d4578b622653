import { Card, Container, Flex, Heading, Stack, Text } from '@sanity/ui'
import { type ReactNode, useMemo, useState } from 'react'
import { useRouter, useRouterState } from 'sanity/router'
import { isRecord } from '#src/model/fields.ts'
import { ContentPlaceholder } from '../ContentPlaceholder.tsx'
import { editionsLatestFirst } from '../edition-documents.ts'
import { GuideLink } from '../guide/GuideLink.tsx'
import { toggled } from '../ids.ts'
import { LabelledSelect } from '../inputs/LabelledSelect.tsx'
import { LongList } from '../LongList.tsx'
import { t } from '../language.ts'
import { titleText } from '../schema/list-text.ts'
import { useContent } from '../store/useContent.ts'
import type { ContentVersions } from '../store/versions.ts'
import { ConfirmBar } from './ConfirmBar.tsx'
import { DeskNotice } from './DeskNotice.tsx'
import { choiceIn, type DeskChoice, deskStates, taskCounts, tasksInState, tasksWhere } from './desk-choice.ts'
import { LanguageCards } from './LanguageCards.tsx'
import { PackCard } from './pack/PackCard.tsx'
import { PackReview } from './pack/PackReview.tsx'
import { usePackState } from './pack/pack-state.ts'
import { TasksCard } from './TasksCard.tsx'
import { documentTasks } from './tasks.ts'

/** The translation desk: what is missing, stale or to be reviewed in a language, each with a link to its field. */
export function TranslationDesk(): ReactNode {
  const state = useContent()
  const router = useRouter()
  const asked = useRouterState()
  const { returned } = usePackState()
  const choice = choiceIn(isRecord(asked) ? asked : {})
  const go = (change: Partial<DeskChoice>) => router.navigate({ ...choice, ...change })

  if (state.content === undefined) return <ContentPlaceholder {...state} />
  const { documents } = state.content
  if (returned)
    return (
      <DeskFrame>
        <PackReview returned={returned} documents={documents} />
      </DeskFrame>
    )
  return (
    <DeskFrame>
      <LanguageCards documents={documents} chosen={choice.language} choose={(language) => go({ language })} />
      <Desk key={Object.values(choice).join(' ')} content={state.content} choice={choice} go={go} />
    </DeskFrame>
  )
}

const DeskFrame = ({ children }: { children: ReactNode }): ReactNode => (
  // The message at the top covers no line that gets the focus.
  <Card height="fill" overflow="auto" data-testid="translation-desk" style={{ scrollPaddingTop: 112 }}>
    <Container width={2} padding={[3, 4, 5]}>
      <Stack gap={5}>
        <Stack gap={4}>
          <Heading as="h1" size={2}>
            {t('studio.translation.title')}
          </Heading>
          <Text muted>{t('studio.translation.intro')}</Text>
          <GuideLink chapter="translation" />
        </Stack>
        <DeskNotice />
        {children}
      </Stack>
    </Container>
  </Card>
)

function Desk({ content, choice, go }: DeskProps): ReactNode {
  const { documents } = content
  const all = useMemo(() => documentTasks(documents, choice.language), [documents, choice.language])
  const here = useMemo(() => tasksWhere(all, choice.where), [all, choice.where])
  const counts = useMemo(() => taskCounts(here), [here])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const shown = tasksInState(here, choice.state, kept)
  return (
    <Stack gap={4}>
      <Flex gap={3} wrap="wrap">
        <LabelledSelect
          label={t('field.edition')}
          value={choice.where}
          onChange={(where) => go({ where })}
          options={[
            ['all', t('studio.translation.everywhere')],
            ['shared', t('studio.translation.shared')],
            ...editionsLatestFirst(documents).map(({ _id, title }) => [_id, titleText(title)] as const),
          ]}
        />
        <LabelledSelect
          label={t('studio.translation.states')}
          value={choice.state}
          onChange={(state) => go({ state: deskStates.find((one) => one === state) ?? 'open' })}
          options={deskStates.map(
            (state) => [state, `${stateName(state)} (${counts.get(state) ?? 0})`] as const,
          )}
        />
      </Flex>
      <Text size={1} muted role="status" data-testid="desk-count">
        {t('studio.translation.count', { count: counts.get(choice.state) ?? 0 })}
      </Text>
      <PackCard content={content} choice={choice} shown={shown} />
      {shown.length === 0 && (
        <Card padding={4} radius={3} tone="positive">
          <Text>{t('studio.translation.none')}</Text>
        </Card>
      )}
      <ConfirmBar {...{ shown, chosen, setChosen }} locale={choice.language} />
      <LongList items={shown}>
        {(one) => (
          <TasksCard
            key={`${choice.language} ${one.document._id}`}
            {...one}
            locale={choice.language}
            chosen={chosen}
            keep={(id) => setKept((all) => new Set([...all, id]))}
            choose={(id) => setChosen(toggled(chosen, id))}
          />
        )}
      </LongList>
    </Stack>
  )
}

const stateName = (state: DeskChoice['state']): string =>
  state === 'open' || state === 'hints' || state === 'all'
    ? t(`studio.translation.${state}`)
    : t(`studio.translation.state.${state}`)

type DeskProps = {
  content: ContentVersions
  choice: DeskChoice
  go: (change: Partial<DeskChoice>) => void
}
