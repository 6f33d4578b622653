import { useToast } from '@sanity/ui/toast'
import { useState } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { errorText } from '../error-text.ts'
import { t } from '../language.ts'
import { type StoredChange, writeStored } from '../store/stored-writes.ts'
import { ChangedElsewhereError } from '../store/transactions.ts'
import { UndoInMessage } from '../UndoInMessage.tsx'

/** Writes what is public later, and tells in a message what was done, with a way back, or why nothing was. */
export function useScheduling(): {
  isWriting: boolean
  /** @returns whether it was written */
  write(changes: readonly StoredChange[], done: string): Promise<boolean>
} {
  const client = useClient({ apiVersion })
  const toast = useToast()
  const [isWriting, setWriting] = useState(false)
  const attempt = async (
    changes: readonly StoredChange[],
    done: string,
    canUndo: boolean,
  ): Promise<boolean> => {
    try {
      const back = await writeStored(client, changes)
      const undo = () => attempt(back, t('studio.schedule.undone'), false)
      toast.push({
        ...{ id: 'schedule', status: 'success', title: done, closable: true },
        // The form takes it back as well, and what lies over a dialog keeps others from its buttons.
        duration: 10_000,
        description: canUndo && <UndoInMessage undo={undo} />,
      })
      return true
    } catch (error) {
      const reason =
        error instanceof ChangedElsewhereError ? t('studio.schedule.elsewhere') : errorText(error)
      toast.push({ id: 'schedule', status: 'error', title: reason, closable: true })
      return false
    }
  }
  const write = async (changes: readonly StoredChange[], done: string) => {
    setWriting(true)
    const isWritten = await attempt(changes, done, true)
    setWriting(false)
    return isWritten
  }
  return { isWriting, write }
}
