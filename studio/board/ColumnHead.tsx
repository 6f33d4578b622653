import { AddIcon } from '@sanity/icons/Add'
import { ChevronLeftIcon } from '@sanity/icons/ChevronLeft'
import { ChevronRightIcon } from '@sanity/icons/ChevronRight'
import { Button } from '@sanity/ui'
import type { ReactNode } from 'react'
import { IntentButton } from 'sanity'
import { t } from '../language.ts'
import { memoByValue } from '../memo-by-value.ts'
import { foldColumn } from './board-choices.ts'
import type { NewPlace } from './new-session.ts'
import { ColumnName } from './styles.ts'

type Props = {
  id: string | undefined
  title: string
  isFolded: boolean
  canFold: boolean
  toAdd: NewPlace
}

/** The name of a column, which can be folded, and the way to a new session in it. */
export const ColumnHead = memoByValue(function Head({
  id,
  title,
  isFolded,
  canFold,
  toAdd,
}: Props): ReactNode {
  return (
    <ColumnName data-folded={isFolded}>
      <span className="name" title={title}>
        {title}
      </span>
      {!isFolded && (
        <IntentButton
          {...small}
          icon={AddIcon}
          intent="create"
          params={[{ type: 'session', template: 'session-in-place' }, toAdd]}
          aria-label={t('studio.board.addIn', { column: title })}
          tooltipProps={{ content: t('studio.board.addIn', { column: title }) }}
        />
      )}
      {canFold && (
        <Button
          {...small}
          icon={isFolded ? ChevronRightIcon : ChevronLeftIcon}
          aria-label={t(isFolded ? 'studio.board.unfold' : 'studio.board.fold', { column: title })}
          onClick={() => foldColumn(id, !isFolded)}
        />
      )}
    </ColumnName>
  )
})

const small = { mode: 'bleed', fontSize: 1, padding: 1 } as const
