import { useToast } from '@sanity/ui/toast'
import { useState } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { errorText } from '../error-text.ts'
import { t } from '../language.ts'
import { type StoredChange, writeStored } from '../store/stored-writes.ts'
import { ChangedElsewhereError } from '../store/transactions.ts'

/** Writes what is public later, and tells in a message what was done, or why nothing was. */
export function useScheduling(): {
  isWriting: boolean
  /** @returns whether it was written */
  write(changes: readonly StoredChange[], done: string): Promise<boolean>
} {
  const client = useClient({ apiVersion })
  const toast = useToast()
  const [isWriting, setWriting] = useState(false)
  const write = async (changes: readonly StoredChange[], done: string) => {
    setWriting(true)
    try {
      await writeStored(client, changes)
      toast.push({ id: 'schedule', status: 'success', title: done, closable: true })
      return true
    } catch (error) {
      const reason =
        error instanceof ChangedElsewhereError ? t('studio.schedule.elsewhere') : errorText(error)
      toast.push({ id: 'schedule', status: 'error', title: reason, closable: true })
      return false
    } finally {
      setWriting(false)
    }
  }
  return { isWriting, write }
}
