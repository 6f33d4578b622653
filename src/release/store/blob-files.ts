import { createHash, randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ReleaseStoreError } from '../failures.ts'

/** A form of a file that stands beside it: compressed, quickly or as far as it goes. */
export const variants = ['gz', 'br', 'br11'] as const
export type Variant = (typeof variants)[number]

/** The SHA-256 digest of bytes, as 64 hexadecimal digits. */
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Files by the digest of their bytes, in a folder of their own: `ab/cdef…`, for their owner alone. */
export class BlobFiles {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The place of a file. */
  pathOf(digest: string, variant?: Variant): string {
    const name = variant === undefined ? digest.slice(2) : `${digest.slice(2)}.${variant}`
    return join(this.#folder, digest.slice(0, 2), name)
  }

  /** The digests of all files that stand. */
  async digests(): Promise<Set<string>> {
    const found = (await this.#names()).filter(({ name }) => blobName.test(name))
    return new Set(found.map(({ folder, name }) => folder + name))
  }

  /**
   * Writes a file beside its place and renames it. When it resolves, the bytes survive a loss of power. Its name may not:
   * the file is then absent, and never a part of it. A variant can be made again, so nothing waits for the disk.
   */
  async write(bytes: Uint8Array, digest: string, variant?: Variant): Promise<void> {
    const path = this.pathOf(digest, variant)
    const beside = `${path}.${randomBytes(6).toString('hex')}.part`
    const file = await open(beside, 'wx', 0o600).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      return open(beside, 'wx', 0o600)
    })
    try {
      await file
        .writeFile(bytes)
        .then(() => (variant === undefined ? file.datasync() : undefined))
        .finally(() => file.close())
      await rename(beside, path)
    } catch (error) {
      await rm(beside, { force: true })
      throw error
    }
  }

  /** Whether a file stands with all its bytes. Synchronous, which is a tenth of the cost for a file that the system knows. */
  has(digest: string, bytes: number): boolean {
    return statSync(this.pathOf(digest), { throwIfNoEntry: false })?.size === bytes
  }

  /**
   * The bytes of a file.
   * @throws {ReleaseStoreError} where it is absent, or its bytes are not those of the digest
   */
  async read(digest: string): Promise<Buffer> {
    const path = this.pathOf(digest)
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      throw new ReleaseStoreError('fileDamaged', { path, found: 'the file is gone' })
    })
    if (digestOf(bytes) !== digest)
      throw new ReleaseStoreError('fileDamaged', { path, found: 'its bytes are not those that were written' })
    return bytes
  }

  /** The bytes of a variant; undefined where there is none. */
  async readVariant(digest: string, variant: Variant): Promise<Buffer | undefined> {
    return readFile(this.pathOf(digest, variant)).catch(() => undefined)
  }

  /** Removes a file and its variants. */
  async remove(digest: string): Promise<void> {
    // The variants first: without their file nobody would find them.
    for (const variant of variants) await rm(this.pathOf(digest, variant), { force: true })
    await rm(this.pathOf(digest), { force: true })
  }

  /** Removes what killed processes left: parts of files that nobody has written to for an hour, and variants of no file. */
  async removeLeftovers(): Promise<void> {
    const names = await this.#names()
    const digests = new Set(names.map(({ folder, name }) => folder + name))
    for (const { folder, name } of names) {
      const path = join(this.#folder, folder, name)
      if (name.endsWith('.part')) {
        const found = await stat(path).catch(() => undefined)
        if (found && Date.now() - found.mtimeMs > partMilliseconds) await rm(path, { force: true })
      } else if (!blobName.test(name) && !digests.has(folder + name.slice(0, 62)))
        await rm(path, { force: true })
    }
  }

  async #names(): Promise<readonly { folder: string; name: string }[]> {
    const folders = (await readdir(this.#folder)).filter((name) => /^[0-9a-f]{2}$/.test(name))
    const names = await Promise.all(
      folders.map(async (folder) =>
        (await readdir(join(this.#folder, folder))).map((name) => ({ folder, name })),
      ),
    )
    return names.flat()
  }
}

const blobName = /^[0-9a-f]{62}$/
const partMilliseconds = 60 * 60 * 1000
