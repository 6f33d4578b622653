import type { SanityClient } from '@sanity/client'
import { snapshotQuery } from '#src/content/queries.ts'
import type { Fault } from '#src/content/rules/faults.ts'
import { examine, type Ledger, type RawDocument } from '#src/content/rules/index.ts'

/**
 * Publishes the drafts of these documents (published ids) all at once, unless the rules find a fault in one of
 * them as they would then stand among what is published. Drafts of other documents count for nothing.
 * @returns the faults; none when it is done
 */
export async function publishAll(
  client: SanityClient,
  ids: readonly string[],
  ledger: Ledger,
): Promise<readonly Fault[]> {
  const lists = await client.withConfig({ perspective: 'raw', useCdn: false }).fetch(snapshotQuery)
  const stored: readonly RawDocument[] = Object.values(lists).flat()
  const wanted = new Set(ids)
  const after = new Map(stored.filter(({ _id }) => !_id.includes('.')).map((one) => [one._id, one]))
  for (const one of stored) {
    const id = one._id.replace(/^drafts\./, '')
    if (id !== one._id && wanted.has(id)) after.set(id, { ...one, _id: id })
  }
  const faults = examine([...after.values()], ledger).faults.filter(({ documentId }) =>
    wanted.has(documentId),
  )
  if (faults.length > 0) return faults
  await client.action(
    ids.map((publishedId) => ({
      actionType: 'sanity.action.document.publish' as const,
      publishedId,
      draftId: `drafts.${publishedId}`,
    })),
  )
  return []
}
