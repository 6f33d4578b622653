import type { Locale } from '#src/locales.ts'
import type { Snapshot } from '#src/model/schema.ts'
import { extended, type Ledger, type Permanent, type Retired, retiredOf } from './ledger.ts'
import { titleOf } from './localize.ts'
import { type Address, type Addresses, addressesOf, type Subject } from './paths.ts'

/** Every address that was ever published, and what is at it today. */
export type AddressTable = {
  addresses: Addresses
  /** The ledger that travels with the release: the earlier one and today's addresses. */
  ledger: Ledger
  /** Old addresses, which lead on or say what became of them. */
  retired: readonly Retired[]
}

/** @throws {LostAddressError} where an earlier address would be lost */
export function addressTable(snapshot: Snapshot, earlier: Ledger): AddressTable {
  const addresses = addressesOf(snapshot)
  const ledger = extended(earlier, addresses, {
    titlesOf: (subject) => titleOf(subject, snapshot),
    permanent: permanentIn(snapshot),
  })
  return { addresses, ledger, retired: retiredOf(ledger, addresses) }
}

/** What is published about an edition, a part, a session or a page, or once was. */
export type PermanentSubject = Permanent & Subject

/** Editions, parts, sessions and pages that are published or once were, by id, under their last titles. */
export function permanentSubjects({ ledger }: AddressTable): readonly PermanentSubject[] {
  return Object.values(ledger.permalinks).flatMap(({ kind, ...one }) =>
    kind === 'strategySection' ? [] : [{ kind, ...one }],
  )
}

/** Where a page about what is gone leads on: the programme it was in, else that edition, else the forum. */
export function leadOn(
  { addresses, ledger }: AddressTable,
  locale: Locale,
  { kind, id }: Subject,
): { kind: 'programme' | 'edition' | 'forum'; id: string; address: Address } {
  const edition = kind === 'programme' ? id : ledger.permalinks[id]?.edition
  for (const found of ['programme', 'edition'] as const) {
    const address = edition === undefined ? undefined : addresses.of(locale, found, edition)
    if (edition !== undefined && address !== undefined) return { kind: found, id: edition, address }
  }
  return { kind: 'forum', id: 'forum', address: `/${locale}/` }
}

function permanentIn({ strategySections, editions, parts, sessions, pages }: Snapshot): Permanent[] {
  const editionOf = new Map(parts.map((part) => [part._id, part.edition]))
  const noted = (
    kind: Permanent['kind'],
    { _id: id, title: titles }: { _id: string; title: Permanent['titles'] },
    edition?: string,
  ): Permanent => ({ kind, id, titles, ...(edition !== undefined && { edition }) })
  return [
    ...strategySections.map((one) => noted('strategySection', one)),
    ...editions.map((one) => noted('edition', one, one._id)),
    ...parts.map((one) => noted('part', one, one.edition)),
    ...sessions.map((one) => noted('session', one, editionOf.get(one.part))),
    ...pages.map((one) => noted('page', one)),
  ]
}
