import type { Snapshot } from '#src/model/schema.ts'

/** The content of `/release.json`: the time of the newest change, and the number of documents of each type. */
export function releaseOf({ forum, ...lists }: Snapshot): { newest: string; counts: Record<string, number> } {
  const documents = [forum, ...Object.values(lists).flat()]
  const newest =
    documents
      .map(({ _updatedAt }) => _updatedAt)
      .sort()
      .at(-1) ?? ''
  const counts: Record<string, number> = {}
  for (const { _type } of documents) counts[_type] = (counts[_type] ?? 0) + 1
  return { newest, counts }
}
