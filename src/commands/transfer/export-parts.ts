import { createHash } from 'node:crypto'
import { AssetError } from '#src/client/assets.ts'
import { assetUrl } from '#src/client/client.ts'
import type { EmbeddedLake } from '#src/config.ts'
import type { StoredDocument } from '#src/lake/index.ts'
import { isRecord } from '#src/model/fields.ts'
import { ledgerName, type Part } from './archive.ts'
import { canonical } from './canonical.ts'
import { progress } from './progress.ts'

/** The parts of an archive, always in the same order. The bytes of an asset are read only when its part is packed. */
export async function* archiveParts(
  lake: { readonly lake: EmbeddedLake },
  documents: readonly StoredDocument[],
  assets: readonly StoredDocument[],
  signal: AbortSignal,
  showProgress: (done: number) => void = progress('Images and files', assets.length),
): AsyncGenerator<Part> {
  const ids = new Set(assets.map(({ _id }) => _id))
  yield text(
    'data.ndjson',
    documents.map(({ _rev, ...content }) => `${canonical(withFileNames(content, ids))}\n`).join(''),
  )
  const about = assets.map((asset) => [`${asset._id.split('-', 2).join('-')}`, metadataOf(asset)] as const)
  yield text('assets.json', `${canonical(Object.fromEntries(about))}\n`)
  for (const [index, asset] of assets.entries()) {
    const url = assetUrl(lake, asset._id)
    yield {
      name: fileOf(asset._id),
      size: Number(asset.size),
      body: bytesOf(url, String(asset.sha1hash), signal),
    }
    showProgress(index + 1)
  }
}

/** The ledger of addresses, in a backup. */
export const ledgerPart = (ledger: string): Part => text(ledgerName, ledger)

function text(name: string, content: string): Part {
  const bytes = Buffer.from(content)
  async function* body() {
    yield bytes
  }
  return { name, size: bytes.length, body: body() }
}

/** The bytes of an asset. @throws {AssetError} where they cannot be read, or their hash is wrong */
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

/** The metadata of an asset, without what follows from its file and what each lake sets itself. */
function metadataOf(asset: StoredDocument): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(asset).filter(([name]) => !omitted.has(name)))
}

const omitted = new Set(
  '_id _type _rev _createdAt _updatedAt assetId extension mimeType path uploadId url'.split(' '),
)

/** Replaces references to assets by the names of their files in the archive. */
function withFileNames(value: unknown, ids: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withFileNames(item, ids))
  if (!isRecord(value)) return value
  const fields = Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withFileNames(inner, ids)]),
  )
  const id = isRecord(value.asset) ? value.asset._ref : undefined
  if (typeof id !== 'string' || !ids.has(id)) return fields
  const { asset: _, ...rest } = fields
  return { ...rest, _sanityAsset: `${id.split('-', 1)}@file://./${fileOf(id)}` }
}
