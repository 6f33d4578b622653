import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Who may see drafts: whoever has a pass, which the Studio's secret gives. A pass is a moment and its signature
 * by a key that no browser knows. It is renewed at half its life, so that nobody is locked out at work.
 */
export class Passes {
  readonly #key: Buffer
  readonly #url: URL
  /** The cookie that holds a pass. */
  readonly cookieName: string

  /** @param url of the preview; its port tells apart the passes of several on one machine, which cookies do not */
  constructor(key: string, url: URL) {
    this.#key = createHmac('sha256', key).update('learning-forum preview').digest()
    this.#url = url
    this.cookieName = `preview_${url.port || 'pass'}`
  }

  /** Checks the cookies of a request. `now` is in milliseconds since 1970. */
  check(cookies: string | undefined, now: number): 'none' | 'valid' | 'renew' {
    const [until = '', signature = ''] = cookieIn(cookies, this.cookieName)?.split('.') ?? []
    const left = Number(until) - now
    if (!/^\d+$/.test(until) || left <= 0 || left > lifeMilliseconds) return 'none'
    if (!same(signature, this.#sign(until))) return 'none'
    return left < lifeMilliseconds / 2 ? 'renew' : 'valid'
  }

  /** A new pass as a `Set-Cookie` header. */
  issue(now: number): string {
    const until = String(now + lifeMilliseconds)
    return this.cookie(this.cookieName, `${until}.${this.#sign(until)}`)
  }

  /**
   * A cookie that the preview gets back inside the Studio's frame, and no script can read. Without https the
   * Studio is on the same machine; with it, it may be on a host of its own.
   */
  cookie(name: string, value: string): string {
    const isSecure = this.#url.protocol === 'https:'
    const where = isSecure ? 'SameSite=None; Secure; Partitioned' : 'SameSite=Lax'
    return `${name}=${value}; Path=${this.#url.pathname}; Max-Age=${lifeMilliseconds / 1000}; HttpOnly; ${where}`
  }

  #sign(until: string): string {
    return createHmac('sha256', this.#key).update(until).digest('base64url')
  }
}

const lifeMilliseconds = 12 * 60 * 60 * 1000

/** The value of a cookie in a `Cookie` header. */
export function cookieIn(cookies: string | undefined, name: string): string | undefined {
  return cookies
    ?.split(';')
    .map((one) => one.trim())
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1)
}

/**
 * Where a redirect may lead: an address of the preview itself, whatever is asked for.
 * @example ownAddress('/x/..//evil.example/', new URL('http://localhost:4322/')) → '/'
 */
export function ownAddress(asked: string | undefined, base: URL): string {
  const found = URL.parse(asked ?? '', base)
  if (found?.origin !== base.origin || !found.pathname.startsWith(base.pathname)) return base.pathname
  // A path that begins with two slashes would be the name of another host.
  if (/^[/\\]{2}/.test(found.pathname)) return base.pathname
  return found.pathname + found.search + found.hash
}

function same(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)]
  return first.length === second.length && timingSafeEqual(first, second)
}
