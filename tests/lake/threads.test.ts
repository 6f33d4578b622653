import { setTimeout } from 'node:timers/promises'
import type { SanityClient } from '@sanity/client'
import { expect } from 'vitest'
import { startLake } from '#src/lake/index.ts'
import { test as base, clientOf, lakeOptions, refusal, write } from './lake.ts'

/** A lake whose queries may take 0.7 seconds. */
const test = base.extend('seconds', 0.7).extend('lake', async ({ dataDir, seconds }, { onCleanup }) => {
  const lake = await startLake({ ...lakeOptions(dataDir), queryMilliseconds: seconds * 1000 })
  onCleanup(() => lake.close())
  return lake
})

/** Nested lists with 20^12 items in all: evaluating them would take thousands of years. */
const nested = (depth: number) =>
  Array.from({ length: depth }).reduce<string>(
    (inner) => `count([${Array.from({ length: 20 }, (_, place) => place)}][${inner} > 0])`,
    '1',
  )
const endless = nested(12)
/** groq-js parses each unclosed bracket twice, so the time doubles with each one. */
const endlessToParse = 'a.b['.repeat(60)

const tookTooLong = (query: string, seconds = 0.7) => ({
  statusCode: 400,
  error: {
    type: 'queryError',
    description: `The query took longer than ${seconds} seconds and was ended`,
    query,
  },
})

// Long enough to start a thread on a busy machine.
const withLongerLimit = test.extend('seconds', 2.5)

withLongerLimit.for([
  ['evaluate', endless],
  ['parse', endlessToParse],
] as const)(
  'a query that would never end to %s gets an error and delays no other request',
  async ([, query], { client }) => {
    await write(client, [{ _id: 'a', _type: 'session' }])
    expect(await client.fetch('count(*)')).toBe(1)
    const order: string[] = []
    const lost = refusal(client.fetch(query)).then((error) => {
      order.push('lost')
      return error
    })
    for (const title of ['one', 'two', 'three']) {
      await client.patch('a').set({ title }).commit()
      order.push(await client.fetch('*[_id == "a"][0].title'))
    }
    expect(await lost).toEqual(tookTooLong(query, 2.5))
    expect(order).toEqual(['one', 'two', 'three', 'lost'])
    expect(await Promise.all([1, 2, 3, 4].map((nth) => client.fetch(`count(*) + ${nth}`)))).toEqual([
      2, 3, 4, 5,
    ])
  },
)

test('while long queries keep their threads busy, another query is answered', async ({ client }) => {
  const lost = [1, 2, 3].map((nth) => refusal(client.fetch(`${nth} + ${endless}`)))
  expect(await client.fetch('1 + 1')).toBe(2)
  expect((await Promise.all(lost)).map(({ statusCode }) => statusCode)).toEqual([400, 400, 400])
})

withLongerLimit('eight slow queries that come first leave a worker for quick ones', async ({ client }) => {
  await client.fetch('count(*)')
  const answered: string[] = []
  const slow = [1, 2, 3, 4, 5, 6, 7, 8].map((nth) =>
    client
      .fetch(`count(*[count(*) > ${nth}]) + ${endless}`)
      .catch(() => {})
      .finally(() => answered.push('slow')),
  )
  for (const nth of [1, 2, 3, 4, 5]) {
    await client.fetch(`1 + ${nth}`)
    answered.push('quick')
  }
  expect(answered).toEqual(['quick', 'quick', 'quick', 'quick', 'quick'])
  // The others wait until the lake closes.
  await Promise.race(slow)
  expect(await client.fetch('1 + 1')).toBe(2)
})

const withLongLimit = test.extend('seconds', 10)

withLongLimit('slow queries of which nothing says so leave a worker for a quick one', async ({ client }) => {
  await client.fetch('count(*)')
  const list = Array.from({ length: 100 }, (_, place) => place).join()
  const wide = `count([${list}][count([${list}][count([${list}][count([${list}][@ > 0]) > 0]) > 0]) > 0])`
  const answered: string[] = []
  // Each has another form, so that none of them tells about the others. They go on until the lake closes.
  for (const name of ['a', 'b', 'c', 'd', 'e'])
    client
      .fetch(`${name} + ${wide}`)
      .catch(() => {})
      .finally(() => answered.push('slow'))
  await client.fetch('1 + 1')
  answered.push('quick')
  // All workers have begun one of them by now.
  await setTimeout(500)
  await client.fetch('1 + 2')
  answered.push('quick')
  expect(answered).toEqual(['quick', 'quick'])
})

test('a query sees every mutation that was acknowledged before it', async ({ client }) => {
  await client.fetch('count(*)')
  for (let count = 1; count <= 30; count += 1) {
    await client.create({ _id: `s${count}`, _type: 'session' })
    const queries = [
      'count(*)',
      'count(*[_type == "session"])',
      `count(*[_id == "s${count}"]) + ${count - 1}`,
    ]
    expect(await Promise.all(queries.map((query) => client.fetch(query)))).toEqual([count, count, count])
  }
})

test('a mutation by query changes what the query selects, also while others write', async ({ client }) => {
  const ids = Array.from({ length: 40 }, (_, place) => `s${place}`)
  await write(
    client,
    ids.map((_id) => ({ _id, _type: 'session', seen: 0 })),
  )
  const byQuery = client.patch({ query: '*[_type == "session" && late != true]' }).inc({ seen: 1 }).commit()
  await Promise.all([byQuery, ...ids.slice(0, 20).map((id) => client.patch(id).set({ late: true }).commit())])
  // Each document was either late when the query was evaluated, or incremented once.
  const seen: { seen: number; late: boolean }[] = await client.fetch('*[_type == "session"]{seen, late}')
  expect(seen.filter(({ late }) => !late).map((one) => one.seen)).toEqual(Array.from({ length: 20 }, () => 1))
  expect(Math.max(...seen.map((one) => one.seen))).toBe(1)
})

/** A condition that takes long: it compares each item of the document's list with each other one. */
const slowly = 'count(list[count(^.list[@ == ^]) > 0]) > 0'
const list = Array.from({ length: 500 }, (_, place) => place)

/** Starts both threads: two queries at once that take long enough to need one thread each. */
const warm = (client: SanityClient) => Promise.all([1, 2].map((nth) => client.fetch(`${nth} + ${nested(4)}`)))

withLongerLimit(
  'a mutation by query does not change a document that ceases to match while the query is evaluated',
  async ({ client }) => {
    await write(client, [{ _id: 'a', _type: 'session', open: true, list }])
    await warm(client)
    const byQuery = client
      .patch({ query: `*[${slowly} && open]` })
      .set({ closed: true })
      .commit({ returnDocuments: false })
    await client.patch('a').set({ open: false }).commit()
    await byQuery
    expect(await client.fetch('*[0]{open, closed}')).toEqual({ open: false, closed: null })
  },
)

withLongerLimit(
  'a listener receives a transaction whose evaluation takes long before the later ones',
  async ({ client }) => {
    await warm(client)
    const received: string[] = []
    await new Promise<void>((resolve) => {
      client
        .listen(`*[_id == "b" || ${slowly}]`, {}, { events: ['welcome', 'mutation'] })
        .subscribe(async (event) => {
          if (event.type === 'mutation') received.push(event.documentId)
          if (received.length === 2) resolve()
          if (event.type !== 'welcome') return
          await client.create({ _id: 'a', _type: 'session', list })
          await client.create({ _id: 'b', _type: 'session' })
        })
    })
    expect(received).toEqual(['a', 'b'])
  },
)

test('a mutation by a query that takes too long is an error, and others go on', async ({ client }) => {
  await write(client, [{ _id: 'a', _type: 'session' }])
  const lost = refusal(client.delete({ query: `*[${endless} > 0]` }))
  await client.patch('a').set({ title: 'still here' }).commit()
  expect(await lost).toEqual(tookTooLong(`*[${endless} > 0]`))
  expect(await client.fetch('*[0].title')).toBe('still here')
})

test('a listener whose query takes too long receives the error, and the lake goes on', async ({ client }) => {
  const ended = new Promise((_resolve, reject) => {
    client.listen(`*[${endless} > 0]`, {}, { events: ['welcome', 'mutation'] }).subscribe({
      next: (event) => {
        if (event.type === 'welcome') void client.create({ _id: 'a', _type: 'session' })
      },
      error: reject,
    })
  })
  await expect(ended).rejects.toThrow(/took longer than 0.7 seconds/)
  expect(await client.fetch('count(*)')).toBe(1)
})

test('a listener whose query needs a thread receives everything in order', async ({ client }) => {
  await write(client, [{ _id: 'part', _type: 'part', open: true }])
  const titles: unknown[] = []
  const done = new Promise<void>((resolve) => {
    client.listen('*[part->open]', {}, { events: ['welcome', 'mutation'] }).subscribe(async (event) => {
      if (event.type === 'mutation') titles.push(event.result?.title)
      if (titles.length === 20) resolve()
      if (event.type !== 'welcome') return
      const part = { _type: 'reference', _ref: 'part' }
      await client.create({ _id: 's', _type: 'session', title: 0, part })
      for (let title = 1; title < 20; title += 1) await client.patch('s').set({ title }).commit()
    })
  })
  await done
  expect(titles).toEqual(Array.from({ length: 20 }, (_, title) => title))
})

withLongerLimit('the lake closes while a query runs, without waiting for it', async ({ lake }) => {
  const client = clientOf(lake, { maxRetries: 0 })
  const failure = client.fetch(endless).catch((error: Error) => error.message)
  expect(await client.fetch('1')).toBe(1)
  await lake.close()
  expect(await failure).toBe('fetch failed')
  await expect(fetch(`${lake.url}/v1/ping`)).rejects.toThrow('fetch failed')
})
