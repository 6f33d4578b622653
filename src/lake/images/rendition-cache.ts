import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sharp } from 'sharp'
import type { Gate } from '../gate.ts'

type RenditionsOptions = {
  /** Folder of the files, made with the first of them. It can be removed at any time. */
  readonly folder: string
  /** How large the files may grow together, in bytes; those that were not used for longest go first. */
  readonly maxBytes: number
  /** Through which pictures are made, so that they do not take the whole machine. */
  readonly gate: Gate
}

/** Transformed pictures, each made once and kept on disk. */
export class Renditions {
  readonly #options: RenditionsOptions
  readonly #making = new Map<string, Promise<Buffer>>()
  /** Sizes of the files, those that were used last at the end; read from the folder when first needed. */
  #kept: Promise<Map<string, number>> | undefined

  constructor(options: RenditionsOptions) {
    this.#options = options
  }

  /**
   * Gives the file of a picture, open, or its bytes when it was made just now.
   * @param wanted all that the picture depends on, in a form that is the same for the same picture
   * @param make is called once for all who want the same at the same time
   * @throws whatever `make` throws, and sharp
   */
  async get(wanted: unknown, make: () => Promise<Sharp>): Promise<FileHandle | Buffer> {
    const name = createHash('sha256')
      .update(JSON.stringify([version, wanted]))
      .digest('hex')
    const file = await open(join(this.#options.folder, name)).catch(() => undefined)
    if (file === undefined) return this.#making.get(name) ?? this.#begin(name, make)
    await this.#used(name)
    return file
  }

  /** Resolves when nothing is being made any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#making.values())
  }

  #begin(name: string, make: () => Promise<Sharp>): Promise<Buffer> {
    const making = this.#options.gate
      .pass(async () => {
        const picture = await make()
        const bytes = await picture.toBuffer()
        // Who waits gets the picture also when the disk is full, or the folder is not to be written to.
        await this.#keep(name, bytes).catch(() => {})
        return bytes
      })
      .finally(() => this.#making.delete(name))
    this.#making.set(name, making)
    return making
  }

  async #keep(name: string, bytes: Buffer): Promise<void> {
    const { folder } = this.#options
    await mkdir(folder, { recursive: true })
    const kept = await this.#all()
    const beside = join(folder, `${randomUUID()}${unfinished}`)
    try {
      const file = await open(beside, 'w')
      // A file whose name outlives a loss of power, and its bytes do not, would be shown for ever.
      await file
        .writeFile(bytes)
        .then(() => file.sync())
        .finally(() => file.close())
      await rename(beside, join(folder, name))
    } catch (error) {
      await rm(beside, { force: true })
      throw error
    }
    kept.delete(name)
    kept.set(name, bytes.length)
    await this.#makeRoom(kept, name)
  }

  async #makeRoom(kept: Map<string, number>, newest: string): Promise<void> {
    let total = [...kept.values()].reduce((sum, size) => sum + size, 0)
    for (const [name, size] of kept) {
      if (total <= this.#options.maxBytes) return
      if (name === newest) continue
      kept.delete(name)
      total -= size
      await rm(join(this.#options.folder, name), { force: true })
    }
  }

  async #used(name: string): Promise<void> {
    const kept = await this.#all()
    const size = kept.get(name)
    if (size === undefined) return
    kept.delete(name)
    kept.set(name, size)
    // The order outlives a restart by the files' times.
    const now = new Date()
    await utimes(join(this.#options.folder, name), now, now).catch(() => {})
  }

  #all(): Promise<Map<string, number>> {
    this.#kept ??= filesIn(this.#options.folder)
    return this.#kept
  }
}

/** Goes up when the same wish is to make another picture. */
const version = 1
const unfinished = '.part'

async function filesIn(folder: string): Promise<Map<string, number>> {
  const names = await readdir(folder).catch(() => [])
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      // What was being made when a lake was killed.
      if (name.endsWith(unfinished)) await rm(path, { force: true })
      const found = await stat(path).catch(() => undefined)
      return found?.isFile() ? [{ name, size: found.size, used: found.mtimeMs }] : []
    }),
  )
  return new Map(
    files
      .flat()
      .sort((a, b) => a.used - b.used)
      .map(({ name, size }) => [name, size]),
  )
}
