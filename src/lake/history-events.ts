import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { contentReleaseOf, draftId, isDraft, isPublished, publishedId } from './document.ts'

/**
 * What happened to a document and its versions: created, published, unpublished, deleted. Edits are not among these
 * events: the Studio derives them from the transactions between two events.
 */
export type HistoryEvent = {
  readonly type:
    | 'createDocumentVersion'
    | 'deleteDocumentVersion'
    | 'publishDocumentVersion'
    | 'unpublishDocument'
    | 'deleteDocumentGroup'
    | 'createLiveDocument'
    | 'updateLiveDocument'
  readonly timestamp: string
  readonly author: string
  /** The published id, also for events of a draft or a version. */
  readonly documentId: string
  readonly [fact: string]: unknown
}

export type HistoryEventPage = {
  readonly events: readonly HistoryEvent[]
  /** Where the next page starts; empty on the last one. */
  readonly nextCursor: string
}

/**
 * The events of a published document, of its draft, or of a version, newest first.
 * @param before the `nextCursor` of the page before; undefined for the first page
 */
export function historyEvents(
  database: DatabaseSync,
  id: string,
  { limit, before }: { readonly limit: number; readonly before: number | undefined },
): HistoryEventPage {
  const rows = database.prepare(isPublished(id) ? publishedSql : versionSql).all({
    own: id,
    ...(isPublished(id) ? {} : { published: isDraft(id) ? publishedId(id) : null }),
    before: before ?? Number.MAX_SAFE_INTEGER,
    limit: limit + 1,
  })
  const facts = new ChangeFacts(database)
  const shown = rows.slice(0, limit)
  const events = shown.flatMap((row) => {
    const change = { seq: Number(row.seq), transactionId: String(row.id), documentId: id }
    const event = isPublished(id) ? publishedEvent(change, facts) : versionEvent(change, facts)
    if (event === undefined) return []
    const documentId = publishedId(id)
    return [{ ...event, documentId, timestamp: String(row.timestamp), author: String(row.author) }]
  })
  const last = shown.at(-1)
  return { events, nextCursor: rows.length > limit && last !== undefined ? String(last.seq) : '' }
}

/**
 * The change created or deleted the document. The same expression as that of the index `effects_lifecycle`: SQLite
 * uses a partial index only for its own expression, and without it each query reads all edits.
 */
const isLifecycle = `(apply = '[0,null]' OR revert = '[0,null]')`

const publishedSql = `
  SELECT seq, transactions.id AS id, timestamp, author FROM effects JOIN transactions USING (seq)
  WHERE document = :own AND seq < :before ORDER BY seq DESC LIMIT :limit`

/** Transactions that created or deleted the version, or changed the published document without the version. */
const versionSql = `
  SELECT seq, id, timestamp, author FROM (
    SELECT seq FROM effects WHERE document = :own AND ${isLifecycle} AND seq < :before
    UNION ALL
    SELECT seq FROM effects AS live WHERE document = :published AND seq < :before
      AND NOT EXISTS (SELECT 1 FROM effects WHERE document = :own AND seq = live.seq)
    ORDER BY seq DESC LIMIT :limit
  ) JOIN transactions USING (seq) ORDER BY seq DESC`

function publishedEvent({ seq, transactionId, documentId }: Change, facts: ChangeFacts): EventFacts {
  const versionId = draftId(documentId)
  const kind = facts.kindOf(documentId, seq)
  if (kind === 'deleted')
    return facts.existsAfter(versionId, seq)
      ? {
          type: 'unpublishDocument',
          versionId,
          versionRevisionId: facts.revisionBefore(versionId, seq + 1),
        }
      : { type: 'deleteDocumentGroup' }
  if (facts.kindOf(versionId, seq) === 'deleted') return publication(versionId, seq, transactionId, facts)
  return liveEvent(kind, transactionId)
}

/** @returns undefined for a deletion of the published document after which the version is still there */
function versionEvent(change: Change, facts: ChangeFacts): EventFacts | undefined {
  const { seq, transactionId, documentId } = change
  const kind = facts.kindOf(documentId, seq)
  if (kind === 'created')
    return { type: 'createDocumentVersion', ...versionFacts(documentId), versionRevisionId: transactionId }
  if (kind === 'deleted') return versionDeletedEvent(change, facts)
  const publishedKind = facts.kindOf(publishedId(documentId), seq)
  const versionExists = facts.existsAfter(documentId, seq)
  if (publishedKind === 'deleted') return versionExists ? undefined : { type: 'deleteDocumentGroup' }
  const isFirst = publishedKind === 'created' && facts.revisionBefore(documentId, seq) === undefined
  if (versionExists || !isFirst) return liveEvent(publishedKind, transactionId)
  // A program published the document before it had a draft. The Studio compares the first draft with this revision.
  return {
    type: 'publishDocumentVersion',
    versionId: documentId,
    revisionId: transactionId,
    publishCause: 'document.publish',
  }
}

function versionDeletedEvent({ seq, transactionId, documentId }: Change, facts: ChangeFacts): EventFacts {
  const published = publishedId(documentId)
  const publishedKind = facts.kindOf(published, seq)
  if (publishedKind === 'created' || publishedKind === 'changed')
    return publication(documentId, seq, transactionId, facts)
  if (!facts.existsAfter(published, seq)) return { type: 'deleteDocumentGroup' }
  const versionRevisionId = facts.revisionBefore(documentId, seq)
  return { type: 'deleteDocumentVersion', ...versionFacts(documentId), versionRevisionId }
}

function versionFacts(versionId: string) {
  const releaseId = contentReleaseOf(versionId)
  return { versionId, ...(releaseId !== undefined && { releaseId }) }
}

const liveEvent = (kind: ChangeKind | undefined, revisionId: string): EventFacts => ({
  type: kind === 'created' ? 'createLiveDocument' : 'updateLiveDocument',
  revisionId,
})

function publication(versionId: string, seq: number, revisionId: string, facts: ChangeFacts): EventFacts {
  return {
    type: 'publishDocumentVersion',
    revisionId,
    versionId,
    versionRevisionId: facts.revisionBefore(versionId, seq),
    publishCause: 'document.publish',
    contributors: facts.contributors(versionId, seq),
  }
}

/** Reads single facts about changes of documents, each through an index. */
class ChangeFacts {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, ReturnType<DatabaseSync['prepare']>>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** What a transaction did to a document; undefined when it did not change it. */
  kindOf(document: string, seq: number): ChangeKind | undefined {
    const row = this.#get(
      `SELECT CASE WHEN apply = '[0,null]' THEN 'deleted' WHEN revert = '[0,null]' THEN 'created'
       ELSE 'changed' END AS kind FROM effects WHERE document = ? AND seq = ?`,
      document,
      seq,
    )
    const kind = row?.kind
    return kind === 'created' || kind === 'deleted' || kind === 'changed' ? kind : undefined
  }

  /** Whether a document existed after a transaction. */
  existsAfter(document: string, seq: number): boolean {
    const row = this.#get(
      `SELECT apply <> '[0,null]' AS found FROM effects
       WHERE document = ? AND seq <= ? AND ${isLifecycle} ORDER BY seq DESC LIMIT 1`,
      document,
      seq,
    )
    return row?.found === 1
  }

  /** The revision that a document had before a transaction. */
  revisionBefore(document: string, seq: number): string | undefined {
    const row = this.#get(
      `SELECT id FROM effects JOIN transactions USING (seq)
       WHERE document = ? AND seq < ? ORDER BY seq DESC LIMIT 1`,
      document,
      seq,
    )
    return row && String(row.id)
  }

  /** The authors of a version: of all its changes from its creation until a transaction that deleted it. */
  contributors(document: string, seq: number): readonly string[] {
    const row = this.#get(
      `SELECT json_group_array(DISTINCT author) AS authors FROM effects JOIN transactions USING (seq)
       WHERE document = :document AND seq < :seq AND seq >= (
         SELECT max(seq) FROM effects WHERE document = :document AND seq < :seq AND ${isLifecycle})`,
      { document, seq },
    )
    const authors: unknown = JSON.parse(String(row?.authors ?? '[]'))
    return Array.isArray(authors) ? authors.map(String) : []
  }

  #get(
    sql: string,
    ...values: [string, number] | [Record<string, string | number>]
  ): Record<string, SQLOutputValue> | undefined {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    const [first, second] = values
    return typeof first === 'string' ? statement.get(first, second ?? null) : statement.get(first)
  }
}

type Change = { readonly seq: number; readonly transactionId: string; readonly documentId: string }
type ChangeKind = 'created' | 'deleted' | 'changed'
type EventFacts = Pick<HistoryEvent, 'type'> & { readonly [fact: string]: unknown }
