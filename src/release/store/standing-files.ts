import { ReleaseStoreError } from '../failures.ts'
import { BlobFiles, digestOf } from './blob-files.ts'

/** The files of a store, and what is known of them without asking the disk. */
export class StandingFiles {
  readonly blobs: BlobFiles
  /** The digests of the files that are known to stand. */
  readonly #standing = new Set<string>()
  /** Of these, files whose bytes turned out to be others. */
  readonly #damaged = new Set<string>()
  /** Files that were put and are in no release yet. */
  readonly #pending = new Set<string>()
  readonly #writing = new Map<string, Promise<void>>()

  constructor(folder: string) {
    this.blobs = new BlobFiles(folder)
  }

  /** Whether a file stands, and its bytes are not known to be others. */
  isSound(digest: string): boolean {
    return this.stands(digest) && !this.#damaged.has(digest)
  }

  stands(digest: string): boolean {
    return this.#standing.has(digest)
  }

  /** Whether a file was put, and no release has it yet. */
  isPending(digest: string): boolean {
    return this.#pending.has(digest)
  }

  /** Reads from the disk which files stand. */
  async look(): Promise<void> {
    this.add(await this.blobs.digests())
  }

  /** Takes in files of which others say that they stand. */
  add(digests: Iterable<string>): void {
    for (const digest of digests) this.#standing.add(digest)
  }

  /** Looks on the disk for a file that is about to be in a release. */
  check(digest: string, bytes: number): boolean {
    if (!this.blobs.has(digest, bytes)) this.#standing.delete(digest)
    return this.isSound(digest)
  }

  /** The files that were put so far. @returns tells that a release has those of them that it wants */
  pendingUntilNow(): () => void {
    const pending = [...this.#pending]
    return () => {
      for (const digest of pending) this.#pending.delete(digest)
    }
  }

  /** Writes a file, unless it stands already. @returns its digest */
  async put(bytes: Uint8Array): Promise<string> {
    const digest = digestOf(bytes)
    this.#pending.add(digest)
    if (this.isSound(digest)) return digest
    const writing =
      this.#writing.get(digest) ??
      this.blobs.write(bytes, digest).finally(() => {
        this.#writing.delete(digest)
      })
    this.#writing.set(digest, writing)
    await writing
    this.#standing.add(digest)
    this.#damaged.delete(digest)
    return digest
  }

  /** @throws {ReleaseStoreError} fileDamaged: it is not sound until it is put again */
  async read(digest: string): Promise<Buffer> {
    return this.blobs.read(digest).catch((error: unknown) => {
      if (error instanceof ReleaseStoreError) this.#damaged.add(digest)
      throw error
    })
  }

  async remove(digest: string): Promise<void> {
    this.#standing.delete(digest)
    await this.blobs.remove(digest)
  }
}
