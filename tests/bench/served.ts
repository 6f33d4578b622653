import { Agent, request } from 'node:http'

/** A text that must stand at an address. */
export type Shown = { readonly address: string; readonly text: string }

/**
 * Asks a site for pages over connections that stay open, as a browser would that has them already: with the ETag of
 * the last answer, and without compression, so that asking costs the site as little as it can.
 */
export class Reader {
  /** Milliseconds between two questions for a page that did not show its text yet. */
  readonly intervals: number[] = []
  readonly #origin: string
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 6 })
  readonly #known = new Map<string, { etag: string | undefined; body: string }>()

  constructor(origin: string) {
    this.#origin = origin
  }

  /** The body of a page; empty where it is not there. */
  async page(address: string): Promise<string> {
    const known = this.#known.get(address)
    const { status, etag, body } = await this.#ask(address, known?.etag)
    if (status === 304 && known) return known.body
    if (status !== 200) return ''
    this.#known.set(address, { etag, body })
    return body
  }

  /**
   * Asks until every text stands at its address: for the first all the time, for the others once the first is there.
   * @param limit milliseconds
   * @returns when the last one stood, as of `performance.now()`
   */
  async whenShown([first, ...others]: readonly Shown[], limit: number): Promise<number> {
    const startedAt = performance.now()
    if (first === undefined) return startedAt
    const times = [await this.#whenShown(first, startedAt, limit)]
    times.push(...(await Promise.all(others.map((shown) => this.#whenShown(shown, startedAt, limit)))))
    return Math.max(...times)
  }

  /** Asks until a server that is being built (503) is ready. @param limit milliseconds */
  async whenReady(limit: number): Promise<void> {
    const deadline = performance.now() + limit
    while ((await this.#ask('/', undefined)).status === 503) {
      if (performance.now() > deadline) throw new Error(`${this.#origin} is not ready`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  close(): void {
    this.#agent.destroy()
  }

  async #whenShown({ address, text }: Shown, startedAt: number, limit: number): Promise<number> {
    for (;;) {
      const askedAt = performance.now()
      const body = await this.page(address)
      const answeredAt = performance.now()
      if (body.includes(text)) return answeredAt
      const elapsed = answeredAt - startedAt
      if (elapsed > limit) throw new Error(`${address} does not show "${text}"`)
      const rest = Math.max(pollMilliseconds, elapsed * pollPart) - (answeredAt - askedAt)
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
      this.intervals.push(performance.now() - askedAt)
    }
  }

  #ask(address: string, etag: string | undefined) {
    type Answer = { status: number; etag: string | undefined; body: string }
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    request(
      `${this.#origin}${address}`,
      {
        agent: this.#agent,
        headers: { 'Accept-Encoding': 'identity', ...(etag && { 'If-None-Match': etag }) },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            etag: response.headers.etag,
            body: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
      .on('error', reject)
      .end()
    return promise
  }
}

/** How often a page is asked for: what takes long is asked less often, so that asking takes no time from it. */
const pollMilliseconds = 2
const pollPart = 1 / 200
