import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Selects } from '../content.ts'
import { isPublished } from '../document.ts'
import { HttpError, requestError } from '../errors.ts'
import { committedFrom, latestTransaction } from '../history.ts'
import type { Mutation } from '../mutations.ts'
import type { Committed } from '../store.ts'
import type { Lakeside, Routes } from './app.ts'
import { queryIn } from './data.ts'

/** What every query says it depends on: one tag, since any transaction may change any answer. */
export const syncTags = ['s1:lake'] as const

const keepAliveMilliseconds = 15_000
/** A reader that lets this much pile up is gone, or will be better served by connecting again. */
const maxUnreadBytes = 64 * 2 ** 20
/** How many transactions a stream may have missed and still be taken up again; reading anew is quicker then. */
const mostMissed = 1000

/** Event streams (HTML, section 9.2): `/data/listen` tells of mutations, `/data/live/events` of stale answers. */
export function listenRoutes(app: Routes, { content, dataset, door, streams }: Lakeside): void {
  app.get(`/data/listen/${dataset}`, async (c) => {
    const { incoming, outgoing } = c.env
    const elsewhere = door.elsewhere(incoming)
    if (elsewhere !== undefined) return c.redirect(elsewhere, 307)
    const send = openStream(outgoing, streams)
    const fail = (error: unknown) => {
      if (!(error instanceof HttpError)) console.error('lake: unexpected error', error)
      send(
        'channelError',
        error instanceof HttpError ? error.body : requestError(500, 'An unexpected error occurred').body,
      )
      outgoing.end()
    }
    let selects: Selects
    try {
      selects = await content.listener(queryIn(c.req.url))
    } catch (error) {
      fail(error)
      return RESPONSE_ALREADY_SENT
    }
    const eventsFor = listenerFor(c.req.url, selects)
    const told = (events: readonly MutationEvent[]) => {
      for (const event of events) send('mutation', event, event.eventId)
    }
    // A query that a worker has to try takes a while; what comes after waits for it, so that the order is kept.
    let behind: Promise<void> | undefined
    const hear = (transaction: Committed, heard?: string) => {
      const events = behind ? behind.then(() => eventsFor(transaction)) : eventsFor(transaction)
      if (!(events instanceof Promise)) return told(unheard(events, heard))
      const mine = events
        .then((all) => told(unheard(all, heard)))
        .catch((error: unknown) => {
          unsubscribe()
          fail(error)
        })
        .finally(() => {
          if (behind === mine) behind = undefined
        })
      behind = mine
    }
    const listenerName = crypto.randomUUID()
    const isResumable = c.req.query('enableResume') === 'true'
    const position = isResumable ? c.req.header('Last-Event-ID') : undefined
    const missed = position === undefined ? [] : from(transactionOf(position))
    if (position === undefined) send('welcome', { listenerName }, isResumable ? latest() : undefined)
    else if (missed === undefined) send('reset', { listenerName }, latest())
    else send('welcomeback', { listenerName }, position)
    for (const [place, transaction] of (missed ?? []).entries())
      hear(transaction, place === 0 ? position : undefined)
    const unsubscribe = content.store.subscribe((transaction) => hear(transaction))
    outgoing.on('close', unsubscribe)
    if (outgoing.closed) unsubscribe()
    return RESPONSE_ALREADY_SENT
  })

  app.get(`/data/live/events/${dataset}`, (c) => {
    const drafts = c.req.query('includeDrafts') === 'true'
    const send = openStream(c.env.outgoing, streams)
    const concerns = ({ changes }: Committed) => drafts || changes.some((change) => isPublished(change.id))
    const position = c.req.header('Last-Event-ID')
    const missed = position === undefined ? [] : from(position)?.slice(1)
    // A stream goes on from where it broke off; whoever was away for too long has to ask everything again.
    const place = position === undefined || missed === undefined ? latest() : position
    send(missed === undefined ? 'restart' : 'welcome', { id: place }, place)
    const tell = (transaction: Committed) => {
      if (concerns(transaction)) send(undefined, { id: transaction.id, tags: syncTags }, transaction.id)
    }
    for (const transaction of missed ?? []) tell(transaction)
    const unsubscribe = content.store.subscribe(tell)
    c.env.outgoing.on('close', unsubscribe)
    return RESPONSE_ALREADY_SENT
  })

  /** Where a stream that begins now stands: after the newest transaction. */
  function latest(): string | undefined {
    return latestTransaction(content.store.database)
  }

  function from(transaction: string): readonly Committed[] | undefined {
    return committedFrom(content.store.database, transaction, (id) => content.store.get(id), mostMissed)
  }
}

/** A position is the id of an event, or of a whole transaction that was heard. */
const transactionOf = (position: string): string => position.replace(/#[^#]*$/, '')

/** The events after a position: a connection may break between two events of one transaction. */
function unheard(events: readonly MutationEvent[], heard: string | undefined): readonly MutationEvent[] {
  if (heard === undefined) return events
  if (heard === transactionOf(heard)) return []
  return events.slice(events.findIndex(({ eventId }) => eventId === heard) + 1)
}

type Send = (event: string | undefined, data: unknown, id?: string) => void

function openStream(response: ServerResponse, streams: Set<() => void>): Send {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  response.write(':\n\n')
  const keepAlive = setInterval(() => response.write(':\n\n'), keepAliveMilliseconds)
  const end = () => response.end()
  streams.add(end)
  response.on('close', () => {
    clearInterval(keepAlive)
    streams.delete(end)
  })
  return (event, data, id) => {
    if (response.writableLength > maxUnreadBytes) response.destroy()
    const place = id !== undefined && /^[!-~]+$/.test(id) && `id: ${id}`
    const fields = [event && `event: ${event}`, place, `data: ${JSON.stringify(data)}`]
    response.write(`${fields.filter(Boolean).join('\n')}\n\n`)
  }
}

/** What a listener is told of a transaction: an event for each document that its query selects before or after. */
function listenerFor(
  url: string,
  selects: Selects,
): (transaction: Committed) => readonly MutationEvent[] | Promise<readonly MutationEvent[]> {
  const { searchParams } = new URL(url)
  const wants = (name: string, otherwise: boolean) => (searchParams.get(name) ?? String(otherwise)) === 'true'
  const options = {
    result: wants('includeResult', false),
    previous: wants('includePreviousRevision', false),
    mutations: wants('includeMutations', true),
    effects: searchParams.get('effectFormat') === 'mendoza',
  }
  return (transaction) => {
    const selected = selects(transaction.changes.flatMap(({ before, after }) => [before, after]))
    return selected instanceof Promise
      ? selected.then((answers) => eventsOf(transaction, answers, options))
      : eventsOf(transaction, selected, options)
  }
}

function eventsOf(
  { id, author, timestamp, mutations, changes }: Committed,
  /** For each change, whether the document is selected before it, and after it. */
  answers: readonly boolean[],
  wants: {
    readonly result: boolean
    readonly previous: boolean
    readonly mutations: boolean
    readonly effects: boolean
  },
) {
  const selected = changes
    .map((change, place) => ({ ...change, was: answers[2 * place], is: answers[2 * place + 1] }))
    .filter(({ was, is }) => was || is)
  return selected.map(({ id: documentId, before, after, effects, was, is }, place) => ({
    eventId: `${id}#${documentId}`,
    documentId,
    transactionId: id,
    transition: was && is ? 'update' : is ? 'appear' : 'disappear',
    identity: author,
    ...(before && { previousRev: before._rev }),
    resultRev: id,
    timestamp,
    visibility: 'query',
    // Only what this listener is sent counts: it waits for all the events of a transaction.
    transactionTotalEvents: selected.length,
    transactionCurrentEvent: place + 1,
    ...(wants.mutations && {
      mutations: mutations.filter((mutation) => documentOf(mutation) === documentId),
    }),
    ...(wants.effects && { effects }),
    ...(wants.previous && { previous: before ?? null }),
    ...(wants.result && after && { result: after }),
  }))
}

type MutationEvent = ReturnType<typeof eventsOf>[number]

function documentOf(mutation: Mutation): string | undefined {
  if ('delete' in mutation) return mutation.delete.id
  if ('patch' in mutation) return mutation.patch.id
  if ('create' in mutation) return mutation.create._id
  return 'createOrReplace' in mutation ? mutation.createOrReplace._id : mutation.createIfNotExists._id
}
