import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LakeError } from './errors.ts'

/** Marks a SQLite file as the data file of a lake: the letters LAKE. */
const applicationId = 0x4c414b45

/**
 * The migrations: each one turns a file of the version before it into the next version, the first an empty file. New
 * migrations are added at the end. An existing one is never changed, since existing files have been through it.
 */
const migrations = [
  `CREATE TABLE documents (
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
  ) STRICT, WITHOUT ROWID;`,
  // Finds the effects of one transaction without reading all others.
  'CREATE INDEX effects_by_transaction ON effects (seq);',
  // Finds creations and deletions of documents without reading the edits between them.
  `CREATE INDEX effects_lifecycle ON effects (document, seq) WHERE apply = '[0,null]' OR revert = '[0,null]';
  CREATE TABLE editors (id TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE) STRICT;`,
]

/** The version of the files that this program writes. */
const currentVersion = migrations.length

/**
 * Opens the data file, or creates it. A file that cannot be used is left unchanged. A file of an older version is
 * copied to `NAME.version-N` and then migrated; if the migration fails, it is unchanged.
 * The file is locked until it is closed. Each lake has its documents in memory, so two lakes on one file would
 * overwrite each other's changes.
 * @throws {LakeError} dataUnreadable, dataCorrupt, dataNewer, dataInUse or diskFull, with the path
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
  const version = Number(pragma('user_version'))
  if (version > currentVersion) throw new LakeError('dataNewer', { path })
  // A stored transaction must survive a loss of power, so both settings are read back.
  const journal = pragma('journal_mode = WAL')
  pragma('synchronous = FULL')
  if (journal !== 'wal' || pragma('synchronous') !== 2) throw new LakeError('dataUnreadable', { path })
  // Takes the lock: SQLite locks the file with the first write transaction, even an empty one.
  database.exec('BEGIN EXCLUSIVE; COMMIT;')
  if (!isNew && version < currentVersion) copyTo(database, `${path}.version-${version}`)
  if (version < currentVersion) migrate(database, version)
}

/** Brings a file up to date: either all migrations are applied or none. */
function migrate(database: DatabaseSync, version: number): void {
  const statements = migrations.slice(version).join('\n')
  const pragmas = `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${currentVersion};`
  try {
    database.exec(`BEGIN EXCLUSIVE; ${statements} ${pragmas} COMMIT;`)
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** Copies everything to another file. When it fails, there is no copy. */
function copyTo(database: DatabaseSync, path: string): void {
  const unfinished = `${path}.unfinished`
  rmSync(unfinished, { force: true })
  try {
    database.prepare('VACUUM INTO ?').run(unfinished)
    sync(unfinished)
    renameSync(unfinished, path)
    sync(dirname(path))
  } finally {
    rmSync(unfinished, { force: true })
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** SQLite's primary result code of an error. */
export function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
}

function kindOf(error: unknown): LakeError['kind'] {
  switch (sqliteCode(error)) {
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
      return 'dataCorrupt'
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
      return 'dataInUse'
    case 13: // SQLITE_FULL
      return 'diskFull'
    default:
      return 'dataUnreadable'
  }
}
