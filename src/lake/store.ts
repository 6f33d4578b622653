import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { insertInto, openDatabase, sqliteCode } from './database.ts'
import { isRecord, type StoredDocument } from './document.ts'
import { type Effects, effectsBetween } from './effects.ts'
import { LakeError, requestError } from './errors.ts'
import type { Mutation } from './mutations.ts'
import { ReferenceIndex } from './referential-integrity.ts'
import { type DocumentChange, Staging } from './staging.ts'

/** A stored transaction, as subscribers receive it. */
export type CommittedTransaction = {
  readonly id: string
  readonly author: string
  readonly timestamp: string
  readonly mutations: readonly Mutation[]
  readonly changes: readonly (DocumentChange & { readonly effects: Effects })[]
}

type TransactOptions = {
  readonly author: string
  readonly transactionId: string | undefined
  readonly dryRun: boolean
  readonly generateKeys: boolean
}

/**
 * All documents, in memory and on disk, and their only writer. Reads see whole transactions only. Subscribers
 * receive each transaction once it is on disk, in the order of writing.
 */
export class Store {
  readonly database: DatabaseSync
  readonly references = new ReferenceIndex()
  readonly #documents = new Map<string, StoredDocument>()
  readonly #subscribers = new Set<(transaction: CommittedTransaction) => void>()

  /**
   * @param adapt changes each stored document as it is read into memory
   * @throws {LakeError} when the file cannot be used
   */
  constructor(path: string, adapt: (document: StoredDocument) => StoredDocument) {
    this.database = openDatabase(path)
    try {
      for (const row of this.database.prepare('SELECT json FROM documents').iterate())
        this.#keepInMemory({ before: undefined, ...documentIn(row.json, adapt) })
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

  /** True until a transaction changes a document other than an uploaded asset. Deleting all documents does not reset it. */
  get isUntouched(): boolean {
    const sql =
      "SELECT 1 FROM effects WHERE document NOT GLOB 'image-*' AND document NOT GLOB 'file-*' LIMIT 1"
    return this.database.prepare(sql).get() === undefined
  }

  /** @returns a function that ends the subscription */
  subscribe(subscriber: (transaction: CommittedTransaction) => void): () => void {
    this.#subscribers.add(subscriber)
    return () => this.#subscribers.delete(subscriber)
  }

  /**
   * Runs `write` on a staging copy of the documents, then stores the whole outcome or nothing.
   * @throws whatever `write` throws
   * @throws {HttpError} 409 when the transaction's id is already in use, 507 when the disk is full
   */
  transact(options: TransactOptions, write: (staging: Staging) => void): CommittedTransaction {
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
    for (const change of changes) this.#keepInMemory(change)
    for (const subscriber of this.#subscribers) subscriber(transaction)
    return transaction
  }

  /** Takes all that the history holds of some documents out of the data file, those that still exist aside. */
  purge(ids: readonly string[]): void {
    const gone = new Set(ids.filter((id) => this.get(id) === undefined))
    if (gone.size === 0) return
    const { database } = this
    const list = JSON.stringify([...gone])
    const isGone = 'document IN (SELECT value FROM json_each(?))'
    const seqs = database.prepare(`SELECT DISTINCT seq FROM effects WHERE ${isGone}`).all(list)
    const read = database.prepare('SELECT mutations FROM transactions WHERE seq = ?')
    const write = database.prepare(`UPDATE transactions
      SET mutations = :kept, digest = row_digest(seq, id, author, timestamp, :kept) WHERE seq = :seq`)
    database.exec('BEGIN IMMEDIATE')
    try {
      for (const { seq = null } of seqs) {
        const mutations: readonly Mutation[] = JSON.parse(String(read.get(seq)?.mutations))
        write.run({ seq, kept: JSON.stringify(mutations.filter((one) => !gone.has(documentOf(one)))) })
      }
      database.prepare(`DELETE FROM effects WHERE ${isGone}`).run(list)
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
    // SQLite leaves the bytes of what is deleted in the file, and the log may hold them too.
    database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)')
  }

  /** Writes the log into the data file, so that the file can be copied alone, and closes it. */
  close(): void {
    this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    this.database.close()
  }

  #keepInMemory(change: DocumentChange): void {
    if (change.after === undefined) this.#documents.delete(change.id)
    else this.#documents.set(change.id, change.after)
    this.references.record(change)
  }

  #save({ id, author, timestamp, mutations, changes }: CommittedTransaction): void {
    const { database } = this
    if (database.prepare('SELECT 1 FROM transactions WHERE id = ?').get(id) !== undefined)
      throw requestError(409, `Transaction ID "${id}" is already in use`)
    database.exec('BEGIN IMMEDIATE')
    try {
      const seq = Number(database.prepare('SELECT max(seq) AS seq FROM transactions').get()?.seq ?? 0) + 1
      database.prepare(insertInto('transactions')).run(seq, id, author, timestamp, JSON.stringify(mutations))
      const addEffects = database.prepare(insertInto('effects'))
      const remove = database.prepare('DELETE FROM documents WHERE id = ?')
      const put = database.prepare(insertInto('documents', replaceDocument))
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

/** The id of the document that a mutation is about; empty for a new one without an id. */
function documentOf(mutation: Mutation): string {
  if ('patch' in mutation) return mutation.patch.id
  if ('delete' in mutation) return mutation.delete.id
  const [document] = Object.values(mutation)
  return document?._id ?? ''
}

const replaceDocument = `ON CONFLICT (id) DO UPDATE SET type = excluded.type, revision = excluded.revision,
  updated = excluded.updated, json = excluded.json, digest = excluded.digest`

function documentIn(json: unknown, adapt: (document: StoredDocument) => StoredDocument) {
  const parsed: unknown = JSON.parse(String(json))
  if (!isRecord(parsed) || typeof parsed._id !== 'string' || typeof parsed._type !== 'string')
    throw new TypeError('a stored document has no _id or _type')
  // Each document in the table was written by Staging, which sets all fields of StoredDocument.
  const after = adapt(parsed as StoredDocument)
  return { id: after._id, after }
}
