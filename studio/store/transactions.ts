import type { SanityClient, Transaction } from '@sanity/client'
import { type Change, isNoChange, noChange } from '#src/model/change.ts'
import { isRecord, recordsIn } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { draftId, publishedId } from '../ids.ts'
import { countReferring } from './referring.ts'

/** A document as editors see it, with the revision that is shown. */
export type ShownDocument = RawDocument & { _rev: string; _originalId: string }

export const isShownDocument = (document: RawDocument): document is ShownDocument =>
  typeof document._rev === 'string' && typeof document._originalId === 'string'

/** A change to one document, computed from its current and its published version when its turn comes. */
export type RequestedChange = {
  shown: ShownDocument
  change(current: RawDocument, published: RawDocument | undefined): Change
}

/**
 * A change that was written to one document, and its inverse. `created`: its draft was created for the change. `draft`: the whole of a
 * document that is a draft alone, where it was created, or deleted.
 */
export type WrittenChange = {
  id: string
  created: boolean
  forward: Change
  back: Change
  draft?: { created: RawDocument } | { deleted: RawDocument }
}

/** New documents, as drafts, and drafts of documents that were never published. */
export type WholeDrafts = { create?: readonly RawDocument[]; delete?: readonly ShownDocument[] }

/** What a transaction wrote, and its documents as the board shows them from now on. */
export type Outcome = { written: readonly WrittenChange[]; shown: readonly ShownDocument[] }

/** Whether a transaction was refused because a document is no longer as it was: changed, there already, or gone. */
export const isChangedElsewhere = (error: unknown): boolean =>
  isRecord(error) &&
  (error.statusCode === 409 ||
    (isRecord(error.details) &&
      recordsIn(error.details.items).some(
        (item) => isRecord(item.error) && item.error.type === 'documentNotFoundError',
      )))

/** Somebody else has changed these documents (published ids) since they were shown. Nothing was written. */
export class ChangedElsewhereError extends Error {
  readonly ids: readonly string[]
  constructor(ids: readonly string[], options?: ErrorOptions) {
    super(`Changed elsewhere: ${ids.join(', ')}`, options)
    this.name = 'ChangedElsewhereError'
    this.ids = ids
  }
}

/**
 * Writes changes to drafts, creates and deletes others, all in one transaction. Changes without an effect are left out.
 * @throws {ChangedElsewhereError} when a document is no longer as it was shown
 */
export async function writeChanges(
  client: SanityClient,
  requested: readonly RequestedChange[],
  whole: WholeDrafts = {},
): Promise<Outcome> {
  const deleted = whole.delete ?? []
  const pairs = await pairsOf(client, [...requested.map(({ shown }) => shown), ...deleted])
  const written = requested.flatMap(({ shown, change }): (WrittenChange & { shown: ShownDocument })[] => {
    const { draft, published } = pairs.get(shown._id) ?? {}
    const current = draft ?? published ?? shown
    const forward = change({ ...current, _id: shown._id }, published)
    if (isNoChange(forward)) return []
    return [{ id: shown._id, created: !draft, forward, back: inverse(current, forward), shown }]
  })
  const all = [
    ...written,
    ...(whole.create ?? []).map((created) => wholeDraft(created, { created })),
    ...deleted.flatMap(({ _id }) => {
      const { draft, published } = pairs.get(_id) ?? {}
      if (draft === undefined || published !== undefined) throw new ChangedElsewhereError([_id])
      return [wholeDraft(draft, { deleted: draft })]
    }),
  ]
  return commit(client, all, pairs)
}

const wholeDraft = ({ _id }: RawDocument, draft: NonNullable<WrittenChange['draft']>): WrittenChange => ({
  id: publishedId(_id),
  created: 'created' in draft,
  forward: noChange,
  back: noChange,
  draft,
})

/**
 * Undoes what was written: every document is as it was before, and drafts that were created for it are deleted.
 * @param shown the same documents as they are shown now
 * @throws {ChangedElsewhereError} when a document was changed in between, or one that would go is referred to
 */
export async function undoChanges(
  client: SanityClient,
  written: readonly WrittenChange[],
  shown: readonly ShownDocument[],
): Promise<Outcome> {
  const pairs = await pairsOf(client, shown)
  const isNew = ({ draft }: WrittenChange) => draft !== undefined && 'created' in draft
  const ending = written.filter(isNew).map(({ id }) => id)
  // What is changed back refers to them no longer.
  if (
    ending.length > 0 &&
    (await countReferring(
      client,
      ending.map(draftId),
      written.map(({ id }) => draftId(id)),
    )) > 0
  )
    throw new ChangedElsewhereError(ending)
  const transaction = client.transaction()
  for (const { id, created, back, draft } of written) {
    if (draft && 'deleted' in draft) {
      transaction.create(withoutRevision(draft.deleted))
      continue
    }
    const rev = pairs.get(id)?.draft?._rev
    if (rev === undefined) throw new ChangedElsewhereError([id])
    patched(transaction, id, back, rev)
    // A deletion cannot require a revision; the patch before it does.
    if (created) transaction.delete(draftId(id))
  }
  const now = await committed(transaction, written)
  return {
    written,
    shown: written.flatMap(({ id, created }) => {
      const published = pairs.get(id)?.published
      return created ? (published ? [{ ...published, _originalId: id }] : []) : (now.get(id) ?? [])
    }),
  }
}

/** Writes again what was undone. @throws {ChangedElsewhereError} when a document was changed in between */
export async function redoChanges(
  client: SanityClient,
  written: readonly WrittenChange[],
  shown: readonly ShownDocument[],
): Promise<Outcome> {
  const pairs = await pairsOf(client, shown)
  return commit(client, written, pairs)
}

type Pair = { draft?: Stored; published?: Stored }
type Stored = RawDocument & { _rev: string }

/** Both versions of each document as they are stored now. @throws {ChangedElsewhereError} when they are not the ones shown */
async function pairsOf(
  client: SanityClient,
  shown: readonly ShownDocument[],
): Promise<ReadonlyMap<string, Pair>> {
  const ids = shown.flatMap(({ _id }) => [_id, draftId(_id)])
  const found = new Map<string, Stored>()
  const stored = ids.length === 0 ? [] : await client.getDocuments<Record<string, unknown>>(ids)
  for (const one of stored) if (isStored(one)) found.set(one._id, one)
  const pairs = new Map(
    shown.map(({ _id }): [string, Pair] => {
      const [draft, published] = [found.get(draftId(_id)), found.get(_id)]
      return [_id, { ...(draft && { draft }), ...(published && { published }) }]
    }),
  )
  const others = shown.filter(({ _id, _rev }) => {
    const { draft, published } = pairs.get(_id) ?? {}
    return (draft ?? published)?._rev !== _rev
  })
  if (others.length > 0) throw new ChangedElsewhereError(others.map(({ _id }) => _id))
  return pairs
}

async function commit(
  client: SanityClient,
  written: readonly WrittenChange[],
  pairs: ReadonlyMap<string, Pair>,
): Promise<Outcome> {
  if (written.length === 0) return { written: [], shown: [] }
  const transaction = client.transaction()
  for (const one of written) {
    const { draft, published } = pairs.get(one.id) ?? {}
    if (one.draft && 'created' in one.draft) transaction.create(one.draft.created)
    else if (one.draft && draft) {
      patched(transaction, one.id, noChange, draft._rev)
      transaction.delete(draftId(one.id))
    } else if (one.created && published) {
      transaction.create({ ...withoutRevision(published), _id: draftId(one.id) })
      patched(transaction, one.id, one.forward)
    } else if (draft) patched(transaction, one.id, one.forward, draft._rev)
    else throw new ChangedElsewhereError([one.id])
  }
  const now = await committed(transaction, written)
  return {
    written: written.map(({ id, created, forward, back, draft }) => ({
      ...{ id, created, forward, back },
      ...(draft && { draft }),
    })),
    // What was deleted is returned as it was.
    shown: written.flatMap(({ id, draft }) => (draft && 'deleted' in draft ? [] : (now.get(id) ?? []))),
  }
}

function patched(transaction: Transaction, id: string, { set, unset }: Change, rev?: string): void {
  transaction.patch(draftId(id), (patch) => {
    // A patch needs something to do, also where only the revision is asked for.
    const all = patch.set({ ...set }).unset(['nothing', ...unset])
    return rev === undefined ? all : all.ifRevisionId(rev)
  })
}

/** What a document can be created from again. */
export const withoutRevision = ({ _rev, _updatedAt, ...content }: RawDocument) => content

/** Commits a transaction. @returns its documents afterwards, by published id */
async function committed(
  transaction: Transaction,
  written: readonly WrittenChange[],
): Promise<ReadonlyMap<string, ShownDocument>> {
  try {
    const documents: readonly unknown[] = await transaction.commit({
      returnDocuments: true,
      visibility: 'sync',
      tag: 'changes',
    })
    return new Map(
      documents.flatMap((one): [string, ShownDocument][] => {
        if (!isStored(one)) return []
        const id = publishedId(one._id)
        return [[id, { ...one, _id: id, _originalId: one._id }]]
      }),
    )
  } catch (error) {
    if (isChangedElsewhere(error)) {
      throw new ChangedElsewhereError(
        written.map(({ id }) => id),
        { cause: error },
      )
    }
    throw error
  }
}

/** The change that restores the fields of another one. */
function inverse(current: RawDocument, { set, unset }: Change): Change {
  const fields = [...Object.keys(set), ...unset]
  return {
    set: Object.fromEntries(
      fields.filter((field) => current[field] !== undefined).map((field) => [field, current[field]]),
    ),
    unset: fields.filter((field) => current[field] === undefined),
  }
}

const isStored = (value: unknown): value is Stored =>
  isRecord(value) &&
  typeof value._id === 'string' &&
  typeof value._type === 'string' &&
  typeof value._rev === 'string'
