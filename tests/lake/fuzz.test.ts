import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, type LakeProcess, startProcess } from './process.ts'

/** Any request gets an answer: the lake neither crashes nor hangs, and each error has a body that describes it. */
const requests = process.env.LONG ? 10_000 : 500
/** Longer than a query may take. */
const timeoutMilliseconds = 20_000

let lake: LakeProcess
let port: number
const folder = mkdtempSync(join(tmpdir(), 'lake-fuzz-'))

beforeAll(async () => {
  port = await freePort()
  lake = await startProcess(folder, port)
  const documents = ['forum', 'drafts.forum', 'a', 'b', 'c'].map((_id, count) => ({
    create: {
      _id,
      _type: 'thing',
      count,
      list: [{ _key: 'k', name: _id }],
      one: { _type: 'reference', _ref: 'forum' },
    },
  }))
  const answer = await send({
    method: 'POST',
    path: '/v1/data/mutate/production',
    headers: {},
    body: JSON.stringify({ mutations: documents }),
  })
  expect(answer.status).toBe(200)
}, 30_000)

afterAll(async () => {
  await lake.end('SIGINT')
  rmSync(folder, { recursive: true, force: true })
})

type Sent = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

const ids = fc.constantFrom(
  'forum',
  'drafts.forum',
  'versions.r1.forum',
  'a',
  'b',
  'none',
  '',
  '..',
  'a.b',
  '*',
  '$',
)
const paths = fc.oneof(
  fc.constantFrom(
    'count',
    'list',
    'list[0]',
    'list[_key=="k"].name',
    'list[-1:]',
    '_id',
    '_rev',
    '..name',
    'one._ref',
    'a.b.c',
  ),
  fc.string({ maxLength: 12 }),
)
const values = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.constant({ _type: 'reference', _ref: 'a' }))
const operations = fc.record(
  {
    set: fc.dictionary(paths, values, { maxKeys: 3 }),
    setIfMissing: fc.dictionary(paths, values, { maxKeys: 2 }),
    unset: fc.array(paths, { maxLength: 3 }),
    inc: fc.dictionary(paths, fc.oneof(fc.integer(), values), { maxKeys: 2 }),
    insert: fc.oneof(
      fc.record({ after: paths, items: fc.array(values, { maxLength: 2 }) }),
      fc.record({ replace: paths, items: fc.array(values, { maxLength: 2 }) }),
    ),
    diffMatchPatch: fc.dictionary(
      paths,
      fc.oneof(fc.string(), fc.constant('@@ -1,3 +1,4 @@\n a\n+b\n cd\n')),
      { maxKeys: 1 },
    ),
    ifRevisionID: fc.string({ maxLength: 5 }),
  },
  { requiredKeys: [] },
)

/** Tokens of GROQ in any order, sometimes inside a valid query. */
const groqPieces = fc.constantFrom(
  ...[
    '*',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    '|',
    '->',
    '@',
    '^',
    '...',
    '..',
    ',',
    ':',
    '=>',
    '==',
    '!=',
    '<',
    '>=',
    '+',
    '-',
  ],
  ...[
    '/',
    '%',
    '**',
    '&&',
    '||',
    '!',
    ' in ',
    ' match ',
    ' asc',
    ' desc',
    'order(',
    'score(',
    'select(',
    'count(',
    'defined(',
  ],
  ...[
    'references(',
    'coalesce(',
    'string::split(',
    'math::sum(',
    'array::unique(',
    'pt::text(',
    'text::query(',
    'dateTime(',
    'now()',
  ],
  ...[
    'identity()',
    'path(',
    'geo::distance(',
    'sanity::versionOf(',
    'delta::changedAny(',
    '_type',
    '_id',
    'list',
    'count',
    'one',
  ],
  ...[
    '$p',
    '$none',
    '"forum"',
    '"*"',
    '"',
    "'",
    '\\',
    '0',
    '-1',
    '1e309',
    'null',
    'true',
    '[0...2]',
    '[0..-1]',
    '[_key=="k"]',
    '// c\n',
  ],
)
const groq = fc.oneof(
  fc.array(groqPieces, { maxLength: 15 }).map((pieces) => pieces.join('')),
  fc.array(groqPieces, { maxLength: 6 }).map((pieces) => `*[${pieces.join('')}]`),
  fc.array(groqPieces, { maxLength: 6 }).map((pieces) => `*[_type == "thing"]{${pieces.join('')}}`),
  fc.string({ unit: 'binary', maxLength: 30 }),
)

const mutations = fc.array(
  fc.oneof(
    fc.record({ create: fc.record({ _id: ids, _type: fc.constantFrom('thing', ''), x: values }) }),
    fc.record({ createOrReplace: fc.record({ _id: ids, _type: fc.string({ maxLength: 4 }), x: values }) }),
    fc.record({ createIfNotExists: fc.record({ _id: ids, _type: fc.constant('thing'), x: values }) }),
    fc.record({ delete: fc.oneof(fc.record({ id: ids }), fc.record({ query: groq })) }),
    fc.record({ patch: fc.tuple(ids, operations).map(([id, rest]) => ({ id, ...rest })) }),
    fc.record({ patch: fc.tuple(groq, operations).map(([query, rest]) => ({ query, ...rest })) }),
    values,
  ),
  { maxLength: 4 },
)

const actions = fc.oneof(
  fc
    .record({
      actionType: fc
        .constantFrom(
          'create',
          'edit',
          'publish',
          'unpublish',
          'delete',
          'discard',
          'replaceDraft',
          'version.create',
          'version.discard',
          'no',
        )
        .map((name) => `sanity.action.document.${name}`),
      publishedId: ids,
      draftId: ids,
      versionId: ids,
      attributes: fc.record({ _id: ids, _type: fc.constant('thing'), x: values }),
      patch: operations,
      includeDrafts: fc.array(ids, { maxLength: 2 }),
    })
    .map((action) => [action]),
  values,
)

const json = (value: unknown) => JSON.stringify(value) ?? ''
const queryOf = (pairs: Readonly<Record<string, string>>) => `?${new URLSearchParams(pairs)}`
const flags = fc.dictionary(
  fc.constantFrom(
    'perspective',
    'returnQuery',
    'returnIds',
    'returnDocuments',
    'dryRun',
    'visibility',
    'tag',
    '$p',
    'limit',
    'reverse',
    'time',
    'revision',
    'includeResult',
  ),
  fc.oneof(
    fc.constantFrom('true', 'raw', 'drafts', 'published', 'r1,drafts', '1', '-1', '"x"', '{', '2026-01-01'),
    fc.string({ maxLength: 8 }),
  ),
  { maxKeys: 4 },
)
const versions = fc.constantFrom(
  '/v1',
  '/v2021-06-07',
  '/v2025-02-19',
  '/vX',
  '/v9999-99-99',
  '',
  '/v',
  '/v1/v1',
)

const body = (post: fc.Arbitrary<string | Uint8Array>) =>
  fc.oneof({ weight: 6, arbitrary: post }, { weight: 1, arbitrary: fc.string() })
const endpoint = fc.oneof(
  fc.record({
    path: fc
      .tuple(groq, flags)
      .map(([query, rest]) => `/data/query/production${queryOf({ ...rest, query })}`),
    method: fc.constant('GET'),
    body: fc.constant(''),
  }),
  fc.record({
    path: flags.map((rest) => `/data/query/production${queryOf(rest)}`),
    method: fc.constant('POST'),
    body: body(fc.record({ query: groq, params: values }).map(json)),
  }),
  fc.record({
    path: flags.map((rest) => `/data/mutate/production${queryOf(rest)}`),
    method: fc.constant('POST'),
    body: body(mutations.map((all) => json({ mutations: all }))),
  }),
  fc.record({
    path: flags.map((rest) => `/data/actions/production${queryOf(rest)}`),
    method: fc.constant('POST'),
    body: body(actions.map((all) => json({ actions: all }))),
  }),
  fc.record({
    path: fc
      .tuple(groq, flags)
      .map(([query, rest]) => `/data/listen/production${queryOf({ ...rest, query })}`),
    method: fc.constant('GET'),
    body: fc.constant(''),
  }),
  fc.record({
    path: fc
      .tuple(
        fc.constantFrom(
          'doc/production/',
          'history/production/transactions/',
          'history/production/documents/',
          'history/production/events/documents/',
          'references/production/documents/',
          'live/events/',
        ),
        ids,
        flags,
      )
      .map(([where, id, rest]) => `/data/${where}${encodeURIComponent(id)}${queryOf(rest)}`),
    method: fc.constant('GET'),
    body: fc.constant(''),
  }),
  fc.record({
    path: fc
      .tuple(fc.constantFrom('images', 'files'), flags)
      .map(([kind, rest]) => `/assets/${kind}/production${queryOf(rest)}`),
    method: fc.constant('POST'),
    body: fc.uint8Array({ maxLength: 300 }),
  }),
  fc.record({
    path: fc
      .tuple(
        fc.constantFrom(
          '/images/local/production/',
          '/files/local/production/',
          '/users/',
          '/users/me/keyvalue/',
          '/projects/local/',
          '/socket/',
          '/',
        ),
        fc.oneof(
          fc.string({ maxLength: 20 }).map(encodeURIComponent),
          fc.constantFrom('..%2f..%2flake.sqlite', '../lake.sqlite', '%00', '%ff', '%'),
        ),
      )
      .map((parts) => parts.join('')),
    method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'),
    body: body(values.map(json)),
  }),
)

const headers = fc.dictionary(
  fc.constantFrom(
    'Host',
    'Origin',
    'Content-Type',
    'Authorization',
    'Range',
    'Accept',
    'Last-Event-ID',
    'Sec-Fetch-Site',
    'Sec-Fetch-Mode',
    'Upgrade',
    'X-Sanity-Project-ID',
    'Content-Encoding',
    'Expect',
    'Access-Control-Request-Headers',
    'Cookie',
  ),
  fc.oneof(
    fc.constantFrom(
      'application/json',
      'text/plain',
      'Bearer x',
      'bytes=0-',
      'bytes=9-1',
      'null',
      'http://localhost:3333',
      'https://evil.example',
      'evil.example',
      'websocket',
      'cross-site',
      'no-cors',
      'gzip',
      '100-continue',
      '*/*',
      'a#b',
    ),
    fc.string({ maxLength: 20 }).map((text) => text.replace(/[^\x20-\x7e]/g, '').trim()),
  ),
  { maxKeys: 4 },
)

const anyRequest: fc.Arbitrary<Sent> = fc
  .tuple(
    versions,
    endpoint,
    fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: headers }),
  )
  .map(([version, { path, ...rest }, given]) => ({ ...rest, path: version + path, headers: given }))

type Answer = { readonly status: number; readonly type: string; readonly text: string }

/** Sends a request and reads the answer; for an event stream only the headers. */
function send({ method, path, headers: given, body: content }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const isEmpty = content.length === 0
    const outgoing = request({
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: {
        Host: `localhost:${port}`,
        ...given,
        ...(!isEmpty && { 'Content-Length': Buffer.byteLength(content) }),
      },
      timeout: timeoutMilliseconds,
      agent: false,
    })
    const take = async (response: IncomingMessage) => {
      const facts = { status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '' }
      if (facts.type.startsWith('text/event-stream')) {
        resolve({ ...facts, text: '' })
        outgoing.destroy()
        return
      }
      let text = ''
      for await (const chunk of response) text += String(chunk)
      resolve({ ...facts, text })
    }
    outgoing.on('response', (response) => take(response).catch(reject))
    outgoing.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve({ status: response.statusCode ?? 0, type: '', text: '' })
    })
    outgoing.on('timeout', () => reject(new Error('no answer: the lake hangs')))
    outgoing.on('error', reject)
    outgoing.end(content)
  })
}

test(`${requests} requests of any kind get an answer, and errors have a body`, {
  timeout: 60_000 + requests * 100,
}, async () => {
  const property = fc.asyncProperty(anyRequest, async (sent) => {
    const { status, type, text } = await send(sent)
    expect(status, text).toBeLessThan(500)
    if (status >= 400 && sent.method !== 'HEAD') {
      expect(type).toMatch(/^application\/json/)
      expect(JSON.parse(text)).toHaveProperty('error')
    }
  })
  await fc.assert(property, { numRuns: requests })
  await stillAnswers()
})

test('bytes that are not a request end their connection, and the lake goes on', {
  timeout: 60_000,
}, async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ maxLength: 200 }).map((text) => Buffer.from(`GET / HTTP/1.1\r\n${text}\r\n\r\n`)),
    fc
      .string({ maxLength: 50 })
      .map((text) =>
        Buffer.from(
          `POST /v1/data/mutate/production HTTP/1.1\r\nHost: localhost:${port}\r\nTransfer-Encoding: chunked\r\n\r\n${text}`,
        ),
      ),
    fc
      .nat(70_000)
      .map((length) => Buffer.from(`GET /${'x'.repeat(length)} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`)),
  )
  const property = fc.asyncProperty(bytes, async (sent) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.setTimeout(timeoutMilliseconds, () => socket.destroy(new Error('the connection hangs')))
    socket.resume()
    socket.end(sent)
    const [hadError] = await once(socket, 'close')
    expect(hadError && socket.errored?.message).not.toBe('the connection hangs')
  })
  await fc.assert(property, { numRuns: requests / 10 })
  await stillAnswers()
})

async function stillAnswers() {
  const answer = await send({ method: 'GET', path: '/v1/ping', headers: {}, body: '' })
  expect(answer.status).toBe(200)
  expect(lake.output()).not.toContain('unexpected error')
}
