import { Box, Button } from '@sanity/ui'
import type { ReactNode } from 'react'
import { t } from './language.ts'

/** The way back in a message that says what was done. */
export function UndoInMessage({ undo }: { undo(): Promise<unknown> }): ReactNode {
  return (
    <Box paddingTop={3}>
      <Button mode="ghost" text={t('studio.remove.undo')} onClick={() => void undo()} />
    </Box>
  )
}
