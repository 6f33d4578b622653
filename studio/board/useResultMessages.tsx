import { Button, Stack, Text } from '@sanity/ui'
import { useToast } from '@sanity/ui/toast'
import { type ReactNode, useCallback, useRef, useState } from 'react'
import { errorText } from '../error-text.ts'
import { t } from '../language.ts'
import type { ChangeResult } from './useChanges.ts'

/**
 * Reports the results of changes: to screen readers in a live region, and where it matters in a toast too. The toast
 * of a change to several documents has a button to undo it.
 */
export function useResultMessages(undo: () => void) {
  const toast = useToast()
  const [announced, announce] = useState('')
  const undoNow = useRef(undo)
  undoNow.current = undo
  const report = useCallback(
    (result: ChangeResult) => {
      // A change to one line is announced when it is made, together with its conflicts.
      if (result.kind === 'done' && result.count === 1) return
      const title = t(`studio.board.result.${result.kind}`, { change: result.description })
      announce(title)
      if (result.kind === 'done') {
        const description = <UndoButton onClick={() => undoNow.current()} />
        toast.push({ id: 'board', status: 'success', title, duration: 15_000, description })
      } else if (result.kind === 'failed') {
        toast.push({ id: 'board', status: 'error', title, description: errorText(result.error) })
      } else {
        const isElsewhere = result.kind === 'elsewhere'
        toast.push({
          id: 'board',
          status: isElsewhere ? 'warning' : 'info',
          title,
          duration: isElsewhere ? 15_000 : 4000,
        })
      }
    },
    [toast],
  )
  return { report, announced, announce }
}

const UndoButton = ({ onClick }: { onClick(): void }): ReactNode => (
  <Stack paddingTop={2}>
    <Button
      mode="ghost"
      fontSize={1}
      padding={2}
      text={<Text size={1}>{t('studio.board.undo')}</Text>}
      onClick={onClick}
    />
  </Stack>
)
