import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { extname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { getMimeType } from 'hono/utils/mime'
import type { DocumentInput } from './document.ts'
import { LakeError, requestError } from './errors.ts'
import { Gate } from './gate.ts'
import { type ImageFormat, isImageFormat, measureImage, mimeTypes } from './images/measure.ts'
import { render } from './images/render.ts'
import { Renditions } from './images/renditions.ts'
import type { Original, Rendition } from './images/transform.ts'

type AssetsOptions = {
  /** Folder of the asset files; made when missing. */
  readonly folder: string
  /** Folder of transformed pictures, which can be removed at any time. */
  readonly cacheFolder: string
  readonly projectId: string
  readonly dataset: string
  /** The lake's own address, which those of the assets begin with. */
  readonly origin: string
}

export type Upload = {
  readonly body: Readable
  readonly filename: string | undefined
  readonly contentType: string | undefined
}

export const maxUploadBytes = 512 * 2 ** 20
export const tooLarge = () => requestError(413, `The file is larger than ${maxUploadBytes} bytes`)
const maxCacheBytes = 512 * 2 ** 20

/** Files that documents refer to, each named by the hash of its bytes. */
export class Assets {
  readonly #options: AssetsOptions
  readonly #incoming: string
  /** Pictures are heavy: one processor is left to everything else. */
  readonly #gate = new Gate(Math.max(1, Math.min(4, availableParallelism() - 1)))
  readonly #renditions: Renditions

  /** @throws {LakeError} dataUnreadable when the folder cannot be used */
  constructor(options: AssetsOptions) {
    this.#options = options
    this.#renditions = new Renditions({
      folder: options.cacheFolder,
      maxBytes: maxCacheBytes,
      gate: this.#gate,
    })
    this.#incoming = join(options.folder, 'incoming')
    try {
      // What was being uploaded when a lake was killed is worth nothing.
      rmSync(this.#incoming, { recursive: true, force: true })
      mkdirSync(this.#incoming, { recursive: true })
    } catch (cause) {
      throw new LakeError('dataUnreadable', { path: options.folder, cause })
    }
  }

  /**
   * Stores an image, and makes the document that stands for it.
   * @throws {HttpError} 400 when it is none that can be shown, 413 when it is too large
   */
  async addImage(upload: Upload): Promise<DocumentInput & { readonly _id: string }> {
    return this.#receive(upload.body, async ({ path, sha1hash, size }) => {
      const { format: extension, metadata } = await this.#gate.pass(() => measureImage(path))
      const { width, height } = metadata.dimensions
      const name = `${sha1hash}-${width}x${height}`
      const facts = { extension, mimeType: mimeTypes[extension], size, metadata }
      return this.#asset('image', name, { sha1hash, ...facts }, upload.filename)
    })
  }

  /**
   * Stores any file, and makes the document that stands for it.
   * @throws {HttpError} 400 when it is empty, 413 when it is too large
   */
  async addFile({ body, filename, contentType }: Upload): Promise<DocumentInput & { readonly _id: string }> {
    return this.#receive(body, async ({ sha1hash, size }) => {
      if (size === 0) throw requestError(400, 'The file is empty')
      const extension = /^\.([a-z0-9]{1,10})$/.exec(extname(filename ?? '').toLowerCase())?.[1] ?? 'bin'
      const mimeType = contentType || getMimeType(`x.${extension}`) || 'application/octet-stream'
      return this.#asset('file', sha1hash, { sha1hash, extension, mimeType, size }, filename)
    })
  }

  /** Where a file is kept. @returns undefined for a name that no asset can have */
  locate(name: string): string | undefined {
    return assetName.test(name) ? join(this.#options.folder, name) : undefined
  }

  /** An image as its name tells. @returns undefined for a name that no image can have */
  original(name: string): Original | undefined {
    const [, width, height, format = ''] = /-(\d+)x(\d+)\.([a-z]+)$/.exec(name) ?? []
    return isImageFormat(format) ? { format, width: Number(width), height: Number(height) } : undefined
  }

  /** Transforms an image, or finds what was made before. @throws sharp's errors when its file cannot be read */
  rendered(name: string, original: Original, rendition: Rendition): Promise<FileHandle | Buffer> {
    const path = join(this.#options.folder, name)
    return this.#renditions.get([name, rendition], () => render(path, original, rendition))
  }

  /** Resolves when no picture is being made any more. */
  settled(): Promise<void> {
    return this.#renditions.settled()
  }

  /** Asset documents say the address of their file; it follows the lake when it moves to another port. */
  withOwnUrl<Document extends { readonly [field: string]: unknown }>(document: Document): Document {
    const isAsset = document._type === 'sanity.imageAsset' || document._type === 'sanity.fileAsset'
    return isAsset && typeof document.path === 'string'
      ? { ...document, url: `${this.#options.origin}/${document.path}` }
      : document
  }

  #asset(kind: 'image' | 'file', name: string, facts: Facts, originalFilename: string | undefined) {
    const { projectId, dataset } = this.#options
    const path = `${kind}s/${projectId}/${dataset}/${name}.${facts.extension}`
    const document = this.withOwnUrl({
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

  /** Writes a body beside, and moves it to its name once it is whole and known. */
  async #receive<Document>(
    body: Readable,
    examine: (received: Received) => Promise<{ document: Document; file: string }>,
  ): Promise<Document> {
    const path = join(this.#incoming, randomUUID())
    try {
      const received = { path, ...(await write(body, path)) }
      const { document, file } = await examine(received)
      await rename(path, join(this.#options.folder, file))
      await sync(this.#options.folder)
      return document
    } finally {
      await rm(path, { force: true })
    }
  }
}

async function write(body: Readable, path: string): Promise<{ sha1hash: string; size: number }> {
  const hash = createHash('sha1')
  let size = 0
  async function* measured(source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      size += chunk.length
      if (size > maxUploadBytes) throw tooLarge()
      hash.update(chunk)
      yield chunk
    }
  }
  try {
    // A body that is given up is left to the server, which reads the rest: else its answer would not arrive.
    const chunks = body.iterator({ destroyOnReturn: false })
    await pipeline(chunks, measured, createWriteStream(path, { flush: true }))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOSPC') throw requestError(507, 'The disk is full: nothing was stored', { cause: error })
    if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE')
      throw requestError(400, 'The upload was cut short', { cause: error })
    throw error
  }
  return { sha1hash: hash.digest('hex'), size }
}

/** Makes the names in a folder outlive a loss of power. */
async function sync(folder: string): Promise<void> {
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
