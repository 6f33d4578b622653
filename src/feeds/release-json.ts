import type { Snapshot } from '#src/model/schema.ts'

/** The content of `/release.json`. A release of an earlier version of this project has no `moment`. */
export type ReleaseJson = {
  /** The time of the newest change. */
  readonly newest: string
  /** The number of documents of each type. */
  readonly counts: Readonly<Record<string, number>>
  /** When the moment that the release shows began, in ISO 8601; null where nothing in it has begun or ended at a time. */
  readonly moment: string | null
}

/** @param since when the moment of the release began */
export function releaseOf({ forum, ...lists }: Snapshot, since: string | undefined): ReleaseJson {
  const documents = [forum, ...Object.values(lists).flat()]
  const newest =
    documents
      .map(({ _updatedAt }) => _updatedAt)
      .sort()
      .at(-1) ?? ''
  const counts: Record<string, number> = {}
  for (const { _type } of documents) counts[_type] = (counts[_type] ?? 0) + 1
  return { newest, counts, moment: since ?? null }
}
