import type { Moment } from '../history.ts'
import type { LakeServices, Routes } from './services.ts'

const maxTransactions = 10_000
const maxEvents = 100

/** Earlier states of documents and the transactions that led from one to the next: `/data/history`. */
export function historyRoutes(app: Routes, { history, datasetName }: LakeServices): void {
  app.get(`/data/history/${datasetName}/transactions/:ids`, (c) => {
    const { fromTransaction, toTransaction, fromTime, toTime, authors, reverse, limit, excludeContent } =
      c.req.query()
    const transactions = history.transactions(c.req.param('ids').split(','), {
      fromTransaction,
      toTransaction,
      fromTime,
      toTime,
      authors: authors?.split(','),
      includeMutations: excludeContent !== 'true',
      reverse: reverse === 'true',
      limit: limitIn(limit, maxTransactions),
    })
    const includeEffects = c.req.query('effectFormat') === 'mendoza'
    const lines = transactions.map(({ effects, ...facts }) =>
      JSON.stringify({ ...facts, ...(includeEffects && { effects }) }),
    )
    return c.body(lines.map((line) => `${line}\n`).join(''), 200, { 'Content-Type': 'application/x-ndjson' })
  })

  app.get(`/data/history/${datasetName}/documents/:ids`, (c) => {
    const moment = momentIn(c.req.query())
    const ids = c.req.param('ids').split(',')
    return c.json({ documents: ids.flatMap((id) => history.documentAt(id, moment) ?? []) })
  })

  app.get(`/data/history/${datasetName}/events/documents/:id`, (c) => {
    const id = c.req.param('id')
    const { limit, nextCursor: cursor } = c.req.query()
    const { events, nextCursor } = history.events(id, {
      limit: limitIn(limit, maxEvents),
      before: Number(cursor) || undefined,
    })
    return c.json({ events: { [id]: events }, nextCursor })
  })
}

function momentIn({ revision, time, lastRevision }: Readonly<Record<string, string>>): Moment {
  if (revision !== undefined) return { revision }
  return lastRevision === 'true' ? 'lastRevision' : { time: time ?? new Date().toISOString() }
}

/** The requested limit, if it is a number that the lake allows; else the largest. */
function limitIn(text: string | undefined, largest: number): number {
  const requested = Math.floor(Number(text))
  return requested > 0 ? Math.min(requested, largest) : largest
}
