import { isRecord } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import type { ShownDocument } from '../store/transactions.ts'

/**
 * What the board shows of documents before the content store confirms it, by published id: the document as it was
 * saved here, and the fields of changes that are still being saved.
 */
export type Unconfirmed = ReadonlyMap<string, UnconfirmedDocument>

type UnconfirmedDocument = {
  saved?: ShownDocument
  /** The revisions from before `saved`, at which the content store may still be. */
  olderRevisions: ReadonlySet<string>
  pending?: Readonly<Record<string, unknown>>
}

/** Documents as the board shows them: as saved here where the store is behind, with pending fields on top. */
export function withUnconfirmed(
  documents: readonly RawDocument[],
  all: Unconfirmed,
): readonly ShownDocument[] {
  return documents.filter(isBoardDocument).map((stored) => {
    const unconfirmed = all.get(stored._id)
    if (!unconfirmed) return stored
    const { saved, olderRevisions, pending } = unconfirmed
    const base = saved && olderRevisions.has(stored._rev) ? saved : stored
    return pending ? { ...base, ...pending } : base
  })
}

/** Adds the fields of changes that are about to be saved. */
export function withPending(
  all: Unconfirmed,
  changes: readonly { id: string; shownUntilSaved?: Readonly<Record<string, unknown>> }[],
): Unconfirmed {
  const next = new Map(all)
  for (const { id, shownUntilSaved } of changes) {
    if (!shownUntilSaved) continue
    const before = next.get(id)
    next.set(id, {
      olderRevisions: new Set(),
      ...before,
      pending: { ...before?.pending, ...shownUntilSaved },
    })
  }
  return next
}

/** Removes all pending fields, once nothing is being saved any more. */
export function withoutPending(all: Unconfirmed): Unconfirmed {
  return new Map([...all].map(([id, { pending, ...rest }]) => [id, rest]))
}

/** Adds documents that were saved; `before` is how the board showed them. */
export function withSaved(
  all: Unconfirmed,
  before: readonly ShownDocument[],
  documents: readonly ShownDocument[],
): Unconfirmed {
  const revisionsBefore = new Map(before.map(({ _id, _rev }) => [_id, _rev]))
  const next = new Map(all)
  for (const saved of documents) {
    const known = next.get(saved._id)
    const olderRevisions = new Set(known?.olderRevisions)
    const revision = revisionsBefore.get(saved._id)
    if (revision !== undefined) olderRevisions.add(revision)
    olderRevisions.delete(saved._rev)
    next.set(saved._id, { saved, olderRevisions, ...(known?.pending && { pending: known.pending }) })
  }
  return next
}

/** Removes the saved documents that the content store has caught up with. */
export function withoutConfirmed(all: Unconfirmed, documents: readonly RawDocument[]): Unconfirmed {
  if (all.size === 0) return all
  const stored = new Map(documents.filter(isBoardDocument).map(({ _id, _rev }) => [_id, _rev]))
  const kept = [...all].filter(
    ([id, { olderRevisions, pending }]) => pending || olderRevisions.has(stored.get(id) ?? ''),
  )
  return kept.length === all.size ? all : new Map(kept)
}

const isBoardDocument = (document: RawDocument): document is ShownDocument =>
  isRecord(document) && typeof document._rev === 'string' && typeof document._originalId === 'string'
