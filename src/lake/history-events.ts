import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { draftId, isDraft, isPublished, publishedId, releaseOf } from './document.ts'

/**
 * What happened to a document and its draft as a whole: made, published, withdrawn, deleted. Edits are none of
 * these: the Studio makes them out of the transactions in between.
 */
export type TimelineEvent = {
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
  /** Always the published id, which stands for all versions. */
  readonly documentId: string
  readonly [fact: string]: unknown
}

/**
 * The events of a published document, of its draft, or of a version, newest first.
 * @param before leaves out everything from this place on; a `nextCursor` of an earlier answer
 * @returns `nextCursor` is empty when nothing is older
 */
export function timelineOf(
  database: DatabaseSync,
  id: string,
  { limit, before }: { readonly limit: number; readonly before: number | undefined },
): { readonly events: readonly TimelineEvent[]; readonly nextCursor: string } {
  const rows = database.prepare(isPublished(id) ? publishedSteps : versionSteps).all({
    own: id,
    ...(isPublished(id) ? {} : { live: isDraft(id) ? publishedId(id) : null }),
    before: before ?? Number.MAX_SAFE_INTEGER,
    limit: limit + 1,
  })
  const past = new Past(database)
  const shown = rows.slice(0, limit)
  const events = shown.flatMap((row) => {
    const step = { seq: Number(row.seq), id: String(row.id), own: id }
    const what = isPublished(id) ? publishedEvent(step, past) : versionEvent(step, past)
    const facts = {
      documentId: publishedId(id),
      timestamp: String(row.timestamp),
      author: String(row.author),
    }
    return what === undefined ? [] : [{ ...what, ...facts }]
  })
  const last = shown.at(-1)
  return { events, nextCursor: rows.length > limit && last !== undefined ? String(last.seq) : '' }
}

// As the index `effects_lifecycle` has it: only so does SQLite use it, and pass over ten thousand edits.
const lifecycle = `(apply = '[0,null]' OR revert = '[0,null]')`

const publishedSteps = `
  SELECT seq, transactions.id AS id, timestamp, author FROM effects JOIN transactions USING (seq)
  WHERE document = :own AND seq < :before ORDER BY seq DESC LIMIT :limit`

/** Where the version came and went, and where the published document changed without it. */
const versionSteps = `
  SELECT seq, id, timestamp, author FROM (
    SELECT seq FROM effects WHERE document = :own AND ${lifecycle} AND seq < :before
    UNION ALL
    SELECT seq FROM effects AS live WHERE document = :live AND seq < :before
      AND NOT EXISTS (SELECT 1 FROM effects WHERE document = :own AND seq = live.seq)
    ORDER BY seq DESC LIMIT :limit
  ) JOIN transactions USING (seq) ORDER BY seq DESC`

function publishedEvent({ seq, id, own }: Step, past: Past): Happening | undefined {
  const versionId = draftId(own)
  const change = past.change(own, seq)
  if (change === 'deleted')
    return past.exists(versionId, seq)
      ? { type: 'unpublishDocument', versionId, versionRevisionId: past.revision(versionId, seq + 1) }
      : { type: 'deleteDocumentGroup' }
  if (past.change(versionId, seq) === 'deleted') return publication(versionId, seq, id, past)
  return { type: change === 'created' ? 'createLiveDocument' : 'updateLiveDocument', revisionId: id }
}

function versionEvent({ seq, id, own }: Step, past: Past): Happening | undefined {
  const live = publishedId(own)
  const change = past.change(own, seq)
  const liveChange = past.change(live, seq)
  const releaseId = releaseOf(own)
  const version = { versionId: own, ...(releaseId !== undefined && { releaseId }) }
  if (change === 'created') return { type: 'createDocumentVersion', ...version, versionRevisionId: id }
  if (change === 'deleted') {
    if (liveChange === 'created' || liveChange === 'changed') return publication(own, seq, id, past)
    return past.exists(live, seq)
      ? { type: 'deleteDocumentVersion', ...version, versionRevisionId: past.revision(own, seq) }
      : { type: 'deleteDocumentGroup' }
  }
  const isKept = past.exists(own, seq)
  if (liveChange === 'deleted') return isKept ? undefined : { type: 'deleteDocumentGroup' }
  const isFirst = liveChange === 'created' && past.revision(own, seq) === undefined
  if (isKept || !isFirst)
    return { type: liveChange === 'created' ? 'createLiveDocument' : 'updateLiveDocument', revisionId: id }
  // Published by a program before there was any draft: what the first draft is compared with.
  return { type: 'publishDocumentVersion', versionId: own, revisionId: id, publishCause: 'document.publish' }
}

function publication(versionId: string, seq: number, revisionId: string, past: Past): Happening {
  return {
    type: 'publishDocumentVersion',
    revisionId,
    versionId,
    versionRevisionId: past.revision(versionId, seq),
    publishCause: 'document.publish',
    contributors: past.contributors(versionId, seq),
  }
}

/** Single facts of the past, each found by an index. */
class Past {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, ReturnType<DatabaseSync['prepare']>>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** What a transaction did to a document; undefined for nothing. */
  change(document: string, seq: number): 'created' | 'deleted' | 'changed' | undefined {
    const row = this.#get(
      `SELECT CASE WHEN apply = '[0,null]' THEN 'deleted' WHEN revert = '[0,null]' THEN 'created'
       ELSE 'changed' END AS kind FROM effects WHERE document = ? AND seq = ?`,
      document,
      seq,
    )
    const kind = row?.kind
    return kind === 'created' || kind === 'deleted' || kind === 'changed' ? kind : undefined
  }

  /** Whether a document was there after a transaction. */
  exists(document: string, seq: number): boolean {
    const row = this.#get(
      `SELECT apply <> '[0,null]' AS there FROM effects
       WHERE document = ? AND seq <= ? AND ${lifecycle} ORDER BY seq DESC LIMIT 1`,
      document,
      seq,
    )
    return row?.there === 1
  }

  /** The revision that a document had before a transaction. */
  revision(document: string, seq: number): string | undefined {
    const row = this.#get(
      `SELECT id FROM effects JOIN transactions USING (seq)
       WHERE document = ? AND seq < ? ORDER BY seq DESC LIMIT 1`,
      document,
      seq,
    )
    return row && String(row.id)
  }

  /** Who wrote a version, from when it was made until the transaction that took it away. */
  contributors(document: string, seq: number): readonly string[] {
    const row = this.#get(
      `SELECT json_group_array(DISTINCT author) AS authors FROM effects JOIN transactions USING (seq)
       WHERE document = :document AND seq < :seq AND seq >= (
         SELECT max(seq) FROM effects WHERE document = :document AND seq < :seq AND ${lifecycle})`,
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

type Step = { readonly seq: number; readonly id: string; readonly own: string }
type Happening = Pick<TimelineEvent, 'type'> & { readonly [fact: string]: unknown }
