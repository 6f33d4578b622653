import { documentAt, type Moment, transactionsOf } from '../history.ts'
import { timelineOf } from '../timeline.ts'
import type { Lakeside, Routes } from './app.ts'

const mostTransactions = 10_000
const mostEvents = 100

/** What was: `/data/history`. */
export function historyRoutes(app: Routes, { content, dataset }: Lakeside): void {
  const { database } = content.store

  app.get(`/data/history/${dataset}/transactions/:ids`, (c) => {
    const { fromTransaction, toTransaction, fromTime, toTime, authors, reverse, limit, excludeContent } =
      c.req.query()
    const transactions = transactionsOf(database, c.req.param('ids').split(','), {
      fromTransaction,
      toTransaction,
      fromTime,
      toTime,
      authors: authors?.split(','),
      content: excludeContent !== 'true',
      reverse: reverse === 'true',
      limit: upTo(mostTransactions, limit),
    })
    const withEffects = c.req.query('effectFormat') === 'mendoza'
    const lines = transactions.map(({ effects, ...facts }) =>
      JSON.stringify({ ...facts, ...(withEffects && { effects }) }),
    )
    return c.body(lines.map((line) => `${line}\n`).join(''), 200, { 'Content-Type': 'application/x-ndjson' })
  })

  app.get(`/data/history/${dataset}/documents/:ids`, (c) => {
    const { revision, time, lastRevision } = c.req.query()
    const moment: Moment =
      revision !== undefined
        ? { revision }
        : lastRevision === 'true'
          ? 'lastRevision'
          : { time: time ?? new Date().toISOString() }
    const ids = c.req.param('ids').split(',')
    const get = (id: string) => content.store.get(id)
    return c.json({ documents: ids.flatMap((id) => documentAt(database, id, get, moment) ?? []) })
  })

  app.get(`/data/history/${dataset}/events/documents/:id`, (c) => {
    const id = c.req.param('id')
    const { limit, nextCursor: cursor } = c.req.query()
    const before = Number(cursor) || undefined
    const { events, nextCursor } = timelineOf(database, id, { limit: upTo(mostEvents, limit), before })
    return c.json({ events: { [id]: events }, nextCursor })
  })
}

const upTo = (most: number, asked: string | undefined): number => {
  const wanted = Math.floor(Number(asked))
  return wanted > 0 ? Math.min(wanted, most) : most
}
