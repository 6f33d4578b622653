import { Button, Stack, Text } from '@sanity/ui'
import { useToast } from '@sanity/ui/toast'
import { type ReactNode, useCallback, useRef, useState } from 'react'
import { t } from '../language.ts'
import { reasonOf } from '../reason.ts'
import type { Told } from './useChanges.ts'

/**
 * Says what came of a change: to those who listen, in a live region, and where it matters in a notice too. One that
 * changed much at once comes with a way to take it back.
 */
export function useTelling(undo: () => void) {
  const toast = useToast()
  const [announced, announce] = useState('')
  const undoing = useRef(undo)
  undoing.current = undo
  const tell = useCallback(
    (told: Told) => {
      // What one line became is said when it is asked for, with what it conflicts with.
      if (told.kind === 'done' && told.count === 1) return
      const words = t(`studio.board.told.${told.kind}`, { words: told.words })
      announce(words)
      if (told.kind === 'done') {
        toast.push({
          id: 'board',
          status: 'success',
          title: words,
          duration: 15_000,
          description: <Way text={t('studio.board.undo')} onClick={() => undoing.current()} />,
        })
      } else if (told.kind === 'failed') {
        toast.push({ id: 'board', status: 'error', title: words, description: reasonOf(told.error) })
      } else {
        const status = told.kind === 'elsewhere' ? 'warning' : 'info'
        toast.push({ id: 'board', status, title: words, duration: told.kind === 'elsewhere' ? 15_000 : 4000 })
      }
    },
    [toast],
  )
  return { tell, announced, announce }
}

function Way({ text, onClick }: { text: string; onClick(): void }): ReactNode {
  return (
    <Stack paddingTop={2}>
      <Button mode="ghost" fontSize={1} padding={2} text={<Text size={1}>{text}</Text>} onClick={onClick} />
    </Stack>
  )
}
