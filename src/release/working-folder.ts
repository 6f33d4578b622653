import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { makeFolder } from '#src/make-folder.ts'
import { createLock, LockedError, locked } from './lock-file.ts'
import { projectFolder } from './program.ts'

/** A folder for files that this process needs while it works, on the disk of its parent. */
export type WorkingFolder = { readonly path: string; close(): Promise<void> }

/** Where programs of the project work, on the project's disk. Astro needs its output there. */
export const projectWork = join(projectFolder, '.astro', 'work')

/** Where programs work on the disk of the data. */
export const dataWork = ({ dataDir }: { dataDir: string }): string => join(dataDir, 'work')

/**
 * Opens a new working folder, and removes those beside it whose processes have ended without closing them. Who is
 * alive shows by a lock, which the system takes away with its process: a number of a process may be another's by now.
 */
export async function openWorkingFolder(parent: string): Promise<WorkingFolder> {
  makeFolder(parent, 0o700)
  const path = join(parent, randomUUID())
  const { lock, abandoned } = register(parent, path)
  for (const folder of abandoned) await remove(folder)
  return {
    path,
    close: async () => {
      await rm(path, { recursive: true, force: true, maxRetries: 5 })
      held.delete(lock)
      lock.close()
      await rm(`${path}${lockExtension}`, { force: true })
    },
  }
}

/** Runs `work` with a working folder, which is removed afterwards. */
export async function inWorkingFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await openWorkingFolder(parent)
  try {
    return await work(folder.path)
  } finally {
    await folder.close()
  }
}

const lockExtension = '.lock'

/** Locks of this process. One that nobody refers to would be collected, and end. */
const held = new Set<DatabaseSync>()

/** Creates the folder, and finds those that nobody works in. Only one process at a time does this in one parent. */
function register(parent: string, path: string): { lock: DatabaseSync; abandoned: readonly string[] } {
  createLock(join(parent, 'turn'))
  const turn = locked(join(parent, 'turn'), 10_000)
  if (turn === undefined) throw new LockedError(parent)
  try {
    const names = readdirSync(parent).filter((name) => name.endsWith(lockExtension))
    const abandoned = names
      .map((name) => join(parent, name))
      .filter((name) => {
        const found = locked(name)
        found?.close()
        return found !== undefined
      })
      .map((name) => name.slice(0, -lockExtension.length))
    createLock(`${path}${lockExtension}`)
    const lock = locked(`${path}${lockExtension}`)
    if (lock === undefined) throw new Error(`${path} cannot be locked`)
    held.add(lock)
    mkdirSync(path, { mode: 0o700 })
    return { lock, abandoned }
  } finally {
    turn.close()
  }
}

/** The lock last: until it is gone, the folder is found again. */
async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  await rm(`${folder}${lockExtension}`, { force: true })
}
