import { createServer, type RequestListener } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { LakeError, listenOnLoopback } from '#src/lake/index.ts'
import { PortInUseError } from '#src/release/failures.ts'
import { answering, answerStatus } from '#src/serving/answers.ts'

/** A server on this machine's loopback addresses, whose request listener can be replaced while it runs. */
export type Server = {
  readonly port: number
  /** Answers requests with this listener from now on. */
  setListener(listener: RequestListener): void
  /** Takes no more requests. Answers that have begun may end within the milliseconds of grace. */
  close(graceMilliseconds?: number): Promise<void>
}

/**
 * The server of the site, of the Studio and of the preview. Listens at once, so that a port in use is reported before
 * anything is built. Answers 503 until it has a request listener. `variable` is the setting that names the port.
 * @throws {PortInUseError}
 */
export async function serve(
  port: number,
  variable: string,
  { keepAliveMilliseconds = 5000 }: { keepAliveMilliseconds?: number } = {},
): Promise<Server> {
  let current = answering((_target, _request, response) =>
    answerStatus(response, 503, { 'Retry-After': '2' }),
  )
  const bound = await listenOnLoopback(port, () =>
    limited((request, response) => current(request, response), keepAliveMilliseconds),
  ).catch((error: unknown) => {
    throw error instanceof LakeError ? new PortInUseError(port, variable) : error
  })
  return {
    port: bound.port,
    setListener: (listener) => {
      current = listener
    },
    close: async (graceMilliseconds = 0) => {
      const { servers } = bound
      const closed = Promise.all(servers.map((server) => new Promise((done) => server.close(done))))
      const until = performance.now() + graceMilliseconds
      // A connection is idle once its answer has ended, and would stay open for the next request.
      for (let isOpen = true; isOpen && performance.now() < until; ) {
        for (const server of servers) server.closeIdleConnections()
        isOpen = await Promise.race([closed.then(() => false), setTimeout(50, true)])
      }
      for (const server of servers) server.closeAllConnections()
      await closed
    },
  }
}

/** A server with limits on what a connection may cost. Node itself answers 400, 408 and 431 where they are exceeded. */
function limited(listener: RequestListener, keepAliveTimeout: number) {
  const server = createServer({
    maxHeaderSize: 16 * 2 ** 10,
    headersTimeout: 20_000,
    requestTimeout: 60_000,
    keepAliveTimeout,
    connectionsCheckingInterval: 5000,
    // A request for another protocol is answered as one without that wish.
    shouldUpgradeCallback: () => false,
  })
  server.maxConnections = 1000
  // Without any byte in either direction. An event stream sends one more often.
  server.timeout = 120_000
  // An unknown `Expect` is ignored. Node would answer 417.
  server.on('request', listener).on('checkExpectation', listener)
  server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy())
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
  return server
}
