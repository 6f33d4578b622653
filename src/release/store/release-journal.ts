import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { ReleaseStoreError } from '../failures.ts'
import { syncFolder } from '../files.ts'

/**
 * A release as it is written down: what differs from the release before it. `changed` has path, digest and bytes of each
 * file; headers and retired addresses are missing where they are those of the release before.
 */
const releaseEntry = z.object({
  number: z.int().positive(),
  time: z.iso.datetime(),
  about: z.json(),
  headers: z
    .array(
      z.object({
        path: z.string(),
        headers: z.record(z.string(), z.string()),
        without: z.array(z.string()).readonly().exactOptional(),
        isOptional: z.literal(true).exactOptional(),
      }),
    )
    .exactOptional(),
  retired: z.array(z.object({ address: z.string(), target: z.string().exactOptional() })).exactOptional(),
  changed: z.array(z.tuple([z.string(), z.string(), z.int().nonnegative()])),
  gone: z.array(z.string()),
})
/** An earlier release is shown again. */
const switchEntry = z.object({ show: z.int().positive() })
const journalEntry = z.union([switchEntry, releaseEntry])
const firstEntry = z.object({ journal: z.uuid(), version: z.literal(1) })

export type ReleaseEntry = z.infer<typeof releaseEntry>
export type JournalEntry = z.infer<typeof journalEntry>

/**
 * The file with one line for each release and each switch. A line has a checksum: one that was cut short, by a kill, a
 * full disk or a loss of power, and all that may follow it, counts as not written. The first line names the journal, so
 * that those who follow it see when it is replaced. Those who write hold a lock, and have read to the end.
 */
export class ReleaseJournal {
  readonly #path: string
  #id = ''
  /** Where the next line is written. */
  #end = 0
  #seen = ''
  #length = 0

  constructor(path: string) {
    this.#path = path
  }

  /** How many entries were read and written. */
  get length(): number {
    return this.#length
  }

  /** Whether the file has changed since it was last read, as the system tells. */
  async hasChanged(): Promise<boolean> {
    return (await this.#mark()) !== this.#seen
  }

  /** The entries that were added since the last call; or all of them, for another journal than the one that was read. */
  async read(): Promise<{ entries: readonly JournalEntry[]; isAnew: boolean }> {
    const mark = await this.#mark()
    const file = await open(this.#path).catch(undefinedIfAbsent)
    if (file === undefined) return this.#restart('', 0, [], mark)
    try {
      const first = lines(await bytesFrom(file, 0, firstLineBytes))
      const { journal: id = '' } = firstEntry.safeParse(first.values[0]).data ?? {}
      if (id === '' && first.values.length > 0)
        throw new ReleaseStoreError('newerVersion', {
          path: this.#path,
          found: 'it was written by a newer version of this project',
        })
      const { size } = await file.stat()
      if (id !== '' && id === this.#id && size >= this.#end) {
        const added = lines(await bytesFrom(file, this.#end, size))
        if (!added.isBroken) {
          this.#end += added.bytes
          this.#length += added.values.length
          this.#seen = mark
          return { entries: added.values.map((value) => journalEntry.parse(value)), isAnew: false }
        }
      }
      if (id === '') return this.#restart('', 0, [], mark)
      const all = lines(await bytesFrom(file, 0, size))
      return this.#restart(id, all.bytes, all.values.slice(1), mark)
    } finally {
      await file.close()
    }
  }

  /** Adds a line. When it resolves, the line survives a loss of power; when it rejects, there is none. */
  async append(entry: JournalEntry): Promise<void> {
    if (this.#id === '') return this.replace([entry])
    const file = await open(this.#path, 'r+')
    try {
      // What is left of a line that was cut short.
      await file.truncate(this.#end)
      const line = Buffer.from(lineOf(entry))
      await writeAt(file, line, this.#end).catch(async (error: unknown) => {
        await file.truncate(this.#end)
        throw error
      })
      this.#end += line.length
      this.#length += 1
    } finally {
      await file.close()
    }
  }

  /** Puts a journal with these entries alone in the place of this one. */
  async replace(entries: readonly JournalEntry[]): Promise<void> {
    const id = randomUUID()
    const bytes = Buffer.from([{ journal: id, version: 1 }, ...entries].map(lineOf).join(''))
    const beside = `${this.#path}.part`
    const file = await open(beside, 'w', 0o600)
    try {
      await writeAt(file, bytes, 0).finally(() => file.close())
      await rename(beside, this.#path)
    } catch (error) {
      await rm(beside, { force: true })
      throw error
    }
    await syncFolder(dirname(this.#path))
    this.#id = id
    this.#end = bytes.length
    this.#length = entries.length
  }

  #restart(id: string, end: number, values: readonly unknown[], seen: string) {
    this.#id = id
    this.#end = end
    this.#seen = seen
    this.#length = values.length
    return { entries: values.map((value) => journalEntry.parse(value)), isAnew: true }
  }

  async #mark(): Promise<string> {
    const found = await stat(this.#path, { bigint: true }).catch(undefinedIfAbsent)
    return found === undefined ? '' : [found.ino, found.size, found.mtimeNs].join(' ')
  }
}

const checksumOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

function lineOf(value: unknown): string {
  const text = JSON.stringify(value)
  return `${checksumOf(text)} ${text}\n`
}

const firstLineBytes = lineOf({ journal: randomUUID(), version: 1 }).length

/** The values of the lines up to the first one that is not as it was written. `isBroken`: that one has its end. */
function lines(buffer: Buffer): { values: readonly unknown[]; bytes: number; isBroken: boolean } {
  const values: unknown[] = []
  let bytes = 0
  for (let end = buffer.indexOf('\n'); end !== -1; end = buffer.indexOf('\n', bytes)) {
    const line = buffer.toString('utf8', bytes, end)
    const text = line.slice(17)
    if (line.slice(0, 17) !== `${checksumOf(text)} `) return { values, bytes, isBroken: true }
    values.push(JSON.parse(text))
    bytes = end + 1
  }
  return { values, bytes, isBroken: false }
}

async function bytesFrom(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, end - start))
  let length = 0
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, start + length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return buffer.subarray(0, length)
}

async function writeAt(file: FileHandle, bytes: Buffer, start: number): Promise<void> {
  for (let length = 0; length < bytes.length; )
    length += (await file.write(bytes, length, bytes.length - length, start + length)).bytesWritten
  await file.sync()
}

export function undefinedIfAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
