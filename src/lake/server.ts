import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import type { Access } from './access.ts'
import { type HttpError, LakeError, requestError } from './errors.ts'
import type { Readiness } from './readiness.ts'
import type { Routes } from './routes/services.ts'

/** A port that the lake holds on each loopback address of this machine. */
export type Binding = {
  readonly port: number
  serve(services: { access: Access; readiness: Readiness; app: Routes; sockets: WebSocketHandler }): void
  close(): Promise<void>
}

/** Takes over connections that become web sockets. */
export type WebSocketHandler = {
  serves(request: IncomingMessage): boolean
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void
}

/** A listener's query is part of its address: up to 16 KB of it, and the headers. */
const maxHeaderSize = 64 * 2 ** 10
const closeGraceMilliseconds = 1000
const maxAttempts = 5

/**
 * Takes the lake's port.
 * @throws {LakeError} portInUse
 */
export async function bindLoopback(requestedPort: number): Promise<Binding> {
  // A request for any protocol but web sockets is answered as plain HTTP.
  const shouldUpgradeCallback = ({ headers }: IncomingMessage) =>
    headers.upgrade?.toLowerCase() === 'websocket'
  const { port, servers } = await listenOnLoopback(requestedPort, () =>
    createServer({ maxHeaderSize, shouldUpgradeCallback }),
  )
  return bindingOf(port, servers)
}

/**
 * Takes a port on 127.0.0.1, and on ::1 where the machine has it: `localhost` may mean either, so another program on
 * one of them would be taken for this one. Makes a server for each address. Port 0 takes any that is free on both.
 * @throws {LakeError} portInUse
 */
export async function listenOnLoopback(
  requestedPort: number,
  create: () => Server,
): Promise<{ port: number; servers: readonly Server[] }> {
  for (let attempt = 1; ; attempt += 1) {
    const ipv4 = await listen(create(), '127.0.0.1', requestedPort)
    const address = ipv4.address()
    const port = typeof address === 'object' && address !== null ? address.port : requestedPort
    try {
      const ipv6 = await listen(create(), '::1', port).catch(undefinedWithoutAddress)
      return { port, servers: ipv6 === undefined ? [ipv4] : [ipv4, ipv6] }
    } catch (error) {
      await closeServer(ipv4)
      // A port that is free on one address may be in use on the other. If any port will do, try another one.
      if (requestedPort !== 0 || attempt === maxAttempts) throw error
    }
  }
}

async function listen(server: Server, host: string, port: number): Promise<Server> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port, exclusive: true }, resolve)
    })
    return server
  } catch (error) {
    throw codeOf(error) === 'EADDRINUSE' ? new LakeError('portInUse', { port, cause: error }) : error
  }
}

/** A machine without IPv6 has no ::1. */
function undefinedWithoutAddress(error: unknown): undefined {
  const code = codeOf(error)
  if (code !== 'EADDRNOTAVAIL' && code !== 'EAFNOSUPPORT') throw error
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)

function bindingOf(port: number, servers: readonly Server[]): Binding {
  return {
    port,
    serve: ({ access, readiness, app, sockets }) => {
      const respond = getRequestListener(app.fetch, {
        overrideGlobalObjects: false,
        errorHandler: unreadableRequest,
      })
      const decide = (request: IncomingMessage): Decision => {
        const decision = access.check(request)
        if (!decision.isAllowed) return { refusal: requestError(403, decision.reason) }
        if (!readiness.answers(request.headers))
          return { refusal: requestError(503, 'The lake is being filled'), retryAfter: 1 }
        return { headers: decision.headers }
      }
      for (const server of servers) {
        // An unknown `Expect` is ignored. Node would answer 417 without a body.
        for (const event of ['request', 'checkExpectation'])
          server.on(event, (request, response) => handleRequest(decide(request), respond, request, response))
        server.on('upgrade', (request, socket, head) =>
          handleUpgrade(decide(request), sockets, request, socket, head),
        )
      }
    },
    close: async () => {
      await Promise.all(servers.map(closeServer))
    },
  }
}

/** What becomes of a request: it is answered with some headers, or refused; `retryAfter` in seconds. */
type Decision =
  | { readonly headers: Readonly<Record<string, string>> }
  | { readonly refusal: HttpError; readonly retryAfter?: number }

function handleRequest(
  decision: Decision,
  respond: (request: IncomingMessage, response: ServerResponse) => unknown,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if ('refusal' in decision) {
    const { refusal, retryAfter } = decision
    response.writeHead(refusal.status, {
      'Content-Type': 'application/json',
      Connection: 'close',
      ...(retryAfter !== undefined && { 'Retry-After': retryAfter }),
    })
    response.end(JSON.stringify(refusal.body))
    return
  }
  for (const [name, value] of Object.entries(decision.headers)) response.setHeader(name, value)
  if (request.method === 'OPTIONS') response.writeHead(204).end()
  else respond(request, response)
}

/** Accepts a web socket after the same checks as any request. */
function handleUpgrade(
  decision: Decision,
  sockets: WebSocketHandler,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  // Without a handler, a client that disconnects during the handshake would end the process.
  socket.on('error', () => socket.destroy())
  if (!('refusal' in decision) && sockets.serves(request)) {
    sockets.accept(request, socket, head)
    return
  }
  const { status, body } =
    'refusal' in decision ? decision.refusal : requestError(404, `No web socket ${request.url}`)
  const text = JSON.stringify(body)
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  )
}

/** The answer to a request that is not valid HTTP, such as one without a path. */
function unreadableRequest(): Response {
  const { status, body } = requestError(400, 'The request cannot be read')
  return Response.json(body, { status })
}

/** Closes a server. Requests that are being answered get a moment to finish. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), closeGraceMilliseconds)
    // A connection that becomes idle only now would otherwise stay open until its client closes it.
    const sweep = setInterval(() => server.closeIdleConnections(), 20)
    server.close(() => {
      clearTimeout(deadline)
      clearInterval(sweep)
      resolve()
    })
  })
}
