import { hash } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LakeError } from './errors.ts'
import { makeFolder } from './make-folder.ts'

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
  // SQLite finds damaged pages, but not a changed letter in a row.
  `ALTER TABLE documents ADD COLUMN digest TEXT NOT NULL DEFAULT '';
  UPDATE documents SET digest = row_digest(id, type, revision, updated, json);
  ALTER TABLE transactions ADD COLUMN digest TEXT NOT NULL DEFAULT '';
  UPDATE transactions SET digest = row_digest(seq, id, author, timestamp, mutations);
  ALTER TABLE effects ADD COLUMN digest TEXT NOT NULL DEFAULT '';
  UPDATE effects SET digest = row_digest(document, seq, apply, revert);
  ALTER TABLE editors ADD COLUMN digest TEXT NOT NULL DEFAULT '';
  UPDATE editors SET digest = row_digest(id, name, folded);`,
]

/** The version of the files that this program writes. */
const currentVersion = migrations.length

/** The tables, each with the columns that its `digest` covers. Who writes a row sets its digest by the same function. */
const digests = {
  documents: 'id, type, revision, updated, json',
  transactions: 'seq, id, author, timestamp, mutations',
  effects: 'document, seq, apply, revert',
  editors: 'id, name, folded',
} as const

/**
 * The statement that stores a row in a table, with its digest. Its parameters are the table's columns, in order.
 * @example insertInto('editors') with 'e1', 'Ana', 'ana'
 */
export function insertInto(table: keyof typeof digests, onConflict = ''): string {
  const columns = digests[table]
  const values = columns.split(', ').map((_, index) => `?${index + 1}`)
  return `INSERT INTO ${table} (${columns}, digest) VALUES (${values}, row_digest(${values})) ${onConflict}`
}

/** Only the owner may read the data: it has drafts, and internal notes. */
const fileMode = 0o600
const folderMode = 0o700

/**
 * Opens the data file, or creates it. A file that cannot be used is left unchanged. A file of an older version is
 * copied to `NAME.version-N` and then migrated; if the migration fails, it is unchanged.
 * The file is locked until it is closed. Each lake has its documents in memory, so two lakes on one file would
 * overwrite each other's changes. Reads every row once, to compare it with its digest.
 * @throws {LakeError} dataUnreadable, dataCorrupt, dataNewer, dataInUse or diskFull, with the path
 */
export function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    makeFolder(dirname(path), folderMode)
    const found = statSync(path, { throwIfNoEntry: false })
    // A log without its file: somebody removed the file, and SQLite would apply the log to the new one.
    const hasLog = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
    if (found === undefined ? hasLog : found.size === 0) throw new LakeError('dataCorrupt', { path })
    if (found === undefined) create(path)
    else if (found.isFile()) keepPrivate(path)
    database = connect(path)
    prepare(database, path)
    return database
  } catch (error) {
    database?.close()
    throw error instanceof LakeError ? error : new LakeError(kindOf(error), { path, cause: error })
  }
}

function connect(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 500 })
  database.function('row_digest', { deterministic: true, varargs: true }, (...columns) =>
    hash('sha256', columns.join('\0'), 'base64'),
  )
  return database
}

/**
 * Makes an empty data file under another name and renames it, so that an empty file is never one that a killed lake
 * was about to fill. Two lakes that start at once wait for each other, and the second finds the first one's file.
 */
function create(path: string): void {
  const unfinished = `${path}.new`
  closeSync(openSync(unfinished, 'a', fileMode))
  const database = connect(unfinished)
  try {
    database.exec('BEGIN EXCLUSIVE; COMMIT;')
    const version = Number(Object.values(database.prepare('PRAGMA user_version').get() ?? {})[0])
    if (version < currentVersion) migrate(database, version)
  } finally {
    database.close()
  }
  try {
    renameSync(unfinished, path)
  } catch (error) {
    if (statSync(path, { throwIfNoEntry: false }) === undefined) throw error
  }
  sync(dirname(path))
}

function keepPrivate(path: string): void {
  try {
    chmodSync(path, fileMode)
  } catch {
    // The file is another user's, or on a disk without permissions: it can be used all the same.
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
  for (const [table, columns] of Object.entries(digests)) {
    const damaged = database.prepare(
      `SELECT 1 FROM ${table} WHERE digest IS NOT row_digest(${columns}) LIMIT 1`,
    )
    if (damaged.get() !== undefined) throw new LakeError('dataCorrupt', { path })
  }
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

/**
 * Copies an open data file to `NAME.LABEL` beside it, or to `NAME.LABEL-2` and so on where there is such a copy already.
 * @returns the path of the copy
 * @throws {LakeError} diskFull or dataUnreadable; there is no copy then
 */
export function copyBeside(database: DatabaseSync, path: string, label: string): string {
  let [copy, count] = [`${path}.${label}`, 1]
  while (statSync(copy, { throwIfNoEntry: false })) copy = `${path}.${label}-${++count}`
  try {
    copyTo(database, copy)
  } catch (error) {
    throw new LakeError(kindOf(error), { path: copy, cause: error })
  }
  return copy
}

/** Copies everything to another file. When it fails, there is no copy. */
function copyTo(database: DatabaseSync, path: string): void {
  const unfinished = `${path}.unfinished`
  closeSync(openSync(unfinished, 'w', fileMode))
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
