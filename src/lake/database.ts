import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LakeError } from './errors.ts'

/** Marks a SQLite file as a lake's: the letters LAKE. */
const applicationId = 0x4c414b45

/**
 * How the file came to be as it is: each step makes a version of the one before, the first of an empty file.
 * Steps are added at the end and never changed, since somebody's file has been through them.
 */
const steps = [
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
  // A transaction's effects, without a look at those of all others.
  'CREATE INDEX effects_by_transaction ON effects (seq);',
  // Where documents came and went, without a look at the edits in between.
  `CREATE INDEX effects_lifecycle ON effects (document, seq) WHERE apply = '[0,null]' OR revert = '[0,null]';
  CREATE TABLE editors (id TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE) STRICT;`,
]

/** The version of a file that this program writes. */
const currentVersion = steps.length

/**
 * Opens the lake's file, and makes it when there is none. A file that cannot be used is left as it is; one of an
 * older version is copied to `NAME.version-N` first, and then is either of the current version or as it was.
 * Held exclusively until it is closed: each lake keeps its documents in memory, so two over one file would
 * each overwrite what the other does not know.
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
  // An acknowledged transaction must outlive a loss of power, so both settings are asked back.
  const journal = pragma('journal_mode = WAL')
  pragma('synchronous = FULL')
  if (journal !== 'wal' || pragma('synchronous') !== 2) throw new LakeError('dataUnreadable', { path })
  // Writing takes hold of the file, even when there is nothing to write.
  database.exec('BEGIN EXCLUSIVE; COMMIT;')
  if (!isNew && version < currentVersion) copy(database, `${path}.version-${version}`)
  if (version < currentVersion) migrate(database, version)
}

/** Takes over what an older version wrote, all steps or none. */
function migrate(database: DatabaseSync, version: number): void {
  const rest = steps.slice(version).join('\n')
  const marks = `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${currentVersion};`
  try {
    database.exec(`BEGIN EXCLUSIVE; ${rest} ${marks} COMMIT;`)
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** Copies all content to a file of its own, which is there whole and on disk, or not at all. */
function copy(database: DatabaseSync, path: string): void {
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

/** SQLite's own code for what went wrong, without its finer distinctions. */
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
