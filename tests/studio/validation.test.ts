import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { publishedLedger } from '#studio/ledger.ts'
import { contentRules, pathIn } from '#studio/validation.ts'
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

test('a finding about one language marks the line of that language', () => {
  expect(pathIn(session, { path: 'title', locale: 'en' })).toEqual(['title', { _key: 'a' }, 'value'])
})

test('a finding about a language that has no line marks the whole field', () => {
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
    version: 1,
    addresses: { '/fr/2019/': { kind: 'edition', id: 'edition-2019', titles: { fr: 'Forum' } } },
    permalinks: {},
  }
  const { url, asked } = await site(200, JSON.stringify(ledger))
  expect(await Promise.all([publishedLedger(url), publishedLedger(url)])).toEqual([ledger, ledger])
  expect(asked).toEqual(['/forum/addresses.json'])
})

test.each([
  ['that is not there', 404, 'nothing'],
  ['that is no ledger', 200, '{"version":7}'],
])('a ledger %s lets the living documents count alone', async (_, status, body) => {
  const { url } = await site(status, body)
  expect(await publishedLedger(url)).toEqual(emptyLedger)
})

test('a site that cannot be reached lets the living documents count alone', async () => {
  expect(await publishedLedger('http://localhost:9/')).toEqual(emptyLedger)
  expect(await publishedLedger(undefined)).toEqual(emptyLedger)
})

test('a form says whose an address was before, by the published ledger', async () => {
  const ledger = {
    version: 1,
    addresses: {
      '/en/2019/programme/sendai/': { kind: 'session', id: 'gone', titles: { en: 'A session of before' } },
    },
  }
  const { url } = await site(200, JSON.stringify(ledger))
  vi.stubGlobal('PUBLIC_SETTINGS', { siteUrl: url })
  onTestFinished(() => void vi.unstubAllGlobals())
  const client = { withConfig: () => client, fetch: async () => ({ all: stored }) }
  const judged: ((...args: unknown[]) => Promise<unknown>)[] = []
  const rule = {
    custom: (judge: (typeof judged)[number]) => {
      judged.push(judge)
      return { warning: () => rule }
    },
  }
  contentRules(Object(rule))
  const slug = [{ _key: 'a', language: 'en', value: { current: 'sendai' } }]
  const sendai = { ...stored.find(({ _id }) => _id === 'session-sendai'), slug }
  expect(await judged[0]?.(sendai, { getClient: () => client })).toEqual([
    {
      message: expect.stringContaining(
        'asks for /en/2019/programme/sendai/, already the address of “A session of before”. ',
      ),
      path: ['slug', { _key: 'a' }, 'value'],
    },
  ])
  expect(await judged[0]?.({ ...sendai, takesOver: true }, { getClient: () => client })).toBe(true)
})
