import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SanityClient } from '@sanity/client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { publishedLedger } from '#studio/published-ledger.ts'
import { contentRules, pathIn } from '#studio/validation.ts'
import { test as withLake } from '../lake/lake.ts'
import { stored } from '../seed/stored.ts'

const session = {
  _id: 'session-sendai',
  _type: 'session',
  start: '09:00',
  title: [
    { _key: 'a', _type: 'internationalizedArrayStringValue', language: 'en', value: '' },
    { _key: 'b', _type: 'internationalizedArrayStringValue', language: 'fr', value: 'Sendai' },
  ],
  links: [{ _key: 'first', _type: 'sessionLink', url: '' }],
}

test('a finding about a field marks that field', () => {
  expect(pathIn(session, { path: 'start' })).toEqual(['start'])
})

test('a finding about one language marks the value of that language', () => {
  expect(pathIn(session, { path: 'title', locale: 'en' })).toEqual(['title', { _key: 'a' }, 'value'])
})

test('a finding about a missing language marks the whole field', () => {
  expect(pathIn(session, { path: 'title', locale: 'es' })).toEqual(['title'])
})

test('a finding inside a list marks the item by its key', () => {
  expect(pathIn(session, { path: 'links[_key=="first"].url' })).toEqual(['links', { _key: 'first' }, 'url'])
})

test('a finding about the whole document marks the document', () => {
  expect(pathIn(session, { path: '' })).toEqual([])
})

/** A site that answers one way whatever it is asked. */
async function site(status: number, body: string): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(status).end(body)
  })
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening))
  onTestFinished(() => new Promise((closed) => void server.close(() => closed())))
  const { port } = server.address() as AddressInfo
  return { url: `http://localhost:${port}/forum/`, asked }
}

test('the published ledger is read once for many forms', async () => {
  const ledger = {
    version: 2,
    addresses: { '/fr/2019/': { kind: 'edition', id: 'edition-2019', titles: { fr: 'Forum' } } },
    ...{ permalinks: {}, changes: {} },
  }
  const { url, asked } = await site(200, JSON.stringify(ledger))
  expect(await Promise.all([publishedLedger(url), publishedLedger(url)])).toEqual([ledger, ledger])
  expect(asked).toEqual(['/forum/addresses.json'])
})

test.each([
  ['that is not there', 404, 'nothing'],
  ['that is no ledger', 200, '{"version":7}'],
])('a ledger %s counts as empty', async (_, status, body) => {
  const { url } = await site(status, body)
  expect(await publishedLedger(url)).toEqual(emptyLedger)
})

test('the ledger of a site that cannot be reached counts as empty', async () => {
  expect(await publishedLedger('http://localhost:9/')).toEqual(emptyLedger)
  expect(await publishedLedger(undefined)).toEqual(emptyLedger)
})

/** What Sanity shows in the form of a document: its faults, then its warnings. */
async function markersOf(client: SanityClient, document: RawDocument): Promise<readonly unknown[]> {
  const judges: ((document: unknown, context: unknown) => unknown)[] = []
  const rule = {
    custom: (judge: (typeof judges)[number]) => {
      judges.push(judge)
      return { warning: () => rule }
    },
  }
  contentRules(Object(rule))
  return Promise.all(judges.map((judge) => judge(document, { getClient: () => client })))
}

const sendai = stored.find(({ _id }) => _id === 'session-sendai') ?? session

/** A lake with the default content, published. */
const withContent = withLake.extend('content', async ({ client }) => {
  await client.mutate(stored.map(({ _updatedAt, ...document }) => ({ createOrReplace: document })))
  return client
})

withContent('a document without faults and warnings has no markers', async ({ content: client }) => {
  expect(await markersOf(client, { ...sendai, _id: 'drafts.session-sendai' })).toEqual([true, true])
})

withContent(
  'the document is judged as it is in the form, not as it is stored',
  async ({ content: client }) => {
    expect(await markersOf(client, { ...sendai, _id: 'drafts.session-sendai', end: '10:00' })).toEqual([
      [
        {
          message: expect.stringContaining(
            'End (10:00) is not after the start (11:00), nor within twelve hours on the next day',
          ),
          path: ['end'],
        },
      ],
      true,
    ])
  },
)

withContent('the other documents are judged as editors see them', async ({ content: client }) => {
  await client.create({ ...sendai, _id: 'drafts.session-sendai', end: '11:50' })
  const modules = stored.find(({ _id }) => _id === 'session-modules') ?? session
  const [faults, warnings] = await markersOf(client, modules)
  expect(faults).toBe(true)
  expect(warnings).toEqual([{ message: expect.stringContaining('Sendai'), path: ['rooms'] }])
})

withContent('a document that is not stored yet is judged among the others', async ({ content: client }) => {
  const [faults] = await markersOf(client, { ...sendai, _id: 'drafts.new' })
  expect(faults).toEqual([
    {
      message: expect.stringContaining('already the address of'),
      path: ['slug', { _key: 'en' }, 'value'],
    },
    expect.anything(),
    expect.anything(),
  ])
})

withContent(
  'an address of a document that was deleted is refused, and its owner named',
  async ({ content: client }) => {
    const ledger = {
      version: 2,
      addresses: {
        '/en/2019/programme/sendai/': { kind: 'session', id: 'gone', titles: { en: 'A session of before' } },
      },
    }
    const { url } = await site(200, JSON.stringify(ledger))
    vi.stubGlobal('PUBLIC_SETTINGS', { siteUrl: url })
    onTestFinished(() => void vi.unstubAllGlobals())
    const slug = [{ _key: 'a', language: 'en', value: { current: 'sendai' } }]
    const [faults] = await markersOf(client, { ...sendai, slug })
    expect(faults).toEqual([
      {
        message: expect.stringContaining(
          'gives /en/2019/programme/sendai/, which is already the address of “A session of before”. ',
        ),
        path: ['slug', { _key: 'a' }, 'value'],
      },
    ])
    expect((await markersOf(client, { ...sendai, slug, takesOver: true }))[0]).toBe(true)
  },
)
