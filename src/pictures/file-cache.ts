import { hash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolder } from '#src/make-folder.ts'

/**
 * Files that can be made again. Each stands after a digest of its bytes: one that was cut short, or changed, does not
 * fit it, and is made again. So no file needs a temporary name while it is written.
 */

const digestOf = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer')
const digestBytes = 32

/** The bytes of a cached file; undefined where there is none, or its bytes do not fit its digest. */
export async function readCached(path: string): Promise<Buffer | undefined> {
  const file = await readFile(path).catch(() => undefined)
  if (file === undefined) return undefined
  const bytes = file.subarray(digestBytes)
  return digestOf(bytes).equals(file.subarray(0, digestBytes)) ? bytes : undefined
}

/** Only the owner may read it: it may be a picture of a draft. */
export async function writeCached(path: string, bytes: Uint8Array): Promise<void> {
  makeFolder(dirname(path), 0o700)
  await writeFile(path, Buffer.concat([digestOf(bytes), bytes]), { mode: 0o600 })
}

/**
 * The bytes of a cached file. Where there is none, `make` makes them, once for all that ask for them meanwhile.
 * @throws what `make` throws
 */
export function cached(path: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const pending = making.get(path) ?? readOrMake(path, make).finally(() => making.delete(path))
  making.set(path, pending)
  return pending
}

const making = new Map<string, Promise<Buffer>>()

async function readOrMake(path: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const stored = await readCached(path)
  if (stored !== undefined) return stored
  const bytes = await make()
  await writeCached(path, bytes)
  return bytes
}
