import { type ReactNode, useEffect } from 'react'
import { IntentButton } from 'sanity'
import { useRouter, useRouterState } from 'sanity/router'
import { isRecord } from '#src/model/fields.ts'
import { useDocuments } from '../documents.ts'
import { t } from '../language.ts'
import { Message, NotYet } from '../NotYet.tsx'
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
  const plan = shown && edition && planOf(shown, edition)
  const today = plan && clockIn(plan.timeZone, Date.now())[0]
  const day =
    plan?.days.find((one) => one === askedDay) ?? plan?.days.find((one) => one === today) ?? plan?.days[0]

  const editionId = edition?._id
  useEffect(() => {
    if (editionId !== undefined && day !== undefined && (asked !== editionId || askedDay !== day)) {
      router.navigate({ edition: editionId, day }, { replace: true })
    }
  }, [router, editionId, day, asked, askedDay])

  if (error !== undefined || !shown) return <NotYet error={error} />
  if (!plan || day === undefined) {
    return (
      <Message title={t('studio.board.noEdition')} text={t('studio.board.noEdition.text')}>
        <IntentButton intent="create" params={{ type: 'edition' }} text={t('studio.board.addEdition')} />
      </Message>
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
