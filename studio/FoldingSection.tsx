import { ChevronDownIcon } from '@sanity/icons/ChevronDown'
import { ChevronRightIcon } from '@sanity/icons/ChevronRight'
import { Button, Stack } from '@sanity/ui'
import { type ReactNode, useId } from 'react'

type Props = {
  name: string
  isFolded: boolean
  fold(isFolded: boolean): void
  children: ReactNode
}

/** A part of a list in the desk under its name, which folds it. What is folded is not made. */
export function FoldingSection({ name, isFolded, fold, children }: Props): ReactNode {
  const id = useId()
  return (
    <Stack as="section" gap={2} aria-labelledby={id}>
      <Button
        id={id}
        mode="bleed"
        justify="flex-start"
        fontSize={1}
        padding={2}
        icon={isFolded ? ChevronRightIcon : ChevronDownIcon}
        text={name}
        aria-expanded={!isFolded}
        onClick={() => fold(!isFolded)}
      />
      {!isFolded && children}
    </Stack>
  )
}
