import type { SanityClient } from '@sanity/client'
import type { Fault } from '#src/rules/findings.ts'
import { draftId } from '../ids.ts'
import { studioLocale } from '../language.ts'
import { publishedLedger } from '../published-ledger.ts'
import { currentContent } from '../store/content-store.ts'
import { outlookOf } from './outlook.ts'

/**
 * Publishes the drafts of these documents (published ids) all at once, unless the rules find a fault in the
 * site as it would then be. Drafts of other documents do not count.
 * @returns the faults; none when everything was published
 * @throws what the client throws
 */
export async function publishAll(client: SanityClient, ids: readonly string[]): Promise<readonly Fault[]> {
  const [content, ledger] = await Promise.all([currentContent(client), publishedLedger()])
  const { faults } = outlookOf(content, ledger, 'publish', ids, { locale: studioLocale, now: Date.now() })
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
