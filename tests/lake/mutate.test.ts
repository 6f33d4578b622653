import { expect } from 'vitest'
import { wholeTransaction } from '#src/lake/index.ts'
import { refusal, test, write } from './lake.ts'

const forum = { _id: 'forum', _type: 'forum', name: 'Learning Forum', days: 1, tags: ['a', 'b'] }

const withForum = test.extend('client', async ({ client }) => {
  await write(client, [forum])
  return client
})

test('a created document gets a revision and two timestamps, and the answer has all fields', async ({
  client,
}) => {
  const made = await client.create(forum)
  expect(made).toEqual({
    ...forum,
    _rev: expect.any(String),
    _createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    _updatedAt: made._createdAt,
  })
  expect(await client.getDocument('forum')).toEqual(made)
})

test('a document without an id gets one, with the requested prefix', async ({ client }) => {
  expect((await client.create({ _type: 'room' }))._id).toMatch(/^[0-9a-f-]{36}$/)
  expect((await client.create({ _type: 'room', _id: 'drafts.' }))._id).toMatch(/^drafts\.[0-9a-f-]{36}$/)
})

test('an import may set both timestamps of a new document; a later change sets _updatedAt', async ({
  client,
}) => {
  const dates = { _createdAt: '2019-11-12T08:00:00Z', _updatedAt: '2019-11-13T08:00:00Z' }
  expect(await client.create({ ...forum, ...dates })).toMatchObject(dates)
  const changed = await client.createOrReplace({ ...forum, ...dates })
  expect(changed._createdAt).toBe('2019-11-12T08:00:00Z')
  expect(changed._updatedAt > '2026').toBe(true)
})

withForum('creating a document that exists is a 409', async ({ client }) => {
  expect(await refusal(client.create(forum))).toEqual({
    statusCode: 409,
    error: {
      type: 'mutationError',
      description: 'The mutation(s) failed: Document by ID "forum" already exists',
      items: [
        {
          error: {
            type: 'documentAlreadyExistsError',
            description: 'Document by ID "forum" already exists',
            id: 'forum',
          },
          index: 0,
        },
      ],
    },
  })
})

withForum('createIfNotExists keeps an existing document, createOrReplace replaces it', async ({ client }) => {
  const other = { _id: 'forum', _type: 'forum', name: 'Other' }
  const ids = { returnDocuments: false } as const
  expect((await client.mutate([{ createIfNotExists: other }], ids)).results).toEqual([
    { id: 'forum', operation: 'none' },
  ])
  expect(await client.getDocument('forum')).toMatchObject({ name: 'Learning Forum' })
  expect((await client.mutate([{ createOrReplace: other }], ids)).results).toEqual([
    { id: 'forum', operation: 'update' },
  ])
  const { _rev, _createdAt, _updatedAt, ...content } = (await client.getDocument('forum')) ?? {}
  expect(content).toEqual(other)
})

withForum('a patch can set, unset, increment, insert and apply text diffs', async ({ client }) => {
  const patched = await client
    .patch('forum')
    .set({ 'place.city': 'Durban' })
    .setIfMissing({ name: 'unused', motto: 'Learn' })
    .unset(['tags[0]'])
    .inc({ days: 2 })
    .insert('after', 'tags[-1]', ['c'])
    .diffMatchPatch({ name: '@@ -1,8 +1,9 @@\n Learning\n+s\n' })
    .commit()
  expect(patched).toMatchObject({
    name: 'Learnings Forum',
    place: { city: 'Durban' },
    motto: 'Learn',
    days: 3,
    tags: ['b', 'c'],
  })
})

withForum(
  'insert with replace replaces an existing item, and does nothing for a missing one',
  async ({ client }) => {
    await client
      .patch('forum')
      .set({ list: [{ _key: 'a' }, { _key: 'b' }] })
      .commit()
    await client
      .patch('forum')
      .insert('replace', 'list[_key=="b"]', [{ _key: 'B' }])
      .commit()
    await client
      .patch('forum')
      .insert('replace', 'list[_key=="z"]', [{ _key: 'Z' }])
      .commit()
    expect(await client.getDocument('forum')).toMatchObject({ list: [{ _key: 'a' }, { _key: 'B' }] })
  },
)

withForum('a patch for another revision is a 409 that names both', async ({ client }) => {
  const { _rev } = (await client.getDocument('forum')) ?? {}
  const description = `Document "forum" has unexpected revision ID ("${_rev}"), expected "old"`
  expect(await refusal(client.patch('forum').ifRevisionId('old').set({ name: 'x' }).commit())).toEqual({
    statusCode: 409,
    error: {
      type: 'mutationError',
      description: `The mutation(s) failed: ${description}`,
      items: [
        {
          error: {
            type: 'documentRevisionIDDoesNotMatchError',
            description,
            id: 'forum',
            currentRevisionID: _rev,
            expectedRevisionID: 'old',
          },
          index: 0,
        },
      ],
    },
  })
})

test('a patch of a missing document is a 404, and deleting it does nothing', async ({ client }) => {
  expect(await refusal(client.patch('nobody').set({ a: 1 }).commit())).toMatchObject({
    statusCode: 404,
    error: { items: [{ error: { type: 'documentNotFoundError', id: 'nobody' }, index: 0 }] },
  })
  expect((await client.mutate([{ delete: { id: 'nobody' } }])).results).toEqual([
    { id: 'nobody', operation: 'none' },
  ])
})

withForum('a patch cannot change _type', async ({ client }) => {
  expect(await refusal(client.patch('forum').set({ _type: 'room' }).commit())).toMatchObject({
    statusCode: 400,
    error: { items: [{ error: { type: 'immutableAttributeError' } }] },
  })
})

withForum('a delete or a patch by query changes all documents that the query selects', async ({ client }) => {
  await write(client, [
    { _id: 'r1', _type: 'room', floor: 1 },
    { _id: 'r2', _type: 'room', floor: 2 },
  ])
  await client.mutate([
    { patch: { query: '*[_type == $type]', params: { type: 'room' }, inc: { floor: 1 } } },
  ])
  expect(await client.fetch('*[_type == "room"].floor')).toEqual([2, 3])
  await client.delete({ query: '*[_type == "room" && floor > $floor]', params: { floor: 2 } })
  expect(await client.fetch('*._id')).toEqual(['forum', 'r1'])
})

withForum(
  'a failed mutation undoes the whole transaction, and the error has its index',
  async ({ client }) => {
    const attempt = client.mutate([
      { create: { _id: 'new', _type: 'room' } },
      { patch: { id: 'forum', set: { name: 'Changed' } } },
      { create: { _id: 'forum', _type: 'forum' } },
    ])
    expect(await refusal(attempt)).toMatchObject({ statusCode: 409, error: { items: [{ index: 2 }] } })
    expect(await client.fetch('*[]{_id, name}')).toEqual([{ _id: 'forum', name: 'Learning Forum' }])
  },
)

withForum(
  'the id of a transaction is the revision of its documents, and can be used once',
  async ({ client }) => {
    const mutations = [{ create: { _id: 'r1', _type: 'room' } }, { patch: { id: 'forum', set: { days: 2 } } }]
    await client.mutate(mutations, { transactionId: 'mine' })
    expect(await client.fetch('*[]{_id, _rev}')).toEqual([
      { _id: 'forum', _rev: 'mine' },
      { _id: 'r1', _rev: 'mine' },
    ])
    const again = client.mutate([{ delete: { id: 'r1' } }], { transactionId: 'mine' })
    expect((await refusal(again)).statusCode).toBe(409)
  },
)

withForum('a dry run has the same answer and changes nothing', async ({ client }) => {
  const options = { dryRun: true, returnDocuments: false } as const
  const { results } = await client.mutate([{ delete: { id: 'forum' } }], options)
  expect(results).toEqual([{ id: 'forum', operation: 'delete' }])
  expect(await client.fetch('count(*)')).toBe(1)
})

test('autoGenerateArrayKeys adds missing keys to list items', async ({ client }) => {
  const document = {
    _id: 'forum',
    _type: 'forum',
    list: [
      { n: 1, inner: [{ n: 2 }] },
      { _key: 'mine', n: 3 },
    ],
  }
  const made = await client.create(document, { autoGenerateArrayKeys: true })
  const key = expect.stringMatching(/^[0-9a-f-]{12}$/)
  expect(made.list).toEqual([
    { _key: key, n: 1, inner: [{ _key: key, n: 2 }] },
    { _key: 'mine', n: 3 },
  ])
})

test.for([
  ['an id with a path in it', { _id: '../forum', _type: 'forum' }],
  ['an attribute with an invalid name', { _id: 'forum', _type: 'forum', 'a b': 1 }],
  ['an attribute that breaks plain objects', { _id: 'forum', _type: 'forum', inner: { hasOwnProperty: 1 } }],
  [
    'too many levels of nesting',
    { _id: 'forum', _type: 'forum', deep: JSON.parse('['.repeat(500) + ']'.repeat(500)) },
  ],
] as const)('%s is a 400', async ([, document], { client }) => {
  expect(await refusal(write(client, [document]))).toMatchObject({
    statusCode: 400,
    error: { items: [{ error: { type: 'invalidDocumentError' } }] },
  })
})

test.for([
  ['invalid JSON', 'mutations'],
  ['no mutations', '{}'],
  ['an unknown mutation', '{"mutations":[{"destroy":{"id":"forum"}}]}'],
  ['a document without a type', '{"mutations":[{"create":{"_id":"forum"}}]}'],
  ['a patch with an unknown operation', '{"mutations":[{"patch":{"id":"forum","push":{"a":1}}}]}'],
] as const)('a body with %s is a 400 in the hosted shape', async ([, body], { lake }) => {
  const response = await fetch(`${lake.url}/v1/data/mutate/production`, { method: 'POST', body })
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({
    statusCode: 400,
    error: 'Bad Request',
    message: expect.any(String),
  })
})

test('a body that is too large is a 413', async ({ lake }) => {
  const body = new Blob([' '.repeat(4_000_001)])
  for (const address of ['actions', 'mutate', 'query']) {
    const response = await fetch(`${lake.url}/v1/data/${address}/production`, { method: 'POST', body })
    expect([response.status, await response.json()]).toEqual([
      413,
      { statusCode: 413, error: 'Payload Too Large', message: 'Request body exceeds limit of 4000000 bytes' },
    ])
  }
})

test('an import in one transaction may be larger than other requests', async ({ client }) => {
  const create = { _id: 'a', _type: 'b', text: 'x'.repeat(5_000_000) }
  const whole = client.withConfig({ headers: wholeTransaction })
  await whole.mutate([{ create }], { returnDocuments: false })
  expect(await client.fetch('length(*[0].text)')).toBe(5_000_000)
  const large = { ...create, _id: 'large', text: 'x'.repeat(32_000_000) }
  const error = await refusal(whole.mutate([{ create: large }], { returnDocuments: false }))
  expect(error).toMatchObject({
    statusCode: 400,
    error: {
      items: [{ error: { description: expect.stringMatching(/^Document size 3200\d{4} bytes exceeds/) } }],
    },
  })
})

const nestedIn = (depth: number, wrap: (inner: unknown) => unknown) =>
  Array.from({ length: depth }).reduce<unknown>((inner) => wrap(inner), 1)
const numbered = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, nth) => [`a${nth}`, nth]))
const inTypes = (count: number) => {
  const numbers = Object.entries(numbered(count))
  const as = (change: (n: number) => unknown) =>
    Object.fromEntries(numbers.map(([name, n]) => [name, change(n)]))
  return [as((n) => n), as((n) => n + 0.5), as(String)]
}

test.for([
  ['20 levels of attributes', nestedIn(19, (a) => ({ a })), undefined],
  ['21 levels of attributes', nestedIn(20, (a) => ({ a })), 'Attributes are nested more than 20 levels deep'],
  ['20 levels with lists between', nestedIn(19, (a) => [{ a }]), undefined],
  ['many lists in each other', nestedIn(200, (a) => [a]), 'Document is nested more than 100 levels deep'],
  // With the document's own five, and `value`.
  ['1,000 attributes', numbered(994), undefined],
  ['1,001 attributes', numbered(995), 'Total attribute/datatype count exceeds limit of 1000'],
  [
    'a long list of the same attributes',
    Array.from({ length: 5000 }, (_, n) => ({ n, name: 'x' })),
    undefined,
  ],
  ['330 attributes of three types', inTypes(330), undefined],
  ['332 attributes of three types', inTypes(332), 'Total attribute/datatype count exceeds limit of 1000'],
] as const)('a document with %s', async ([, value, description], { client }) => {
  const created = client.create({ _id: 'a', _type: 'b', value }, { returnDocuments: false })
  if (description === undefined) await created
  else
    expect(await refusal(created)).toMatchObject({
      statusCode: 400,
      error: { type: 'mutationError', items: [{ error: { type: 'invalidDocumentError', description } }] },
    })
})

test('a number that is too large to be one is refused', async ({ lake, client }) => {
  const send = (body: string) => fetch(`${lake.url}/v1/data/mutate/production`, { method: 'POST', body })
  const answer = await send('{"mutations":[{"create":{"_id":"a","_type":"b","size":1e400}}]}')
  expect([answer.status, await answer.json()]).toMatchObject([400, { message: 'A number is too large' }])
  await send('{"mutations":[{"create":{"_id":"a","_type":"b","size":1e300}}]}')
  expect(await client.getDocument('a')).toMatchObject({ size: 1e300 })
})

test('a visibility that there is not is refused', async ({ lake }) => {
  const statuses: number[] = []
  for (const visibility of ['sync', 'async', 'deferred', 'later']) {
    const address = `${lake.url}/v1/data/mutate/production?visibility=${visibility}`
    statuses.push((await fetch(address, { method: 'POST', body: '{"mutations":[]}' })).status)
  }
  expect(statuses).toEqual([200, 200, 200, 400])
})
