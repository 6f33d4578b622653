import { type FailureKind, type PublicStatus, parsedStatus } from '#src/content/site-status.ts'
import type { Fault } from '#src/rules/findings.ts'
import { faultKey } from './outlook.ts'

/** What keeps the site from showing what is published: faults, or something that is not in the content. */
export type HeldBack = {
  readonly faults: readonly Fault[]
  readonly reason?: Exclude<FailureKind, 'faults'> | 'backup'
  /** When the last backup was made, where none can be made now, as ISO 8601. */
  readonly backupTime?: string
  /** When the release that the site shows was published, as ISO 8601; undefined where the site does not tell. */
  readonly shownSince?: string
}

/**
 * What is held back, or not backed up, from the faults of what is published and from the status of the site; undefined while the site is
 * up to date. The status also has faults that only a release finds, such as a file whose bytes are gone. It does not
 * tell what they are called: `titleOf` does.
 */
export function heldBack(
  faults: readonly Fault[],
  status: PublicStatus | undefined,
  titleOf: (documentId: string) => string,
): HeldBack | undefined {
  const { failure, state, shown } = status ?? {}
  const known = new Set(faults.map(faultKey))
  const more = (failure?.faults ?? []).flatMap(({ locale, ...place }) => {
    const title = titleOf(place.documentId)
    const fault = { ...place, ...(locale && { locale }), title, facts: { found: title } }
    return known.has(faultKey(fault)) ? [] : [fault]
  })
  const all = [...faults, ...more]
  const other = failure?.kind ?? (state === 'notListening' ? 'listening' : 'faults')
  const since = shown && { shownSince: shown.time }
  if (all.length > 0) return { faults: all, ...since }
  if (other !== 'faults') return { faults: [], reason: other, ...since }
  const { failedSince, time } = status?.backup ?? {}
  if (failedSince === undefined) return undefined
  return { faults: [], reason: 'backup', ...(time && { backupTime: time }) }
}

/**
 * The status of a site; undefined where there is none now; null where the site does not tell its status at all, as on a
 * host that only has files.
 */
export const siteStatus = (site: string): Promise<PublicStatus | undefined | null> =>
  fetch(new URL('status.json', site), {
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(5000),
  })
    .then(async (response) => {
      if (response.ok) return parsedStatus(await response.json()) ?? null
      return response.status >= 500 ? undefined : null
    })
    // A host that does not let the Studio read is no other than one that does not answer.
    .catch(() => null)
