import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import type { Door } from './door.ts'
import { LakeError, requestError } from './errors.ts'
import type { Routes } from './routes/app.ts'

/** A port of this machine that is held, on each of its loopback addresses. */
export type Binding = {
  readonly port: number
  serve(door: Door, app: Routes, sockets: Sockets): void
  close(): Promise<void>
}

/** What takes over connections that become web sockets. */
export type Sockets = {
  serves(request: IncomingMessage): boolean
  receive(request: IncomingMessage, socket: Duplex, head: Buffer): void
}

/** Listeners' queries travel in their addresses, up to 16 KB of them, with the headers beside. */
const maxHeaderSize = 64 * 2 ** 10
const patienceMilliseconds = 1000
const attempts = 5

/**
 * Takes a port on 127.0.0.1, and on ::1 where the machine has it: `localhost` may mean either.
 * @throws {LakeError} portInUse
 */
export async function bindLoopback(wanted: number): Promise<Binding> {
  for (let attempt = 1; ; attempt += 1) {
    const first = await listen('127.0.0.1', wanted)
    const address = first.address()
    const port = typeof address === 'object' && address !== null ? address.port : wanted
    try {
      const second = await listen('::1', port).catch(unlessInUse)
      return bindingOf(port, second === undefined ? [first] : [first, second])
    } catch (error) {
      await closed(first)
      // A free port of one address may be taken on the other; asked for any, another will do.
      if (wanted !== 0 || attempt === attempts) throw error
    }
  }
}

async function listen(host: string, port: number): Promise<Server> {
  // Any other wish to change the protocol is passed over, and the request answered as it is.
  const shouldUpgradeCallback = ({ headers }: IncomingMessage) =>
    headers.upgrade?.toLowerCase() === 'websocket'
  const server = createServer({ maxHeaderSize, shouldUpgradeCallback })
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port, exclusive: true }, resolve)
    })
    return server
  } catch (error) {
    const isInUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    throw isInUse ? new LakeError('portInUse', { port, cause: error }) : error
  }
}

function unlessInUse(error: unknown): undefined {
  if (error instanceof LakeError) throw error
}

function bindingOf(port: number, servers: readonly Server[]): Binding {
  return {
    port,
    serve: (door, app, sockets) => {
      const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false, errorHandler: unreadable })
      for (const server of servers) {
        // An expectation that is not known is passed over; Node itself would refuse it without saying why.
        for (const event of ['request', 'checkExpectation'])
          server.on(event, (request, response) => receive(door, answer, request, response))
        server.on('upgrade', (request, socket, head) => upgrade(door, sockets, request, socket, head))
      }
    },
    close: async () => {
      await Promise.all(servers.map(closed))
    },
  }
}

function receive(
  door: Door,
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const admission = door.admit(request)
  if (!admission.admitted) {
    const { status, body } = requestError(403, admission.reason)
    response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' })
    response.end(JSON.stringify(body))
    return
  }
  for (const [name, value] of Object.entries(admission.headers)) response.setHeader(name, value)
  if (request.method === 'OPTIONS') response.writeHead(204).end()
  else answer(request, response)
}

/** Lets a web socket in by the same door. */
function upgrade(door: Door, sockets: Sockets, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  // Whoever breaks off in between is simply gone.
  socket.on('error', () => socket.destroy())
  const admission = door.admit(request)
  if (admission.admitted && sockets.serves(request)) {
    sockets.receive(request, socket, head)
    return
  }
  const { status, body } = admission.admitted
    ? requestError(404, `No web socket ${request.url}`)
    : requestError(403, admission.reason)
  const text = JSON.stringify(body)
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  )
}

/** The answer to a request that is none, such as one without a path. */
function unreadable(): Response {
  const { status, body } = requestError(400, 'The request cannot be read')
  return Response.json(body, { status })
}

/** Ends a server; what is being answered gets a moment to arrive. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), patienceMilliseconds)
    // A connection that falls idle later would be kept open for its client.
    const sweep = setInterval(() => server.closeIdleConnections(), 20)
    server.close(() => {
      clearTimeout(patience)
      clearInterval(sweep)
      resolve()
    })
  })
}
