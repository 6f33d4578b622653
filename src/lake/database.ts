import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LakeError } from './errors.ts'

/** Marks a SQLite file as a lake's: the letters LAKE. */
const applicationId = 0x4c414b45
const schemaVersion = 1

const schema = `
  CREATE TABLE documents (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, revision TEXT NOT NULL, updated TEXT NOT NULL, json TEXT NOT NULL
  ) STRICT;
  CREATE TABLE transactions (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, author TEXT NOT NULL, timestamp TEXT NOT NULL,
    mutations TEXT NOT NULL
  ) STRICT;
  CREATE TABLE effects (
    document TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES transactions (seq),
    apply TEXT NOT NULL, revert TEXT NOT NULL,
    PRIMARY KEY (document, seq)
  ) STRICT, WITHOUT ROWID;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};
`

/**
 * Opens the lake's file, and makes it when there is none. A file that cannot be used is left as it is.
 * Held exclusively until it is closed: each lake keeps its documents in memory, so two over one file would
 * each overwrite what the other does not know.
 * @throws {LakeError} dataUnreadable, dataCorrupt, dataNewer or dataInUse, with the path
 */
export function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    mkdirSync(dirname(path), { recursive: true })
    database = new DatabaseSync(path, { timeout: 500 })
    prepare(database, path)
    return database
  } catch (error) {
    database?.close()
    throw error instanceof LakeError ? error : new LakeError(kindOf(error), { path, cause: error })
  }
}

function prepare(database: DatabaseSync, path: string): void {
  const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]
  pragma('locking_mode = EXCLUSIVE')
  if (pragma('quick_check(1)') !== 'ok') throw new LakeError('dataCorrupt', { path })
  const isNew = database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined
  if (!isNew && pragma('application_id') !== applicationId) throw new LakeError('dataCorrupt', { path })
  if (Number(pragma('user_version')) > schemaVersion) throw new LakeError('dataNewer', { path })
  // An acknowledged transaction must outlive a loss of power, so both settings are asked back.
  const journal = pragma('journal_mode = WAL')
  pragma('synchronous = FULL')
  if (journal !== 'wal' || pragma('synchronous') !== 2) throw new LakeError('dataUnreadable', { path })
  if (isNew) database.exec(`BEGIN EXCLUSIVE; ${schema} COMMIT;`)
  else database.exec('BEGIN EXCLUSIVE; COMMIT;')
}

function kindOf(error: unknown): LakeError['kind'] {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
  if (code === 11 || code === 26) return 'dataCorrupt' // SQLITE_CORRUPT, SQLITE_NOTADB
  if (code === 5 || code === 6) return 'dataInUse' // SQLITE_BUSY, SQLITE_LOCKED
  return 'dataUnreadable'
}
