import type { Ledger } from '#src/addresses/ledger.ts'
import { takenIn } from '#src/addresses/ledger.ts'
import { type Address, type Addresses, addressesOf, localeOf } from '#src/addresses/paths.ts'
import { locales } from '#src/locales.ts'
import type { Snapshot } from '#src/model/schema.ts'

/** An address of this site that no page has; `meant` is the page that it probably means, if any is near. */
export type DeadLink = { found: string; meant?: Address }

/**
 * Looks at links to pages of this site: those that begin with a slash. One that leads to a page, or to an address of the
 * ledger that leads on to one, is none of these; nor are addresses of files, frames, screens and feeds. The addresses are
 * made for the first such link; each dead one costs a look at all of its language, once for the same addresses.
 */
export function deadLinksIn(
  snapshot: Omit<Snapshot, 'forum'>,
  ledger: Ledger,
): (href: string) => DeadLink | undefined {
  let addresses: Addresses | undefined
  return (href) => {
    const address = pageAddress(href)
    if (address === undefined) return undefined
    addresses ??= addressesOf(snapshot, takenIn(ledger))
    if (addresses.at(address)) return undefined
    const claim = ledger.addresses[address]
    const locale = localeOf(address)
    if (claim && locale && addresses.of(locale, claim.kind, claim.id)) return undefined
    const meant = nearest(address, addresses)
    return { found: href.trim(), ...(meant !== undefined && { meant }) }
  }
}

/** The address of a page in a link, without its fragment; undefined for other links. @example '/en/2019#a' → '/en/2019/' */
function pageAddress(href: string): Address | undefined {
  const [path = ''] = href.trim().split(/[?#]/, 1)
  if (!/^\/[^/\\]/.test(path)) return undefined
  const [first = '', second, third] = path.split('/').filter(Boolean)
  const isOther =
    localeOf(path.toLowerCase()) === undefined ? !looksLikePage.test(first) : isNoPage(second, third)
  return isOther || /\.[a-z0-9]+$/i.test(path) ? undefined : path.endsWith('/') ? path : `${path}/`
}

/** Without its language: the slug of an edition. Other names at the root are files, permalinks and pictures. */
const looksLikePage = /^\d{4}$/

const isNoPage = (word: string | undefined, below: string | undefined) =>
  word === 'embed' || word === 'screen' || (word === 'feeds' && below !== undefined)

function nearest(address: Address, addresses: Addresses): Address | undefined {
  const ofAddresses = known.get(addresses) ?? new Map<Address, Address | undefined>()
  known.set(addresses, ofAddresses)
  if (!ofAddresses.has(address)) ofAddresses.set(address, nearestOf(address, addresses))
  return ofAddresses.get(address)
}

const known = new WeakMap<Addresses, Map<Address, Address | undefined>>()

/** The same address but for its language, the one whose last word is the same, or the one with the fewest other letters. */
function nearestOf(address: Address, { entries, at }: Addresses): Address | undefined {
  const locale = localeOf(address.toLowerCase())
  if (locale === undefined) return locales.map((one) => `/${one.locale}${address}`).find((one) => at(one))
  const text = address.toLowerCase()
  const last = text.split('/').at(-2)
  const own = entries.filter((one) => one.locale === locale).map((one) => one.address)
  const same = own.filter((one) => one.toLowerCase().split('/').at(-2) === last)
  if (same.length > 0) return same.at(-1)
  let best: { address: Address; distance: number } | undefined
  for (const one of own) {
    const limit = best ? best.distance - 1 : Math.min(6, Math.floor(text.length / 5))
    const distance = editDistance(text, one, limit)
    if (distance !== undefined) best = { address: one, distance }
  }
  return best?.address
}

/** How many letters must be written otherwise to make one text of another; undefined where it is more than `limit`. */
function editDistance(one: string, other: string, limit: number): number | undefined {
  if (limit < 0 || Math.abs(one.length - other.length) > limit) return undefined
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    if (Math.min(...next) > limit) return undefined
    row = next
  }
  const distance = row[other.length] ?? 0
  return distance <= limit ? distance : undefined
}
