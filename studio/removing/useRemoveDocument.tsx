import { useToast } from '@sanity/ui/toast'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import { errorText } from '../error-text.ts'
import { t } from '../language.ts'
import { currentContent } from '../store/content-store.ts'
import type { StoredChange } from '../store/stored-writes.ts'
import { ChangedElsewhereError } from '../store/transactions.ts'
import { UndoInMessage } from '../UndoInMessage.tsx'
import { type Removal, removeDocument, undoRemoval } from './removal.ts'

/** In our own words where somebody else was quicker. */
const reasonText = (error: unknown): string =>
  error instanceof ChangedElsewhereError ? t('studio.remove.elsewhere') : errorText(error)

export type RemovalOrder = Omit<Removal, 'scheduled'> & { name: string }

/**
 * Removes a document, and tells so where it can be undone, for a quarter of an hour. The promise says whether it was
 * removed; where it was not, why is told.
 */
export function useRemoveDocument(): (order: RemovalOrder) => Promise<boolean> {
  const client = useClient({ apiVersion })
  const toast = useToast()
  return async ({ name, ...order }) => {
    const id = `removed-${order.id}`
    const tell = (status: 'success' | 'warning' | 'error', title: string) =>
      toast.push({ id, status, title, closable: true, duration: status === 'success' ? 10_000 : 60_000 })
    const undo = async (back: readonly StoredChange[]) => {
      try {
        const { left } = await undoRemoval(client, back)
        if (left > 0) tell('warning', t('studio.remove.undonePartly', { name, count: left }))
        else tell('success', t('studio.remove.undone', { name }))
      } catch (error) {
        tell('error', t('studio.remove.undoFailed', { name, reason: reasonText(error) }))
      }
    }
    try {
      const { scheduled } = await currentContent(client)
      const back = await removeDocument(client, { ...order, scheduled })
      toast.push({
        id,
        closable: true,
        status: 'success',
        duration: 15 * 60_000,
        title: t(`studio.remove.done.${order.kind}`, { name }),
        description: <UndoInMessage undo={() => undo(back)} />,
      })
      return true
    } catch (error) {
      tell('error', t('studio.remove.failed', { name, reason: reasonText(error) }))
      return false
    }
  }
}
