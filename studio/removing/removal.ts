import type { SanityClient } from '@sanity/client'
import { withoutReferencesTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { draftId, publishedId } from '../ids.ts'
import { notesRemoved } from '../notes/note-writes.ts'
import { changedScheduled } from '../scheduling/scheduled-writes.ts'
import { type StoredChange, writeStored } from '../store/stored-writes.ts'
import type { ContentVersions } from '../store/versions.ts'

/** Deleting takes away both versions of a document; unpublishing leaves its draft, or makes one of what was published. */
export type RemovalKind = 'delete' | 'unpublish'

export type Removal = {
  kind: RemovalKind
  /** The published id of the document. */
  id: string
  /** The published ids of the documents that refer to it. */
  users: readonly string[]
  /** What waits for its time: what refers to the document there no longer does. */
  scheduled: ContentVersions['scheduled']
}

/**
 * Removes a document, and takes it out of the documents that refer to it, in their published versions and in their
 * drafts, all in one transaction. What staff noted about it goes where the document is deleted.
 * @returns the changes that take it back
 * @throws {ChangedElsewhereError} where another document came to refer to it meanwhile; nothing is written then
 */
export async function removeDocument(
  client: SanityClient,
  { kind, id, users, scheduled }: Removal,
): Promise<readonly StoredChange[]> {
  const [stored, notes] = await Promise.all([
    storedVersions(client, [id, ...users]),
    kind === 'delete' ? notesRemoved(client, id) : [],
  ])
  const [published, draft] = [stored.get(id), stored.get(draftId(id))]
  const makesDraft = kind === 'unpublish' && draft === undefined && published !== undefined
  return writeStored(client, [
    ...[...stored.values()]
      .filter(({ _id }) => publishedId(_id) !== id)
      .map((before) => ({ before, after: withoutReferencesTo(before, id) })),
    ...(makesDraft ? [{ after: { ...published, _id: draftId(id) } }] : []),
    ...(published ? [{ before: published }] : []),
    ...(draft && kind === 'delete' ? [{ before: draft }] : []),
    ...changedScheduled(scheduled, kind === 'delete' ? [id] : [], (document) =>
      withoutReferencesTo(document, id),
    ),
    ...notes,
  ])
}

/**
 * Brings back what was removed, in one transaction. A field that somebody has changed since stays as it is now.
 * @returns how many documents are not as they were, because somebody has changed them
 * @throws {ChangedElsewhereError} where the document is there again; nothing is written then
 */
export async function undoRemoval(
  client: SanityClient,
  back: readonly StoredChange[],
): Promise<{ left: number }> {
  const users = back.flatMap(({ before, after }) => (before && after ? [{ before, after }] : []))
  const stored = await storedVersions(
    client,
    users.map(({ before }) => before._id),
  )
  const left = new Set<string>()
  const restored = users.flatMap(({ before, after }): StoredChange[] => {
    const now = stored.get(before._id)
    const fields = Object.keys(after).filter((name) => !isSame(before[name], after[name]) && name[0] !== '_')
    const same = fields.filter((name) => now && isSame(now[name], before[name]))
    if (same.length < fields.length) left.add(publishedId(before._id))
    if (now === undefined) return []
    return [
      { before: now, after: { ...now, ...Object.fromEntries(same.map((name) => [name, after[name]])) } },
    ]
  })
  await writeStored(client, [...restored, ...back.filter(({ before, after }) => !before || !after)])
  return { left: left.size }
}

/** Both versions of documents as they are stored, by their own ids. */
async function storedVersions(
  client: SanityClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RawDocument>> {
  const all = [...new Set(ids.flatMap((id) => [publishedId(id), draftId(id)]))]
  const found = all.length === 0 ? [] : await client.getDocuments<Record<string, unknown>>(all)
  return new Map(found.flatMap((one): [string, RawDocument][] => (one === null ? [] : [[one._id, one]])))
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
