import { documentAt, type Moment, transactionsOf } from '../history.ts'
import type { Lakeside, Routes } from './app.ts'

const mostTransactions = 10_000

/** What was: `/data/history`. The timeline of events is empty, which the Studio takes for a short memory. */
export function historyRoutes(app: Routes, { content, dataset }: Lakeside): void {
  const { database } = content.store

  app.get(`/data/history/${dataset}/transactions/:ids`, (c) => {
    const { fromTransaction, toTransaction, fromTime, toTime, reverse, limit, excludeContent } = c.req.query()
    const transactions = transactionsOf(database, c.req.param('ids').split(','), {
      fromTransaction,
      toTransaction,
      fromTime,
      toTime,
      reverse: reverse === 'true',
      limit: Math.min(Number(limit) || mostTransactions, mostTransactions),
    })
    const lines = transactions.map(({ mutations, effects, ...facts }) =>
      JSON.stringify({
        ...facts,
        ...(excludeContent !== 'true' && { mutations }),
        ...(c.req.query('effectFormat') === 'mendoza' && { effects }),
      }),
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
    const documents = ids.flatMap((id) => documentAt(database, id, content.store.get(id), moment) ?? [])
    return c.json({ documents })
  })

  app.get(`/data/history/${dataset}/events/documents/:id`, (c) =>
    c.json({ events: { [c.req.param('id')]: [] }, nextCursor: '' }),
  )
}
