import type { SanityClient } from '@sanity/client'
import type { Fault } from '#src/rules/findings.ts'
import { draftId } from '../ids.ts'
import { studioLocale } from '../language.ts'
import { outlookOf } from './outlook.ts'
import { storedContent } from './stored.ts'

/**
 * Publishes the drafts of these documents (published ids) all at once, unless the rules find a fault in the
 * site as it would then be. Drafts of other documents count for nothing.
 * @returns the faults; none when it is done
 */
export async function publishAll(client: SanityClient, ids: readonly string[]): Promise<readonly Fault[]> {
  const { faults } = outlookOf(await storedContent(client), 'publish', ids, studioLocale)
  if (faults.length > 0) return faults
  await client.action(
    ids.map((id) => ({
      actionType: 'sanity.action.document.publish' as const,
      publishedId: id,
      draftId: draftId(id),
    })),
  )
  return []
}
