import type { SanityClient, Transaction } from '@sanity/client'
import { isRecord } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import type { Change } from '#src/programme/move.ts'
import { draftId, publishedId } from '../ids.ts'

/** A document as editors see it, with the revision that is shown. */
export type BoardDocument = RawDocument & { _rev: string; _originalId: string }

/** A change to one document, computed from its current and its published version when its turn comes. */
export type RequestedChange = {
  shown: BoardDocument
  change(current: RawDocument, published: RawDocument | undefined): Change
}

/** A change that was written to one document, and its inverse. `created`: its draft was created for the change. */
export type WrittenChange = { id: string; created: boolean; forward: Change; back: Change }

/** What a transaction wrote, and its documents as the board shows them from now on. */
export type Outcome = { written: readonly WrittenChange[]; shown: readonly BoardDocument[] }

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
 * Writes changes to drafts, all in one transaction. Changes without an effect are left out.
 * @throws {ChangedElsewhereError} when a document is no longer as it was shown
 */
export async function writeChanges(
  client: SanityClient,
  requested: readonly RequestedChange[],
): Promise<Outcome> {
  const pairs = await pairsOf(
    client,
    requested.map(({ shown }) => shown),
  )
  const written = requested.flatMap(({ shown, change }): (WrittenChange & { shown: BoardDocument })[] => {
    const { draft, published } = pairs.get(shown._id) ?? {}
    const current = draft ?? published ?? shown
    const forward = change({ ...current, _id: shown._id }, published)
    if (isNothing(forward)) return []
    return [{ id: shown._id, created: !draft, forward, back: inverse(current, forward), shown }]
  })
  return commit(client, written, pairs, ({ forward }) => forward)
}

/**
 * Undoes what was written: every document is as it was before, and drafts that were created for it are deleted.
 * @param shown the same documents as they are shown now
 * @throws {ChangedElsewhereError} when a document was changed in between
 */
export async function undoChanges(
  client: SanityClient,
  written: readonly WrittenChange[],
  shown: readonly BoardDocument[],
): Promise<Outcome> {
  const pairs = await pairsOf(client, shown)
  const transaction = client.transaction()
  for (const { id, created, back } of written) {
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
  shown: readonly BoardDocument[],
): Promise<Outcome> {
  const pairs = await pairsOf(client, shown)
  return commit(client, written, pairs, ({ forward }) => forward)
}

type Pair = { draft?: Stored; published?: Stored }
type Stored = RawDocument & { _rev: string }

const isNothing = ({ set, unset }: Change) => Object.keys(set).length === 0 && unset.length === 0

/** Both versions of each document as they are stored now. @throws {ChangedElsewhereError} when they are not the ones shown */
async function pairsOf(
  client: SanityClient,
  shown: readonly BoardDocument[],
): Promise<ReadonlyMap<string, Pair>> {
  const ids = shown.flatMap(({ _id }) => [_id, draftId(_id)])
  const found = new Map<string, Stored>()
  for (const one of await client.getDocuments<Record<string, unknown>>(ids)) {
    if (isStored(one)) found.set(one._id, one)
  }
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
  changeOf: (one: WrittenChange) => Change,
): Promise<Outcome> {
  if (written.length === 0) return { written: [], shown: [] }
  const transaction = client.transaction()
  for (const one of written) {
    const { draft, published } = pairs.get(one.id) ?? {}
    if (one.created && published) {
      const { _rev, _updatedAt, ...content } = published
      transaction.create({ ...content, _id: draftId(one.id) })
      patched(transaction, one.id, changeOf(one))
    } else if (draft) patched(transaction, one.id, changeOf(one), draft._rev)
    else throw new ChangedElsewhereError([one.id])
  }
  const now = await committed(transaction, written)
  return {
    written: written.map(({ id, created, forward, back }) => ({ id, created, forward, back })),
    shown: written.flatMap(({ id }) => now.get(id) ?? []),
  }
}

function patched(transaction: Transaction, id: string, { set, unset }: Change, rev?: string): void {
  transaction.patch(draftId(id), (patch) => {
    const all = patch.set({ ...set }).unset([...unset])
    return rev === undefined ? all : all.ifRevisionId(rev)
  })
}

/** Commits a transaction. @returns its documents afterwards, by published id */
async function committed(
  transaction: Transaction,
  written: readonly WrittenChange[],
): Promise<ReadonlyMap<string, BoardDocument>> {
  try {
    const documents: readonly unknown[] = await transaction.commit({
      returnDocuments: true,
      visibility: 'sync',
      tag: 'board',
    })
    return new Map(
      documents.flatMap((one): [string, BoardDocument][] => {
        if (!isStored(one)) return []
        const id = publishedId(one._id)
        return [[id, { ...one, _id: id, _originalId: one._id }]]
      }),
    )
  } catch (error) {
    if (isRecord(error) && error.statusCode === 409) {
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
