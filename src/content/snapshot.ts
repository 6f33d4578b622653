import type { SanityClient } from '@sanity/client'
import { snapshotQuery } from './queries.ts'
import { type Examined, examine } from './rules/examine.ts'
import type { Ledger } from './rules/ledger.ts'

/** Reads the whole content once, and judges it. @throws what the client throws when the lake does not answer */
export async function readSnapshot(client: SanityClient, ledger: Ledger): Promise<Examined> {
  const lists = await client.fetch(snapshotQuery)
  return examine(Object.values(lists).flat(), ledger)
}
