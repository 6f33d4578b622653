import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { anonymous, type Editor, type Editors } from './editors.ts'

/**
 * Who has which document open: JSON-RPC 2.0 over web sockets, as the Studio speaks it. What one editor announces is
 * passed on to all, and nothing is kept but the session that each socket spoke for.
 */
export class Presence {
  readonly #editors: Editors
  readonly #path: RegExp
  readonly #guests = new Map<WebSocket, Guest>()
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    clientTracking: false,
  })
  readonly #heart = setInterval(() => this.#beat(), heartbeatMilliseconds)

  constructor({ editors, dataset }: { readonly editors: Editors; readonly dataset: string }) {
    this.#editors = editors
    this.#path = new RegExp(`^/v[^/]+/socket/${dataset}$`)
    this.#heart.unref()
  }

  serves({ url = '' }: IncomingMessage): boolean {
    return this.#path.test(url.split('?')[0] ?? '')
  }

  /** Takes over a connection that the door let in. */
  receive(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (guest) => {
      this.#guests.set(guest, {
        editor: anonymous,
        subscription: undefined,
        session: undefined,
        isAlive: true,
      })
      guest.on('message', (data) => this.#hear(guest, String(data)))
      guest.on('pong', () => this.#note(guest, { isAlive: true }))
      guest.on('close', () => this.#leave(guest))
      // What breaks the rules (too large, no UTF-8) is closed by `ws` itself, with the reason.
      guest.on('error', () => guest.terminate())
    })
  }

  close(): void {
    clearInterval(this.#heart)
    for (const guest of this.#guests.keys()) guest.terminate()
    this.#guests.clear()
  }

  #hear(guest: WebSocket, text: string): void {
    const call = callIn(text)
    if (call === undefined) {
      guest.send(
        JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Invalid Request' } }),
      )
      return
    }
    const { id, method, params } = call
    const answer = this.#answer(guest, method, params)
    guest.send(
      JSON.stringify({
        jsonrpc: '2.0',
        id,
        ...(answer === undefined
          ? { error: { code: -32601, message: `Method not found: ${method}` } }
          : { result: answer }),
      }),
    )
  }

  #answer(guest: WebSocket, method: string, params: Call['params']): unknown {
    const { editor } = this.#guests.get(guest) ?? { editor: anonymous }
    const i = editor.id
    switch (method) {
      case 'authorization':
        this.#note(guest, { editor: this.#editors.bearing(params.authorization) ?? anonymous })
        return { ok: true }
      case 'presence_subscribe': {
        const subscription = randomUUID()
        this.#note(guest, { subscription })
        return subscription
      }
      case 'presence_unsubscribe':
        this.#note(guest, { subscription: undefined })
        return { ok: true }
      case 'presence_rollcall':
        this.#tell({ type: 'rollCall', i, session: params.session })
        return { ok: true }
      case 'presence_announce':
        this.#note(guest, { session: params.data?.sessionId })
        this.#tell({ type: 'state', i, m: params.data })
        return { ok: true }
      case 'presence_disconnect':
        this.#depart(guest)
        return { ok: true }
      default:
        return undefined
    }
  }

  #note(guest: WebSocket, news: Partial<Guest>): void {
    const known = this.#guests.get(guest)
    if (known !== undefined) this.#guests.set(guest, { ...known, ...news })
  }

  #tell(result: unknown): void {
    for (const [guest, { subscription }] of this.#guests) {
      if (subscription === undefined || guest.readyState !== guest.OPEN) continue
      if (guest.bufferedAmount > maxUnreadBytes) guest.terminate()
      else
        guest.send(
          JSON.stringify({
            jsonrpc: '2.0',
            method: 'presence_subscription',
            params: { subscription, result },
          }),
        )
    }
  }

  #depart(guest: WebSocket): void {
    const { editor, session } = this.#guests.get(guest) ?? { editor: anonymous }
    if (session !== undefined) this.#tell({ type: 'disconnect', i: editor.id, m: { session } })
    this.#note(guest, { session: undefined })
  }

  /** A browser that is closed, or breaks down, says no goodbye. */
  #leave(guest: WebSocket): void {
    this.#depart(guest)
    this.#guests.delete(guest)
  }

  #beat(): void {
    for (const [guest, { isAlive }] of this.#guests) {
      if (!isAlive) {
        guest.terminate()
        continue
      }
      this.#note(guest, { isAlive: false })
      guest.ping()
      // A browser's script hears of no ping; this is the sign of life that the Studio's client knows.
      guest.send('♥')
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

function callIn(text: string): Call | undefined {
  try {
    return callSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

type Call = z.infer<typeof callSchema>
type Guest = {
  readonly editor: Editor
  readonly subscription: string | undefined
  readonly session: string | undefined
  readonly isAlive: boolean
}
