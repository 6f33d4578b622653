import { closeSync, existsSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'

/** Creates a lock, for its owner alone. Only where there is none: on POSIX systems, closing a file ends the process's own locks on it. */
export function createLock(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600))
}

/**
 * Locks a file, as SQLite does on every system; undefined where somebody holds it. The system takes the lock away with
 * its process. Waiting holds the whole thread.
 */
export function locked(path: string, waitMilliseconds = 0): DatabaseSync | undefined {
  const database = new DatabaseSync(path, { timeout: waitMilliseconds })
  try {
    // The lock needs no journal on disk.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return database
  } catch {
    database.close()
    return undefined
  }
}

/**
 * Runs `work` while nobody else, in this process or another, has the lock of this path. Waits for it without holding the
 * thread. `signal` ends waiting.
 * @throws the reason of `signal`
 * @throws {LockedError} where another program has it for longer than `waitMilliseconds`
 */
export async function whileLocked<T>(
  path: string,
  work: () => Promise<T>,
  { waitMilliseconds = 20_000, signal }: { waitMilliseconds?: number; signal?: AbortSignal | undefined } = {},
): Promise<T> {
  createLock(path)
  const until = performance.now() + waitMilliseconds
  let lock = locked(path)
  while (lock === undefined && performance.now() < until) {
    await setTimeout(10)
    signal?.throwIfAborted()
    lock = locked(path)
  }
  if (lock === undefined) throw new LockedError(path)
  try {
    return await work()
  } finally {
    lock.close()
  }
}

/** Another program does not give a lock back. */
export class LockedError extends Error {
  constructor(path: string) {
    super(`Another program keeps ${path} locked`)
    this.name = 'LockedError'
  }
}
