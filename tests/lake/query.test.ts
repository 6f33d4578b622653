import { expect } from 'vitest'
import { clientOf, refusal, test, write } from './lake.ts'

const sessions = [
  {
    _id: 'b',
    _type: 'session',
    title: { en: 'Two', fr: 'Deux' },
    part: { _type: 'reference', _ref: 'p', _weak: true },
  },
  {
    _id: 'a',
    _type: 'session',
    title: { en: 'One', fr: 'Un' },
    part: { _type: 'reference', _ref: 'p', _weak: true },
  },
  { _id: 'p', _type: 'part', name: 'Published' },
  { _id: 'drafts.p', _type: 'part', name: 'Draft' },
  { _id: 'versions.r1.p', _type: 'part', name: 'In release' },
]

const withContent = test.extend('client', async ({ client }) => {
  await write(client, sessions)
  return client
})

withContent('documents are in the order of their ids unless the query orders them', async ({ client }) => {
  expect(await client.fetch('*[]._id')).toEqual(['a', 'b', 'drafts.p', 'p', 'versions.r1.p'])
  expect(await client.fetch('*[_type == "session"] | order(title.en desc)._id')).toEqual(['b', 'a'])
})

withContent('parameters reach filters, projections, and the names of attributes', async ({ client }) => {
  const query = '*[_id == $id]{"title": title[$locale], "all": $list}'
  expect(await client.fetch(query, { id: 'b', locale: 'fr', list: [1, 'x', null] })).toEqual([
    { title: 'Deux', all: [1, 'x', null] },
  ])
})

withContent('a query that is too long for an address is sent as a body', async ({ client }) => {
  const ids = Array.from({ length: 2000 }, (_, place) => `nothing-${place}`)
  expect(await client.fetch('*[_id in $ids || _id == "a"]._id', { ids })).toEqual(['a'])
})

withContent('references lead to the version that the perspective shows', async ({ client }) => {
  const query = '*[_id == "a"][0].part->{_id, name}'
  const as = (perspective: 'raw' | 'published' | 'drafts' | string[]) =>
    client.withConfig({ perspective }).fetch(query)
  expect(await as('raw')).toEqual({ _id: 'p', name: 'Published' })
  expect(await as('published')).toEqual({ _id: 'p', name: 'Published' })
  expect(await as('drafts')).toEqual({ _id: 'p', name: 'Draft' })
  expect(await as(['r1', 'drafts'])).toEqual({ _id: 'p', name: 'In release' })
})

withContent('drafts have the published id, and their own id in _originalId', async ({ client }) => {
  const drafts = client.withConfig({ perspective: 'drafts' })
  expect(await drafts.fetch('*[_type == "part"]{_id, _originalId, name}')).toEqual([
    { _id: 'p', _originalId: 'drafts.p', name: 'Draft' },
  ])
})

withContent(
  'without a perspective the API version decides between raw and published',
  async ({ lake, client }) => {
    await client.fetch('*')
    const ask = async (version: string) => {
      const response = await fetch(`${lake.url}/v${version}/data/query/production?query=*[_type=="part"]._id`)
      return (await response.json()).result
    }
    expect(await ask('1')).toEqual(['drafts.p', 'p', 'versions.r1.p'])
    expect(await ask('2025-02-18')).toEqual(['drafts.p', 'p', 'versions.r1.p'])
    expect(await ask('2025-02-19')).toEqual(['p'])
    expect(await ask('X')).toEqual(['p'])
  },
)

test('an invalid query is a 400 with the place of the error', async ({ client }) => {
  expect(await refusal(client.fetch('*[_id == '))).toEqual({
    statusCode: 400,
    error: {
      type: 'queryParseError',
      description: 'Unexpected end of query',
      query: '*[_id == ',
      start: 9,
      end: 10,
    },
  })
})

test('a missing parameter is a 400 that names it', async ({ client }) => {
  expect(await refusal(client.fetch('*[_id == $id]'))).toEqual({
    statusCode: 400,
    error: {
      type: 'queryParseError',
      description: 'param $id referenced, but not provided',
      query: '*[_id == $id]',
      start: 9,
      end: 12,
    },
  })
})

test('the answer has the query, unless returnQuery=false, and its sync tags', async ({ lake }) => {
  const ask = async (rest: string) => {
    const { ms, ...answer } = await (
      await fetch(`${lake.url}/v1/data/query/production?query=1%2B1${rest}`)
    ).json()
    return { ...answer, ms: typeof ms }
  }
  expect(await ask('')).toEqual({ query: '1+1', result: 2, syncTags: ['s1:lake'], ms: 'number' })
  expect(await ask('&returnQuery=false')).toEqual({ result: 2, syncTags: ['s1:lake'], ms: 'number' })
})

test('the answer has a Server-Timing header', async ({ lake }) => {
  const { headers } = await fetch(`${lake.url}/v1/data/query/production?query=1%2B1`)
  expect(headers.get('server-timing')).toMatch(/^api;dur=\d+\.\d{3}$/)
})

withContent('documents can be read by id, and missing ones are listed', async ({ lake, client }) => {
  expect(await client.getDocument('p')).toMatchObject({ _id: 'p', name: 'Published' })
  expect(await client.getDocument('q')).toBeUndefined()
  const answer = await (await fetch(`${lake.url}/v1/data/doc/production/q,p?excludeContent=true`)).json()
  const { _rev } = (await client.getDocument('p')) ?? {}
  expect(answer).toEqual({
    documents: [{ _id: 'p', _type: 'part', _rev }],
    omitted: [{ id: 'q', reason: 'existence' }],
  })
})

test('another dataset is a 404 that names the lake’s own', async ({ lake }) => {
  const response = await fetch(`${lake.url}/v1/data/query/staging?query=*`)
  expect(response.status).toBe(404)
  expect(await response.json()).toEqual({
    statusCode: 404,
    error: 'Not Found',
    message:
      'No endpoint GET /data/query/staging; this lake holds the dataset "production" of the project "local"',
  })
})

test('the ping names the lake’s project and dataset', async ({ lake }) => {
  const client = clientOf(lake)
  expect(await client.request({ url: '/ping' })).toEqual({
    pong: true,
    lake: 'embedded',
    projectId: 'local',
    dataset: 'production',
  })
})

test('a comment may stand anywhere, also at the end', async ({ client }) => {
  await write(client, [{ _id: 'a', _type: 'session' }])
  expect(await client.fetch('// how many\ncount(*) // all of them')).toBe(1)
  expect(await client.fetch('*[_id == "a" // this one\n][0]._id //')).toBe('a')
})
