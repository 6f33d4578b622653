import type { Ledger } from '#src/addresses/ledger.ts'
import { type AddressTable, addressTable } from '#src/addresses/table.ts'
import type { Snapshot } from '#src/model/schema.ts'
import { typesetSnapshot } from './typography.ts'

/** All that a release is made of. The same snapshot and ledger give the same bytes. */
export type Content = AddressTable & { snapshot: Snapshot }

/** @throws {LostAddressError} where an earlier address would be lost */
export function contentOf({ snapshot: typed, ledger }: { snapshot: Snapshot; ledger: Ledger }): Content {
  const snapshot = typesetSnapshot(typed)
  return { snapshot, ...addressTable(snapshot, ledger) }
}
