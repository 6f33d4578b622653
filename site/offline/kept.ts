import type { OfflinePack } from '#src/feeds/offline-format.ts'

/**
 * What is kept in this browser, for the worker and for pages: each pack is a cache of its own. One without its state was not
 * finished, and counts as not there.
 */

/** What is known of a kept pack. */
export type KeptState = Pick<OfflinePack, 'version' | 'zone' | 'intl' | 'note' | 'absent'> & {
  /** The path of the pack, below the root of the site. */
  readonly pack: string
  /** The root of the site, with the path of SITE_URL. */
  readonly root: string
  /** The entity tag of the pack, or another mark that differs with it. */
  readonly validator: string
  /** When it was last known to be what is published, in milliseconds since 1970. */
  readonly asOf: number
}

export type KeptPack = { readonly cache: Cache; readonly name: string; readonly state: KeptState }

/** Others may keep things under the same host, so ours begin with the root of the site. */
export const cacheName = (root: string, pack: string, version: string): string =>
  `${cachePrefix(root)}${pack} ${version}`

const cachePrefix = (root: string): string => `kept ${new URL(root).pathname} `

/** The names of our caches, whole ones and others. */
export const cacheNames = async (root: string): Promise<string[]> =>
  (await caches.keys()).filter((name) => name.startsWith(cachePrefix(root)))

/** The packs that are kept whole. @throws where the browser refuses storage */
export async function keptPacks(root: string): Promise<KeptPack[]> {
  const found = await Promise.all(
    (await cacheNames(root)).map(async (name) => {
      const cache = await caches.open(name)
      const state: KeptState | undefined = await (await cache.match(stateAddress(root)))?.json()
      return state && { cache, name, state }
    }),
  )
  return found.filter((pack) => pack !== undefined)
}

/** Writes what is known of a pack; whoever writes it last has made the pack whole. */
export const writeState = (cache: Cache, state: KeptState): Promise<void> =>
  cache.put(stateAddress(state.root), Response.json(state))

const stateAddress = (root: string) => `${root}kept.json`

/** What a page asks of the worker, and what the worker says while it does that. */
export type Wish = { readonly wish: 'keep' | 'remove'; readonly pack: string }
export type Told =
  | { readonly told: 'progress'; readonly share: number }
  | { readonly told: 'done' }
  | { readonly told: 'failed'; readonly why: Failure }

/** The network failed, or there is no room left, or the browser refuses to keep anything. */
export type Failure = 'network' | 'full' | 'refused'

export function failureOf(error: unknown): Failure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  if (name === 'QuotaExceededError') return 'full'
  return name === 'SecurityError' || name === 'InvalidStateError' || name === 'NotAllowedError'
    ? 'refused'
    : 'network'
}
