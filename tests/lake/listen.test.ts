import type { ListenEvent, ListenOptions, SanityClient } from '@sanity/client'
import { applyPatch } from 'mendoza'
import { expect } from 'vitest'
import { test } from './lake.ts'

type Subscribable<Event> = { subscribe(next: (event: Event) => void): { unsubscribe(): void } }

/** An event stream that is open, read one event at a time. */
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

test('a listener hears of a document as it appears, changes and disappears, revision by revision', async ({
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

test('effects, applied in turn, give the document as it is stored', async ({ client }) => {
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

test('the number of events in a transaction counts those that this listener is sent', async ({ client }) => {
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

test('a document that leaves the filter disappears, and appears when it comes back', async ({ client }) => {
  const stream = await listen(client, '*[status == "scheduled"]')
  await client.create({ _id: 'opening', _type: 'session', status: 'moved' })
  await client.patch('opening').set({ status: 'scheduled' }).commit()
  await client.patch('opening').set({ status: 'cancelled' }).commit()
  expect(await stream.next()).toMatchObject({ transition: 'appear', previousRev: expect.any(String) })
  expect(await stream.next()).toMatchObject({ transition: 'disappear', resultRev: expect.any(String) })
  stream.close()
})

test('the previous document comes along when it is asked for', async ({ client }) => {
  const made = await client.create({ _id: 'opening', _type: 'session' })
  const stream = await listen(client, '*', { includePreviousRevision: true })
  await client.patch('opening').set({ title: 'x' }).commit()
  expect(await stream.next()).toMatchObject({ previous: made })
  stream.close()
})

test('a query that cannot be read ends the stream with its reason', async ({ client }) => {
  const ended = new Promise((_resolve, reject) => client.listen('*[_type ==').subscribe({ error: reject }))
  await expect(ended).rejects.toThrow(/Unexpected end of query/)
})

test('live events say that answers grew stale, by the tags of the answers', async ({ client }) => {
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
