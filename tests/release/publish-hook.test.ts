import { connect } from 'node:net'
import { encodeSignatureHeader } from '@sanity/webhook'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { webhookCheck } from '#src/client/webhook.ts'
import { type Server, serve } from '#src/commands/server.ts'
import { publishHook } from '#src/release/publisher/publish-hook.ts'

const secret = 'a secret of a webhook'
const body = '{"_id":"session-opening"}'
const minute = 60_000
let now = Date.parse('2026-11-26T09:00:00Z')
let server: Server
let heard: number
let lines: string[]

beforeAll(async () => {
  server = await serve(0, 'PUBLISHER_PORT')
})
beforeEach(() => {
  heard = 0
  lines = []
  const check = webhookCheck({ WEBHOOK_SECRET: secret }, () => now)
  if (check === undefined) throw new Error('no secret')
  const onPublished = () => {
    heard += 1
  }
  server.setListener(publishHook(check, onPublished, (line) => lines.push(line)))
})
afterAll(() => server.close())

const signed = (time: number, { text = body, by = secret } = {}) => encodeSignatureHeader(text, time, by)

async function call(
  signature: string | undefined,
  { path = '/publish/', method = 'POST', key = '', text = body as string | null } = {},
) {
  const response = await fetch(`http://localhost:${server.port}${path}`, {
    method,
    headers: {
      ...(signature !== undefined && { 'sanity-webhook-signature': signature }),
      ...(key !== '' && { 'idempotency-key': key }),
    },
    body: text,
  })
  return [response.status, await response.text()]
}

it('a signed webhook says that something was published', async () => {
  expect(await call(await signed(now))).toEqual([202, 'What is published is read.\n'])
  expect([heard, lines]).toEqual([1, []])
})

const wrong = 'the signature does not fit its body and WEBHOOK_SECRET'
const old = 'it was signed more than five minutes ago, or the clocks differ by that'
it.each([
  ['none', async () => undefined, 'it has no signature (sanity-webhook-signature)'],
  ['an empty one', async () => '', 'it has no signature (sanity-webhook-signature)'],
  ['that of another secret', () => signed(now, { by: 'another secret of one' }), wrong],
  ['that of another body', () => signed(now, { text: '{}' }), wrong],
  ['something else', async () => 'Bearer x', wrong],
  ['another time', async () => (await signed(now)).replace(/t=\d+/, `t=${now + 1}`), wrong],
  ['a time before there were webhooks', async () => (await signed(now)).replace(/t=\d+/, 't=1'), wrong],
  ['an old time', () => signed(now - 5 * minute - 1), old],
  ['a time to come', () => signed(now + 5 * minute + 1), old],
])('a signature that is %s is refused in words, and nothing else happens', async (_, signature, reason) => {
  expect(await call(await signature())).toEqual([401, `Refused: ${reason}.\n`])
  expect([heard, lines]).toEqual([0, [`POST /publish/: a webhook was refused: ${reason}`]])
})

it('a signature is right for five minutes, and once', async () => {
  const signature = await signed(now)
  const time = now
  now += 5 * minute
  expect((await call(signature))[0]).toBe(202)
  const reason = 'it has come before'
  expect(await call(signature)).toEqual([401, `Refused: ${reason}.\n`])
  // The same one, written in another way.
  expect((await call(signature.replace(',', ', ')))[0]).toBe(401)
  now += 1
  expect((await call(signature))[1]).toContain('five minutes ago')
  now = time
  expect(heard).toBe(1)
})

it('a webhook that is sent again is not read again', async () => {
  expect((await call(await signed(now), { key: 'one' }))[0]).toBe(202)
  expect((await call(await signed(now + 1), { key: 'one' }))[0]).toBe(202)
  expect(heard).toBe(1)
  expect((await call(await signed(now + 2), { key: 'two' }))[0]).toBe(202)
  expect(heard).toBe(2)
  // Whoever cannot sign keeps no key from being used.
  expect((await call('', { key: 'three' }))[0]).toBe(401)
  expect((await call(await signed(now + 3), { key: 'three' }))[0]).toBe(202)
  expect(heard).toBe(3)
})

it('other requests, and bodies that are too long, are refused', async () => {
  expect((await call(await signed(now), { path: '/' }))[0]).toBe(404)
  expect((await call(undefined, { method: 'GET', text: null }))[0]).toBe(405)
  const text = 'x'.repeat(70_000)
  expect((await call(await signed(now, { text }), { text }))[0]).toBe(413)
  expect(heard).toBe(0)
})

it('two signatures, of which one is right, are none', async () => {
  const socket = connect(server.port, '127.0.0.1')
  const header = `sanity-webhook-signature: ${await signed(now)}\r\n`
  const more = `Host: localhost\r\nConnection: close\r\nContent-Length: ${body.length}\r\n`
  socket.write(`POST /publish/ HTTP/1.1\r\n${header}${header}${more}\r\n${body}`)
  let answer = ''
  for await (const chunk of socket) answer += chunk
  expect(answer).toMatch(/^HTTP\/1\.1 401 /)
  expect(heard).toBe(0)
})

it('without a secret no webhook is taken', () => {
  expect(webhookCheck({})).toBe(undefined)
  expect(webhookCheck({ WEBHOOK_SECRET: ' ' })).toBe(undefined)
})
