import { examine } from '#src/content/rules/examine.ts'
import { emptyLedger } from '#src/content/rules/ledger.ts'
import type { RawDocument } from '#src/content/rules/schema.ts'
import type { Published } from '#src/feeds/alternates.ts'
import { addressesOf } from '#src/paths.ts'
import { stored } from '../content/stored.ts'

/** What a release of these documents publishes. */
export function published(documents: readonly RawDocument[] = stored): Published {
  const { snapshot, faults } = examine(documents, emptyLedger)
  if (!snapshot) throw new Error(JSON.stringify(faults))
  return { snapshot, addresses: addressesOf(snapshot) }
}
