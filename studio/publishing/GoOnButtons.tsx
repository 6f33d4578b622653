import { Button, Flex } from '@sanity/ui'
import type { ReactNode } from 'react'
import { t } from '../language.ts'

type Props = {
  text: string
  /** What it would do is still being looked at: it can be pressed afterwards, and has the focus then. */
  isReading: boolean
  isRefused?: boolean
  isRemoval?: boolean
  isBusy?: boolean
  onGoOn: () => void
  onCancel: () => void
}

/** The two buttons below what a step would do. They stay in view however long that is. */
export function GoOnButtons({ text, isReading, isRefused, isRemoval, isBusy, ...on }: Props): ReactNode {
  return (
    <Flex gap={2} justify="flex-end" wrap="wrap" paddingY={2} style={alwaysSeen}>
      <Button mode="bleed" text={t('studio.cancel')} onClick={on.onCancel} />
      <Button
        key={String(isReading)}
        ref={isReading ? null : focusWhereItIs}
        data-testid="go-on"
        // The contrast of Sanity's own filled red is too low.
        {...(isRemoval && { mode: 'ghost', tone: 'critical' })}
        text={text}
        loading={isBusy === true}
        disabled={isReading || isRefused === true || isBusy === true}
        onClick={on.onGoOn}
      />
    </Flex>
  )
}

/** With `autoFocus` a long list would scroll to its end. */
const focusWhereItIs = (button: HTMLButtonElement | null) => button?.focus({ preventScroll: true })

/** However many pages change. */
const alwaysSeen = { position: 'sticky', bottom: 0, background: 'var(--card-bg-color)' } as const
