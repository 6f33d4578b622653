import type { SanityClient, Transaction } from '@sanity/client'
import { isRecord } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import type { Change } from '#src/programme/move.ts'
import { draftId, publishedId } from '../ids.ts'

/** A document as the board shows it: its draft where there is one, under its published id. */
export type Shown = RawDocument & { _rev: string; _originalId: string }

/** What is to become of one document, judged by how it stands and by what readers see of it. */
export type Wish = { shown: Shown; change(current: RawDocument, published: RawDocument | undefined): Change }

/** What was done to one document, and how it is undone. `created`: its draft was made for this. */
export type Written = { id: string; created: boolean; forward: Change; back: Change }

/** What a transaction did, and how the board is to show its documents from now on. */
export type Outcome = { written: readonly Written[]; shown: readonly Shown[] }

/** Somebody else has changed these documents (published ids) since they were shown: nothing was written. */
export class ChangedElsewhere extends Error {
  readonly ids: readonly string[]
  constructor(ids: readonly string[], options?: ErrorOptions) {
    super(`Changed elsewhere: ${ids.join(', ')}`, options)
    this.name = 'ChangedElsewhere'
    this.ids = ids
  }
}

/**
 * Carries out wishes as drafts, in one transaction or not at all. Wishes that change nothing are left out.
 * @throws {ChangedElsewhere} when a document is no longer as it was shown
 */
export async function write(client: SanityClient, wishes: readonly Wish[]): Promise<Outcome> {
  const pairs = await pairsOf(
    client,
    wishes.map(({ shown }) => shown),
  )
  const written = wishes.flatMap(({ shown, change }): (Written & { shown: Shown })[] => {
    const { draft, published } = pairs.get(shown._id) ?? {}
    const current = draft ?? published ?? shown
    const forward = change({ ...current, _id: shown._id }, published)
    if (isNothing(forward)) return []
    return [{ id: shown._id, created: !draft, forward, back: inverse(current, forward), shown }]
  })
  return commit(client, written, pairs, ({ forward }) => forward)
}

/**
 * Takes back what was written: every document is exactly as before, and drafts that were made for it are gone.
 * @param shown the same documents as they are shown now
 * @throws {ChangedElsewhere} when a document was changed in between
 */
export async function undo(
  client: SanityClient,
  written: readonly Written[],
  shown: readonly Shown[],
): Promise<Outcome> {
  const pairs = await pairsOf(client, shown)
  const transaction = client.transaction()
  for (const { id, created, back } of written) {
    const rev = pairs.get(id)?.draft?._rev
    if (rev === undefined) throw new ChangedElsewhere([id])
    patched(transaction, id, back, rev)
    // The patch before it is the guard: a deletion cannot ask for a revision itself.
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

/** Does again what was undone. */
export async function redo(
  client: SanityClient,
  written: readonly Written[],
  shown: readonly Shown[],
): Promise<Outcome> {
  const pairs = await pairsOf(client, shown)
  return commit(client, written, pairs, ({ forward }) => forward)
}

type Pair = { draft?: Stored; published?: Stored }
type Stored = RawDocument & { _rev: string }

const isNothing = ({ set, unset }: Change) => Object.keys(set).length === 0 && unset.length === 0

/** Both versions of each document as they are now, which have to be the ones that were shown. */
async function pairsOf(client: SanityClient, shown: readonly Shown[]): Promise<ReadonlyMap<string, Pair>> {
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
  if (others.length > 0) throw new ChangedElsewhere(others.map(({ _id }) => _id))
  return pairs
}

async function commit(
  client: SanityClient,
  written: readonly Written[],
  pairs: ReadonlyMap<string, Pair>,
  changeOf: (one: Written) => Change,
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
    else throw new ChangedElsewhere([one.id])
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

/** Commits; gives the documents as they are afterwards, by published id. */
async function committed(
  transaction: Transaction,
  written: readonly Written[],
): Promise<ReadonlyMap<string, Shown>> {
  try {
    const documents: readonly unknown[] = await transaction.commit({
      returnDocuments: true,
      visibility: 'sync',
      tag: 'board',
    })
    return new Map(
      documents.flatMap((one): [string, Shown][] => {
        if (!isStored(one)) return []
        const id = publishedId(one._id)
        return [[id, { ...one, _id: id, _originalId: one._id }]]
      }),
    )
  } catch (error) {
    if (isRecord(error) && error.statusCode === 409) {
      throw new ChangedElsewhere(
        written.map(({ id }) => id),
        { cause: error },
      )
    }
    throw error
  }
}

/** What brings back the fields that a change touches. */
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
