import type { SanityClient } from '@sanity/client'
import type { Ledger } from '#src/addresses/ledger.ts'
import { snapshotQuery } from '#src/model/queries.ts'
import { type Examined, examine } from '#src/rules/examine.ts'

/** Reads all content once, and checks it. @throws what the client throws when the lake does not answer */
export async function readSnapshot(
  client: SanityClient,
  ledger: () => Promise<Ledger>,
): Promise<Examined & { ledger: Ledger }> {
  const lists = await client.fetch(snapshotQuery)
  const earlier = await ledger()
  return { ...examine(Object.values(lists).flat(), earlier), ledger: earlier }
}
