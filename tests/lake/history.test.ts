import { expect } from 'vitest'
import type { Lake } from '#src/lake/index.ts'
import { test } from './lake.ts'

const withHistory = test.extend('client', async ({ client }) => {
  const options = (transactionId: string) => ({ transactionId, returnDocuments: false }) as const
  await client.mutate([{ create: { _id: 'forum', _type: 'forum', name: 'One' } }], options('t1'))
  await client.mutate([{ create: { _id: 'room', _type: 'room' } }], options('t2'))
  await client.mutate([{ patch: { id: 'forum', set: { name: 'Two', days: 1 } } }], options('t3'))
  await client.mutate(
    [{ patch: { id: 'forum', unset: ['days'] } }, { delete: { id: 'room' } }],
    options('t4'),
  )
  return client
})

const ask = (lake: Lake, path: string) => fetch(`${lake.url}/v2025-02-19/data/history/production/${path}`)

async function transactions(lake: Lake, path: string) {
  const text = await (await ask(lake, `transactions/${path}`)).text()
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

async function documents(lake: Lake, path: string) {
  return (await (await ask(lake, `documents/${path}`)).json()).documents
}

withHistory('the transactions of a document are lines of JSON, oldest first', async ({ lake, client }) => {
  await client.fetch('*')
  expect(await transactions(lake, 'forum?excludeContent=true')).toEqual(
    [
      ['t1', ['forum']],
      ['t3', ['forum']],
      ['t4', ['forum', 'room']],
    ].map(([id, documentIDs]) => ({ id, author: 'editor', timestamp: expect.any(String), documentIDs })),
  )
  const [first] = await transactions(lake, 'forum?limit=1&effectFormat=mendoza')
  expect(first).toMatchObject({
    mutations: [{ create: { _id: 'forum', _type: 'forum', name: 'One' } }],
    effects: { forum: { apply: [0, { name: 'One' }], revert: [0, null] } },
  })
})

withHistory('a range of transactions includes its ends, in either direction', async ({ lake, client }) => {
  await client.fetch('*')
  const ids = async (query: string) => (await transactions(lake, `forum,room?${query}`)).map(({ id }) => id)
  expect(await ids('')).toEqual(['t1', 't2', 't3', 't4'])
  expect(await ids('fromTransaction=t2&toTransaction=t3')).toEqual(['t2', 't3'])
  expect(await ids('reverse=true&limit=2')).toEqual(['t4', 't3'])
  expect(await ids('authors=nobody')).toEqual([])
  expect((await transactions(lake, 'forum?fromTransaction=t2')).map(({ id }) => id)).toEqual([
    't2',
    't3',
    't4',
  ])
})

withHistory('a document can be read as it was at a revision', async ({ lake, client }) => {
  const now = await client.getDocument('forum')
  expect(await documents(lake, 'forum?revision=t4')).toEqual([now])
  expect(await documents(lake, 'forum?revision=t3')).toEqual([
    { ...now, _rev: 't3', _updatedAt: expect.any(String), name: 'Two', days: 1 },
  ])
  expect(await documents(lake, 'forum?revision=t1')).toMatchObject([{ _rev: 't1', name: 'One' }])
  expect(await documents(lake, 'forum,room?revision=t2')).toMatchObject([
    { _rev: 't1', name: 'One' },
    { _rev: 't2' },
  ])
  expect(await documents(lake, 'forum?revision=unknown')).toEqual([])
  expect(await documents(lake, 'forum,room')).toEqual([now])
})

withHistory('a deleted document can be read at its last revision', async ({ lake, client }) => {
  await client.fetch('*')
  expect(await documents(lake, 'room?lastRevision=true')).toMatchObject([{ _id: 'room', _rev: 't2' }])
})
