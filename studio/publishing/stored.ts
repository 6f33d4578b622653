import type { SanityClient } from '@sanity/client'
import { snapshotQuery } from '#src/model/queries.ts'
import type { Ledger, RawDocument } from '#src/rules/index.ts'
import { publishedLedger } from '../ledger.ts'

/** Every document of the content, drafts beside what is published, and the published ledger of addresses. */
export async function storedContent(
  client: SanityClient,
): Promise<{ stored: readonly RawDocument[]; ledger: Ledger }> {
  const [lists, ledger] = await Promise.all([
    client.withConfig({ perspective: 'raw', useCdn: false }).fetch(snapshotQuery),
    publishedLedger(),
  ])
  return { stored: Object.values(lists).flat(), ledger }
}
