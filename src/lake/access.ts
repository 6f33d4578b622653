import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/**
 * Decides which requests the lake answers. It has no login, so it answers only programs on this machine and pages of
 * the configured origins: it checks `Host` against DNS rebinding, and `Origin` because any page in a browser can
 * send requests to this port.
 */
export class Access {
  readonly #hosts: ReadonlySet<string>
  readonly #origins: ReadonlySet<string>
  readonly #port: number
  /** Tokens of redirected event streams that are not open yet, with the time at which they expire. */
  readonly #streamTokens = new Map<string, number>()

  constructor({ port, projectId, origins }: { port: number; projectId: string; origins: readonly string[] }) {
    const names = ['localhost', '127.0.0.1', '[::1]', `${projectId}.localhost`]
    this.#port = port
    this.#hosts = new Set(names.map((name) => `${name}:${port}`))
    this.#origins = new Set([...origins, ...[...this.#hosts].map((host) => `http://${host}`)])
  }

  /** Checks the headers of a request. A GET uses up its event stream token, if it has one. */
  check({ method, url = '/', headers }: AccessRequest): AccessDecision {
    const host = headers.host?.toLowerCase() ?? ''
    const token = this.#streamTokenIn(host)
    if (token === undefined && !this.#hosts.has(host)) return denied('This lake does not answer to that host')
    if (token !== undefined && !this.#isOpenStream(token, method, url))
      return denied('The address of this event stream is not valid')
    const { origin } = headers
    if (origin === undefined)
      return isFromElsewhere(method, headers)
        ? denied('Pages of other sites may not use this lake')
        : { isAllowed: true, headers: commonHeaders }
    // A browser sends `null` for a request that was redirected from one foreign host to another.
    const isKnown = this.#origins.has(origin) || (token !== undefined && origin === 'null')
    if (!isKnown) return denied(`The origin ${origin} may not use this lake`)
    return {
      isAllowed: true,
      headers: {
        ...commonHeaders,
        ...corsHeaders(origin),
        ...(method === 'OPTIONS' ? preflightHeaders(headers) : {}),
      },
    }
  }

  /**
   * The address to which a browser's event stream is redirected: a host name of its own. Over HTTP/1.1 a browser
   * opens six connections to a host. The Studio's event streams would use all of them, and its edits would wait.
   * @returns undefined when the request is not redirected
   */
  streamRedirect({ url = '/', headers }: AccessRequest): string | undefined {
    const isBrowser = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined
    const host = headers.host?.toLowerCase() ?? ''
    if (!isBrowser || !host.endsWith(`.localhost:${this.#port}`) || this.#streamTokenIn(host) !== undefined)
      return undefined
    const token = randomBytes(16).toString('hex')
    const now = Date.now()
    for (const [other, expiry] of this.#streamTokens) if (expiry < now) this.#streamTokens.delete(other)
    this.#streamTokens.set(token, now + streamTokenMilliseconds)
    return `http://sse-${token}.localhost:${this.#port}${url}`
  }

  #streamTokenIn(host: string): string | undefined {
    const [name, port] = host.split('.localhost:')
    return port === String(this.#port) ? /^sse-(.+)$/.exec(name ?? '')?.[1] : undefined
  }

  /** A token is valid for one event stream only, since the origin of that request may be hidden. */
  #isOpenStream(token: string, method: string | undefined, url: string): boolean {
    const isValid = (this.#streamTokens.get(token) ?? 0) >= Date.now()
    if (method === 'GET') this.#streamTokens.delete(token)
    return isValid && (method === 'GET' || method === 'OPTIONS') && /^\/v[^/]*\/data\/listen\//.test(url)
  }
}

export type AccessRequest = {
  method?: string | undefined
  url?: string | undefined
  headers: IncomingHttpHeaders
}

export type AccessDecision =
  /** `headers` go into the response. */
  | { readonly isAllowed: true; readonly headers: Readonly<Record<string, string>> }
  | { readonly isAllowed: false; readonly reason: string }

const streamTokenMilliseconds = 60_000

const commonHeaders = {
  Vary: 'Origin',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-site',
} as const

const corsHeaders = (origin: string) => ({
  'Access-Control-Allow-Origin': origin,
  'Access-Control-Allow-Credentials': 'true',
})

const preflightHeaders = (headers: IncomingHttpHeaders) => ({
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE, HEAD',
  'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '',
  'Access-Control-Max-Age': '600',
})

/**
 * A request without `Origin` that a page of another site made a browser send (an image, a link, a form), or a page of
 * another port of this machine that wants more than to read.
 */
function isFromElsewhere(method: string | undefined, headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site']
  return site === 'cross-site' || (site === 'same-site' && method !== 'GET' && method !== 'HEAD')
}

const denied = (reason: string): AccessDecision => ({ isAllowed: false, reason })
