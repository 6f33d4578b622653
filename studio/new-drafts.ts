import type { SanityClient } from '@sanity/client'
import type { RawDocument } from '#src/model/schema.ts'
import { errorText } from './error-text.ts'
import { t } from './language.ts'

/** Documents that come into being together, as drafts, and may be taken back together. */

/** A reference to what is only a draft yet: it holds nothing back, and becomes a firm one when it is published. */
export const draftReference = (type: string, id: string) => ({
  _type: 'reference' as const,
  _ref: id,
  _weak: true,
  _strengthenOnPublish: { type },
})

/** One language of a localized field; its key is the language, as in every list of them. */
export const localizedItem = (
  kind: 'String' | 'Text' | 'RichText' | 'Slug',
  language: string,
  value: unknown,
) => ({
  _key: language,
  _type: `internationalizedArray${kind}Value`,
  language,
  ...(value !== undefined && { value }),
})

/** What was written, so that it can be taken back: ids of drafts in their order, each with its revision. */
export type CreatedDrafts = ReadonlyMap<string, string>

/** Drafts of which somebody has changed or published some since they were written. */
export class DraftsChangedError extends Error {
  readonly ids: readonly string[]
  constructor(ids: readonly string[]) {
    super(`${ids.length} drafts were changed since`)
    this.name = 'TouchedError'
    this.ids = ids
  }
}

/** Why drafts could not be written or taken back. */
export const draftsErrorText = (error: unknown): string =>
  error instanceof DraftsChangedError
    ? t('studio.drafts.touched', { count: error.ids.length })
    : t('studio.drafts.failed', { reason: errorText(error) })

/**
 * Writes new drafts in one transaction: all of them or none. One that exists is not overwritten.
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
 * Deletes exactly the drafts that were written, in one transaction, unless somebody has touched any.
 * @throws {DraftsChangedError} and deletes nothing then
 */
export async function deleteDrafts(client: SanityClient, written: CreatedDrafts): Promise<void> {
  const now = await revisions(client, [...written.keys()])
  const touched = [...written].filter(([id, revision]) => now.get(id) !== revision).map(([id]) => id)
  if (touched.length > 0) throw new DraftsChangedError(touched)
  const transaction = client.transaction()
  for (const [id, revision] of written) {
    // The patch changes nothing, and fails where somebody was quicker.
    transaction.patch(id, (patch) => patch.ifRevisionId(revision).unset(['nothing']))
  }
  for (const id of written.keys()) transaction.delete(id)
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
