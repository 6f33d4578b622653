import { type Address, type Addresses, addressesOf, type Subject } from '#src/paths.ts'
import { titleOf } from './localize.ts'
import { extended, type Ledger, type Retired, retiredOf } from './rules/ledger.ts'
import type { Snapshot } from './rules/schema.ts'

/** All that a release is made of. The same snapshot and ledger give the same bytes. */
export type Content = {
  snapshot: Snapshot
  addresses: Addresses
  /** The ledger that travels with the release: the earlier one and today's addresses. */
  ledger: Ledger
  /** Old addresses, which lead on or say what became of them. */
  retired: readonly Retired[]
}

/** @throws {LostAddressError} where an earlier address would be lost */
export function contentOf({ snapshot, ledger: earlier }: { snapshot: Snapshot; ledger: Ledger }): Content {
  const addresses = addressesOf(snapshot)
  const ledger = extended(earlier, addresses, (subject) => titleOf(subject, snapshot))
  return { snapshot, addresses, ledger, retired: retiredOf(ledger, addresses) }
}

/** Editions, parts, sessions and pages that are published or once were, by id; the strategy's sections too. */
export function permanentSubjects({ ledger }: Content): readonly Subject[] {
  const byId = new Map<string, Subject>()
  for (const { kind, id } of Object.values(ledger.addresses)) {
    if (permanentKinds.includes(kind)) byId.set(id, { kind, id })
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The address of a subject in a locale: today's, or the last one, which says what became of it. */
export function addressOrLast(
  { addresses, retired }: Content,
  locale: Retired['locale'],
  { kind, id }: Subject,
): Address | undefined {
  return (
    addresses.of(locale, kind, id) ??
    retired.findLast(({ claim, ...one }) => one.locale === locale && claim.kind === kind && claim.id === id)
      ?.address
  )
}

const permanentKinds: readonly Subject['kind'][] = ['edition', 'part', 'session', 'page']
