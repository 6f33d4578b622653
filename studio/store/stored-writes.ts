import type { SanityClient, Transaction } from '@sanity/client'
import { fieldChange, noChange } from '#src/model/change.ts'
import { isRecord } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { isPublishedId, publishedId } from '../ids.ts'
import { ChangedElsewhereError, isChangedElsewhere, withoutRevision } from './transactions.ts'
import type { ContentVersions } from './versions.ts'

/** A stored version of a document, before and after: none before where it is created, none after where it is deleted. */
export type StoredChange = { before?: RawDocument | undefined; after?: RawDocument | undefined }

/**
 * Writes published documents and drafts as they are to be, all in one transaction. Of a document that stays, only the
 * fields that differ are written.
 * @returns the changes that take it back
 * @throws {ChangedElsewhereError} when a document is no longer as it was; nothing is written then
 */
export async function writeStored(
  client: SanityClient,
  changes: readonly StoredChange[],
): Promise<readonly StoredChange[]> {
  const real = changes.filter(({ before, after }) => !before || !after || isChanged(before, after))
  if (real.length === 0) return []
  try {
    const now: readonly unknown[] = await transactionOf(client, real).commit({
      ...{ returnDocuments: true, visibility: 'sync', tag: 'stored' },
    })
    const revisions = new Map(now.filter(isRecord).map(({ _id, _rev }) => [_id, _rev]))
    return real.map(({ before, after }) => ({
      before: after && { ...after, _rev: revisions.get(after._id) },
      after: before,
    }))
  } catch (error) {
    if (isChangedElsewhere(error)) {
      const ids = real.map(({ before, after }) => publishedId((before ?? after)?._id ?? ''))
      throw new ChangedElsewhereError([...new Set(ids)], { cause: error })
    }
    throw error
  }
}

/** What is published after some changes. */
export function publishedAfter(
  { published }: Pick<ContentVersions, 'published'>,
  changes: readonly StoredChange[],
): readonly RawDocument[] {
  const after = new Map(published.map((one) => [one._id, one]))
  for (const change of changes) {
    const id = (change.before ?? change.after)?._id ?? ''
    if (!isPublishedId(id)) continue
    if (change.after) after.set(id, change.after)
    else after.delete(id)
  }
  return [...after.values()]
}

/** The ids of the published documents that some changes are about. */
export const changedIds = (changes: readonly StoredChange[]): readonly string[] =>
  changes.flatMap(({ before, after }) => (before ?? after)?._id ?? []).filter(isPublishedId)

/** What others refer to is there before them, and goes after them. */
function transactionOf(client: SanityClient, changes: readonly StoredChange[]): Transaction {
  const transaction = client.transaction()
  for (const { before, after } of changes) if (!before && after) transaction.create(withoutRevision(after))
  for (const { before, after } of changes) {
    if (!before) continue
    const { set, unset } = after ? fieldChange(before, after) : noChange
    // A patch needs something to do, also where only the revision is asked for.
    transaction.patch(before._id, (patch) =>
      patch
        .set(set)
        .unset(['nothing', ...unset])
        .ifRevisionId(String(before._rev)),
    )
  }
  for (const { before, after } of changes) if (before && !after) transaction.delete(before._id)
  return transaction
}

const isChanged = (before: RawDocument, after: RawDocument): boolean => {
  const { set, unset } = fieldChange(before, after)
  return unset.length + Object.keys(set).length > 0
}
