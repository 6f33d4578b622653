import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * The bytes of a file in a cache; they are made where it is not there yet. Pages are made at the same time and may ask
 * for the same picture, such as two sessions with the same title and times: it is made once.
 */
export function cachedPicture(path: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const known = inProgress.get(path)
  if (known) return known
  const bytes = readOrMake(path, make).finally(() => inProgress.delete(path))
  inProgress.set(path, bytes)
  return bytes
}

const inProgress = new Map<string, Promise<Buffer>>()

async function readOrMake(path: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const cached = await readFile(path).catch(() => undefined)
  if (cached) return cached
  const bytes = await make()
  await mkdir(dirname(path), { recursive: true })
  // A name of its own: other processes may make the same picture.
  const temporary = `${path}.${randomUUID()}.part`
  await writeFile(temporary, bytes)
  await rename(temporary, path)
  return bytes
}
