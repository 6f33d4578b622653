import { mkdirSync } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a file under a temporary name and renames it, so that readers see the old or the new file, never a part.
 * When it resolves, the file survives a loss of power. Only the owner may read it.
 */
export async function writeAtomically(path: string, text: string): Promise<void> {
  makeFolder(dirname(path), 0o700)
  const file = await open(`${path}.part`, 'w', 0o600)
  await file
    .writeFile(text)
    .then(() => file.sync())
    .finally(() => file.close())
  await rename(`${path}.part`, path)
  await syncFolder(dirname(path))
}

/**
 * Makes a folder and those above it, where they are missing. `mkdir` with `recursive` never ends where the system refuses
 * a name although the folder above it exists, as in `/proc`.
 * @throws what the system says
 */
export function makeFolder(path: string, mode?: number): void {
  const make = () => mkdirSync(path, mode)
  try {
    make()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    makeFolder(dirname(path), mode)
    make()
  }
}

/** The text of a file; undefined where it does not exist. */
export async function readIfExists(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}

/** Makes the new name of a file survive a loss of power. Windows does that itself, and cannot open a folder. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}
