import { Button } from '@sanity/ui'
import { type ReactNode, useState } from 'react'
import { t } from './language.ts'

type Props<T> = {
  items: readonly T[]
  /** Draws an item, with its key. */
  children: (item: T) => ReactNode
}

/** The first of many things, and a button that shows more of them. */
export function LongList<T>({ items, children }: Props<T>): ReactNode {
  const [limit, setLimit] = useState(pageLength)
  return (
    <>
      {items.slice(0, limit).map(children)}
      {items.length > limit && (
        <Button mode="ghost" text={t('studio.more')} onClick={() => setLimit(limit + pageLength)} />
      )}
    </>
  )
}

/** How many are shown at first, and added by each click. */
const pageLength = 50
