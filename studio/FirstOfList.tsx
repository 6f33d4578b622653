import { Button, Stack } from '@sanity/ui'
import { type ReactNode, useState } from 'react'
import { t } from './language.ts'

type Props<T> = {
  items: readonly T[]
  /** How many are shown at first. */
  atFirst: number
  /** Draws an item as a list item, with its key. */
  children: (item: T) => ReactNode
}

/** A list of which the first are shown, and a button that shows the others. */
export function FirstOfList<T>({ items, atFirst, children }: Props<T>): ReactNode {
  const [isAll, setAll] = useState(false)
  // A button for one more would take the room of that one.
  const hasMore = !isAll && items.length > atFirst + 1
  const shown = hasMore ? items.slice(0, atFirst) : items
  return (
    <>
      <Stack as="ul" gap={3} margin={0} padding={0} style={{ listStyle: 'none' }}>
        {shown.map(children)}
      </Stack>
      {hasMore && (
        <Button
          mode="ghost"
          fontSize={1}
          padding={2}
          text={t('studio.showMore', { count: items.length - shown.length })}
          onClick={() => setAll(true)}
        />
      )}
    </>
  )
}
