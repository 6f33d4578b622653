import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, rmSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { getMimeType } from 'hono/utils/mime'
import type { DocumentInput } from './document.ts'
import { LakeError, requestError } from './errors.ts'
import { ImagePool } from './images/image-pool.ts'
import { type ImageFormat, isImageFormat, mimeTypes } from './images/measure.ts'
import type { Original, Rendition } from './images/rendition.ts'
import { RenditionCache } from './images/rendition-cache.ts'
import { makeFolder } from './make-folder.ts'

type AssetStoreOptions = {
  /** Folder of the asset files; created when missing. */
  readonly folder: string
  /** Folder of transformed images. It can be removed at any time. */
  readonly cacheFolder: string
  readonly projectId: string
  readonly dataset: string
  /** The lake's own origin, with which the addresses of assets begin. */
  readonly origin: string
}

export type Upload = {
  readonly body: Readable
  readonly filename: string | undefined
  readonly contentType: string | undefined
}

export const maxUploadBytes = 512 * 2 ** 20
export const fileTooLarge = () => requestError(413, `The file is larger than ${maxUploadBytes} bytes`)
const maxCacheBytes = 512 * 2 ** 20

/** The files of asset documents, each named by the SHA-1 of its bytes, and their transformed images. */
export class AssetStore {
  readonly #options: AssetStoreOptions
  readonly #incoming: string
  readonly #images = new ImagePool()
  readonly #renditions: RenditionCache

  /** @throws {LakeError} dataUnreadable when the folder cannot be used */
  constructor(options: AssetStoreOptions) {
    this.#options = options
    this.#renditions = new RenditionCache({ folder: options.cacheFolder, maxBytes: maxCacheBytes })
    this.#incoming = join(options.folder, 'incoming')
    try {
      // Incomplete uploads of a lake that was killed.
      rmSync(this.#incoming, { recursive: true, force: true })
      makeFolder(this.#incoming, 0o700)
    } catch (cause) {
      throw new LakeError('dataUnreadable', { path: options.folder, cause })
    }
  }

  /**
   * Stores an image.
   * @returns its asset document, which is not stored yet
   * @throws {HttpError} 400 when it is not a valid image of a supported format, 413 when it is too large
   */
  async addImage(upload: Upload): Promise<DocumentInput & { readonly _id: string }> {
    return this.#receive(upload.body, async ({ path, sha1hash, size }) => {
      const { format: extension, metadata } = await this.#images.measure(path)
      const { width, height } = metadata.dimensions
      const name = `${sha1hash}-${width}x${height}`
      const facts = { extension, mimeType: mimeTypes[extension], size, metadata }
      return this.#assetDocument('image', name, { sha1hash, ...facts }, upload.filename)
    })
  }

  /**
   * Stores a file of any kind.
   * @returns its asset document, which is not stored yet
   * @throws {HttpError} 400 when it is empty, 413 when it is too large
   */
  async addFile({ body, filename, contentType }: Upload): Promise<DocumentInput & { readonly _id: string }> {
    return this.#receive(body, async ({ sha1hash, size }) => {
      if (size === 0) throw requestError(400, 'The file is empty')
      const extension = /^\.([a-z0-9]{1,10})$/.exec(extname(filename ?? '').toLowerCase())?.[1] ?? 'bin'
      const mimeType = contentType || getMimeType(`x.${extension}`) || 'application/octet-stream'
      return this.#assetDocument('file', sha1hash, { sha1hash, extension, mimeType, size }, filename)
    })
  }

  /** The path of a file. @returns undefined for a name that no asset can have */
  locate(name: string): string | undefined {
    return assetName.test(name) ? join(this.#options.folder, name) : undefined
  }

  /** The format and size of an image, from its name. @returns undefined for a name that no image can have */
  original(name: string): Original | undefined {
    const [, width, height, format = ''] = /-(\d+)x(\d+)\.([a-z]+)$/.exec(name) ?? []
    return isImageFormat(format) ? { format, width: Number(width), height: Number(height) } : undefined
  }

  /** A transformed image, from the cache or made now. @throws {HttpError} as `ImagePool.render` */
  rendered(name: string, original: Original, rendition: Rendition): Promise<Buffer> {
    const path = join(this.#options.folder, name)
    return this.#renditions.get([name, rendition], () => this.#images.render(path, original, rendition))
  }

  /** Ends all work on images. */
  async close(): Promise<void> {
    this.#images.close()
    await this.#renditions.settled()
  }

  /** Sets `url` of an asset document to the lake's current origin: the lake may have moved to another port. */
  withCurrentUrl<Document extends { readonly [field: string]: unknown }>(document: Document): Document {
    const isAsset = document._type === 'sanity.imageAsset' || document._type === 'sanity.fileAsset'
    return isAsset && typeof document.path === 'string'
      ? { ...document, url: `${this.#options.origin}/${document.path}` }
      : document
  }

  #assetDocument(kind: 'image' | 'file', name: string, facts: Facts, originalFilename: string | undefined) {
    const { projectId, dataset } = this.#options
    const path = `${kind}s/${projectId}/${dataset}/${name}.${facts.extension}`
    const document = this.withCurrentUrl({
      _id: `${kind}-${name}-${facts.extension}`,
      _type: `sanity.${kind}Asset`,
      assetId: facts.sha1hash,
      uploadId: randomUUID(),
      path,
      ...facts,
      ...(originalFilename !== undefined && { originalFilename }),
    })
    return { document, file: `${name}.${facts.extension}` }
  }

  /** Writes a body to a temporary file, and renames it once it is complete and its name is known. */
  async #receive<Document>(
    body: Readable,
    examine: (received: Received) => Promise<{ document: Document; file: string }>,
  ): Promise<Document> {
    const path = join(this.#incoming, randomUUID())
    try {
      const received = { path, ...(await writeFile(body, path)) }
      const { document, file } = await examine(received)
      await rename(path, join(this.#options.folder, file))
      await syncFolder(this.#options.folder)
      return document
    } finally {
      await rm(path, { force: true })
    }
  }
}

async function writeFile(body: Readable, path: string): Promise<{ sha1hash: string; size: number }> {
  const hash = createHash('sha1')
  let size = 0
  async function* hashed(source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      size += chunk.length
      if (size > maxUploadBytes) throw fileTooLarge()
      hash.update(chunk)
      yield chunk
    }
  }
  try {
    // `destroyOnReturn`: the server reads the rest of a body that is too large. Otherwise the client, still sending,
    // would not receive the answer.
    const chunks = body.iterator({ destroyOnReturn: false })
    await pipeline(chunks, hashed, createWriteStream(path, { flush: true, mode: 0o600 }))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOSPC') throw requestError(507, 'The disk is full: nothing was stored', { cause: error })
    if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE')
      throw requestError(400, 'The upload ended before all of it had arrived', { cause: error })
    throw error
  }
  return { sha1hash: hash.digest('hex'), size }
}

/** Makes the names of the files in a folder survive a loss of power. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

const assetName = /^[0-9a-f]{40}(-\d{1,6}x\d{1,6})?\.[a-z0-9]{1,10}$/

type Received = { readonly path: string; readonly sha1hash: string; readonly size: number }
type Facts = {
  readonly sha1hash: string
  readonly extension: ImageFormat | string
  readonly mimeType: string
  readonly size: number
  readonly metadata?: unknown
}
