import { filter, firstValueFrom, map, of, timeout } from 'rxjs'
import type { SanityClient } from 'sanity'
import { examine } from '#src/rules/examine.ts'
import type { Fault } from '#src/rules/findings.ts'
import { studioLocale } from '../language.ts'
import { publishedLedger } from '../published-ledger.ts'
import { contentChanges, currentContent } from '../store/content-store.ts'
import type { ContentVersions } from '../store/versions.ts'
import { siteStatus } from './held-back.ts'
import { shownRelease } from './site-release.ts'

/** A release, how long it took, and how many pages it changed, where the site tells. */
type MadeRelease = { number: number; milliseconds: number; changedPages?: number | undefined }

/** How far a published change has come on its way to readers. */
export type ReleaseStatus =
  | { kind: 'building' }
  | { kind: 'live'; at: Date; release?: MadeRelease }
  /** The build refuses what is published; the last good release stays online. */
  | { kind: 'refused'; faults: readonly Fault[] }
  /** No new release came in time, and no fault explains it. */
  | { kind: 'unknown' }

/** When the newest of some published documents was changed, as ISO 8601; undefined while none is published. */
export function newestChange({ published }: ContentVersions, ids: readonly string[]): string | undefined {
  const wanted = new Set(ids)
  return published
    .flatMap(({ _id, _updatedAt }) => (wanted.has(_id) ? String(_updatedAt) : []))
    .sort()
    .at(-1)
}

/**
 * Watches the site until its `/release.json` is as new as some documents that were just published, and reports each
 * status. `before` is when the newest of them was changed before they were published.
 * @throws what the client throws while the published documents are awaited
 */
export async function watchRelease(
  { client, site, ids, before, everyMilliseconds = 1000, patienceMilliseconds = 5000 }: Watched,
  report: (status: ReleaseStatus) => void,
): Promise<void> {
  const changed = await publishedChange(client, ids, before)
  if (changed === undefined) return
  report({ kind: 'building' })
  const start = performance.now()
  const last = await poll(async (): Promise<ReleaseStatus | undefined> => {
    if ((await newestOnSite(site)) >= changed)
      return { kind: 'live', at: new Date(), ...(await madeRelease(site)) }
    // A release takes seconds. Only when it is late are faults a likely reason.
    if (performance.now() - start < patienceMilliseconds) return undefined
    const faults = await publishedFaults(client)
    return faults.length > 0 ? { kind: 'refused', faults } : undefined
  }, everyMilliseconds)
  report(last ?? { kind: 'unknown' })
}

/** Large sites on slow machines are built in minutes. */
const longestWaitMilliseconds = 15 * 60_000

/** When the published documents were changed, once that is another time than before; undefined if it stays the same. */
const publishedChange = (client: SanityClient, ids: readonly string[], before: string | undefined) =>
  firstValueFrom(
    contentChanges(client).pipe(
      map((content) => newestChange(content, ids)),
      filter((changed) => changed !== undefined && changed !== before),
      timeout({ first: longestWaitMilliseconds, with: () => of(undefined) }),
    ),
  )

async function publishedFaults(client: SanityClient): Promise<readonly Fault[]> {
  const [{ published }, ledger] = await Promise.all([currentContent(client), publishedLedger()])
  return examine(published, ledger, studioLocale).faults
}

/** The release that the site shows, where the site tells how it was made: a moment after it shows it, at most. */
async function madeRelease(site: string): Promise<Pick<ReleaseStatus & { kind: 'live' }, 'release'>> {
  for (const wait of [0, 300]) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    const { release, shown } = (await siteStatus(site)) ?? {}
    if (release === undefined) return {}
    if (release.number === shown?.number) return { release }
  }
  return {}
}

/** When the newest document of the site's release was changed; empty where the site does not answer. */
async function newestOnSite(site: string): Promise<string> {
  const { newest } = await shownRelease(site)
  return typeof newest === 'string' ? newest : ''
}

/** Asks at intervals until there is an answer; undefined when there is none within a quarter of an hour. */
async function poll<T>(ask: () => Promise<T | undefined>, everyMilliseconds: number): Promise<T | undefined> {
  const end = performance.now() + longestWaitMilliseconds
  while (performance.now() < end) {
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, everyMilliseconds))
  }
  return undefined
}

type Watched = {
  client: SanityClient
  site: string
  ids: readonly string[]
  before: string | undefined
  /** How often the site is asked, and after how long the published content is examined for faults. */
  everyMilliseconds?: number
  patienceMilliseconds?: number
}
