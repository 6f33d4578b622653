import { AddIcon } from '@sanity/icons/Add'
import { ChevronLeftIcon } from '@sanity/icons/ChevronLeft'
import { ChevronRightIcon } from '@sanity/icons/ChevronRight'
import { Button } from '@sanity/ui'
import type { ReactNode } from 'react'
import { IntentButton } from 'sanity'
import { t } from '../language.ts'
import type { NewPlace } from './new-session.ts'
import { ColumnName } from './styles.ts'

type Props = {
  title: string
  isFolded: boolean
  /** Undefined where it is the only column. */
  fold: ((isFolded: boolean) => void) | undefined
  toAdd: NewPlace
}

/** The name of a column, which can be folded, and the way to a new session in it. */
export function ColumnHead({ title, isFolded, fold, toAdd }: Props): ReactNode {
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
      {fold && (
        <Button
          {...small}
          icon={isFolded ? ChevronRightIcon : ChevronLeftIcon}
          aria-label={t(isFolded ? 'studio.board.unfold' : 'studio.board.fold', { column: title })}
          onClick={() => fold(!isFolded)}
        />
      )}
    </ColumnName>
  )
}

const small = { mode: 'bleed', fontSize: 1, padding: 1 } as const
