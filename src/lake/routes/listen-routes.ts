import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { DocumentSelector } from '../dataset.ts'
import { isPublished } from '../document.ts'
import { HttpError, unexpectedError } from '../errors.ts'
import type { CommittedTransaction } from '../store.ts'
import { openEventStream } from './event-stream.ts'
import { eventsAfter, type MutationEvent, mutationEventsFor, transactionIdOf } from './mutation-events.ts'
import { queryFromUrl } from './request.ts'
import type { LakeServices, RequestContext, Routes } from './services.ts'
import { syncTags } from './sync-tags.ts'

/** How many missed transactions a client that reconnects is sent. For more, fetching everything again is quicker. */
const maxMissedTransactions = 1000

/** Event streams: `/data/listen` sends mutations, `/data/live/events` says which results are out of date. */
export function listenRoutes(app: Routes, services: LakeServices): void {
  app.get(`/data/listen/${services.datasetName}`, (c) => listen(c, services))
  app.get(`/data/live/events/${services.datasetName}`, (c) => sendLiveEvents(c, services))
}

async function listen(c: RequestContext, services: LakeServices): Promise<Response> {
  const { dataset, history, access, openStreams } = services
  const { incoming, outgoing } = c.env
  const redirect = access.streamRedirect(incoming)
  if (redirect !== undefined) return c.redirect(redirect, 307)
  const send = openEventStream(outgoing, openStreams)
  let unsubscribe = () => {}
  const fail = (error: unknown) => {
    unsubscribe()
    send('channelError', errorBody(error))
    outgoing.end()
  }
  let select: DocumentSelector
  try {
    select = await dataset.selector(queryFromUrl(c.req.url))
  } catch (error) {
    fail(error)
    return RESPONSE_ALREADY_SENT
  }
  const sendMutations = (events: readonly MutationEvent[]) => {
    for (const event of events) send('mutation', event, event.eventId)
  }
  const deliver = inOrder(mutationEventsFor(c.req.url, select), sendMutations, fail)
  const listenerName = crypto.randomUUID()
  const isResumable = c.req.query('enableResume') === 'true'
  const position = isResumable ? c.req.header('Last-Event-ID') : undefined
  const missed = position === undefined ? [] : missedSince(transactionIdOf(position), services)
  if (position === undefined)
    send('welcome', { listenerName }, isResumable ? history.latestTransactionId() : undefined)
  else if (missed === undefined) send('reset', { listenerName }, history.latestTransactionId())
  else send('welcomeback', { listenerName }, position)
  for (const [place, transaction] of (missed ?? []).entries())
    deliver(transaction, place === 0 ? position : undefined)
  unsubscribe = dataset.subscribe((transaction) => deliver(transaction))
  outgoing.on('close', unsubscribe)
  if (outgoing.closed) unsubscribe()
  return RESPONSE_ALREADY_SENT
}

function sendLiveEvents(c: RequestContext, services: LakeServices): Response {
  const { dataset, history, openStreams } = services
  const includeDrafts = c.req.query('includeDrafts') === 'true'
  const send = openEventStream(c.env.outgoing, openStreams)
  const isRelevant = ({ changes }: CommittedTransaction) =>
    includeDrafts || changes.some((change) => isPublished(change.id))
  const position = c.req.header('Last-Event-ID')
  const missed = position === undefined ? [] : missedSince(position, services)?.slice(1)
  // A known position continues the stream. After `restart` the client has to fetch everything again.
  const start = position === undefined || missed === undefined ? history.latestTransactionId() : position
  send(missed === undefined ? 'restart' : 'welcome', { id: start }, start)
  const deliver = (transaction: CommittedTransaction) => {
    if (isRelevant(transaction)) send(undefined, { id: transaction.id, tags: syncTags }, transaction.id)
  }
  for (const transaction of missed ?? []) deliver(transaction)
  c.env.outgoing.on('close', dataset.subscribe(deliver))
  return RESPONSE_ALREADY_SENT
}

const missedSince = (
  transactionId: string,
  { history }: LakeServices,
): readonly CommittedTransaction[] | undefined => history.committedSince(transactionId, maxMissedTransactions)

function errorBody(error: unknown): HttpError['body'] {
  if (error instanceof HttpError) return error.body
  return unexpectedError(error).body
}

/**
 * Sends the events of transactions in the order of the transactions. While a worker evaluates the query for one
 * transaction, the later ones wait.
 */
function inOrder(
  eventsOf: ReturnType<typeof mutationEventsFor>,
  send: (events: readonly MutationEvent[]) => void,
  fail: (error: unknown) => void,
): (transaction: CommittedTransaction, position?: string) => void {
  let pending: Promise<void> | undefined
  return (transaction, position) => {
    const events = pending ? pending.then(() => eventsOf(transaction)) : eventsOf(transaction)
    if (!(events instanceof Promise)) {
      send(eventsAfter(events, position))
      return
    }
    const current = events
      .then((resolved) => send(eventsAfter(resolved, position)))
      .catch(fail)
      .finally(() => {
        if (pending === current) pending = undefined
      })
    pending = current
  }
}
