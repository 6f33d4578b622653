import { type ReactNode, useCallback, useEffect, useMemo } from 'react'
import { IntentButton } from 'sanity'
import { useRouter, useRouterState } from 'sanity/router'
import { isRecord } from '#src/model/fields.ts'
import { ContentPlaceholder, ToolMessage } from '../ContentPlaceholder.tsx'
import { currentEdition, editionsLatestFirst } from '../edition-documents.ts'
import { t } from '../language.ts'
import { useContent, usePublishedIds } from '../store/useContent.ts'
import { Board } from './Board.tsx'
import { allDays } from './board-choices.ts'
import { boardProgramme } from './board-programme.ts'
import { wallClock } from './clock.ts'
import { useChanges } from './useChanges.ts'
import { useResultMessages } from './useResultMessages.tsx'

/**
 * The board of the edition and the day, or all days, in the address. Without them it shows the forum's current edition, else the
 * latest; and today, else its first day.
 */
export function BoardTool(): ReactNode {
  const state = useContent()
  const router = useRouter()
  const route = useRouterState()
  const { report, announced, announce } = useResultMessages(() => changes.undo())
  const changes = useChanges(state.content?.documents, report)
  const { shown } = changes
  const content = useMemo(
    () => shown && { documents: shown, byId: new Map(shown.map((one) => [one._id, one])) },
    [shown],
  )

  const published = usePublishedIds(state.content)

  const asked = isRecord(route) ? route : {}
  const editions = editionsLatestFirst(shown ?? [])
  const askedEdition = asked.edition ?? (content && currentEdition(content)) ?? editions[0]?._id
  const edition = editions.find(({ _id }) => _id === askedEdition)
  const programme = useMemo(() => content && edition && boardProgramme(content, edition), [content, edition])
  const today = programme && wallClock(programme.timeZone, Date.now())[0]
  const day = [asked.day, today, programme?.days[0]].find(
    (one): one is string => typeof one === 'string' && programme?.days.includes(one) === true,
  )

  const isAllDays = asked.day === allDays && (programme?.days.length ?? 0) > 1
  const shownDay = isAllDays ? allDays : day
  const editionId = edition?._id
  useEffect(() => {
    const isElsewhere = asked.edition !== editionId || asked.day !== shownDay
    if (editionId !== undefined && shownDay !== undefined && isElsewhere)
      router.navigate({ edition: editionId, day: shownDay }, { replace: true })
  }, [router, editionId, shownDay, asked.edition, asked.day])

  const go = useCallback(
    (to: { edition: string; day?: string }) =>
      router.navigate({ edition: to.edition, ...(to.day && { day: to.day }) }),
    [router],
  )

  if (!content) return <ContentPlaceholder {...state} />
  if (!programme || day === undefined) {
    return (
      <ToolMessage title={t('studio.board.noEdition')} text={t('studio.board.noEdition.text')}>
        <IntentButton intent="create" params={{ type: 'edition' }} text={t('studio.board.addEdition')} />
      </ToolMessage>
    )
  }
  return (
    <Board
      key={`${programme.edition._id} ${shownDay}`}
      {...{ programme, day, isAllDays, editions, published, changes, announced, announce }}
      go={go}
    />
  )
}
