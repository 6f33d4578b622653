import { type IncomingMessage, type RequestListener, type ServerResponse, STATUS_CODES } from 'node:http'

/** What a request asks for: a path that begins with a slash, as it was sent, and the query with its `?`, or nothing. */
export type Target = { readonly path: string; readonly query: string }

type Answer = (target: Target, request: IncomingMessage, response: ServerResponse) => unknown

/** No address of ours takes a body of more than a few bytes. */
const maxBodyBytes = 64 * 2 ** 10

/** Thrown to answer a request with a status other than 500, for a reason that only the log tells. */
export class StatusError extends Error {
  readonly status: number
  constructor(status: number, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.name = 'StatusError'
    this.status = status
  }
}

/**
 * The listener of a server that answers each request: with `answer`, which may be asynchronous and may throw, or with
 * the status of what is wrong with the request. What is thrown is logged in one line, and answered with 500, or with
 * the status of a `StatusError`.
 */
export function answering(
  answer: Answer,
  {
    methods = ['GET', 'HEAD'],
    log = (line) => console.error(line),
  }: { methods?: readonly string[]; log?: (line: string) => void } = {},
): RequestListener {
  return async (request, response) => {
    // A client that goes away while it is answered is no fault; without listeners it would end the process.
    request.on('error', () => response.destroy())
    response.on('error', () => response.destroy())
    try {
      const { method = '' } = request
      const target = targetOf(request.url)
      const refused = refusedBody(request)
      if (!methods.includes(method)) answerStatus(response, 405, { Allow: methods.join(', '), ...closing })
      else if (target === undefined) answerStatus(response, 400)
      else if (refused !== undefined) answerStatus(response, refused, closing)
      else await answer(target, request, response)
    } catch (error) {
      log(errorLine(request, error))
      answerStatus(response, error instanceof StatusError ? error.status : 500, closing)
    }
  }
}

/**
 * Answers with a status and its name, or in other words, and none of the headers that were set before. Ends an answer
 * that has begun.
 */
export function answerStatus(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
  words = `${status} ${STATUS_CODES[status] ?? ''}`,
): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  for (const name of response.getHeaderNames()) response.removeHeader(name)
  const text = `${words}\n`
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
    ...headers,
  })
  response.end(text)
}

/** What was not read of a body would be taken for the next request. */
const closing = { Connection: 'close' }

/** The target of a request (RFC 9112, section 3.2); undefined where it is no path, or its escapes are not UTF-8. */
export function targetOf(url = ''): Target | undefined {
  const form = url.startsWith('/') ? url : originForm(url)
  const [, path = '', query = ''] = /^(\/[^?#]*)(\?[^#]*)?/.exec(form) ?? []
  return path !== '' && decoded(path) !== undefined ? { path, query } : undefined
}

/** A path without its escapes; undefined where they are not UTF-8, or where it has a NUL byte. */
export function decoded(path: string): string | undefined {
  try {
    // Most have no escapes, and this is asked twice for each request.
    const text = path.includes('%') ? decodeURIComponent(path) : path
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

/** The path and query of an absolute address, as proxies send it. */
function originForm(url: string): string {
  const parsed = /^https?:\/\//i.test(url) ? URL.parse(url) : null
  return parsed ? parsed.pathname + parsed.search : ''
}

/** The status for a body that is longer than any of ours, or whose length is not told. */
function refusedBody({ headers }: IncomingMessage): number | undefined {
  if (headers['transfer-encoding'] !== undefined) return 411
  return Number(headers['content-length'] ?? 0) > maxBodyBytes ? 413 : undefined
}

/** What was thrown while a request was answered, in one line. Without the query, which may hold a secret. */
export function errorLine({ method, url = '' }: IncomingMessage, error: unknown): string {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return `${method} ${url.replace(/\?.*$/, '').slice(0, 200)}: ${message}`
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, 500)
}
