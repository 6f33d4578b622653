import { request } from 'node:http'
import { expect, test as unit, vi } from 'vitest'
import { Access } from '#src/lake/access.ts'
import { studioOrigin, test } from './lake.ts'

const access = () => new Access({ port: 3900, projectId: 'local', origins: [studioOrigin] })

const get = (headers: Record<string, string>, url = '/v1/data/query/production') =>
  access().check({ method: 'GET', url, headers: { host: 'localhost:3900', ...headers } })

unit.for(['localhost:3900', '127.0.0.1:3900', '[::1]:3900', 'local.localhost:3900', 'LOCALHOST:3900'])(
  'requests to the host %s are allowed',
  (host) => {
    expect(get({ host }).isAllowed).toBe(true)
  },
)

unit.for([
  'localhost',
  'localhost:3901',
  'evil.example:3900',
  'localhost.evil.example:3900',
  'other.localhost:3900',
  'sse-0123456789abcdef.localhost:3900',
  '0.0.0.0:3900',
  '',
])('requests to the host "%s" are denied', (host) => {
  expect(get({ host }).isAllowed).toBe(false)
})

unit('a page of an allowed origin may read the answer and send credentials', () => {
  expect(get({ origin: studioOrigin })).toEqual({
    isAllowed: true,
    headers: {
      Vary: 'Origin',
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-site',
      'Access-Control-Allow-Origin': studioOrigin,
      'Access-Control-Allow-Credentials': 'true',
    },
  })
})

unit.for(['https://evil.example', 'http://localhost:3334', 'null', 'http://localhost:3333.evil.example'])(
  'requests of the origin %s are denied',
  (origin) => {
    expect(get({ origin })).toEqual({
      isAllowed: false,
      reason: `The origin ${origin} may not use this lake`,
    })
  },
)

unit('without an origin, a page of another site reaches nothing, and one of another port only reads', () => {
  const from = (site: string, method: string) =>
    access().check({ method, url: '/v1/ping', headers: { host: 'localhost:3900', 'sec-fetch-site': site } })
      .isAllowed
  const allowed = ['cross-site', 'same-site', 'same-origin', 'none'].map((site) =>
    ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'].filter((method) => from(site, method)).join(' '),
  )
  expect(allowed).toEqual(['', 'GET HEAD', 'GET HEAD POST PUT DELETE', 'GET HEAD POST PUT DELETE'])
})

const listen = '/v1/data/listen/production?query=*'
const studio = { host: 'local.localhost:3900', origin: studioOrigin }

unit('a browser’s event stream is redirected to a host of its own, which is valid once', () => {
  const current = access()
  const address = new URL(current.streamRedirect({ url: listen, headers: studio }) ?? '')
  expect(address.host).toMatch(/^sse-[0-9a-f]{32}\.localhost:3900$/)
  expect(address.pathname + address.search).toBe(listen)
  const redirected = { url: listen, headers: { host: address.host, origin: 'null' } }
  expect(current.check({ ...redirected, method: 'OPTIONS' }).isAllowed).toBe(true)
  expect(current.streamRedirect(redirected)).toBeUndefined()
  expect(current.check({ ...redirected, method: 'GET' })).toMatchObject({
    isAllowed: true,
    headers: { 'Access-Control-Allow-Origin': 'null' },
  })
  expect(current.check({ ...redirected, method: 'GET' }).isAllowed).toBe(false)
})

unit('the host of an event stream allows no other requests', () => {
  const current = access()
  const { host } = new URL(current.streamRedirect({ url: listen, headers: studio }) ?? '')
  const headers = { host, origin: 'null' }
  expect(current.check({ method: 'GET', url: '/v1/data/query/production?query=*', headers }).isAllowed).toBe(
    false,
  )
  const again = new URL(current.streamRedirect({ url: listen, headers: studio }) ?? '').host
  expect(current.check({ method: 'POST', url: listen, headers: { ...headers, host: again } }).isAllowed).toBe(
    false,
  )
})

unit('a program’s event stream is not redirected', () => {
  expect(access().streamRedirect({ url: listen, headers: { host: 'local.localhost:3900' } })).toBeUndefined()
  expect(
    access().streamRedirect({ url: listen, headers: { host: 'localhost:3900', origin: studioOrigin } }),
  ).toBeUndefined()
})

/** A request with headers that `fetch` does not allow. */
function ask(port: number, path: string, headers: Record<string, string>, method = 'GET') {
  return new Promise<{ status: number | undefined; headers: object; body: string }>((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += String(chunk)
      })
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }))
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}

test('a request with a forged host can neither read nor write', async ({ lake }) => {
  const answer = await ask(lake.port, '/v1/ping', { Host: 'evil.example' })
  expect(answer.status).toBe(403)
  expect(JSON.parse(answer.body)).toEqual({
    statusCode: 403,
    error: 'Forbidden',
    message: 'This lake does not answer to that host',
  })
})

test('a request that is not valid HTTP gets an error in the same shape', async ({ lake }) => {
  const answer = await ask(lake.port, '*', { host: `localhost:${lake.port}` })
  expect(answer.status).toBe(400)
  expect(JSON.parse(answer.body)).toMatchObject({ statusCode: 400, error: 'Bad Request' })
})

test('a foreign origin gets no permission, not even to a preflight', async ({ lake }) => {
  const host = `localhost:${lake.port}`
  for (const method of ['OPTIONS', 'GET', 'POST']) {
    const answer = await ask(
      lake.port,
      '/v1/data/mutate/production',
      { host, origin: 'https://evil.example' },
      method,
    )
    expect(answer.status).toBe(403)
    expect(answer.headers).toEqual(
      expect.not.objectContaining({ 'access-control-allow-origin': expect.anything() }),
    )
  }
})

test('a preflight of the Studio is allowed', async ({ lake }) => {
  const headers = {
    host: `local.localhost:${lake.port}`,
    origin: studioOrigin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,x-sanity-app',
  }
  const answer = await ask(lake.port, '/v1/data/actions/production', headers, 'OPTIONS')
  expect(answer.status).toBe(204)
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': studioOrigin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'content-type,x-sanity-app',
  })
})

test('a browser’s listener is redirected to a host of its own', async ({ lake }) => {
  const path = '/v1/data/listen/production?query=*'
  const host = `local.localhost:${lake.port}`
  const redirect = await ask(lake.port, path, { host, origin: studioOrigin })
  expect(redirect.status).toBe(307)
  expect(redirect.headers).toMatchObject({
    'access-control-allow-origin': studioOrigin,
    location: expect.stringMatching(
      /^http:\/\/sse-[0-9a-f]{32}\.localhost:\d+\/v1\/data\/listen\/production\?query=\*$/,
    ),
  })
})

test('both loopback addresses answer', async ({ lake }) => {
  for (const address of ['127.0.0.1', '[::1]'])
    expect((await fetch(`http://${address}:${lake.port}/v1/ping`)).status).toBe(200)
})

test('a body of any length gets an answer, one that is too long an error with the limit', async ({
  lake,
}) => {
  const url = `${lake.url}/v1/data/query/production`
  const ask = async (body: string | ReadableStream) => {
    // A streamed body needs `duplex`, which the type of `fetch` does not have yet.
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
    const response = await fetch(url, init)
    return [response.status, (await response.json()).message]
  }
  const long = `{"query":"1","rest":"${'x'.repeat(20 * 2 ** 20)}"}`
  const chunks = (text: string) => new Blob([text]).stream()
  const tooLong = [413, 'Request body exceeds limit of 4000000 bytes']
  expect(await ask(long)).toEqual(tooLong)
  expect(await ask(chunks(long))).toEqual(tooLong)
  expect(await ask(chunks('{"query":"1"}'))).toEqual([200, undefined])
  expect(await ask('')).toEqual([400, 'The body is not JSON'])
})

test('a missing endpoint is a 404 in the hosted shape, and is logged once', async ({ lake }) => {
  const log = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const get = async (path: string) => {
    const response = await fetch(lake.url + path)
    return [response.status, await response.json()]
  }
  const missing = (name: string) => [
    404,
    {
      statusCode: 404,
      error: 'Not Found',
      message: `No endpoint ${name}; this lake holds the dataset "production" of the project "local"`,
    },
  ]
  expect(await get('/v1/webhooks')).toEqual(missing('GET /webhooks'))
  expect(await get('/v2/webhooks')).toEqual(missing('GET /webhooks'))
  expect(await get('/v1/data/query/other?query=*')).toEqual(missing('GET /data/query/other'))
  expect(await get('/v1/journey/trial')).toEqual(missing('GET /journey/trial'))
  expect(log.mock.calls).toEqual([
    ['lake: no endpoint GET /webhooks'],
    ['lake: no endpoint GET /data/query/other'],
  ])
  log.mockRestore()
})
