import type { SanityClient } from '@sanity/client'
import { snapshotQuery } from '#src/content/queries.ts'
import type { Fault } from '#src/content/rules/faults.ts'
import type { Ledger } from '#src/content/rules/index.ts'
import { studioLocale } from '../language.ts'
import { outlookOf } from './outlook.ts'

/**
 * Publishes the drafts of these documents (published ids) all at once, unless the rules find a fault in the
 * site as it would then be. Drafts of other documents count for nothing.
 * @returns the faults; none when it is done
 */
export async function publishAll(
  client: SanityClient,
  ids: readonly string[],
  ledger: Ledger,
): Promise<readonly Fault[]> {
  const lists = await client.withConfig({ perspective: 'raw', useCdn: false }).fetch(snapshotQuery)
  const { faults } = outlookOf({ stored: Object.values(lists).flat(), ledger }, 'publish', ids, studioLocale)
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
