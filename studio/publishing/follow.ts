import type { SanityClient } from 'sanity'
import { examine } from '#src/rules/examine.ts'
import type { Fault } from '#src/rules/findings.ts'
import { studioLocale } from '../language.ts'
import { storedContent } from './stored.ts'

/** How far a change has come on its way to readers. */
export type Progress =
  | { kind: 'building' }
  | { kind: 'live'; at: Date }
  /** The build refuses what is published; the last good release stays. */
  | { kind: 'refused'; faults: readonly Fault[] }
  /** Too long without a new release: nobody knows why. */
  | { kind: 'unknown' }

/** When the newest of some published documents was changed, as ISO 8601; undefined while none is published. */
export const changedAt = (client: SanityClient, ids: readonly string[]): Promise<string | undefined> =>
  client
    .withConfig({ perspective: 'published', useCdn: false })
    .fetch<string | null>('*[_id in $ids] | order(_updatedAt desc)[0]._updatedAt', { ids })
    .then((found) => found ?? undefined)

/**
 * Follows what was published until the site shows it: until its `/release.json` is as new as the documents.
 * `before` is when the newest of them was changed before. Tells each step; ends after the last.
 */
export async function followRelease(
  { client, site, ids, before, every = 1000, patience = 5000 }: Followed,
  tell: (progress: Progress) => void,
): Promise<void> {
  const changed = await until(
    async () => {
      const now = await changedAt(client, ids)
      return now !== undefined && now !== before ? now : undefined
    },
    { every: 300, atMost: 30_000 },
  )
  if (changed === undefined) return
  tell({ kind: 'building' })
  const begun = performance.now()
  const last = await until(
    async (): Promise<Progress | undefined> => {
      if ((await newestOf(site)) >= changed) return { kind: 'live', at: new Date() }
      // A release takes seconds; only when it does not come is it worth asking what stands in its way.
      if (performance.now() - begun < patience) return undefined
      const { stored, ledger } = await storedContent(client)
      const { faults } = examine(
        stored.filter(({ _id }) => !_id.includes('.')),
        ledger,
        studioLocale,
      )
      return faults.length > 0 ? { kind: 'refused', faults } : undefined
    },
    { every, atMost: 15 * 60_000 },
  )
  tell(last ?? { kind: 'unknown' })
}

/** When the newest document of the site's release was changed; empty where the site does not answer. */
const newestOf = (site: string): Promise<string> =>
  fetch(new URL('release.json', site), {
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(5000),
  })
    .then((response) => (response.ok ? response.json() : {}))
    .then((release: { newest?: unknown }) => (typeof release.newest === 'string' ? release.newest : ''))
    .catch(() => '')

/** Asks again and again, every so many milliseconds, until there is an answer or the time is up. */
async function until<T>(
  ask: () => Promise<T | undefined>,
  { every, atMost }: { every: number; atMost: number },
): Promise<T | undefined> {
  const end = performance.now() + atMost
  while (performance.now() < end) {
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined) return answer
    await new Promise((later) => setTimeout(later, every))
  }
  return undefined
}

type Followed = {
  client: SanityClient
  site: string
  ids: readonly string[]
  before: string | undefined
  /** How often the site is asked, and after how long the content is asked what is wrong; in milliseconds. */
  every?: number
  patience?: number
}
