import { Button, Card, Container, Flex, Heading, Spinner, Stack, Text } from '@sanity/ui'
import { type ReactNode, useEffect } from 'react'
import { IntentButton } from 'sanity'
import { useRouter, useRouterState } from 'sanity/router'
import { isRecord } from '#src/content/rules/where.ts'
import { useDocuments } from '../documents.ts'
import { studioLocale, t } from '../language.ts'
import { Board } from './Board.tsx'
import { editionsIn, planOf, presentEdition } from './lines.ts'
import { clockIn } from './Timeline.tsx'
import { useChanges } from './useChanges.ts'
import { useTelling } from './useTelling.tsx'

/** The board of the edition and the day that the address names; else of the present edition, today or on its first day. */
export function BoardTool(): ReactNode {
  const { documents, error } = useDocuments()
  const router = useRouter()
  const state = useRouterState()
  const { tell, announced, announce } = useTelling(() => changes.undo())
  const changes = useChanges(documents, tell)
  const { shown } = changes

  const asked = isRecord(state) && typeof state.edition === 'string' ? state.edition : undefined
  const askedDay = isRecord(state) && typeof state.day === 'string' ? state.day : undefined
  const edition = shown?.find(
    ({ _id, _type }) => _type === 'edition' && _id === (asked ?? presentEdition(shown)),
  )
  const plan = shown && edition && planOf(shown, edition, studioLocale)
  const today = plan && clockIn(plan.timeZone, Date.now())[0]
  const day =
    plan?.days.find((one) => one === askedDay) ?? plan?.days.find((one) => one === today) ?? plan?.days[0]

  const editionId = edition?._id
  useEffect(() => {
    if (editionId !== undefined && day !== undefined && (asked !== editionId || askedDay !== day)) {
      router.navigate({ edition: editionId, day }, { replace: true })
    }
  }, [router, editionId, day, asked, askedDay])

  if (error !== undefined) {
    return (
      <Empty title={t('studio.board.error')} text={error instanceof Error ? error.message : String(error)}>
        <Button text={t('studio.board.again')} onClick={() => window.location.reload()} />
      </Empty>
    )
  }
  if (!shown) {
    return (
      <Flex height="fill" align="center" justify="center" gap={3} role="status">
        <Spinner muted />
        <Text muted>{t('studio.board.loading')}</Text>
      </Flex>
    )
  }
  if (!plan || day === undefined) {
    return (
      <Empty title={t('studio.board.noEdition')} text={t('studio.board.noEdition.text')}>
        <IntentButton intent="create" params={{ type: 'edition' }} text={t('studio.board.addEdition')} />
      </Empty>
    )
  }
  return (
    <Board
      key={`${plan.edition._id} ${day}`}
      {...{ plan, day, changes, announced, announce }}
      editions={editionsIn(shown)}
      go={(to) => router.navigate({ edition: to.edition, ...(to.day && { day: to.day }) })}
    />
  )
}

function Empty({ title, text, children }: { title: string; text: string; children: ReactNode }): ReactNode {
  return (
    <Card height="fill" padding={5}>
      <Container width={1}>
        <Stack gap={4}>
          <Heading as="h1" size={2}>
            {title}
          </Heading>
          <Text muted>{text}</Text>
          <Flex>{children}</Flex>
        </Stack>
      </Container>
    </Card>
  )
}
