import { z } from 'zod'
import type { Locale } from '#src/locales.ts'
import type { Localized } from '#src/model/localized.ts'
import { byText } from '#src/model/order.ts'
import {
  type Changes,
  type ChangeTimes,
  changeFields,
  extendedChanges,
  type SessionPlace,
  titles,
} from './change-history.ts'
import {
  type Address,
  type Addresses,
  type Entry,
  fileOf,
  type IsTaken,
  isWritable,
  localeOf,
  type Subject,
} from './paths.ts'

/**
 * Every address that was ever published, with its owner and the owner's last title. The release contains it as
 * `addresses.json`.
 *
 * An address belongs for good to the subject that had it first. The owner keeps it when it is renamed, moved,
 * unpublished or deleted, so it gets the address back when it is restored. Another subject that asks for the address
 * is refused, unless its document has `takesOver` and the owner has no page there today. Then the address belongs to
 * that subject from this release on, and the ledger records the earlier owners. `takesOver` applies to the document's
 * own address only, not to those of its edition or its sessions. Two subjects that ask for the same address today are
 * both refused, with or without `takesOver`. A swap of two slugs is therefore refused, in one release or in several,
 * because each address was the other's; it is accepted where both documents have `takesOver`.
 */
export type Ledger = {
  version: 2
  addresses: Readonly<Record<Address, Claim>>
  /** Everything that was ever published and has a permalink, by id. Permalinks never end. */
  permalinks: Readonly<Record<string, PermalinkRecord>>
  changes: Changes
}

/**
 * A subject as a ledger names it. A ledger that a later version of the site wrote may have kinds that this one does not
 * know: they are kept, and have no page today.
 */
export type PastSubject = { kind: string; id: string }

/** The owner of an address. `before` lists the earlier owners, the first owner first. */
export type Claim = PastSubject & { titles: Localized<string>; before?: readonly PastSubject[] }

/** A subject with a permalink and its last titles; `edition` is the last edition that it was in. */
export type PermalinkRecord = PastSubject & {
  titles: Localized<string>
  edition?: string
  /** Of a session: when and where it was last published to be. */
  last?: SessionPlace
  /**
   * Of a session: how often calendars must have read it anew (RFC 5545, SEQUENCE), as the whole minutes from the beginning of
   * 2019 to its last change. Never becomes smaller, and fits 31 bits for four thousand years.
   */
  sequence?: number
}

const since2019 = Date.UTC(2019, 0)

/** The sequence of a moment in ISO 8601; 0 for none, or one before 2019. */
export function sequenceAt(moment: string): number {
  const minutes = Math.floor((Date.parse(moment) - since2019) / 60_000)
  return Number.isFinite(minutes) ? Math.max(0, minutes) : 0
}

/** The moment of a sequence. */
export const momentOf = (sequence: number): Date => new Date(since2019 + sequence * 60_000)

const permalinkKinds = new Set([
  'strategySection',
  'edition',
  'day',
  'part',
  'session',
  'room',
  'contributor',
  'page',
])

export const emptyLedger: Ledger = { version: 2, addresses: {}, permalinks: {}, changes: {} }

/** An address that no page has today. It redirects to `target`, the subject's present address, or says that the page is gone. */
export type RetiredAddress = { address: Address; locale: Locale; claim: Claim; target: Address | undefined }

/** The ledger with today's addresses and titles added, sorted by address and by id. */
export function extendLedger(
  ledger: Ledger,
  addresses: Addresses,
  today: {
    titlesOf: (subject: Subject) => Localized<string>
    permalinks: readonly PermalinkRecord[]
    changed: ChangeTimes
  },
): Ledger {
  const titles = new Map(addresses.subjects.map((subject) => [key(subject), today.titlesOf(subject)]))
  const claims = new Map(
    Object.entries(ledger.addresses).map(([address, claim]) => {
      const present = titles.get(key(claim)) ?? claim.titles
      return [address, present === claim.titles ? claim : { ...claim, titles: present }]
    }),
  )
  for (const { address, subject } of addresses.entries) {
    const earlier = claims.get(address)
    if (earlier && same(earlier, subject)) continue
    const before = earlier && [...(earlier.before ?? []), { kind: earlier.kind, id: earlier.id }]
    claims.set(address, { ...subject, titles: titles.get(key(subject)) ?? {}, ...(before && { before }) })
  }
  const permalinks = extendedPermalinks(ledger, today.permalinks)
  return {
    version: 2,
    addresses: sortedByKey(claims),
    permalinks: sortedByKey(permalinks),
    changes: extendedChanges(ledger, today.permalinks, today.changed),
  }
}

function extendedPermalinks(
  ledger: Ledger,
  today: readonly PermalinkRecord[],
): ReadonlyMap<string, PermalinkRecord> {
  const permalinks = new Map<string, PermalinkRecord>()
  // Old ledgers have no permalinks, so the subjects of their addresses get one as well.
  for (const { kind, id, titles } of Object.values(ledger.addresses))
    if (permalinkKinds.has(kind)) permalinks.set(id, { kind, id, titles })
  for (const record of Object.values(ledger.permalinks)) permalinks.set(record.id, record)
  for (const record of today) {
    const earlier = permalinks.get(record.id)
    const sequence = Math.max(record.sequence ?? 0, earlier?.sequence ?? 0)
    permalinks.set(record.id, { ...earlier, ...record, ...(sequence > 0 && { sequence }) })
  }
  const present = new Set(today.map(({ id }) => id))
  for (const record of permalinks.values()) {
    const { id, last } = record
    if (last !== undefined && !last.isWithdrawn && !present.has(id))
      permalinks.set(id, { ...record, last: { ...last, isWithdrawn: true } })
  }
  return permalinks
}

/**
 * The addresses of the ledger that have no page today. `presentId` names what has the place of a subject now.
 * @throws {LostAddressError} for addresses in a language that the site no longer has
 */
export function retiredAddresses(
  ledger: Ledger,
  addresses: Addresses,
  presentId: (id: string) => string,
): readonly RetiredAddress[] {
  const old = Object.entries(ledger.addresses).filter(
    // An address that could not be written was never a page of its own, although an early ledger may have it.
    ([address]) => addresses.at(address) === undefined && isWritable(address),
  )
  const lost = old.filter(([address]) => localeOf(address) === undefined).map(([address]) => address)
  if (lost.length > 0) throw new LostAddressError(lost)
  return old.flatMap(([address, claim]) => {
    const locale = localeOf(address)
    return locale === undefined
      ? []
      : [{ address, locale, claim, target: addresses.of(locale, claim.kind, presentId(claim.id)) }]
  })
}

/**
 * Entries whose address belongs to another subject, with that owner. `mayTake` says whether a subject may take an address of
 * an owner that has no page there: where its document has `takesOver`, or has that owner's place.
 */
export function contestedEntries(
  ledger: Ledger,
  addresses: Addresses,
  mayTake: (subject: Subject, owner: PastSubject) => boolean,
): readonly { entry: Entry; owner: PastSubject & { titles?: Localized<string> } }[] {
  const contested = Map.groupBy(addresses.contested, ({ address }) => fileOf(address))
  const claims = Map.groupBy(Object.entries(ledger.addresses), ([address]) => fileOf(address))
  return addresses.entries.flatMap((entry): { entry: Entry; owner: PastSubject }[] => {
    const file = fileOf(entry.address)
    const rival = contested.get(file)?.find((other) => !same(other.subject, entry.subject))
    if (rival) return [{ entry, owner: rival.subject }]
    const others = claims.get(file)?.map(([, claim]) => claim) ?? []
    const claim = others.find((one) => !same(one, entry.subject))
    const free = claim === undefined || mayTake(entry.subject, claim)
    return free ? [] : [{ entry, owner: claim }]
  })
}

/**
 * Whether an address belongs to another kind of subject than a page of our own. A page of our own gives way to what was
 * there before it: a document keeps its address, and the page takes another word (`addressesOf`).
 */
export const takenIn =
  ({ addresses }: Ledger): IsTaken =>
  (address, kind) => {
    const claim = entryAt(addresses, address)
    return claim !== undefined && claim.kind !== kind
  }

/** What the ledger records under a key of one of its lists. Keys come from addresses and ids, so one may be `constructor`. */
export const entryAt = <T>(list: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(list, key) ? list[key] : undefined

/** The ledger as the text of `addresses.json`. */
export const ledgerText = (ledger: Ledger): string => `${JSON.stringify(ledger, null, 1)}\n`

/** Reads a ledger from the text of `addresses.json`. @throws {SyntaxError | z.ZodError} for any other text */
export function parsedLedger(text: string): Ledger {
  return schema.parse(JSON.parse(text))
}

/** Published addresses that the next release would lose. */
export class LostAddressError extends Error {
  readonly addresses: readonly Address[]
  constructor(addresses: readonly Address[]) {
    super(`Addresses in a language that the site no longer has: ${addresses.join(', ')}`)
    this.name = 'LostAddressError'
    this.addresses = addresses
  }
}

const subject = { kind: z.string(), id: z.string() }
/** Keeps what it does not know: a later version of the site may have written it. */
const schema = z.object({
  version: z.literal([1, 2]).transform(() => 2 as const),
  addresses: z.record(
    z.string().regex(/^\/([^/]+\/)+$/),
    z.looseObject({ ...subject, titles, before: z.array(z.looseObject(subject)).exactOptional() }),
  ),
  permalinks: z
    .record(
      z.string(),
      z.looseObject({
        ...subject,
        titles,
        edition: z.string().exactOptional(),
        last: z
          .looseObject({
            ...{ date: z.string(), start: z.string(), end: z.string(), rooms: z.array(z.string()) },
            people: z.array(z.string()).exactOptional(),
            isCancelled: z.boolean().exactOptional(),
            isWithdrawn: z.boolean().exactOptional(),
          })
          .exactOptional(),
        sequence: z.number().int().exactOptional(),
      }),
    )
    .default({}),
  changes: z.record(z.string(), z.array(changeFields)).default({}),
})

const same = (a: PastSubject, b: PastSubject) => a.kind === b.kind && a.id === b.id
const key = ({ kind, id }: PastSubject) => `${kind} ${id}`
function sortedByKey<T>(map: ReadonlyMap<string, T>): Readonly<Record<string, T>> {
  const entries = [...map]
  // It is in order but for what is new.
  const isSorted = entries.every(([name], at) => at === 0 || byText(entries[at - 1]?.[0] ?? '', name) <= 0)
  return Object.fromEntries(isSorted ? entries : entries.sort(([a], [b]) => byText(a, b)))
}
