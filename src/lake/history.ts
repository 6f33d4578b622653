import type { DatabaseSync } from 'node:sqlite'
import { applyPatch } from 'mendoza'
import { isDraft, isRecord, type Lookup, publishedId, type StoredDocument } from './document.ts'
import type { Effects } from './effects.ts'
import { type HistoryEventPage, historyEvents } from './history-events.ts'
import type { CommittedTransaction } from './store.ts'

/** A stored transaction, with its effects on the requested documents. */
export type StoredTransaction = {
  readonly id: string
  readonly author: string
  readonly timestamp: string
  /** All documents that it changed. */
  readonly documentIDs: readonly string[]
  readonly mutations?: unknown
  readonly effects: Readonly<Record<string, Effects>>
}

export type HistoryRange = {
  readonly fromTransaction?: string | undefined
  readonly toTransaction?: string | undefined
  readonly fromTime?: string | undefined
  readonly toTime?: string | undefined
  readonly authors?: readonly string[] | undefined
  readonly includeMutations: boolean
  /** Newest first. */
  readonly reverse: boolean
  readonly limit: number
}

/** A point in the history of a document: right after a transaction, a time, or its last revision. */
export type Moment = { readonly revision: string } | { readonly time: string } | 'lastRevision'

/** Stored transactions, and earlier states of documents. Only reads. */
export class History {
  readonly #database: DatabaseSync
  readonly #get: Lookup

  /** @param get the documents as they are now */
  constructor(database: DatabaseSync, get: Lookup) {
    this.#database = database
    this.#get = get
  }

  /**
   * The transactions that changed any of the documents. Both ends of the range are included; the first transaction
   * even if it changed none of them, since the Studio relies on that when it requests page after page.
   */
  transactions(ids: readonly string[], range: HistoryRange): readonly StoredTransaction[] {
    const transaction = this.#database.prepare(
      `SELECT id, author, timestamp${range.includeMutations ? ', mutations' : ''} FROM transactions WHERE seq = ?`,
    )
    const effects = this.#database.prepare('SELECT document, apply, revert FROM effects WHERE seq = ?')
    return this.#seqsIn(ids, range).map((seq) => {
      const { id, author, timestamp, mutations } = transaction.get(seq) ?? {}
      const rows = effects.all(seq).map((row) => ({ ...row, document: String(row.document) }))
      return {
        id: String(id),
        author: String(author),
        timestamp: String(timestamp),
        documentIDs: rows.map(({ document }) => document),
        ...(range.includeMutations && { mutations: JSON.parse(String(mutations)) }),
        effects: Object.fromEntries(
          rows.filter(({ document }) => ids.includes(document)).map((row) => [row.document, effectsIn(row)]),
        ),
      }
    })
  }

  /** Creations, publications and deletions of a document: see `historyEvents`. */
  events(
    id: string,
    page: { readonly limit: number; readonly before: number | undefined },
  ): HistoryEventPage {
    return historyEvents(this.#database, id, page)
  }

  /**
   * A document as it was at a moment: its current content with the later changes reverted, newest first. A draft
   * that did not exist at a revision of its published document is given as that published revision: the Studio
   * compares drafts with the revision that they began as, and restores it.
   * @returns undefined when the document did not exist then; for `lastRevision` the content before it was deleted
   */
  documentAt(id: string, moment: Moment): unknown {
    const found = this.#versionAt(id, moment)
    if (found !== undefined || !isDraft(id) || moment === 'lastRevision' || 'time' in moment) return found
    const published = this.#versionAt(publishedId(id), moment)
    return isRecord(published) && published._rev === moment.revision ? published : undefined
  }

  latestTransactionId(): string | undefined {
    const row = this.#database.prepare('SELECT id FROM transactions ORDER BY seq DESC LIMIT 1').get()
    return row && String(row.id)
  }

  /**
   * A transaction and all later ones, oldest first, as subscribers received them.
   * @returns undefined when the transaction is unknown, or when there are more than `limit` later ones
   */
  committedSince(transactionId: string, limit: number): readonly CommittedTransaction[] | undefined {
    const first = this.#seqOf(transactionId)
    if (first === undefined) return undefined
    const rows = this.#database
      .prepare(
        'SELECT seq, id, author, timestamp, mutations FROM transactions WHERE seq >= ? ORDER BY seq DESC LIMIT ?',
      )
      .all(first, limit + 2)
    if (rows.length > limit + 1) return undefined
    const effectsOf = this.#database.prepare('SELECT document, apply, revert FROM effects WHERE seq = ?')
    const earlierRevision = this.#database.prepare(`
      SELECT id FROM effects JOIN transactions USING (seq)
      WHERE document = ? AND seq < ? ORDER BY seq DESC LIMIT 1`)
    // Goes back from the present. Holds each document as it was after the transaction at hand.
    const states = new Map<string, StoredDocument | undefined>()
    return rows
      .map(({ seq, id, author, timestamp, mutations }) => ({
        id: String(id),
        author: String(author),
        timestamp: String(timestamp),
        mutations: JSON.parse(String(mutations)),
        changes: effectsOf.all(seq ?? null).map((row) => {
          const document = String(row.document)
          const effects = effectsIn(row)
          const after = states.has(document) ? states.get(document) : this.#get(document)
          const content: unknown = applyPatch(after === undefined ? null : withoutRevision(after), [
            ...effects.revert,
          ])
          const _rev = String(earlierRevision.get(document, seq ?? null)?.id)
          // Reverting the stored effects gives what was stored before.
          const before = isRecord(content) ? ({ ...content, _rev } as StoredDocument) : undefined
          states.set(document, before)
          return { id: document, before, after, effects }
        }),
      }))
      .reverse()
  }

  /** The sequence numbers of the transactions in a range. */
  #seqsIn(ids: readonly string[], range: HistoryRange): readonly number[] {
    const { fromTransaction, toTransaction, fromTime, toTime, authors, reverse, limit } = range
    const from = fromTransaction ? this.#seqOf(fromTransaction) : undefined
    const to = toTransaction ? this.#seqOf(toTransaction) : undefined
    // One document at a time: then each statement follows the index and stops at the limit.
    const changesOf = this.#database.prepare(`
      SELECT seq FROM effects JOIN transactions USING (seq)
      WHERE document = :document AND seq BETWEEN :from AND :to AND timestamp BETWEEN :fromTime AND :toTime
        AND (:authors IS NULL OR author IN (SELECT value FROM json_each(:authors)))
      ORDER BY seq ${reverse ? 'DESC' : 'ASC'} LIMIT :limit`)
    const bounds = {
      from: from ?? 0,
      to: to ?? Number.MAX_SAFE_INTEGER,
      fromTime: fromTime ?? '',
      toTime: toTime ?? '9',
      authors: authors === undefined ? null : JSON.stringify(authors),
      limit,
    }
    const found = new Set(from === undefined || reverse ? [] : [from])
    for (const document of new Set(ids))
      for (const { seq } of changesOf.iterate({ ...bounds, document })) found.add(Number(seq))
    return [...found].sort((a, b) => (reverse ? b - a : a - b)).slice(0, limit)
  }

  #versionAt(id: string, moment: Moment): unknown {
    const current = this.#get(id)
    if (moment === 'lastRevision' && current !== undefined) return current
    const isReached = this.#reached(moment)
    if (isReached === undefined) return undefined
    const changes = this.#database
      .prepare(`
        SELECT seq, transactions.id AS id, timestamp, revert FROM effects JOIN transactions USING (seq)
        WHERE document = ? ORDER BY seq DESC`)
      .iterate(id)
    let document: unknown = current === undefined ? null : withoutRevision(current)
    for (const { seq, id: _rev, timestamp, revert } of changes) {
      if (isReached({ seq: Number(seq), timestamp: String(timestamp), document }))
        return isRecord(document) ? { ...document, _rev } : undefined
      document = applyPatch(document, JSON.parse(String(revert)))
    }
    return undefined
  }

  /** Whether the state after a change is the one at a moment; undefined when its transaction is unknown. */
  #reached(moment: Moment): ((state: StateAfter) => boolean) | undefined {
    if (moment === 'lastRevision') return ({ document }) => document !== null
    if ('time' in moment) return ({ timestamp }) => timestamp <= moment.time
    const last = this.#seqOf(moment.revision)
    return last === undefined ? undefined : ({ seq }) => seq <= last
  }

  #seqOf(transactionId: string): number | undefined {
    const row = this.#database.prepare('SELECT seq FROM transactions WHERE id = ?').get(transactionId)
    return row && Number(row.seq)
  }
}

type StateAfter = { readonly seq: number; readonly timestamp: string; readonly document: unknown }

function effectsIn({ apply, revert }: Readonly<Record<string, unknown>>): Effects {
  return { apply: JSON.parse(String(apply)), revert: JSON.parse(String(revert)) }
}

function withoutRevision({ _rev, ...content }: StoredDocument): Readonly<Record<string, unknown>> {
  return content
}
