import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Server, serve } from '#src/commands/server.ts'
import { listenOnLoopback } from '#src/lake/index.ts'
import { PortInUseError } from '#src/release/failures.ts'
import { answering } from '#src/serving/answers.ts'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

async function started(): Promise<Server> {
  const server = await serve(0, 'SITE_PORT')
  open.push(server)
  server.setListener(answering((_target, _request, response) => response.end('hello')))
  return server
}

describe('a server', () => {
  it('answers on each loopback address', async () => {
    const { port } = await started()
    for (const host of ['127.0.0.1', '[::1]', 'localhost'])
      expect([host, await (await fetch(`http://${host}:${port}/`)).text()]).toEqual([host, 'hello'])
  })

  it.each(['127.0.0.1', '::1', '0.0.0.0', '::'])(
    'starts on no port that another program has on %s',
    async (host) => {
      const other = createServer().listen(0, host)
      open.push(other)
      await once(other, 'listening')
      const { port } = other.address() as AddressInfo
      const error = await serve(port, 'STUDIO_PORT').catch((caught: unknown) => caught)
      expect(error).toEqual(new PortInUseError(port, 'STUDIO_PORT'))
      expect(error).toMatchObject({ port, variable: 'STUDIO_PORT' })
      // Nothing of the attempt is left: the port is free as soon as the other program ends.
      await new Promise((closed) => other.close(closed))
      const server = await serve(port, 'STUDIO_PORT')
      await server.close()
    },
  )

  it('does with one address where a machine has no IPv6, and with no other failure', async () => {
    const failing = (code: string) => () => {
      const server = createServer()
      const listen = server.listen.bind(server)
      server.listen = ((options: { host: string }, listening: () => void) => {
        if (options.host !== '::1') return listen(options, listening)
        process.nextTick(() => server.emit('error', Object.assign(new Error(code), { code })))
        return server
      }) as typeof server.listen
      return server
    }
    for (const code of ['EADDRNOTAVAIL', 'EAFNOSUPPORT']) {
      const { servers } = await listenOnLoopback(0, failing(code))
      open.push(...servers)
      expect([code, servers.length]).toEqual([code, 1])
    }
    await expect(listenOnLoopback(0, failing('EACCES'))).rejects.toThrow('EACCES')
  })

  it('answers 503 until it has something to answer with', async () => {
    const server = await serve(0, 'SITE_PORT')
    open.push(server)
    const { status, headers } = await fetch(`http://localhost:${server.port}/`)
    expect([status, headers.get('retry-after')]).toEqual([503, '2'])
  })

  it.each([
    ['GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', 'HTTP/1.1 200 OK'],
    ['GET / HTTP/1.1\r\nHost: a\r\nExpect: a miracle\r\n\r\n', 'HTTP/1.1 200 OK'],
    ['CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n', 'HTTP/1.1 405 Method Not Allowed'],
    [
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      'HTTP/1.1 431 Request Header Fields Too Large',
    ],
    [
      `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      'HTTP/1.1 431 Request Header Fields Too Large',
    ],
    ['GET / HTTP/1.1\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    ['GET / HTTP/9.9\r\nHost: a\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    ['\0\x01\x02\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    [
      'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      'HTTP/1.1 400 Bad Request',
    ],
    ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc', 'HTTP/1.1 405 Method Not Allowed'],
  ])('answers %j', async (sent, line) => {
    const { port } = await started()
    const socket = connect(port, '127.0.0.1')
    socket.write(sent)
    const [chunk] = await once(socket, 'data')
    socket.destroy()
    expect(String(chunk).split('\r\n')[0]).toBe(line)
    expect(await (await fetch(`http://localhost:${port}/`)).text()).toBe('hello')
  })
})
