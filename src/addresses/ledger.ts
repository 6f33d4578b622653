import { z } from 'zod'
import { type Locale, locales } from '#src/locales.ts'
import type { Localized } from '#src/model/localized.ts'
import { byText } from '#src/model/order.ts'
import { type Address, type Addresses, type Entry, localeOf, type Subject, subjectKinds } from './paths.ts'

/**
 * Every address that was ever published, whose it is, and what that was last called. It travels with the
 * release as `addresses.json`.
 *
 * An address belongs to the subject that first had it, for good: also when it is renamed, moved, unpublished
 * or deleted, so that it gets its address back when it returns. Another subject that asks for it is refused,
 * unless its document says `takesOver` and the owner has no page there today; then the address is the
 * taker's from that release on, and the ledger notes whose it was before. What is taken is what the document
 * itself asks for: its edition or its sessions take nothing with it. Two subjects that ask for one address
 * today are refused whatever they say. So a swap of two slugs is refused, in one release or in several:
 * each of the two addresses was the other's; with `takesOver` on both documents it is accepted.
 */
export type Ledger = {
  version: 1
  addresses: Readonly<Record<Address, Claim>>
  /** What was ever published under an id, by id: it has a permalink for good. */
  permalinks: Readonly<Record<string, Permanent>>
}

/** `before`: the subjects whose address it was until the present one took it over, the first owner first. */
export type Claim = Subject & { titles: Localized<string>; before?: readonly Subject[] }

/** What has a permalink, under its last title; `edition` is the edition that it was last in. */
export type Permanent = {
  kind: (typeof permanentKinds)[number]
  id: string
  titles: Localized<string>
  edition?: string
}

const permanentKinds = ['strategySection', 'edition', 'part', 'session', 'page'] as const

export const emptyLedger: Ledger = { version: 1, addresses: {}, permalinks: {} }

/** An address that no page has today: it leads to the subject's present address, or says that it is gone. */
export type Retired = { address: Address; locale: Locale; claim: Claim; target: Address | undefined }

/** The ledger with today's addresses added and today's titles noted; in the order of addresses and ids. */
export function extended(
  ledger: Ledger,
  addresses: Addresses,
  today: { titlesOf: (subject: Subject) => Localized<string>; permanent: readonly Permanent[] },
): Ledger {
  const titles = new Map(addresses.entries.map(({ subject }) => [key(subject), today.titlesOf(subject)]))
  const claims = new Map(
    Object.entries(ledger.addresses).map(([address, claim]) => [
      address,
      { ...claim, titles: titles.get(key(claim)) ?? claim.titles },
    ]),
  )
  for (const { address, subject } of addresses.entries) {
    const earlier = claims.get(address)
    if (earlier && same(earlier, subject)) continue
    const before = earlier && [...(earlier.before ?? []), { kind: earlier.kind, id: earlier.id }]
    claims.set(address, { ...subject, titles: titles.get(key(subject)) ?? {}, ...(before && { before }) })
  }
  // Ledgers were once without permalinks: what they knew by its address has one too.
  const known = Object.values(ledger.addresses).flatMap(({ kind, id, titles }) => {
    const permanent = permanentKinds.find((one) => one === kind)
    return permanent ? [{ kind: permanent, id, titles }] : []
  })
  const permanent = new Map<string, Permanent>()
  for (const one of [...known, ...Object.values(ledger.permalinks), ...today.permanent]) {
    permanent.set(one.id, one)
  }
  return { version: 1, addresses: inOrder(claims), permalinks: inOrder(permanent) }
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

/** Entries that ask for an address of another subject, with that subject. `mayTake`: whose document says `takesOver`. */
export function contestsOf(
  ledger: Ledger,
  addresses: Addresses,
  mayTake: (subject: Subject) => boolean,
): readonly { entry: Entry; owner: Subject & { titles?: Localized<string> } }[] {
  return addresses.entries.flatMap((entry) => {
    const rival = addresses.contested.find(
      (other) => other.address === entry.address && !same(other.subject, entry.subject),
    )
    if (rival) return [{ entry, owner: rival.subject }]
    const claim = ledger.addresses[entry.address]
    const free = claim === undefined || same(claim, entry.subject) || mayTake(entry.subject)
    return free ? [] : [{ entry, owner: claim }]
  })
}

/** A ledger as it is published. */
export const ledgerText = (ledger: Ledger): string => `${JSON.stringify(ledger, null, 1)}\n`

/** A ledger as it was published. @throws {SyntaxError | z.ZodError} for anything else */
export function parsedLedger(text: string): Ledger {
  return schema.parse(JSON.parse(text))
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

const titles = z
  .record(z.string(), z.string())
  .transform(
    (all): Localized<string> =>
      Object.fromEntries(
        locales.flatMap(({ locale }) => (all[locale] === undefined ? [] : [[locale, all[locale]]])),
      ),
  )
const subject = { kind: z.enum(subjectKinds), id: z.string() }
const schema = z.object({
  version: z.literal(1),
  addresses: z.record(
    z.string().regex(/^\/([^/]+\/)+$/),
    z.object({ ...subject, titles, before: z.array(z.object(subject)).exactOptional() }),
  ),
  permalinks: z
    .record(
      z.string(),
      z.object({ kind: z.enum(permanentKinds), id: z.string(), titles, edition: z.string().exactOptional() }),
    )
    .default({}),
})

const same = (a: Subject, b: Subject) => a.kind === b.kind && a.id === b.id
const key = ({ kind, id }: Subject) => `${kind} ${id}`
const inOrder = <T>(map: ReadonlyMap<string, T>): Readonly<Record<string, T>> =>
  Object.fromEntries([...map].sort(([a], [b]) => byText(a, b)))
