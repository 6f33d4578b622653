import { Button, Card, Flex, Text } from '@sanity/ui'
import type { ReactNode } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { t } from '../language.ts'
import { undoTranslations, useDeskWrites } from './desk-writes.ts'

/** What the desk wrote last, or why it could not, with a button that takes it back. */
export function DeskNotice(): ReactNode {
  const client = useClient({ apiVersion })
  const { notice, written, isWriting } = useDeskWrites()
  const hasUndo = written !== undefined && written.written.length > 0
  return (
    <div role="status">
      {notice && (
        <Card tone={notice.tone} border radius={3} padding={3} data-testid="desk-notice">
          <Flex gap={3} align="center" justify="space-between" wrap="wrap">
            <Text size={1}>{notice.text}</Text>
            {hasUndo && (
              <Button
                mode="ghost"
                fontSize={1}
                text={t('studio.pack.undo')}
                disabled={isWriting}
                onClick={() => void undoTranslations(client, written)}
              />
            )}
          </Flex>
        </Card>
      )}
    </div>
  )
}
