import type { SanityClient } from '@sanity/client'
import type { RawDocument } from '#src/model/schema.ts'
import { errorText } from './error-text.ts'
import { publishedId } from './ids.ts'
import { t } from './language.ts'
import { storedNotes } from './notes/note-writes.ts'
import { countReferring } from './store/referring.ts'

/** Drafts that are created together and can be deleted together. */

/** A reference to a document that is only a draft. It is weak, and becomes strong when that document is published. */
export const draftReference = (type: string, id: string) => ({
  _type: 'reference' as const,
  _ref: id,
  _weak: true,
  _strengthenOnPublish: { type },
})

/** The item of one language in a localized field. Its key is the language. */
export const localizedItem = (kind: LocalizedKind, language: string, value: unknown) => ({
  _key: language,
  _type: `internationalizedArray${kind}Value`,
  language,
  ...(value !== undefined && { value }),
})

/** The kinds of localized fields, as the plugin names their types. */
export type LocalizedKind = 'String' | 'Text' | 'RichText' | 'Slug'

/** Ids of drafts in the order of their creation, each with its revision. */
export type CreatedDrafts = ReadonlyMap<string, string>

/** Somebody has changed or published some of these drafts since they were created. */
export class DraftsChangedError extends Error {
  readonly ids: readonly string[]
  constructor(ids: readonly string[]) {
    super(`${ids.length} drafts were changed since they were created`)
    this.name = 'DraftsChangedError'
    this.ids = ids
  }
}

/** Other documents refer to some of these drafts by now. */
export class DraftsUsedError extends Error {
  readonly count: number
  constructor(count: number) {
    super(`${count} documents refer to the drafts`)
    this.name = 'DraftsUsedError'
    this.count = count
  }
}

/** Why drafts could not be created or deleted, in the language of the Studio. */
export function draftsErrorText(error: unknown): string {
  if (error instanceof DraftsChangedError) return t('studio.drafts.touched', { count: error.ids.length })
  if (error instanceof DraftsUsedError) return t('studio.drafts.used', { count: error.count })
  return t('studio.drafts.failed', { reason: errorText(error) })
}

/**
 * Creates drafts in one transaction: all of them or none. An existing draft is not overwritten.
 * @throws {ClientError} when the lake refuses
 */
export async function createDrafts(
  client: SanityClient,
  documents: readonly RawDocument[],
): Promise<CreatedDrafts> {
  const transaction = client.transaction()
  for (const document of documents) transaction.create(document)
  await transaction.commit({ visibility: 'sync', tag: 'new-drafts' })
  return revisions(
    client,
    documents.map(({ _id }) => _id),
  )
}

/**
 * Deletes drafts that were created together, and what staff noted about them, in one transaction.
 * @throws {DraftsChangedError} when somebody has changed any of them; nothing is deleted then
 * @throws {DraftsUsedError} when other documents refer to any of them; nothing is deleted then
 */
export async function deleteDrafts(client: SanityClient, created: CreatedDrafts): Promise<void> {
  const ids = [...created.keys()]
  const [now, users, notes] = await Promise.all([
    revisions(client, ids),
    countReferring(client, ids),
    storedNotes(client, ids.map(publishedId)),
  ])
  const changed = [...created].filter(([id, revision]) => now.get(id) !== revision).map(([id]) => id)
  if (changed.length > 0) throw new DraftsChangedError(changed)
  if (users > 0) throw new DraftsUsedError(users)
  const transaction = client.transaction()
  for (const [id, revision] of created) {
    // This patch changes nothing. It fails where somebody has changed the draft in the meantime.
    transaction.patch(id, (patch) => patch.ifRevisionId(revision).unset(['nothing']))
  }
  for (const id of [...ids, ...notes.map(({ _id }) => _id)]) transaction.delete(id)
  await transaction.commit({ visibility: 'sync', tag: 'new-drafts' })
}

async function revisions(client: SanityClient, ids: readonly string[]): Promise<CreatedDrafts> {
  const found = await client
    .withConfig({ perspective: 'raw', useCdn: false })
    .fetch<{ _id: string; _rev: string }[]>('*[_id in $ids]{_id, _rev}', { ids })
  const revisionOf = new Map(found.map(({ _id, _rev }) => [_id, _rev]))
  return new Map(
    ids.flatMap((id) => {
      const revision = revisionOf.get(id)
      return revision === undefined ? [] : [[id, revision]]
    }),
  )
}
