import type { ServerResponse } from 'node:http'

/** Sends one event. Without a name it is a `message`; `id` is what a client reconnects with (`Last-Event-ID`). */
export type SendEvent = (name: string | undefined, data: unknown, id?: string) => void

const keepAliveMilliseconds = 15_000
/** A connection with this much unread data is closed: the client is gone, or does better to connect again. */
const maxUnreadBytes = 64 * 2 ** 20

/**
 * Answers a request with server-sent events (HTML, section 9.2).
 * @param openStreams where the stream is listed while it is open
 */
export function openEventStream(response: ServerResponse, openStreams: Set<() => void>): SendEvent {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  response.write(':\n\n')
  const keepAlive = setInterval(() => response.write(':\n\n'), keepAliveMilliseconds)
  const end = () => response.end()
  openStreams.add(end)
  response.on('close', () => {
    clearInterval(keepAlive)
    openStreams.delete(end)
  })
  return (name, data, id) => {
    if (response.writableEnded) return
    if (response.writableLength > maxUnreadBytes) response.destroy()
    const idLine = id !== undefined && /^[!-~]+$/.test(id) && `id: ${id}`
    const lines = [name && `event: ${name}`, idLine, `data: ${JSON.stringify(data)}`]
    response.write(`${lines.filter(Boolean).join('\n')}\n\n`)
  }
}
