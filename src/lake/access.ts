import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/**
 * Who may speak to the lake. It has no login, so it answers programs of this machine and the pages of the
 * origins it was given, and nobody else: `Host` is checked because of DNS rebinding, `Origin` because any
 * page that a browser shows may send requests here.
 */
export class Door {
  readonly #hosts: ReadonlySet<string>
  readonly #origins: ReadonlySet<string>
  readonly #port: number
  /** Tokens of redirected event streams that were not opened yet, with the time until which they hold. */
  readonly #streams = new Map<string, number>()

  constructor({ port, projectId, origins }: { port: number; projectId: string; origins: readonly string[] }) {
    const names = ['localhost', '127.0.0.1', '[::1]', `${projectId}.localhost`]
    this.#port = port
    this.#hosts = new Set(names.map((name) => `${name}:${port}`))
    this.#origins = new Set([...origins, ...[...this.#hosts].map((host) => `http://${host}`)])
  }

  /** Judges a request by its headers; asking uses up the token of an event stream. */
  admit({ method, url = '/', headers }: DoorRequest): Admission {
    const host = headers.host?.toLowerCase() ?? ''
    const token = this.#streamToken(host)
    if (token === undefined && !this.#hosts.has(host))
      return refused('This lake does not answer to that host')
    if (token !== undefined && !this.#mayStream(token, method, url))
      return refused('This event stream was not offered')
    const { origin } = headers
    if (origin === undefined)
      return isForeignEmbed(headers)
        ? refused('This lake is not for other sites')
        : { admitted: true, headers: common }
    // A browser hides the origin of a request that was redirected from one foreign host to another.
    const isKnown = this.#origins.has(origin) || (token !== undefined && origin === 'null')
    if (!isKnown) return refused(`The origin ${origin} may not use this lake`)
    return {
      admitted: true,
      headers: { ...common, ...allow(origin), ...(method === 'OPTIONS' ? preflight(headers) : {}) },
    }
  }

  /**
   * Where a browser's event stream is to go instead, or undefined when it may stay. Over HTTP/1.1 a browser opens
   * six connections to a host, and the Studio's own event streams would use them up: then its edits never save.
   */
  elsewhere({ url = '/', headers }: DoorRequest): string | undefined {
    const isBrowser = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined
    const host = headers.host?.toLowerCase() ?? ''
    if (!isBrowser || !host.endsWith(`.localhost:${this.#port}`) || this.#streamToken(host) !== undefined)
      return undefined
    const token = randomBytes(16).toString('hex')
    const now = Date.now()
    for (const [old, until] of this.#streams) if (until < now) this.#streams.delete(old)
    this.#streams.set(token, now + streamTokenMilliseconds)
    return `http://sse-${token}.localhost:${this.#port}${url}`
  }

  #streamToken(host: string): string | undefined {
    const [name, port] = host.split('.localhost:')
    return port === String(this.#port) ? /^sse-(.+)$/.exec(name ?? '')?.[1] : undefined
  }

  /** The redirected host is for the one stream that it was made for: its origin cannot be told. */
  #mayStream(token: string, method: string | undefined, url: string): boolean {
    const isOffered = (this.#streams.get(token) ?? 0) >= Date.now()
    if (method === 'GET') this.#streams.delete(token)
    return isOffered && (method === 'GET' || method === 'OPTIONS') && /^\/v[^/]*\/data\/listen\//.test(url)
  }
}

export type DoorRequest = {
  method?: string | undefined
  url?: string | undefined
  headers: IncomingHttpHeaders
}

export type Admission =
  | { readonly admitted: true; readonly headers: Readonly<Record<string, string>> }
  | { readonly admitted: false; readonly reason: string }

const streamTokenMilliseconds = 60_000

const common = {
  Vary: 'Origin',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-site',
} as const

const allow = (origin: string) => ({
  'Access-Control-Allow-Origin': origin,
  'Access-Control-Allow-Credentials': 'true',
})

const preflight = (headers: IncomingHttpHeaders) => ({
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE, HEAD',
  'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '',
  'Access-Control-Max-Age': '600',
})

/** A page of another site that embeds an address of ours sends no origin; a browser tells on it all the same. */
const isForeignEmbed = (headers: IncomingHttpHeaders): boolean =>
  headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] === 'no-cors'

const refused = (reason: string): Admission => ({ admitted: false, reason })
