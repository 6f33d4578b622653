import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { openDatabase, sqliteCode } from './database.ts'
import { isRecord, type StoredDocument } from './document.ts'
import { type Effects, effectsBetween } from './effects.ts'
import { LakeError, requestError } from './errors.ts'
import type { Mutation } from './mutations.ts'
import { ReferenceIndex } from './references.ts'
import { type Change, Staging } from './staging.ts'

/** A transaction that is on disk, as listeners hear of it. */
export type Committed = {
  readonly id: string
  readonly author: string
  readonly timestamp: string
  readonly mutations: readonly Mutation[]
  readonly changes: readonly (Change & { readonly effects: Effects })[]
}

type TransactOptions = {
  readonly author: string
  readonly transactionId: string | undefined
  readonly dryRun: boolean
  readonly generateKeys: boolean
}

/**
 * The documents, all of them in memory and on disk, and the one writer. Reads see whole transactions only;
 * a transaction is told to the listeners when it is on disk, in the order of writing.
 */
export class Store {
  readonly database: DatabaseSync
  readonly references = new ReferenceIndex()
  readonly #documents = new Map<string, StoredDocument>()
  readonly #listeners = new Set<(transaction: Committed) => void>()

  /**
   * @param adapt what is done to each stored document as it is read into memory
   * @throws {LakeError} when the file cannot be used
   */
  constructor(path: string, adapt: (document: StoredDocument) => StoredDocument) {
    this.database = openDatabase(path)
    try {
      for (const row of this.database.prepare('SELECT json FROM documents').iterate())
        this.#remember({ before: undefined, ...loaded(row.json, adapt) })
    } catch (error) {
      this.database.close()
      throw new LakeError('dataCorrupt', { path, cause: error })
    }
  }

  get documents(): IteratorObject<StoredDocument> {
    return this.#documents.values()
  }

  get(id: string): StoredDocument | undefined {
    return this.#documents.get(id)
  }

  /** True until the first transaction that touched anything but an uploaded asset; deleting all does not count. */
  get isUntouched(): boolean {
    const touched =
      "SELECT 1 FROM effects WHERE document NOT GLOB 'image-*' AND document NOT GLOB 'file-*' LIMIT 1"
    return this.database.prepare(touched).get() === undefined
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: (transaction: Committed) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * Runs `write` over a staging of the documents, then stores the whole outcome or nothing.
   * @throws whatever `write` throws
   * @throws {HttpError} 409 when the transaction's id was used before, 507 when the disk is full
   */
  transact(options: TransactOptions, write: (staging: Staging) => void): Committed {
    const id = options.transactionId ?? randomUUID().replaceAll('-', '')
    const timestamp = new Date().toISOString()
    const { author, generateKeys } = options
    const staging = new Staging((name) => this.get(name), { revision: id, timestamp, generateKeys })
    write(staging)
    const changes = staging
      .changes()
      .map((change) => ({ ...change, effects: effectsBetween(change.before, change.after) }))
    const transaction = { id, author, timestamp, mutations: staging.mutations, changes }
    if (options.dryRun) return transaction
    this.#save(transaction)
    for (const change of changes) this.#remember(change)
    for (const listener of this.#listeners) listener(transaction)
    return transaction
  }

  /** Writes everything into the one file, so that it can be copied alone, and lets go of it. */
  close(): void {
    this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    this.database.close()
  }

  #remember(change: Change): void {
    if (change.after === undefined) this.#documents.delete(change.id)
    else this.#documents.set(change.id, change.after)
    this.references.record(change)
  }

  #save({ id, author, timestamp, mutations, changes }: Committed): void {
    const { database } = this
    if (database.prepare('SELECT 1 FROM transactions WHERE id = ?').get(id) !== undefined)
      throw requestError(409, `Transaction ID "${id}" is already in use`)
    database.exec('BEGIN IMMEDIATE')
    try {
      const { lastInsertRowid: seq } = database
        .prepare('INSERT INTO transactions (id, author, timestamp, mutations) VALUES (?, ?, ?, ?)')
        .run(id, author, timestamp, JSON.stringify(mutations))
      const addEffects = database.prepare(
        'INSERT INTO effects (document, seq, apply, revert) VALUES (?, ?, ?, ?)',
      )
      const remove = database.prepare('DELETE FROM documents WHERE id = ?')
      const put = database.prepare(
        'INSERT OR REPLACE INTO documents (id, type, revision, updated, json) VALUES (?, ?, ?, ?, ?)',
      )
      for (const { id: name, after, effects } of changes) {
        addEffects.run(name, seq, JSON.stringify(effects.apply), JSON.stringify(effects.revert))
        if (after === undefined) remove.run(name)
        else put.run(name, after._type, after._rev, after._updatedAt, JSON.stringify(after))
      }
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      // SQLITE_FULL
      if (sqliteCode(error) !== 13) throw error
      throw requestError(507, 'The disk is full: nothing was stored', { cause: error })
    }
  }
}

function loaded(json: unknown, adapt: (document: StoredDocument) => StoredDocument) {
  const parsed: unknown = JSON.parse(String(json))
  if (!isRecord(parsed) || typeof parsed._id !== 'string' || typeof parsed._type !== 'string')
    throw new TypeError('a stored document has no _id or _type')
  // Everything in the table went through Staging, which gives each document these fields.
  const after = adapt(parsed as StoredDocument)
  return { id: after._id, after }
}
