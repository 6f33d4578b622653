import { readFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { join } from 'node:path'
import compression from 'compression'
import sirv from 'sirv'
import { PortInUseError } from './failures.ts'
import { type HeaderRule, headersAt } from './headers.ts'

/** A server on this machine's loopback address, whose request listener can be replaced while it runs. */
export type Server = {
  /** Answers requests with this listener from now on. */
  setListener(listener: RequestListener): void
  close(): Promise<void>
}

/**
 * Listens at once, so that a port in use is reported before anything is built. Answers 503 until it has a request
 * listener.
 * @throws {PortInUseError}
 */
export async function serve(port: number, variable: string): Promise<Server> {
  let current: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '2' })
    response.end('…\n')
  }
  const server = createServer((request, response) => current(request, response))
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', (error: NodeJS.ErrnoException) =>
    reject(error.code === 'EADDRINUSE' ? new PortInUseError(port, variable) : error),
  )
  server.listen({ port, host: 'localhost' }, resolve)
  await promise
  return {
    setListener: (listener) => {
      current = listener
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

/** Serves the files of a release under the path of SITE_URL with their headers, as a static host does. */
export async function releaseListener(
  folder: string,
  base: string,
  rules: readonly HeaderRule[],
): Promise<RequestListener> {
  const notFound = await readFile(join(folder, '404.html'))
  const files = sirv(folder, { etag: true })
  const compress = compression()
  return (request, response) => {
    const missing = () => {
      for (const name of response.getHeaderNames()) response.removeHeader(name)
      response.writeHead(404, {
        ...headersAt(rules, '/404.html'),
        'Content-Type': 'text/html; charset=utf-8',
      })
      response.end(notFound)
    }
    const url = request.url ?? '/'
    if (!url.startsWith(base)) return missing()
    request.url = `/${url.slice(base.length)}`
    const headers = headersAt(rules, request.url.replace(/[?#].*$/, ''))
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    compress(request, response, () => files(request, response, missing))
  }
}

/** Serves the built Studio, a single-page application: every address without a file gets its page. */
export function studioListener(folder: string, policy: string): RequestListener {
  const files = sirv(folder, {
    single: true,
    etag: true,
    setHeaders: (response) => {
      response.setHeader('Content-Security-Policy', policy)
      response.setHeader('X-Content-Type-Options', 'nosniff')
    },
  })
  return (request, response) =>
    files(request, response, () => {
      response.writeHead(404).end()
    })
}
