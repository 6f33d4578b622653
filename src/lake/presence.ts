import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { anonymous, type Editor, type Editors } from './editors.ts'

/**
 * Who has which document open: JSON-RPC 2.0 over web sockets, as the Studio uses it. What one editor announces is sent
 * to all subscribers. Only the session of each socket is kept.
 */
export class Presence {
  readonly #editors: Editors
  readonly #path: RegExp
  readonly #connections = new Map<WebSocket, Connection>()
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    clientTracking: false,
  })
  readonly #heartbeat = setInterval(() => this.#checkConnections(), heartbeatMilliseconds)

  constructor({ editors, dataset }: { readonly editors: Editors; readonly dataset: string }) {
    this.#editors = editors
    this.#path = new RegExp(`^/v[^/]+/socket/${dataset}$`)
    this.#heartbeat.unref()
  }

  serves({ url = '' }: IncomingMessage): boolean {
    return this.#path.test(url.split('?')[0] ?? '')
  }

  /** Takes over a connection whose request was allowed. */
  accept(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      this.#connections.set(socket, {
        editor: anonymous,
        subscription: undefined,
        session: undefined,
        isAlive: true,
      })
      socket.on('message', (data) => this.#receive(socket, String(data)))
      socket.on('pong', () => this.#update(socket, { isAlive: true }))
      socket.on('close', () => this.#remove(socket))
      // `ws` itself closes a socket that breaks the protocol (too large, not UTF-8) and sends the reason.
      socket.on('error', () => socket.terminate())
    })
  }

  close(): void {
    clearInterval(this.#heartbeat)
    for (const socket of this.#connections.keys()) socket.terminate()
    this.#connections.clear()
  }

  #receive(socket: WebSocket, text: string): void {
    const call = parseCall(text)
    if (call === undefined) {
      socket.send(
        JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Invalid Request' } }),
      )
      return
    }
    const { id, method, params } = call
    const result = this.#resultOf(socket, method, params)
    socket.send(
      JSON.stringify({
        jsonrpc: '2.0',
        id,
        ...(result === undefined
          ? { error: { code: -32601, message: `Method not found: ${method}` } }
          : { result }),
      }),
    )
  }

  #resultOf(socket: WebSocket, method: string, params: Call['params']): unknown {
    const { editor } = this.#connections.get(socket) ?? { editor: anonymous }
    const i = editor.id
    switch (method) {
      case 'authorization':
        this.#update(socket, { editor: this.#editors.withToken(params.authorization) ?? anonymous })
        return { ok: true }
      case 'presence_subscribe': {
        const subscription = randomUUID()
        this.#update(socket, { subscription })
        return subscription
      }
      case 'presence_unsubscribe':
        this.#update(socket, { subscription: undefined })
        return { ok: true }
      case 'presence_rollcall':
        this.#broadcast({ type: 'rollCall', i, session: params.session })
        return { ok: true }
      case 'presence_announce':
        this.#update(socket, { session: params.data?.sessionId })
        this.#broadcast({ type: 'state', i, m: params.data })
        return { ok: true }
      case 'presence_disconnect':
        this.#announceLeaving(socket)
        return { ok: true }
      default:
        return undefined
    }
  }

  #update(socket: WebSocket, changes: Partial<Connection>): void {
    const known = this.#connections.get(socket)
    if (known !== undefined) this.#connections.set(socket, { ...known, ...changes })
  }

  #broadcast(result: unknown): void {
    for (const [socket, { subscription }] of this.#connections) {
      if (subscription === undefined || socket.readyState !== socket.OPEN) continue
      if (socket.bufferedAmount > maxUnreadBytes) socket.terminate()
      else
        socket.send(
          JSON.stringify({
            jsonrpc: '2.0',
            method: 'presence_subscription',
            params: { subscription, result },
          }),
        )
    }
  }

  #announceLeaving(socket: WebSocket): void {
    const { editor, session } = this.#connections.get(socket) ?? { editor: anonymous }
    if (session !== undefined) this.#broadcast({ type: 'disconnect', i: editor.id, m: { session } })
    this.#update(socket, { session: undefined })
  }

  /** A browser that is closed or crashes does not send `presence_disconnect`. */
  #remove(socket: WebSocket): void {
    this.#announceLeaving(socket)
    this.#connections.delete(socket)
  }

  #checkConnections(): void {
    for (const [socket, { isAlive }] of this.#connections) {
      if (!isAlive) {
        socket.terminate()
        continue
      }
      this.#update(socket, { isAlive: false })
      socket.ping()
      // Scripts in a browser do not see pings. The Studio's client expects this message as a heartbeat.
      socket.send('♥')
    }
  }
}

const heartbeatMilliseconds = 20_000
const maxMessageBytes = 256 * 2 ** 10
const maxUnreadBytes = 2 ** 20

const callSchema = z.object({
  id: z.union([z.string(), z.number()]),
  method: z.string(),
  params: z
    .object({
      authorization: z.string().optional(),
      session: z.string().max(200).optional(),
      data: z.object({ sessionId: z.string().max(200), locations: z.array(z.unknown()) }).optional(),
    })
    .default({}),
})

function parseCall(text: string): Call | undefined {
  try {
    return callSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

type Call = z.infer<typeof callSchema>
type Connection = {
  readonly editor: Editor
  readonly subscription: string | undefined
  readonly session: string | undefined
  readonly isAlive: boolean
}
