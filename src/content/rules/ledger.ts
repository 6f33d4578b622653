import type { Locale } from '#src/locales.ts'
import { type Address, type Addresses, type Entry, localeOf, type Subject } from '#src/paths.ts'
import type { Localized } from './localized.ts'

/**
 * Every address that was ever published, whose it is, and what that was last called. It travels with the
 * release as `addresses.json`; an address belongs to the subject that first had it.
 */
export type Ledger = { version: 1; addresses: Readonly<Record<Address, Claim>> }

export type Claim = Subject & { titles: Localized<string> }

export const emptyLedger: Ledger = { version: 1, addresses: {} }

/** An address that no page has today: it leads to the subject's present address, or says that it is gone. */
export type Retired = { address: Address; locale: Locale; claim: Claim; target: Address | undefined }

/** The ledger with today's addresses added and today's titles noted; in the order of addresses. */
export function extended(
  ledger: Ledger,
  addresses: Addresses,
  titlesOf: (subject: Subject) => Localized<string>,
): Ledger {
  const all: Record<Address, Claim> = { ...ledger.addresses }
  for (const { address, subject } of addresses.entries) {
    all[address] = { ...subject, titles: titlesOf(subject) }
  }
  return {
    version: 1,
    addresses: Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

/**
 * The addresses of the ledger that have no page of their own today.
 * @throws {LostAddressError} for addresses in a language that the site no longer has
 */
export function retiredOf(ledger: Ledger, addresses: Addresses): readonly Retired[] {
  const old = Object.entries(ledger.addresses).filter(([address]) => addresses.at(address) === undefined)
  const lost = old.filter(([address]) => localeOf(address) === undefined).map(([address]) => address)
  if (lost.length > 0) throw new LostAddressError(lost)
  return old.flatMap(([address, claim]) => {
    const locale = localeOf(address)
    return locale === undefined
      ? []
      : [{ address, locale, claim, target: addresses.of(locale, claim.kind, claim.id) }]
  })
}

/** Entries that ask for an address of another subject, with that subject. */
export function contestsOf(
  ledger: Ledger,
  addresses: Addresses,
): readonly { entry: Entry; owner: Subject & { titles?: Localized<string> } }[] {
  return addresses.entries.flatMap((entry) => {
    const claim = ledger.addresses[entry.address]
    if (claim !== undefined) return same(claim, entry.subject) ? [] : [{ entry, owner: claim }]
    const rival = addresses.contested.find(
      (other) => other.address === entry.address && !same(other.subject, entry.subject),
    )
    return rival === undefined ? [] : [{ entry, owner: rival.subject }]
  })
}

/** Addresses that a build would lose. */
export class LostAddressError extends Error {
  readonly addresses: readonly Address[]
  constructor(addresses: readonly Address[]) {
    super(`Addresses in a language that the site no longer has: ${addresses.join(', ')}`)
    this.name = 'LostAddressError'
    this.addresses = addresses
  }
}

const same = (a: Subject, b: Subject) => a.kind === b.kind && a.id === b.id
