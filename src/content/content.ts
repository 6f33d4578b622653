import { formerPeople } from '#src/addresses/former-people.ts'
import type { Ledger } from '#src/addresses/ledger.ts'
import { addressIndex } from '#src/addresses/paths.ts'
import { type AddressTable, addressTable, Past } from '#src/addresses/table.ts'
import type { Snapshot } from '#src/model/schema.ts'
import { type Documents, documentsOf } from '#src/programme/documents.ts'
import { Moment } from './moment.ts'
import { typesetSnapshot } from './typography.ts'

/** All content of a release, as pages ask for it. The same snapshot, ledger and moment give the same bytes. */
export type Content = AddressTable & { documents: Documents; moment: Moment }

/**
 * @param now the moment, in milliseconds since 1970; where it is left out, before all that begins or ends at a time
 * @param scheduled when versions of documents become or became public, in milliseconds since 1970
 * @throws {LostAddressError} where an earlier address would be lost
 */
export function contentOf({ snapshot: typed, ledger, now = 0, scheduled }: ContentSource): Content {
  const snapshot = typesetSnapshot(typed)
  const table = addressTable(snapshot, ledger)
  return {
    documents: documentsOf(snapshot),
    ...table,
    moment: new Moment(snapshot, now, table.ledger.changes, scheduled),
  }
}

type ContentSource = {
  snapshot: Snapshot
  ledger: Ledger
  now?: number
  scheduled?: readonly number[] | undefined
}

/** Content as text, for another process. Includes the addresses, so that they are not derived again there. */
export const contentText = ({
  documents: { snapshot },
  addresses,
  ledger,
  moment: { now, scheduled },
}: Content): string => JSON.stringify({ snapshot, entries: addresses.entries, ledger, now, scheduled })

/** Reads the text that `contentText` wrote; checks nothing. */
export function contentFrom(text: string): Content {
  const { snapshot, entries, ledger, now, scheduled } = JSON.parse(text)
  const addresses = addressIndex(entries)
  return {
    documents: documentsOf(snapshot),
    addresses,
    ledger,
    past: new Past(ledger, addresses, formerPeople(snapshot)),
    moment: new Moment(snapshot, now, ledger.changes, scheduled),
  }
}
