import { readFile } from 'node:fs/promises'
import type { SanityClient } from '@sanity/client'
import sharp from 'sharp'
import { isRecord } from '#src/model/fields.ts'
import { referenceTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import type { SeedContent } from '#src/seed/index.ts'

/**
 * Writes content into an empty lake: first its images and files, then all documents in one transaction. If it is
 * interrupted, the lake still counts as empty.
 */
export async function seed(client: SanityClient, { documents, images, files }: SeedContent): Promise<void> {
  for (const { filename, bytes } of files)
    await client.assets.upload('file', Buffer.from(bytes), { filename })
  const assets = new Map<string, Record<string, string>>()
  for (const image of images) {
    const { documentId, filename, field = 'image' } = image
    const { _id } = await client.assets.upload('image', await bytesOf(image), { filename })
    assets.set(documentId, { ...assets.get(documentId), [field]: _id })
  }
  const transaction = client.transaction()
  for (const document of documents as readonly RawDocument[]) {
    const uploaded = Object.entries(assets.get(document._id) ?? {}).map(([field, asset]) => {
      const written = document[field]
      return [field, { ...(isRecord(written) && written), _type: 'image', asset: referenceTo(asset) }]
    })
    transaction.createOrReplace<RawDocument>({
      ...document,
      ...Object.fromEntries(uploaded),
      _createdAt: written,
      _updatedAt: written,
    })
  }
  await transaction.commit({ visibility: 'sync' })
}

const bytesOf = (image: SeedContent['images'][number]): Promise<Buffer> =>
  'svg' in image
    ? image.filename.endsWith('.svg')
      ? Promise.resolve(Buffer.from(image.svg))
      : sharp(Buffer.from(image.svg)).png({ compressionLevel: 9 }).toBuffer()
    : readFile(image.file)

/** A fixed time for all documents, so that every lake with the same content makes the same release. */
const written = '2026-11-23T12:00:00Z'
