import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SanityClient } from '@sanity/client'
import { filter, firstValueFrom, map, type Observable } from 'rxjs'
import { describe, expect, onTestFinished } from 'vitest'
import type { Lake } from '#src/lake/index.ts'
import { documentTypes } from '#src/model/schema.ts'
import { type ContentState, contentStore, currentContent } from '#studio/store/content-store.ts'
import type { ContentVersions } from '#studio/store/versions.ts'
import { clientOf, test as withLake } from '../lake/lake.ts'
import { stored } from '../seed/stored.ts'

/** A lake with the default content, published; and sendai with a draft. */
const test = withLake.extend('content', async ({ client }) => {
  await client.mutate(stored.map(({ _updatedAt, ...document }) => ({ createOrReplace: document })))
  const sendai = stored.find(({ _id }) => _id === 'session-sendai')
  if (sendai) await client.create({ ...sendai, _id: 'drafts.session-sendai', start: '11:05' })
  return client
})

/** The first content that has something. */
const contentWith = (store: Observable<ContentState>, has: (content: ContentVersions) => boolean) =>
  firstValueFrom(
    store.pipe(
      map(({ content }) => content),
      filter((content) => content !== undefined),
      filter(has),
    ),
  )

const firstContent = (store: Observable<ContentState>) => contentWith(store, () => true)
const startOf = ({ byId }: ContentVersions, id: string) => byId.get(id)?.start

/** A lake behind a relay that counts requests by their kind, and can refuse them. */
async function relayed(lake: Lake): Promise<{ client: SanityClient; relay: Relay }> {
  const relay: Relay = { requests: { query: 0, listen: 0 }, open: 0, status: undefined }
  const server = createServer((request, response) => {
    const kind = request.url?.includes('/data/listen/') ? 'listen' : 'query'
    relay.requests[kind] += 1
    if (relay.status !== undefined) {
      response.writeHead(relay.status, { 'Content-Type': 'application/json' }).end('{"message":"refused"}')
      return
    }
    const { method, url, headers } = request
    const onward = send(lake.url + url, { method, headers: { ...headers, host: new URL(lake.url).host } })
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    if (kind === 'listen') relay.open += 1
    response.on('close', () => {
      if (kind === 'listen') relay.open -= 1
      onward.destroy()
    })
    request.pipe(onward)
  })
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise((closed) => void server.close(() => closed()))
  })
  const { port } = server.address() as AddressInfo
  return { client: clientOf(lake, { apiHost: `http://localhost:${port}` }), relay }
}

type Relay = { requests: { query: number; listen: number }; open: number; status: number | undefined }

describe('the content store', () => {
  test('has the documents that the lake has in each perspective', async ({ content: client }) => {
    const { documents, published, drafts } = await firstContent(contentStore(client))
    const lists = (perspective: 'drafts' | 'published') =>
      client
        .withConfig({ perspective })
        .fetch('*[_type in $types] | order(_id)', { types: [...documentTypes] })
    expect(documents).toEqual(await lists('drafts'))
    expect(published).toEqual(
      ((await lists('published')) as { _originalId?: string }[]).map(
        ({ _originalId, ...document }) => document,
      ),
    )
    expect([...drafts.keys()]).toEqual(['session-sendai'])
  })

  test('follows each change: a new draft, an edit, a publication and a deletion', async ({
    content: client,
  }) => {
    const store = contentStore(client)
    await firstContent(store)
    const lunch = stored.find(({ _id }) => _id === 'break-lunch')
    if (!lunch) throw new Error('no lunch')
    await client.create({ ...lunch, _id: 'drafts.break-lunch', start: '12:30' })
    const edited = await contentWith(store, (content) => startOf(content, 'break-lunch') === '12:30')
    expect(edited.byId.get('break-lunch')?._originalId).toBe('drafts.break-lunch')

    await client.patch('drafts.break-lunch').set({ start: '12:45' }).commit()
    await contentWith(store, (content) => startOf(content, 'break-lunch') === '12:45')

    await client.action({
      actionType: 'sanity.action.document.publish',
      publishedId: 'break-lunch',
      draftId: 'drafts.break-lunch',
    })
    const published = await contentWith(store, ({ drafts }) => !drafts.has('break-lunch'))
    expect(published.published.find(({ _id }) => _id === 'break-lunch')?.start).toBe('12:45')

    await client.delete('break-lunch')
    await contentWith(store, ({ byId }) => !byId.has('break-lunch'))
  })

  test('shows a transaction as one change', async ({ content: client }) => {
    const store = contentStore(client)
    const both = ['session-modules', 'session-opening']
    const seen = new Set<string>()
    const subscription = store.subscribe(({ content }) => {
      if (content) seen.add(both.map((id) => content.byId.get(id)?.status).join(' '))
    })
    onTestFinished(() => subscription.unsubscribe())
    await firstContent(store)
    await client.mutate(both.map((id) => ({ patch: { id, set: { status: 'cancelled' } } })))
    await contentWith(store, ({ byId }) => byId.get('session-opening')?.status === 'cancelled')
    expect([...seen]).toEqual(['scheduled scheduled', 'cancelled cancelled'])
  })

  test('reads once and listens once for all subscribers, and stops after the last', async ({
    content: _,
    lake,
  }) => {
    const { client, relay } = await relayed(lake)
    const store = contentStore(client, { keepMilliseconds: 0 })
    const subscriptions = [1, 2, 3].map(() => store.subscribe())
    const [one, other] = await Promise.all([firstContent(store), firstContent(store)])
    expect(one).toBe(other)
    expect(one.published).toHaveLength(stored.length)
    expect(relay).toMatchObject({ requests: { query: 1, listen: 1 }, open: 1 })
    for (const subscription of subscriptions) subscription.unsubscribe()
    await expect.poll(() => relay.open).toBe(0)
  })

  test('is shared by all clients of a lake', async ({ content: _, lake }) => {
    const { client, relay } = await relayed(lake)
    const [one, other] = await Promise.all([
      currentContent(client),
      currentContent(client.withConfig({ perspective: 'drafts', token: 'a'.repeat(40) })),
    ])
    expect(one).toBe(other)
    expect(relay.requests).toEqual({ query: 1, listen: 1 })
  })

  test('gives every subscriber the error, and the content after a retry', async ({ content: _, lake }) => {
    const { client, relay } = await relayed(lake)
    relay.status = 403
    const store = contentStore(client, { retryMilliseconds: 60_000 })
    const states: ContentState[] = []
    const subscriptions = [1, 2].map(() => store.subscribe((state) => states.push(state)))
    onTestFinished(() => {
      for (const subscription of subscriptions) subscription.unsubscribe()
    })
    await expect.poll(() => states.length).toBe(2)
    expect(states.map(({ error }) => error instanceof Error)).toEqual([true, true])
    relay.status = undefined
    states[0]?.retry()
    expect(startOf(await firstContent(store), 'session-sendai')).toBe('11:05')
  })

  test('tries again by itself after an error', async ({ content: _, lake }) => {
    const { client, relay } = await relayed(lake)
    relay.status = 403
    const store = contentStore(client, { retryMilliseconds: 50 })
    const failed = firstValueFrom(store.pipe(filter(({ error }) => error !== undefined)))
    const read = firstContent(store)
    await failed
    relay.status = undefined
    expect(startOf(await read, 'session-sendai')).toBe('11:05')
  })

  test('says so where the lake does not answer at all', async ({ lake }) => {
    const client = clientOf(lake, { apiHost: 'http://localhost:9' })
    await expect(currentContent(client)).rejects.toThrow('The lake does not answer.')
  })
})
