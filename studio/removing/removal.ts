import type { SanityClient, Transaction } from '@sanity/client'
import { isRecord } from '#src/model/fields.ts'
import { withoutReferencesTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { draftId, publishedId } from '../ids.ts'

/** Deleting takes away both versions of a document; unpublishing leaves its draft, or makes one of what was published. */
export type RemovalKind = 'delete' | 'unpublish'

/** What a removal wrote, to be undone. */
export type Removal = {
  /** What was deleted, as it was, with its ids. */
  deleted: readonly RawDocument[]
  /** The id and revision of the draft that unpublishing made. */
  made?: { id: string; rev: string }
  /** The fields of other documents that referred to it, before and after; undefined where a field is not there. */
  fields: readonly ChangedField[]
}

type ChangedField = { id: string; field: string; before: unknown; after: unknown }

/**
 * Removes a document, and takes it out of the documents that refer to it, in their published versions and in their
 * drafts, all in one transaction.
 * @param id its published id
 * @param users the published ids of the documents that refer to it
 * @throws what the client throws; nothing is written then, as where another document came to refer to it meanwhile
 */
export async function removeDocument(
  client: SanityClient,
  { kind, id, users }: { kind: RemovalKind; id: string; users: readonly string[] },
): Promise<Removal> {
  const stored = await storedVersions(client, [id, ...users])
  const [published, draft] = [stored.get(id), stored.get(draftId(id))]
  const transaction = client.transaction()
  const fields: ChangedField[] = []
  for (const document of stored.values()) {
    if (publishedId(document._id) === id) continue
    const changed = fieldsChanged(document, withoutReferencesTo(document, id))
    if (changed.length > 0) write(transaction, document, changed, 'after')
    fields.push(...changed)
  }
  const isDraftMade = kind === 'unpublish' && draft === undefined && published !== undefined
  if (isDraftMade) transaction.create({ ...contentOf(published), _id: draftId(id) })
  const deleted = kind === 'delete' ? [published, draft] : [published]
  const gone = deleted.filter((one) => one !== undefined)
  for (const document of gone) remove(transaction, document)
  const after: readonly unknown[] = await transaction.commit({ ...options, returnDocuments: true })
  const made = after.find((one) => isDraftMade && isRecord(one) && one._id === draftId(id))
  return {
    deleted: gone.map(contentOf),
    ...(isRecord(made) && { made: { id: draftId(id), rev: String(made._rev) } }),
    fields,
  }
}

/**
 * Brings back what was removed, in one transaction. A field that somebody has changed since stays as it is now.
 * @returns how many documents are not as they were, because somebody has changed them
 * @throws what the client throws; nothing is written then, as where the document is there again
 */
export async function undoRemoval(
  client: SanityClient,
  { deleted, made, fields }: Removal,
): Promise<{ left: number }> {
  const stored = await storedVersions(
    client,
    fields.map(({ id }) => id),
  )
  const transaction = client.transaction()
  if (made) remove(transaction, { _id: made.id, _type: '', _rev: made.rev })
  for (const document of deleted) transaction.create(document)
  const left = new Set<string>()
  for (const [id, own] of Map.groupBy(fields, (one) => one.id)) {
    const document = stored.get(id)
    const same = own.filter(({ field, after }) => document && isSameValue(document[field], after))
    if (document && same.length > 0) write(transaction, document, same, 'before')
    if (same.length < own.length) left.add(publishedId(id))
  }
  await transaction.commit(options)
  return { left: left.size }
}

const options = { visibility: 'sync', tag: 'removing' } as const

type Stored = RawDocument & { _rev: string }

/** Both versions of documents as they are stored, by their own ids. */
async function storedVersions(
  client: SanityClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Stored>> {
  const all = [...new Set(ids.flatMap((id) => [publishedId(id), draftId(id)]))]
  const found = all.length === 0 ? [] : await client.getDocuments<Record<string, unknown>>(all)
  return new Map(found.flatMap((one): [string, Stored][] => (one === null ? [] : [[one._id, one]])))
}

function fieldsChanged(before: RawDocument, after: RawDocument): ChangedField[] {
  return Object.keys(before)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ id: before._id, field, before: before[field], after: after[field] }))
}

function write(
  transaction: Transaction,
  { _id, _rev }: Stored,
  fields: readonly ChangedField[],
  side: 'before' | 'after',
): void {
  const values = fields.map((one) => [one.field, one[side]] as const)
  transaction.patch(_id, (patch) =>
    patch
      .set(Object.fromEntries(values.filter(([, value]) => value !== undefined)))
      .unset(values.flatMap(([field, value]) => (value === undefined ? [field] : [])))
      .ifRevisionId(_rev),
  )
}

/** A deletion cannot require a revision; the patch before it does. */
function remove(transaction: Transaction, { _id, _rev }: Stored): void {
  transaction.patch(_id, (patch) => patch.unset(['nothing']).ifRevisionId(_rev))
  transaction.delete(_id)
}

const contentOf = ({ _rev, _updatedAt, ...content }: Stored): RawDocument => content

const isSameValue = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
