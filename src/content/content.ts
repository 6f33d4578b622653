import type { Ledger } from '#src/addresses/ledger.ts'
import { addressIndex } from '#src/addresses/paths.ts'
import { type AddressTable, addressTable, Past } from '#src/addresses/table.ts'
import type { Snapshot } from '#src/model/schema.ts'
import { type Documents, documentsOf } from '#src/programme/documents.ts'
import { typesetSnapshot } from './typography.ts'

/** All content of a release, as pages ask for it. The same snapshot and ledger give the same bytes. */
export type Content = AddressTable & { documents: Documents }

/** @throws {LostAddressError} where an earlier address would be lost */
export function contentOf({ snapshot: typed, ledger }: { snapshot: Snapshot; ledger: Ledger }): Content {
  const snapshot = typesetSnapshot(typed)
  return { documents: documentsOf(snapshot), ...addressTable(snapshot, ledger) }
}

/** Content as text, for another process. Includes the addresses, so that they are not derived again there. */
export const contentText = ({ documents: { snapshot }, addresses, ledger }: Content): string =>
  JSON.stringify({ snapshot, entries: addresses.entries, ledger })

/** Reads the text that `contentText` wrote; checks nothing. */
export function contentFrom(text: string): Content {
  const { snapshot, entries, ledger } = JSON.parse(text)
  const addresses = addressIndex(entries)
  return { documents: documentsOf(snapshot), addresses, ledger, past: new Past(ledger, addresses) }
}
