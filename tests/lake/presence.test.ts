import { once } from 'node:events'
import { expect, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Lake } from '#src/lake/index.ts'
import { clientOf, studioOrigin, test } from './lake.ts'

/** A connection as the Studio opens it, with JSON-RPC calls. */
async function socketOf(lake: Lake, token?: string, origin = studioOrigin) {
  const socket = new WebSocket(
    `ws://127.0.0.1:${lake.port}/v2022-06-30/socket/production?tag=sanity.studio`,
    {
      headers: { Host: `local.localhost:${lake.port}` },
      origin,
    },
  )
  onTestFinished(() => socket.terminate())
  const arrived: Message[] = []
  let wake = () => {}
  socket.on('message', (data) => {
    arrived.push(JSON.parse(String(data)))
    wake()
  })
  await once(socket, 'open')
  const next = async (wanted: (message: Message) => boolean): Promise<Message> => {
    for (;;) {
      const place = arrived.findIndex(wanted)
      const [message] = place === -1 ? [] : arrived.splice(place, 1)
      if (message !== undefined) return message
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  let id = 0
  const call = async (method: string, params: object = {}): Promise<Message> => {
    id += 1
    const own = `call-${id}`
    socket.send(JSON.stringify({ jsonrpc: '2.0', method, params: { ...params, apiVersion: 'v1' }, id: own }))
    return next((message) => message.id === own)
  }
  if (token !== undefined) await call('authorization', { authorization: `Bearer ${token}` })
  return {
    socket,
    call,
    subscribe: () => call('presence_subscribe'),
    nextPresence: async () => (await next(({ method }) => method === 'presence_subscription')).params?.result,
  }
}

type Message = {
  id?: string | null
  method?: string
  result?: unknown
  error?: { code: number }
  params?: { subscription: string; result: unknown }
}

const named = (lake: Lake, name: string) =>
  clientOf(lake).request<{ id: string; token: string }>({
    url: '/auth/editors',
    method: 'POST',
    body: { name },
  })

const locations = [{ type: 'document', documentId: 'drafts.opening', path: ['title'], lastActiveAt: 'now' }]

test('editors receive the locations of the others, and when they leave', async ({ lake }) => {
  const [ana, badou] = [await named(lake, 'Ana'), await named(lake, 'Badou')]
  const first = await socketOf(lake, ana.token)
  const second = await socketOf(lake, badou.token)
  expect((await first.subscribe()).result).toEqual(expect.any(String))

  expect((await second.call('presence_rollcall', { session: 's2' })).result).toEqual({ ok: true })
  expect(await first.nextPresence()).toEqual({ type: 'rollCall', i: badou.id, session: 's2' })
  await second.call('presence_announce', { data: { sessionId: 's2', locations } })
  expect(await first.nextPresence()).toEqual({
    type: 'state',
    i: badou.id,
    m: { sessionId: 's2', locations },
  })
  await second.call('presence_disconnect', { session: 's2' })
  expect(await first.nextPresence()).toEqual({ type: 'disconnect', i: badou.id, m: { session: 's2' } })

  await second.call('presence_announce', { data: { sessionId: 's3', locations: [] } })
  expect(await first.nextPresence()).toMatchObject({ type: 'state' })
  second.socket.terminate()
  expect(await first.nextPresence()).toEqual({ type: 'disconnect', i: badou.id, m: { session: 's3' } })
})

test('a connection with no token or an unknown one is “Editor”', async ({ lake }) => {
  const listener = await socketOf(lake)
  await listener.subscribe()
  for (const token of [undefined, 'unknown']) {
    await (await socketOf(lake, token)).call('presence_rollcall', { session: 's' })
    expect(await listener.nextPresence()).toMatchObject({ i: 'editor' })
  }
})

test('an invalid call gets an error, and a message that is too large ends the connection', async ({
  lake,
}) => {
  const { socket, call } = await socketOf(lake)
  expect((await call('presence_unknown')).error).toMatchObject({ code: -32601 })
  const answer = once(socket, 'message')
  socket.send('no JSON')
  expect(JSON.parse(String((await answer)[0]))).toMatchObject({ id: null, error: { code: -32600 } })
  const closed = once(socket, 'close')
  socket.send('x'.repeat(300_000))
  expect((await closed)[0]).toBe(1009)
})

/** The status of a handshake that is expected to fail. */
async function failedHandshake(lake: Lake, path: string, headers: Record<string, string>) {
  const socket = new WebSocket(`ws://127.0.0.1:${lake.port}${path}`, { headers })
  const [request, response] = await once(socket, 'unexpected-response')
  request.destroy()
  return response.statusCode
}

test('web sockets have the same access checks as requests', async ({ lake }) => {
  const path = '/v1/socket/production'
  const host = `local.localhost:${lake.port}`
  expect(await failedHandshake(lake, path, { Host: host, Origin: 'https://elsewhere.example' })).toBe(403)
  expect(await failedHandshake(lake, path, { Host: 'rebound.example', Origin: studioOrigin })).toBe(403)
  expect(await failedHandshake(lake, '/v1/socket/other', { Host: host, Origin: studioOrigin })).toBe(404)
})

test('closing the lake ends its web sockets', async ({ lake }) => {
  const { socket } = await socketOf(lake)
  const closed = once(socket, 'close')
  await lake.close()
  await closed
})
