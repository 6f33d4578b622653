import type { Locale } from '#src/locales.ts'
import type { Snapshot } from '#src/model/schema.ts'
import {
  entryAt,
  extendLedger,
  type Ledger,
  type PermalinkRecord,
  type RetiredAddress,
  retiredAddresses,
} from './ledger.ts'
import { titleOf } from './localize.ts'
import { type Address, type Addresses, addressesOf, type Subject } from './paths.ts'

/** Every address that was ever published, and what is there today. */
export type AddressTable = {
  addresses: Addresses
  /** The ledger of this release: the earlier ledger with today's addresses. */
  ledger: Ledger
  /** Old addresses: each redirects, or says what became of its page. */
  retired: readonly RetiredAddress[]
}

/** @throws {LostAddressError} where an earlier address would be lost */
export function addressTable(snapshot: Snapshot, earlier: Ledger): AddressTable {
  const addresses = addressesOf(snapshot)
  const ledger = extendLedger(earlier, addresses, {
    titlesOf: (subject) => titleOf(subject, snapshot),
    permalinks: permalinkRecords(snapshot),
  })
  return { addresses, ledger, retired: retiredAddresses(ledger, addresses) }
}

/** An edition, a part, a session or a page that is published or once was. */
export type SubjectWithPermalink = PermalinkRecord & Subject

/** The editions, parts, sessions and pages that are published or once were, with their last titles, by id. */
export function subjectsWithPermalinks({ ledger }: AddressTable): readonly SubjectWithPermalink[] {
  return Object.values(ledger.permalinks).flatMap(({ kind, ...record }) =>
    kind === 'strategySection' ? [] : [{ kind, ...record }],
  )
}

/** The page that a gone page links to instead: the programme that it was in, else that edition, else the forum. */
export function nextBestPage(
  { addresses, ledger }: AddressTable,
  locale: Locale,
  { kind, id }: Subject,
): { kind: 'programme' | 'edition' | 'forum'; id: string; address: Address } {
  const edition = kind === 'programme' ? id : entryAt(ledger.permalinks, id)?.edition
  for (const candidate of ['programme', 'edition'] as const) {
    const address = edition === undefined ? undefined : addresses.of(locale, candidate, edition)
    if (edition !== undefined && address !== undefined) return { kind: candidate, id: edition, address }
  }
  return { kind: 'forum', id: 'forum', address: `/${locale}/` }
}

function permalinkRecords({
  strategySections,
  editions,
  parts,
  sessions,
  pages,
}: Snapshot): PermalinkRecord[] {
  const editionOf = new Map(parts.map((part) => [part._id, part.edition]))
  const recordOf = (
    kind: PermalinkRecord['kind'],
    { _id: id, title: titles }: { _id: string; title: PermalinkRecord['titles'] },
    edition?: string,
  ): PermalinkRecord => ({ kind, id, titles, ...(edition !== undefined && { edition }) })
  return [
    ...strategySections.map((section) => recordOf('strategySection', section)),
    ...editions.map((edition) => recordOf('edition', edition, edition._id)),
    ...parts.map((part) => recordOf('part', part, part.edition)),
    ...sessions.map((session) => recordOf('session', session, editionOf.get(session.part))),
    ...pages.map((page) => recordOf('page', page)),
  ]
}
