import type { SanityClient } from '@sanity/client'
import type { Ledger } from '#src/addresses/ledger.ts'
import { snapshotQuery } from '#src/model/queries.ts'
import type { RawDocument } from '#src/model/schema.ts'
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
