import type { SanityClient } from '@sanity/client'
import { isRecord } from '#src/model/fields.ts'
import { ChangedElsewhereError, isChangedElsewhere, type ShownDocument } from '../store/transactions.ts'

export type ReviewChange = { shown: ShownDocument; review: unknown }

/**
 * Writes reviews into the versions that are shown, all in one transaction. Readers never see a review, so that one of a
 * published document needs no draft, and nothing is left to publish.
 * @returns the change that takes them back
 * @throws {ChangedElsewhereError} when a document is no longer as it was shown; nothing is written then
 */
export async function writeReviews(
  client: SanityClient,
  changes: readonly ReviewChange[],
): Promise<readonly ReviewChange[]> {
  if (changes.length === 0) return []
  const transaction = client.transaction()
  for (const { shown, review } of changes) {
    transaction.patch(shown._originalId, (patch) =>
      (review === undefined ? patch.unset(['review']) : patch.set({ review })).ifRevisionId(shown._rev),
    )
  }
  try {
    const after: readonly unknown[] = await transaction.commit({
      ...{ returnDocuments: true, visibility: 'sync', tag: 'review' },
    })
    const revisions = new Map(after.filter(isRecord).map(({ _id, _rev }) => [_id, String(_rev)]))
    return changes.map(({ shown, review }) => ({
      shown: { ...shown, review, _rev: revisions.get(shown._originalId) ?? shown._rev },
      review: shown.review,
    }))
  } catch (error) {
    if (isChangedElsewhere(error)) {
      throw new ChangedElsewhereError(
        changes.map(({ shown }) => shown._id),
        { cause: error },
      )
    }
    throw error
  }
}
