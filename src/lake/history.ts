import type { DatabaseSync } from 'node:sqlite'
import { applyPatch } from 'mendoza'
import { isRecord, type StoredDocument } from './document.ts'
import type { Patch } from './effects.ts'

/** A stored transaction, seen from the documents that were asked for. */
export type PastTransaction = {
  readonly id: string
  readonly author: string
  readonly timestamp: string
  readonly documentIDs: readonly string[]
  readonly mutations: unknown
  readonly effects: Readonly<Record<string, { readonly apply: Patch; readonly revert: Patch }>>
}

export type HistoryRange = {
  readonly fromTransaction?: string | undefined
  readonly toTransaction?: string | undefined
  readonly fromTime?: string | undefined
  readonly toTime?: string | undefined
  readonly reverse: boolean
  /** At most so many transactions. */
  readonly limit: number
}

/** The transactions that touched any of the documents, oldest first unless `reverse`; both ends are included. */
export function transactionsOf(
  database: DatabaseSync,
  ids: readonly string[],
  range: HistoryRange,
): readonly PastTransaction[] {
  const rows = database
    .prepare(`
      SELECT DISTINCT seq, id, author, timestamp, mutations FROM transactions JOIN effects USING (seq)
      WHERE document IN (SELECT value FROM json_each(:ids))
        AND seq >= coalesce((SELECT seq FROM transactions WHERE id = :from), 0)
        AND seq <= coalesce((SELECT seq FROM transactions WHERE id = :to), 9e15)
        AND timestamp >= coalesce(:fromTime, '') AND timestamp <= coalesce(:toTime, '9')
      ORDER BY seq ${range.reverse ? 'DESC' : 'ASC'} LIMIT :limit`)
    .all({
      ids: JSON.stringify(ids),
      from: range.fromTransaction ?? null,
      to: range.toTransaction ?? null,
      fromTime: range.fromTime ?? null,
      toTime: range.toTime ?? null,
      limit: range.limit,
    })
  return rows.map(({ seq, id, author, timestamp, mutations }) => {
    const effects = effectsOf(database, Number(seq))
    return {
      id: String(id),
      author: String(author),
      timestamp: String(timestamp),
      documentIDs: Object.keys(effects),
      mutations: JSON.parse(String(mutations)),
      effects: Object.fromEntries(Object.entries(effects).filter(([document]) => ids.includes(document))),
    }
  })
}

function effectsOf(database: DatabaseSync, seq: number): PastTransaction['effects'] {
  const rows = database.prepare('SELECT document, apply, revert FROM effects WHERE seq = ?').all(seq)
  return Object.fromEntries(
    rows.map(({ document, apply, revert }) => [
      String(document),
      { apply: JSON.parse(String(apply)), revert: JSON.parse(String(revert)) },
    ]),
  )
}

/** The moment that is asked for: right after a transaction, at a time, or at the document's end. */
export type Moment = { readonly revision: string } | { readonly time: string } | 'lastRevision'

/**
 * A document as it stood then: its present content, taken back change by change.
 * @returns undefined when it did not exist then; for `lastRevision`, what it was before it was deleted
 */
export function documentAt(
  database: DatabaseSync,
  id: string,
  current: StoredDocument | undefined,
  moment: Moment,
): unknown {
  if (moment === 'lastRevision' && current !== undefined) return current
  const until =
    typeof moment === 'object' && 'revision' in moment ? seqOf(database, moment.revision) : undefined
  const steps = database
    .prepare(`
      SELECT seq, transactions.id AS id, timestamp, revert FROM effects JOIN transactions USING (seq)
      WHERE document = ? ORDER BY seq DESC`)
    .all(id)
  let document: unknown = current === undefined ? null : withoutRevision(current)
  for (const { seq, id: _rev, timestamp, revert } of steps) {
    const isReached =
      moment === 'lastRevision'
        ? document !== null
        : 'time' in moment
          ? String(timestamp) <= moment.time
          : until !== undefined && Number(seq) <= until
    if (isReached) return isRecord(document) ? { ...document, _rev } : undefined
    document = applyPatch(document, [...JSON.parse(String(revert))])
  }
  return undefined
}

function seqOf(database: DatabaseSync, transaction: string): number | undefined {
  const row = database.prepare('SELECT seq FROM transactions WHERE id = ?').get(transaction)
  return row && Number(row.seq)
}

function withoutRevision({ _rev, ...content }: StoredDocument): Readonly<Record<string, unknown>> {
  return content
}
