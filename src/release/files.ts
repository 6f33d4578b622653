import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolder } from '#src/make-folder.ts'

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
