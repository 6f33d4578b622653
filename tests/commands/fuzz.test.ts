import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Passes } from '#src/preview/passes.ts'
import { projectFolder, temporaryFolder } from './project.ts'

/** Whatever is sent to the site, the Studio and the preview: each answers, and none ends or hangs. */
const requests = process.env.LONG ? 10_000 : 500
const hangMilliseconds = 20_000
const ports = { lake: 47120, studio: 47121, site: 47122, preview: 47123 }
type Service = Exclude<keyof typeof ports, 'lake'>
const services: readonly Service[] = ['site', 'studio', 'preview']

const folder = temporaryFolder()
let child: ChildProcess
let output = ''
/** A cookie that opens the preview. */
let pass: string

beforeAll(async () => {
  child = spawn(process.execPath, ['src/commands/start.ts'], {
    cwd: projectFolder,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: folder,
      ENV_FILES: 'no',
      ...Object.fromEntries(
        Object.entries(ports).map(([name, port]) => [`${name.toUpperCase()}_PORT`, String(port)]),
      ),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await new Promise<void>((ready, failed) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        output += chunk
        if (output.includes('The preview is ready') && output.includes('The Studio is ready')) ready()
      })
    child.once('exit', (code) => failed(new Error(`npm start ended with ${code}:\n${output}`)))
  })
  const key = readFileSync(join(folder, 'preview.key'), 'utf8')
  pass = new Passes(key, new URL(`http://localhost:${ports.preview}/`)).issue(Date.now()).split(';')[0] ?? ''
}, 300_000)

afterAll(async () => {
  if (child.exitCode === null) {
    child.kill('SIGINT')
    await once(child, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

type Sent = {
  method: string
  path: string
  query: string
  headers: (readonly [string, string])[]
  hasPass: boolean
}

/** What a request is made of: pieces that mean something, and others. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      '.',
      '..',
      '%2e%2e',
      '%00',
      '%',
      '%ff',
      '%2f',
      '%5c',
      '\\',
      '*',
      '__proto__',
      'constructor',
      'toString',
    ],
    ...[
      'en',
      'fr',
      '2019',
      'programme',
      'opening',
      's',
      'session-sendai',
      'files',
      'images',
      '_astro',
      'embed',
      'feeds',
    ],
    ...[
      'index.html',
      '404.html',
      'addresses.json',
      'embed.js',
      'search.js',
      '.env',
      'static',
      'structure',
      'x'.repeat(300),
    ],
    ...[
      'api',
      'preview',
      'enable',
      'perspective',
      '_image',
      '_server-islands',
      '_actions',
      'card',
      'qr',
      'share',
    ],
  ),
  fc.string({ maxLength: 10 }).map((text) => encodeURIComponent(text.toWellFormed())),
)
const path = fc.oneof(
  { weight: 8, arbitrary: fc.array(piece, { maxLength: 6 }).map((pieces) => `/${pieces.join('/')}`) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('/', '/en/', '/en', '/addresses.json', '/embed.js', '/favicon.svg'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '*',
      'http://localhost/en/',
      'http://[/',
      'https://evil.example/',
      '//',
      '///en',
      'a:1',
    ),
  },
)
const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...['?', '?a=%', '?%00', '?__proto__[a]=1', '??', `?${'x'.repeat(2000)}`, '#a', '?a#b'],
      ...['?sanity-preview-secret=a&sanity-preview-pathname=//evil.example', '?sanity-preview-secret='],
      '?href=/_astro/x.png&w=100000',
    ),
  },
)
const method = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('GET', 'HEAD') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        'POST',
        'PUT',
        'DELETE',
        'PATCH',
        'OPTIONS',
        'TRACE',
        'CONNECT',
        'PROPFIND',
        'PURGE',
        'QUERY',
        'get',
        'NONE',
      ],
    ),
  },
)
const range = fc.oneof(
  fc.constantFrom(
    'bytes=5-1',
    'bytes=-5',
    'bytes=-0',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'lines=1-2',
    'bytes=0-0,-1',
  ),
  fc
    .tuple(fc.integer({ min: -10, max: 99_999 }), fc.integer({ min: -10, max: 99_999 }))
    .map(([from, to]) => `bytes=${from}-${to}`),
  fc.constantFrom('bytes=0-99999999999999999999', `bytes=${'0-1,'.repeat(500)}`),
)
const text = fc
  .string({ maxLength: 40, unit: 'binary' })
  .map((value) => value.replace(/[^\x20-\x7e\x80-\xff]/g, '').trim())
const header: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant('Range'), range) },
  {
    weight: 6,
    arbitrary: fc.tuple(
      fc.constantFrom(
        ...[
          'If-Range',
          'If-None-Match',
          'If-Match',
          'If-Modified-Since',
          'If-Unmodified-Since',
          'Accept-Encoding',
        ],
        ...[
          'Accept',
          'Origin',
          'Referer',
          'Cookie',
          'Expect',
          'Upgrade',
          'Content-Length',
          'Transfer-Encoding',
          'TE',
        ],
        ...[
          'Content-Type',
          'X-Perspective',
          'X-Forwarded-Host',
          'X-Forwarded-Proto',
          'X-Forwarded-For',
          'Trailer',
        ],
        ...[
          'X-HTTP-Method-Override',
          'Sec-Fetch-Site',
          'Authorization',
          '__proto__',
          'Purpose',
          'Astro-Island',
        ],
      ),
      fc.oneof(
        fc.constantFrom(
          ...[
            '*',
            '"a"',
            'W/"a"',
            ',',
            ';',
            'gzip',
            'br;q=0',
            'identity;q=0, *;q=0',
            '*;q=9',
            '100-continue',
            'a wonder',
          ],
          ...[
            'Thu, 01 Jan 1970 00:00:00 GMT',
            'tomorrow',
            'websocket',
            'h2c',
            '0',
            '-1',
            '5',
            '99999999999',
            'chunked',
          ],
          ...['a=b; preview_47123=1.x', 'drafts', 'null', 'https://evil.example', 'x'.repeat(9000)],
        ),
        text,
      ),
    ),
  },
)
const wellFormed: fc.Arbitrary<Sent> = fc
  .record({ method, path, query, headers: fc.array(header, { maxLength: 4 }), hasPass: fc.boolean() })
  .filter(({ path: at }) => !at.includes('/api/preview/events'))

const sentText = ({ method: verb, path: at, query: asked, headers, hasPass }: Sent, port: number) =>
  [
    `${verb} ${at}${asked} HTTP/1.1`,
    `Host: localhost:${port}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(hasPass ? [`Cookie: ${pass}`] : []),
    'Connection: close\r\n\r\n',
  ].join('\r\n')

const malformed = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.string({ maxLength: 200 }).map((value) => Buffer.from(`GET / HTTP/1.1\r\n${value}\r\n\r\n`)),
  fc.string({ maxLength: 200 }).map((value) => Buffer.from(`GET /${value} HTTP/1.1\r\nHost: a\r\n\r\n`)),
  fc.nat(70_000).map((length) => Buffer.from(`GET /${'x'.repeat(length)} HTTP/1.1\r\nHost: a\r\n\r\n`)),
  fc
    .string({ maxLength: 50 })
    .map((value) => Buffer.from(`POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${value}`)),
  fc
    .nat(20)
    .map((count) => Buffer.from('GET /en/ HTTP/1.1\r\nHost: a\r\nRange: bytes=5-1\r\n\r\n'.repeat(count))),
)

/** Sends bytes on a connection of their own. @returns all that comes back until it is closed; undefined if that takes too long */
function exchange(
  port: number,
  bytes: string | Buffer,
  { isOver }: { isOver: boolean },
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    const timer = setTimeout(() => {
      resolve(undefined)
      socket.destroy()
    }, hangMilliseconds)
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')))
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(answer)
    })
    socket.write(bytes, 'latin1')
    if (isOver) socket.end()
  })
}

/** The status of an answer, after those that only say that more is to come. */
const statusOf = (answer: string) =>
  Number(
    [...answer.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)]
      .map(([, code]) => code)
      .find((code) => !code?.startsWith('1')),
  )

describe.each(services)('the %s', (service) => {
  const port = ports[service]

  it(
    `answers ${requests} requests of any kind, none with 500, and goes on`,
    async () => {
      const property = fc.asyncProperty(wellFormed, async (request) => {
        const answer = await exchange(port, sentText(request, port), { isOver: false })
        expect(answer, 'it hangs').toBeDefined()
        const status = statusOf(answer ?? '')
        expect(status).toBeGreaterThanOrEqual(200)
        expect(status, answer?.slice(0, 300)).toBeLessThan(500)
        expect(answer).not.toMatch(/\n\s+at .+:\d+:\d+/)
      })
      await fc.assert(property, { numRuns: requests })
      await goesOn()
    },
    60_000 + requests * 200,
  )

  it(
    'ends connections with bytes that are no request, and goes on',
    async () => {
      const property = fc.asyncProperty(malformed, async (bytes) => {
        const answer = await exchange(port, bytes, { isOver: true })
        expect(answer, 'it hangs').toBeDefined()
        expect(answer).not.toMatch(/^HTTP\/1\.1 5/m)
      })
      await fc.assert(property, { numRuns: requests / 5 })
      await goesOn()
    },
    60_000 + requests * 200,
  )

  it('forgets clients that go away', async () => {
    for (let count = 0; count < 50; count += 1) {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(`GET /en/?${count} HTTP/1.1\r\nHost: localhost:${port}\r\nCookie: ${pass}\r\n\r\n`)
      // At any point of the answer.
      await new Promise((done) => (count % 2 ? setImmediate(done) : socket.once('data', done)))
      socket.resetAndDestroy()
    }
    await goesOn()
  }, 60_000)
})

it('no page has the name of something that every object has', async () => {
  const statuses: (string | number)[][] = []
  for (const service of ['site', 'preview'] as const)
    for (const path of [
      '/s/__proto__/',
      '/s/constructor/',
      '/en/embed/toString/',
      '/files/constructor',
      '/valueOf/',
    ]) {
      const headers = { Cookie: pass }
      const { status } = await fetch(`http://localhost:${ports[service]}${path}`, { headers })
      statuses.push([service, path, status])
    }
  expect(statuses.filter(([, , status]) => status !== 404)).toEqual([])
})

async function goesOn(): Promise<void> {
  expect([child.exitCode, child.signalCode]).toEqual([null, null])
  const pages: Record<Service, string> = { site: '/en/', studio: '/', preview: '/en/' }
  for (const service of services) {
    const response = await fetch(`http://localhost:${ports[service]}${pages[service]}`, {
      headers: { Cookie: pass },
    })
    expect([service, response.status]).toEqual([service, 200])
    expect(await response.text()).toContain('<!')
  }
  expect((await fetch(`http://localhost:${ports.lake}/v1/ping`)).status).toBe(200)
  expect(output).not.toMatch(/\n\s+at .+:\d+:\d+/)
  expect(output).not.toMatch(/(GET|HEAD|POST) \S+: \w*Error/)
}
