import type { DatabaseSync } from 'node:sqlite'
import { applyPatch } from 'mendoza'
import { isDraft, isRecord, type Lookup, publishedId, type StoredDocument } from './document.ts'
import type { Effects } from './effects.ts'
import type { Committed } from './store.ts'

/** A stored transaction, seen from the documents that were asked for. */
export type PastTransaction = {
  readonly id: string
  readonly author: string
  readonly timestamp: string
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
  /** Whether the mutations come along. */
  readonly content: boolean
  readonly reverse: boolean
  /** At most so many transactions. */
  readonly limit: number
}

/**
 * The transactions that touched any of the documents, oldest first unless `reverse`. Both ends are included; the
 * first even where it touched none of them, since the Studio counts with it as it asks for page after page.
 */
export function transactionsOf(
  database: DatabaseSync,
  ids: readonly string[],
  { fromTransaction, toTransaction, fromTime, toTime, authors, content, reverse, limit }: HistoryRange,
): readonly PastTransaction[] {
  const from = fromTransaction ? seqOf(database, fromTransaction) : undefined
  const to = toTransaction ? seqOf(database, toTransaction) : undefined
  const direction = reverse ? 'DESC' : 'ASC'
  // One document at a time, so that each walks along its index and stops at the limit.
  const touched = database.prepare(`
    SELECT seq FROM effects JOIN transactions USING (seq)
    WHERE document = :document AND seq BETWEEN :from AND :to AND timestamp BETWEEN :fromTime AND :toTime
      AND (:authors IS NULL OR author IN (SELECT value FROM json_each(:authors)))
    ORDER BY seq ${direction} LIMIT :limit`)
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
    for (const { seq } of touched.iterate({ ...bounds, document })) found.add(Number(seq))
  const order = [...found].sort((a, b) => (reverse ? b - a : a - b)).slice(0, limit)
  const transaction = database.prepare(
    `SELECT id, author, timestamp${content ? ', mutations' : ''} FROM transactions WHERE seq = ?`,
  )
  const effects = database.prepare('SELECT document, apply, revert FROM effects WHERE seq = ?')
  return order.map((seq) => {
    const { id, author, timestamp, mutations } = transaction.get(seq) ?? {}
    const parts = effects
      .all(seq)
      .map(({ document, ...patches }) => ({ document: String(document), patches }))
    return {
      id: String(id),
      author: String(author),
      timestamp: String(timestamp),
      documentIDs: parts.map(({ document }) => document),
      ...(content && { mutations: JSON.parse(String(mutations)) }),
      effects: Object.fromEntries(
        parts
          .filter(({ document }) => ids.includes(document))
          .map(({ document, patches: { apply, revert } }) => [document, effectsIn(apply, revert)]),
      ),
    }
  })
}

function effectsIn(apply: unknown, revert: unknown): Effects {
  return { apply: JSON.parse(String(apply)), revert: JSON.parse(String(revert)) }
}

/** The moment that is asked for: right after a transaction, at a time, or at the document's end. */
export type Moment = { readonly revision: string } | { readonly time: string } | 'lastRevision'

/**
 * A document as it stood then: its present content, taken back change by change. In place of a draft that there
 * was not yet when its published document changed, that document: the Studio compares drafts with what they began
 * as, and restores it.
 * @param get the documents as they stand
 * @returns undefined when it did not exist then; for `lastRevision`, what it was before it was deleted
 */
export function documentAt(database: DatabaseSync, id: string, get: Lookup, moment: Moment): unknown {
  const found = versionAt(database, id, get(id), moment)
  if (found !== undefined || !isDraft(id) || moment === 'lastRevision' || 'time' in moment) return found
  const live = versionAt(database, publishedId(id), get(publishedId(id)), moment)
  return isRecord(live) && live._rev === moment.revision ? live : undefined
}

function versionAt(
  database: DatabaseSync,
  id: string,
  current: StoredDocument | undefined,
  moment: Moment,
): unknown {
  if (moment === 'lastRevision' && current !== undefined) return current
  const until = typeof moment === 'object' && 'revision' in moment && seqOf(database, moment.revision)
  if (until === undefined) return undefined
  const steps = database
    .prepare(`
      SELECT seq, transactions.id AS id, timestamp, revert FROM effects JOIN transactions USING (seq)
      WHERE document = ? ORDER BY seq DESC`)
    .iterate(id)
  let document: unknown = current === undefined ? null : withoutRevision(current)
  for (const { seq, id: _rev, timestamp, revert } of steps) {
    const isReached =
      moment === 'lastRevision'
        ? document !== null
        : 'time' in moment
          ? String(timestamp) <= moment.time
          : Number(seq) <= Number(until)
    if (isReached) return isRecord(document) ? { ...document, _rev } : undefined
    document = applyPatch(document, JSON.parse(String(revert)))
  }
  return undefined
}

export function latestTransaction(database: DatabaseSync): string | undefined {
  const row = database.prepare('SELECT id FROM transactions ORDER BY seq DESC LIMIT 1').get()
  return row && String(row.id)
}

/**
 * A transaction and all since, oldest first, as listeners heard of them.
 * @param get the documents as they stand
 * @returns undefined when that transaction is not known, or when more than `most` came after it
 */
export function committedFrom(
  database: DatabaseSync,
  transaction: string,
  get: Lookup,
  most: number,
): readonly Committed[] | undefined {
  const first = seqOf(database, transaction)
  if (first === undefined) return undefined
  const rows = database
    .prepare(
      'SELECT seq, id, author, timestamp, mutations FROM transactions WHERE seq >= ? ORDER BY seq DESC LIMIT ?',
    )
    .all(first, most + 2)
  if (rows.length > most + 1) return undefined
  const parts = database.prepare('SELECT document, apply, revert FROM effects WHERE seq = ?')
  const earlier = database.prepare(`
    SELECT id FROM effects JOIN transactions USING (seq) WHERE document = ? AND seq < ? ORDER BY seq DESC LIMIT 1`)
  // Backwards from the present; what is not there any more is kept as undefined.
  const standing = new Map<string, StoredDocument | undefined>()
  return rows
    .map(({ seq, id, author, timestamp, mutations }) => ({
      id: String(id),
      author: String(author),
      timestamp: String(timestamp),
      mutations: JSON.parse(String(mutations)),
      changes: parts.all(seq ?? null).map((part) => {
        const document = String(part.document)
        const effects = effectsIn(part.apply, part.revert)
        const after = standing.has(document) ? standing.get(document) : get(document)
        const content: unknown = applyPatch(after === undefined ? null : withoutRevision(after), [
          ...effects.revert,
        ])
        const _rev = earlier.get(document, seq ?? null)?.id
        // What the lake's own effects lead back to is what it stored.
        const before = isRecord(content) ? ({ ...content, _rev: String(_rev) } as StoredDocument) : undefined
        standing.set(document, before)
        return { id: document, before, after, effects }
      }),
    }))
    .reverse()
}

function seqOf(database: DatabaseSync, transaction: string): number | undefined {
  const row = database.prepare('SELECT seq FROM transactions WHERE id = ?').get(transaction)
  return row && Number(row.seq)
}

function withoutRevision({ _rev, ...content }: StoredDocument): Readonly<Record<string, unknown>> {
  return content
}
