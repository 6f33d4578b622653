import { CloseIcon } from '@sanity/icons/Close'
import { Button, Card, Flex, Text } from '@sanity/ui'
import { type ReactNode, useEffect, useRef } from 'react'
import { takeLostFocus } from './focus-return.ts'
import { t } from './language.ts'

type Props = {
  notice: { tone: 'positive' | 'critical'; text: string }
  isWriting: boolean
  onUndo?: (() => void) | undefined
  onClose(): void
  testId: string
  children?: ReactNode
}

/** What was written last, or why it could not be, with a button that takes it back. It stays until it is closed. */
export function WriteNotice({ notice, isWriting, onUndo, onClose, testId, children }: Props): ReactNode {
  const card = useRef<HTMLDivElement>(null)
  // What was pressed may be gone with what it wrote: who has no mouse goes on here, beside the way back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each notice looks for the focus anew.
  useEffect(() => (card.current ? takeLostFocus(card.current) : undefined), [notice])
  return (
    <Card
      ref={card}
      tabIndex={-1}
      tone={notice.tone}
      border
      radius={3}
      padding={3}
      shadow={2}
      data-testid={testId}
    >
      <Flex gap={3} align="center" justify="space-between" wrap="wrap">
        <Text size={1}>{notice.text}</Text>
        <Flex gap={2} wrap="wrap">
          {children}
          {onUndo && (
            <Button
              mode="ghost"
              fontSize={1}
              text={t('studio.pack.undo')}
              disabled={isWriting}
              onClick={onUndo}
            />
          )}
          <Button
            mode="bleed"
            fontSize={1}
            icon={CloseIcon}
            aria-label={t('studio.translation.closeNotice')}
            onClick={onClose}
          />
        </Flex>
      </Flex>
    </Card>
  )
}
