import type { Locale } from '#src/locales.ts'
import { byText } from '#src/model/order.ts'
import type { Snapshot } from '#src/model/schema.ts'
import { dayOfId, dayTitle } from '#src/programme/days.ts'
import { documentsOf } from '#src/programme/documents.ts'
import { type Changes, type ChangeTimes, extendedChanges } from './change-history.ts'
import { type FormerPeople, formerPeople, withoutFormerPeople } from './former-people.ts'
import {
  entryAt,
  extendLedger,
  type Ledger,
  type PastSubject,
  type PermalinkRecord,
  type RetiredAddress,
  retiredAddresses,
  sequenceAt,
  takenIn,
} from './ledger.ts'
import { titleOf } from './localize.ts'
import { type Address, type Addresses, addressesOf } from './paths.ts'

/** Every address that was ever published, and what is there today. */
export type AddressTable = {
  addresses: Addresses
  /** The ledger of this release: the earlier ledger with today's addresses. */
  ledger: Ledger
  past: Past
}

/** @throws {LostAddressError} where an earlier address would be lost */
export function addressTable(snapshot: Snapshot, published: Ledger): AddressTable {
  const documents = documentsOf(snapshot)
  const earlier = withoutFormerPeople(published, snapshot)
  const addresses = addressesOf(snapshot, takenIn(earlier))
  const ledger = extendLedger(earlier, addresses, {
    titlesOf: (subject) => titleOf(subject, documents),
    permalinks: permalinkRecords(snapshot, addresses),
    changed: changeTimes(snapshot),
  })
  return { addresses, ledger, past: new Past(ledger, addresses, formerPeople(snapshot)) }
}

/** What changed in each edition, with what differs between the sessions of the earlier ledger and today's. */
export const changesUntil = (snapshot: Snapshot, earlier: Ledger): Changes =>
  extendedChanges(withoutFormerPeople(earlier, snapshot), sessionRecords(snapshot), changeTimes(snapshot))

/** What was published until now, as pages ask for it. Its lists and tables are made once. */
export class Past {
  /** Old addresses, in the order of the ledger: each redirects, or says what became of its page. */
  readonly retired: readonly RetiredAddress[]
  /** The editions, days, parts, sessions, contributors and pages that are published or once were, by id. */
  readonly subjects: readonly PermalinkRecord[]
  /** The ids of everything that has, or had, a permalink. */
  readonly ids: readonly string[]
  readonly #ledger: Ledger
  readonly #presentId: FormerPeople['presentId']
  readonly #retired: ReadonlyMap<Address, RetiredAddress>
  readonly #withdrawn: ReadonlyMap<string | undefined, readonly PermalinkRecord[]>

  /** @throws {LostAddressError} where an earlier address would be lost */
  constructor(ledger: Ledger, addresses: Addresses, { presentId }: Pick<FormerPeople, 'presentId'>) {
    this.#ledger = ledger
    this.#presentId = presentId
    this.retired = retiredAddresses(ledger, addresses, presentId)
    this.#retired = new Map(this.retired.map((old) => [old.address, old]))
    this.ids = Object.keys(ledger.permalinks)
    const records = Object.values(ledger.permalinks)
    this.subjects = records.filter(({ kind }) => kind !== 'strategySection')
    const present = new Set(addresses.subjects.map(({ id }) => id))
    const withdrawn = records.filter(({ kind, id }) => kind === 'session' && !present.has(id))
    this.#withdrawn = Map.groupBy(withdrawn, ({ edition }) => edition)
  }

  /** What an old address leads to; undefined for an address that was never published or has a page today. */
  retiredAt = (address: Address): RetiredAddress | undefined => this.#retired.get(address)

  /** The last state of what has, or had, this permalink; of people who were merged that of the one who has their place. */
  record = (id: string | undefined): PermalinkRecord | undefined =>
    id === undefined || entryAt(this.#ledger.permalinks, id) === undefined
      ? undefined
      : entryAt(this.#ledger.permalinks, this.#presentId(id))

  /** The sessions that were withdrawn, and were last in an edition; by id. */
  withdrawnFrom = (edition: string): readonly PermalinkRecord[] => this.#withdrawn.get(edition) ?? []
}

/** The page that a gone page links to instead: of a person all people; else the programme that it was in, else that edition, else the forum. */
export function nextBestPage(
  { addresses, past }: Pick<AddressTable, 'addresses' | 'past'>,
  locale: Locale,
  { kind, id }: PastSubject,
): { kind: 'people' | 'programme' | 'edition' | 'forum'; id: string; address: Address } {
  const people = kind === 'contributor' ? addresses.of(locale, 'people', 'people') : undefined
  if (people !== undefined) return { kind: 'people', id: 'people', address: people }
  const edition = kind === 'programme' ? id : (past.record(id)?.edition ?? dayOfId(id)?.edition)
  for (const candidate of ['programme', 'edition'] as const) {
    const address = edition === undefined ? undefined : addresses.of(locale, candidate, edition)
    if (edition !== undefined && address !== undefined) return { kind: candidate, id: edition, address }
  }
  return { kind: 'forum', id: 'forum', address: `/${locale}/` }
}

const recordOf = (
  kind: PermalinkRecord['kind'],
  { _id: id, title: titles }: { _id: string; title: PermalinkRecord['titles'] },
  edition?: string,
): PermalinkRecord => ({ kind, id, titles, ...(edition !== undefined && { edition }) })

function permalinkRecords(snapshot: Snapshot, { subjects }: Addresses): PermalinkRecord[] {
  const { strategySections, editions, parts, contributors, rooms, pages } = snapshot
  return [
    ...strategySections.map((section) => recordOf('strategySection', section)),
    ...editions.map((edition) => recordOf('edition', edition, edition._id)),
    ...subjects.flatMap(({ kind, id }) => {
      const { edition, date } = (kind === 'day' && dayOfId(id)) || {}
      return date === undefined ? [] : [recordOf('day', { _id: id, title: dayTitle(date) }, edition)]
    }),
    ...parts.map((part) => recordOf('part', part, part.edition)),
    ...sessionRecords(snapshot),
    ...rooms.map(({ _id, name, edition }) => recordOf('room', { _id, title: name }, edition)),
    ...contributors.map(({ _id, name }) => recordOf('contributor', { _id, title: name })),
    ...pages.map((page) => recordOf('page', page)),
  ]
}

function sessionRecords({
  editions,
  parts,
  sessions,
  contributors,
  rooms: allRooms,
}: Snapshot): PermalinkRecord[] {
  // What a calendar shows of a session is of these too.
  const sequences = new Map(
    [editions, parts, allRooms, contributors].flatMap((list) =>
      list.map(({ _id, _updatedAt }) => [_id, sequenceAt(_updatedAt)] as const),
    ),
  )
  return sessions.map((session) => {
    const { date, start, end, rooms, status, edition, part = '', contributors: people, _updatedAt } = session
    const ids = people.map(({ contributor }) => contributor)
    const changes = [edition, part, ...rooms, ...ids].map((id) => sequences.get(id) ?? 0)
    return {
      ...recordOf('session', session, edition),
      last: {
        ...{ date, start, end, rooms },
        ...{ people: [...new Set(ids)].sort(byText), isCancelled: status === 'cancelled' },
      },
      sequence: Math.max(sequenceAt(_updatedAt), ...changes),
    }
  })
}

function changeTimes({ forum, ...lists }: Snapshot): ChangeTimes {
  let newest = forum._updatedAt
  for (const list of Object.values(lists))
    for (const { _updatedAt } of list) if (_updatedAt > newest) newest = _updatedAt
  return { ofSession: new Map(lists.sessions.map(({ _id, _updatedAt }) => [_id, _updatedAt])), newest }
}
