import { createHash } from 'node:crypto'
import { AssetError } from '#src/client/assets.ts'
import { assetUrl } from '#src/client/client.ts'
import type { EmbeddedLake } from '#src/config.ts'
import type { StoredDocument } from '#src/lake/index.ts'
import { isRecord } from '#src/model/fields.ts'
import type { Part } from './archive.ts'
import { canonical } from './canonical.ts'
import { progress } from './progress.ts'

/** The parts of an archive, in the same order each time; the bytes of assets are read when their turn has come. */
export async function* partsOf(
  lake: { readonly lake: EmbeddedLake },
  documents: readonly StoredDocument[],
  assets: readonly StoredDocument[],
  signal: AbortSignal,
): AsyncGenerator<Part> {
  const ids = new Set(assets.map(({ _id }) => _id))
  yield text(
    'data.ndjson',
    documents.map(({ _rev, ...content }) => `${canonical(withFiles(content, ids))}\n`).join(''),
  )
  const about = assets.map((asset) => [`${asset._id.split('-', 2).join('-')}`, aboutAsset(asset)] as const)
  yield text('assets.json', `${canonical(Object.fromEntries(about))}\n`)
  const tell = progress('Images and files', assets.length)
  for (const [index, asset] of assets.entries()) {
    const url = assetUrl(lake, asset._id)
    yield {
      name: fileOf(asset._id),
      size: Number(asset.size),
      body: bytesOf(url, String(asset.sha1hash), signal),
    }
    tell(index + 1)
  }
}

function text(name: string, content: string): Part {
  const bytes = Buffer.from(content)
  async function* body() {
    yield bytes
  }
  return { name, size: bytes.length, body: body() }
}

/** The bytes of an asset. @throws {AssetError} when they cannot be read, or are not those that it was stored with */
async function* bytesOf(url: string, sha1: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const response = await fetch(url, { signal })
  if (!response.ok || response.body === null) throw new AssetError(url, `status ${response.status}`)
  const hash = createHash('sha1')
  for await (const bytes of response.body) {
    hash.update(bytes)
    yield bytes
  }
  if (hash.digest('hex') !== sha1) throw new AssetError(url, 'its bytes are damaged')
}

/** @example fileOf('image-<sha1>-800x600-png') → 'images/<sha1>-800x600.png' */
const fileOf = (id: string) => id.replace(/^(image|file)-(.+)-([a-z0-9]+)$/, '$1s/$2.$3')

/** What is known of an asset beside what its file tells; times and revisions are those of the lake that it is in. */
function aboutAsset(asset: StoredDocument): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(asset).filter(([name]) => !ofItsOwn.has(name)))
}

const ofItsOwn = new Set(
  '_id _type _rev _createdAt _updatedAt assetId extension mimeType path uploadId url'.split(' '),
)

/** Images and files name their part of the archive in the place of a document. */
function withFiles(value: unknown, ids: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withFiles(item, ids))
  if (!isRecord(value)) return value
  const fields = Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withFiles(inner, ids)]),
  )
  const id = isRecord(value.asset) ? value.asset._ref : undefined
  if (typeof id !== 'string' || !ids.has(id)) return fields
  const { asset: _, ...rest } = fields
  return { ...rest, _sanityAsset: `${id.split('-', 1)}@file://./${fileOf(id)}` }
}
