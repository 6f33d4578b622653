import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Access to drafts. A browser with a pass may see them; the Studio's secret gets it one. A pass is a cookie with its
 * time of expiry, signed for one preview with a key that no browser knows: another key ends it, and another preview
 * with the same key does not take it. It is renewed after half its lifetime, so that it does not expire while an
 * editor works.
 */
export class Passes {
  readonly #key: Buffer
  readonly #url: URL
  /** The name of the cookie that holds a pass. */
  readonly cookieName: string

  /** @param url of the preview. The cookie's name contains its port, since the previews of one machine share their cookies. */
  constructor(key: string, url: URL) {
    this.#key = createHmac('sha256', key).update('learning-forum preview').digest()
    this.#url = url
    this.cookieName = `preview_${url.port || 'pass'}`
  }

  /** Checks the `Cookie` header of a request. `now` is in milliseconds since 1970 UTC. */
  check(cookies: string | undefined, now: number): 'none' | 'valid' | 'renew' {
    const [expiry = '', signature = ''] = cookieIn(cookies, this.cookieName)?.split('.') ?? []
    const remaining = Number(expiry) - now
    if (!/^\d+$/.test(expiry) || remaining <= 0 || remaining > lifeMilliseconds) return 'none'
    if (!same(signature, this.#sign(expiry))) return 'none'
    return remaining < lifeMilliseconds / 2 ? 'renew' : 'valid'
  }

  /** A new pass as a `Set-Cookie` header. */
  issue(now: number): string {
    const expiry = String(now + lifeMilliseconds)
    return this.cookie(this.cookieName, `${expiry}.${this.#sign(expiry)}`)
  }

  /**
   * A cookie that browsers send inside the Studio's frame too, and that no script can read. With http the Studio is on
   * the same machine; with https it may be on another host.
   */
  cookie(name: string, value: string): string {
    const isSecure = this.#url.protocol === 'https:'
    const attributes = isSecure ? 'SameSite=None; Secure; Partitioned' : 'SameSite=Lax'
    return `${name}=${value}; Path=${this.#url.pathname}; Max-Age=${lifeMilliseconds / 1000}; HttpOnly; ${attributes}`
  }

  #sign(expiry: string): string {
    const { origin, pathname } = this.#url
    return createHmac('sha256', this.#key).update(`${origin}${pathname} ${expiry}`).digest('base64url')
  }
}

const lifeMilliseconds = 12 * 60 * 60 * 1000

/** The value of a cookie in a `Cookie` header. */
export function cookieIn(cookies: string | undefined, name: string): string | undefined {
  return cookies
    ?.split(';')
    .map((cookie) => cookie.trim())
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1)
}

/**
 * The target of a redirect: the requested address if it is inside the preview, else the preview's start page.
 * @example safeRedirect('/x/..//evil.example/', new URL('http://localhost:4322/')) → '/'
 */
export function safeRedirect(requested: string | undefined, base: URL): string {
  const url = URL.parse(requested ?? '', base)
  if (url?.origin !== base.origin || !url.pathname.startsWith(base.pathname)) return base.pathname
  // Browsers read a path that begins with two slashes as the name of another host.
  if (/^[/\\]{2}/.test(url.pathname)) return base.pathname
  return url.pathname + url.search + url.hash
}

function same(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)]
  return first.length === second.length && timingSafeEqual(first, second)
}
