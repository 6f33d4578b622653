import type { ListenEvent, ListenOptions, ResumableListenOptions, SanityClient } from '@sanity/client'
import { applyPatch } from 'mendoza'
import { expect } from 'vitest'
import { type Lake, startLake } from '#src/lake/index.ts'
import { clientOf, lakeOptions, test } from './lake.ts'

type Subscribable<Event> = { subscribe(next: (event: Event) => void): { unsubscribe(): void } }

/** An open event stream, read one event at a time. */
function reader<Event>(events: Subscribable<Event>) {
  const arrived: Event[] = []
  let wake = () => {}
  const subscription = events.subscribe((event) => {
    arrived.push(event)
    wake()
  })
  return {
    next: async (): Promise<Event> => {
      for (;;) {
        const event = arrived.shift()
        if (event !== undefined) return event
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    close: () => subscription.unsubscribe(),
  }
}

async function listen(client: SanityClient, query: string, options: Partial<ListenOptions> = {}) {
  const all = { ...options, events: ['welcome', 'mutation'] } satisfies ListenOptions
  const stream = reader(client.listen(query, { type: 'session' }, all) as Subscribable<ListenEvent>)
  expect(await stream.next()).toEqual({ type: 'welcome', listenerName: expect.any(String) })
  return stream
}

test('a listener receives each revision of a document that appears, changes and disappears', async ({
  client,
}) => {
  const stream = await listen(client, '*[_type == $type]')
  const made = await client.create({ _id: 'opening', _type: 'session', title: 'Opening' })
  await client.create({ _id: 'room', _type: 'room' })
  const changed = await client.patch('opening').set({ title: 'Welcome' }).commit()
  await client.delete('opening')

  const whole = {
    type: 'mutation',
    documentId: 'opening',
    identity: 'editor',
    visibility: 'query',
    transactionTotalEvents: 1,
    transactionCurrentEvent: 1,
  }
  expect(await stream.next()).toEqual({
    ...whole,
    eventId: `${made._rev}#opening`,
    transactionId: made._rev,
    transition: 'appear',
    resultRev: made._rev,
    timestamp: made._updatedAt,
    mutations: [{ create: { _id: 'opening', _type: 'session', title: 'Opening' } }],
    result: made,
  })
  expect(await stream.next()).toEqual({
    ...whole,
    eventId: `${changed._rev}#opening`,
    transactionId: changed._rev,
    transition: 'update',
    previousRev: made._rev,
    resultRev: changed._rev,
    timestamp: changed._updatedAt,
    mutations: [{ patch: { id: 'opening', set: { title: 'Welcome' } } }],
    result: changed,
  })
  expect(await stream.next()).toMatchObject({ transition: 'disappear', previousRev: changed._rev })
  stream.close()
})

test('effects, applied in order, give the stored document', async ({ client }) => {
  const stream = await listen(client, '*[_id == "opening"]', {
    effectFormat: 'mendoza',
    includeResult: false,
  })
  await client.create({ _id: 'opening', _type: 'session', title: 'Opening', tags: ['a'] })
  await client.patch('opening').unset(['tags']).set({ 'place.city': 'Durban' }).commit()
  await client.patch('opening').insert('after', 'tags[-1]', ['b']).setIfMissing({ tags: [] }).commit()
  let document: unknown = null
  for (let count = 0; count < 3; count += 1) {
    const event = await stream.next()
    if (event.type === 'mutation') document = applyPatch(document, [...(event.effects?.apply ?? [])])
  }
  const { _rev, ...stored } = (await client.getDocument('opening')) ?? {}
  expect(document).toEqual(stored)
  stream.close()
})

test('transactionTotalEvents counts the events of this listener only', async ({ client }) => {
  const both = await listen(client, '*[_type == "session"]', {
    includeResult: false,
    includeMutations: false,
  })
  const published = await listen(client, '*[_id == "opening"]', {
    includeResult: false,
    includeMutations: false,
  })
  await client.mutate(
    [
      { create: { _id: 'drafts.opening', _type: 'session' } },
      { create: { _id: 'opening', _type: 'session' } },
    ],
    { transactionId: 'both' },
  )
  const counts = (event: ListenEvent) =>
    event.type === 'mutation' && [
      event.documentId,
      event.transactionCurrentEvent,
      event.transactionTotalEvents,
    ]
  expect(counts(await both.next())).toEqual(['drafts.opening', 1, 2])
  expect(counts(await both.next())).toEqual(['opening', 2, 2])
  expect(counts(await published.next())).toEqual(['opening', 1, 1])
  both.close()
  published.close()
})

test('a document appears and disappears as it begins and ceases to match the filter', async ({ client }) => {
  const stream = await listen(client, '*[status == "scheduled"]')
  await client.create({ _id: 'opening', _type: 'session', status: 'moved' })
  await client.patch('opening').set({ status: 'scheduled' }).commit()
  await client.patch('opening').set({ status: 'cancelled' }).commit()
  expect(await stream.next()).toMatchObject({ transition: 'appear', previousRev: expect.any(String) })
  expect(await stream.next()).toMatchObject({ transition: 'disappear', resultRev: expect.any(String) })
  stream.close()
})

test('the previous revision is included on request', async ({ client }) => {
  const made = await client.create({ _id: 'opening', _type: 'session' })
  const stream = await listen(client, '*', { includePreviousRevision: true })
  await client.patch('opening').set({ title: 'x' }).commit()
  expect(await stream.next()).toMatchObject({ previous: made })
  stream.close()
})

test('an invalid query ends the stream with its error', async ({ client }) => {
  const ended = new Promise((_resolve, reject) => client.listen('*[_type ==').subscribe({ error: reject }))
  await expect(ended).rejects.toThrow(/Unexpected end of query/)
})

test('live events have the sync tags of the results that are out of date', async ({ client }) => {
  const stream = reader(client.live.events())
  const { syncTags } = await client.fetch('*', {}, { filterResponse: false })
  expect(await stream.next()).toMatchObject({ type: 'welcome', id: expect.any(String) })
  await client.create({ _id: 'drafts.opening', _type: 'session' })
  const made = await client.create({ _id: 'opening', _type: 'session' })
  expect(await stream.next()).toMatchObject({ type: 'message', id: made._rev, tags: syncTags })
  stream.close()
})

test('closing the lake ends its event streams', async ({ lake, client }) => {
  const response = await fetch(`${lake.url}/v1/data/listen/production?query=*`)
  await client.fetch('*')
  await lake.close()
  const text = await response.text()
  expect(text).toContain('event: welcome')
})

/** The raw events of a stream, so that it can be closed and continued at a position. */
async function stream(lake: Lake, path: string, position?: string) {
  const ended = new AbortController()
  const response = await fetch(`${lake.url}/v2025-02-19/data/${path}`, {
    signal: ended.signal,
    headers: position === undefined ? {} : { 'Last-Event-ID': position },
  })
  const body = response.body ?? new ReadableStream<Uint8Array<ArrayBuffer>>()
  const reading = body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const next = async (): Promise<{ event: string; id: string; data: Record<string, unknown> }> => {
    for (;;) {
      const end = text.indexOf('\n\n')
      const message = text.slice(0, end)
      if (end !== -1) text = text.slice(end + 2)
      if (end !== -1 && !message.startsWith(':')) {
        const fields = Object.fromEntries(message.split('\n').map((line) => line.split(/: (.*)/s)))
        return { event: fields.event ?? 'message', id: fields.id, data: JSON.parse(fields.data) }
      }
      if (end === -1) text += (await reading.read()).value ?? ''
    }
  }
  return { next, close: () => ended.abort() }
}

const all = `listen/production?query=${encodeURIComponent('*[_type == "session"]')}&enableResume=true&includeResult=true`

test('a listener that reconnects receives what it missed, in order', async ({ lake, client }) => {
  await client.create({ _id: 'opening', _type: 'session', title: 'Opening' })
  const first = await stream(lake, all)
  expect(await first.next()).toMatchObject({ event: 'welcome', data: { listenerName: expect.any(String) } })
  const received = await client.patch('opening').set({ title: 'Welcome' }).commit()
  const { id } = await first.next()
  expect(id).toBe(`${received._rev}#opening`)
  first.close()

  const missed = await client.patch('opening').set({ title: 'Welcome to Durban' }).commit()
  await client.create({ _id: 'room', _type: 'room' })
  await client.delete('opening')
  const again = await stream(lake, all, id)
  expect(await again.next()).toMatchObject({ event: 'welcomeback', id })
  expect(await again.next()).toEqual({
    event: 'mutation',
    id: `${missed._rev}#opening`,
    data: expect.objectContaining({
      transition: 'update',
      previousRev: received._rev,
      resultRev: missed._rev,
      timestamp: missed._updatedAt,
      mutations: [{ patch: { id: 'opening', set: { title: 'Welcome to Durban' } } }],
      result: missed,
    }),
  })
  expect(await again.next()).toMatchObject({ data: { transition: 'disappear', previousRev: missed._rev } })
  await client.create({ _id: 'closing', _type: 'session' })
  expect(await again.next()).toMatchObject({ data: { documentId: 'closing', transition: 'appear' } })
  again.close()
})

test('a listener that disconnects before its first event, or within a transaction, misses nothing', async ({
  lake,
  client,
}) => {
  await client.create({ _id: 'room', _type: 'room' })
  const first = await stream(lake, all)
  const { id: beginning } = await first.next()
  first.close()
  await client.mutate(
    [{ create: { _id: 'a', _type: 'session' } }, { create: { _id: 'b', _type: 'session' } }],
    { transactionId: 'both', returnDocuments: false },
  )
  const second = await stream(lake, all, beginning)
  expect(await second.next()).toMatchObject({ event: 'welcomeback' })
  const { id: half } = await second.next()
  expect(half).toBe('both#a')
  second.close()
  const third = await stream(lake, all, half)
  expect(await third.next()).toMatchObject({ event: 'welcomeback' })
  expect(await third.next()).toMatchObject({ id: 'both#b', data: { transactionTotalEvents: 2 } })
  third.close()
})

test('a listener with an unknown position receives a reset', async ({ lake, client }) => {
  const made = await client.create({ _id: 'opening', _type: 'session' })
  const away = await stream(lake, all, 'of another lake#opening')
  expect(await away.next()).toMatchObject({ event: 'reset', id: made._rev })
  const changed = await client.patch('opening').set({ title: 'x' }).commit()
  expect(await away.next()).toMatchObject({ event: 'mutation', data: { resultRev: changed._rev } })
  away.close()
})

test('a listener without enableResume receives a welcome each time', async ({ lake, client }) => {
  const made = await client.create({ _id: 'opening', _type: 'session' })
  const plain = await stream(lake, all.replace('&enableResume=true', ''), `${made._rev}#opening`)
  expect(await plain.next()).toMatchObject({ event: 'welcome', id: undefined })
  plain.close()
})

test('live events continue at a known position, and restart at an unknown one', async ({ lake, client }) => {
  await client.create({ _id: 'opening', _type: 'session' })
  const first = await stream(lake, 'live/events/production')
  const { id } = await first.next()
  first.close()
  const missed = await client.patch('opening').set({ title: 'x' }).commit()
  const again = await stream(lake, 'live/events/production', id)
  expect(await again.next()).toMatchObject({ event: 'welcome', id })
  expect(await again.next()).toMatchObject({ event: 'message', id: missed._rev, data: { id: missed._rev } })
  again.close()
  const lost = await stream(lake, 'live/events/production', 'unknown')
  expect(await lost.next()).toMatchObject({ event: 'restart', id: missed._rev })
  lost.close()
})

test('the real client continues a broken stream by itself', async ({ lake, dataDir }) => {
  const port = lake.port
  const client = clientOf(lake, { perspective: 'raw' })
  await client.create({ _id: 'opening', _type: 'session' })
  const options = {
    enableResume: true,
    events: ['welcome', 'mutation', 'welcomeback', 'reset'],
  } satisfies ResumableListenOptions
  const listened = reader(client.listen('*[_type == "session"]', {}, options) as Subscribable<ListenEvent>)
  expect(await listened.next()).toMatchObject({ type: 'welcome' })
  await lake.close()
  const restarted = await startLake({ ...lakeOptions(dataDir), port })
  try {
    // Without the client, which may still have a connection to the closed lake.
    const body = JSON.stringify({
      transactionId: 'missed',
      mutations: [{ patch: { id: 'opening', set: { title: 'x' } } }],
    })
    await fetch(`${restarted.url}/v1/data/mutate/production`, { method: 'POST', body })
    expect(await listened.next()).toMatchObject({ type: 'welcomeback' })
    expect(await listened.next()).toMatchObject({ type: 'mutation', resultRev: 'missed' })
  } finally {
    listened.close()
    await restarted.close()
  }
})
