import { createHash, randomUUID } from 'node:crypto'
import { open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import { makeFolder } from '../make-folder.ts'

type RenditionCacheOptions = {
  /** Folder of the files, created with the first one. It can be removed at any time. */
  readonly folder: string
  /** The size of all files together. The least recently used files are removed first. */
  readonly maxBytes: number
}

/**
 * Transformed images, each made once and stored on disk, after a digest of its bytes. A file that does not fit its
 * digest is made again.
 */
export class RenditionCache {
  readonly #options: RenditionCacheOptions
  readonly #pending = new Map<string, Promise<Buffer>>()
  /** Files that are no longer in the cache, but still on disk. */
  readonly #evicted: string[] = []
  /** The sizes of the files; read from the folder when they are first needed. */
  #sizes: Promise<LRUCache<string, number>> | undefined

  constructor(options: RenditionCacheOptions) {
    this.#options = options
  }

  /**
   * The bytes of a rendition.
   * @param key everything that the image depends on; the same image has the same key
   * @param make called once for all callers that want the same image at the same time
   * @throws what `make` throws
   */
  async get(key: unknown, make: () => Promise<Buffer>): Promise<Buffer> {
    const name = createHash('sha256')
      .update(JSON.stringify([version, key]))
      .digest('hex')
    const stored = contentIn(await readFile(join(this.#options.folder, name)).catch(() => undefined))
    if (stored === undefined) return this.#pending.get(name) ?? this.#make(name, make)
    await this.#markUsed(name)
    return stored
  }

  /** Resolves when no image is being made any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#pending.values())
  }

  #make(name: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const pending = make()
      .then(async (bytes) => {
        // A full disk or a folder that cannot be written does not matter to the caller, who gets the bytes.
        await this.#store(name, bytes).catch(() => {})
        return bytes
      })
      .finally(() => this.#pending.delete(name))
    this.#pending.set(name, pending)
    return pending
  }

  async #store(name: string, bytes: Buffer): Promise<void> {
    const { folder, maxBytes } = this.#options
    const size = digestBytes + bytes.length
    if (size > maxBytes) return
    makeFolder(folder, 0o700)
    const sizes = await this.#loadedSizes()
    const temporary = join(folder, `${randomUUID()}${temporaryExtension}`)
    try {
      const file = await open(temporary, 'w', 0o600)
      // Synced before it is renamed: after a loss of power there must be no file with the final name and no content.
      await file
        .writeFile(Buffer.concat([digestOf(bytes), bytes]))
        .then(() => file.sync())
        .finally(() => file.close())
      await rename(temporary, join(folder, name))
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
    sizes.set(name, size)
    await Promise.all(this.#evicted.splice(0).map((evicted) => rm(join(folder, evicted), { force: true })))
  }

  async #markUsed(name: string): Promise<void> {
    const sizes = await this.#loadedSizes()
    if (sizes.get(name) === undefined) return
    // The files' times keep the order for the next start.
    const now = new Date()
    await utimes(join(this.#options.folder, name), now, now).catch(() => {})
  }

  #loadedSizes(): Promise<LRUCache<string, number>> {
    this.#sizes ??= this.#loadSizes()
    return this.#sizes
  }

  async #loadSizes(): Promise<LRUCache<string, number>> {
    const sizes = new LRUCache<string, number>({
      maxSize: this.#options.maxBytes,
      sizeCalculation: (bytes) => Math.max(1, bytes),
      dispose: (_bytes, name, reason) => {
        if (reason === 'evict') this.#evicted.push(name)
      },
    })
    const files = await filesIn(this.#options.folder)
    for (const { name, bytes } of files.sort((a, b) => a.lastUsed - b.lastUsed)) sizes.set(name, bytes)
    return sizes
  }
}

/** Goes up when the same parameters are to give another image, or the files get another form. */
const version = 2
const digestBytes = 32
const digestOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** The bytes after the digest; undefined when they do not fit it. */
function contentIn(file: Buffer | undefined): Buffer | undefined {
  if (file === undefined) return undefined
  const content = file.subarray(digestBytes)
  return digestOf(content).equals(file.subarray(0, digestBytes)) ? content : undefined
}

const temporaryExtension = '.part'

type CachedFile = { readonly name: string; readonly bytes: number; readonly lastUsed: number }

async function filesIn(folder: string): Promise<CachedFile[]> {
  const names = await readdir(folder).catch(() => [])
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      // Left by a lake that was killed while it wrote the file.
      if (name.endsWith(temporaryExtension)) await rm(path, { force: true })
      const found = await stat(path).catch(() => undefined)
      return found?.isFile() ? [{ name, bytes: found.size, lastUsed: found.mtimeMs }] : []
    }),
  )
  return files.flat()
}
