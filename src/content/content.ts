import type { Ledger } from '#src/addresses/ledger.ts'
import { addressIndex } from '#src/addresses/paths.ts'
import { type AddressTable, addressTable } from '#src/addresses/table.ts'
import type { Snapshot } from '#src/model/schema.ts'
import { typesetSnapshot } from './typography.ts'

/** All content of a release. The same snapshot and ledger give the same bytes. */
export type Content = AddressTable & { snapshot: Snapshot }

/** @throws {LostAddressError} where an earlier address would be lost */
export function contentOf({ snapshot: typed, ledger }: { snapshot: Snapshot; ledger: Ledger }): Content {
  const snapshot = typesetSnapshot(typed)
  return { snapshot, ...addressTable(snapshot, ledger) }
}

/** Content as text, for another process. Includes the derived parts, so that they are not computed again there. */
export const contentText = ({ snapshot, addresses, ledger, retired }: Content): string =>
  JSON.stringify({ snapshot, entries: addresses.entries, ledger, retired })

/** Reads the text that `contentText` wrote; checks nothing. */
export function contentFrom(text: string): Content {
  const { entries, ...content } = JSON.parse(text)
  return { ...content, addresses: addressIndex(entries) }
}
