import { type ReactNode, useEffect, useMemo } from 'react'
import { IntentButton } from 'sanity'
import { useRouter, useRouterState } from 'sanity/router'
import { isRecord } from '#src/model/fields.ts'
import { ContentPlaceholder, ToolMessage } from '../ContentPlaceholder.tsx'
import { currentEdition, editionsLatestFirst } from '../edition-documents.ts'
import { t } from '../language.ts'
import { useContent } from '../store/useContent.ts'
import { Board } from './Board.tsx'
import { boardProgramme } from './board-programme.ts'
import { wallClock } from './clock.ts'
import { useChanges } from './useChanges.ts'
import { useResultMessages } from './useResultMessages.tsx'

/**
 * The board of the edition and the day in the address. Without them it shows the forum's current edition, else the
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

  const asked = isRecord(route) ? route : {}
  const editions = editionsLatestFirst(shown ?? [])
  const askedEdition = asked.edition ?? (content && currentEdition(content)) ?? editions[0]?._id
  const edition = editions.find(({ _id }) => _id === askedEdition)
  const programme = useMemo(() => content && edition && boardProgramme(content, edition), [content, edition])
  const today = programme && wallClock(programme.timeZone, Date.now())[0]
  const day = [asked.day, today, programme?.days[0]].find(
    (one): one is string => typeof one === 'string' && programme?.days.includes(one) === true,
  )

  const editionId = edition?._id
  useEffect(() => {
    if (editionId !== undefined && day !== undefined && (asked.edition !== editionId || asked.day !== day)) {
      router.navigate({ edition: editionId, day }, { replace: true })
    }
  }, [router, editionId, day, asked.edition, asked.day])

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
      key={`${programme.edition._id} ${day}`}
      {...{ programme, day, editions, changes, announced, announce }}
      go={(to) => router.navigate({ edition: to.edition, ...(to.day && { day: to.day }) })}
    />
  )
}
