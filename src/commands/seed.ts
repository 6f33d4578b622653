import { readFile } from 'node:fs/promises'
import type { SanityClient } from '@sanity/client'
import { isRecord } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { defaultContent, editionImage } from '#src/seed/index.ts'

/**
 * Writes the default content into an empty lake: first the image, then all documents in one transaction. If it is
 * interrupted, the lake still counts as empty.
 */
export async function seed(client: SanityClient): Promise<void> {
  const { file, filename, documentId } = editionImage
  const { _id } = await client.assets.upload('image', await readFile(file), { filename })
  const asset = { _type: 'reference', _ref: _id }
  const documents: readonly RawDocument[] = defaultContent
  const transaction = client.transaction()
  for (const document of documents) {
    const { image } = document
    const withAsset = document._id === documentId && isRecord(image) ? { image: { ...image, asset } } : {}
    transaction.createOrReplace<RawDocument>({
      ...document,
      ...withAsset,
      _createdAt: written,
      _updatedAt: written,
    })
  }
  await transaction.commit({ visibility: 'sync' })
}

/** A fixed time for all documents, so that every lake with the default content makes the same release. */
const written = '2026-11-23T12:00:00Z'
