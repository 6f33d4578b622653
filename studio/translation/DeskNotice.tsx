import { CloseIcon } from '@sanity/icons/Close'
import { Button, Card, Flex, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import styled from 'styled-components'
import { t } from '../language.ts'
import { closeNotice, undoWrites, useDeskWrites } from './desk-writes.ts'

/** What the desk wrote last, or why it could not, with a button that takes it back. It stays in view. */
export function DeskNotice(): ReactNode {
  const { notice, undo, isWriting } = useDeskWrites()
  return (
    <Sticky role="status">
      {notice && (
        <Card tone={notice.tone} border radius={3} padding={3} shadow={2} data-testid="desk-notice">
          <Flex gap={3} align="center" justify="space-between" wrap="wrap">
            <Text size={1}>{notice.text}</Text>
            <Flex gap={2}>
              {undo && (
                <Button
                  mode="ghost"
                  fontSize={1}
                  text={t('studio.pack.undo')}
                  disabled={isWriting}
                  onClick={() => void undoWrites(undo)}
                />
              )}
              <Button
                mode="bleed"
                fontSize={1}
                icon={CloseIcon}
                aria-label={t('studio.translation.closeNotice')}
                onClick={closeNotice}
              />
            </Flex>
          </Flex>
        </Card>
      )}
    </Sticky>
  )
}

const Sticky = styled.div`
  position: sticky;
  top: 0.5rem;
  z-index: 2;
  /* Without a notice it takes no room. */
  &:empty {
    margin-block-end: -1.25rem;
  }
`
