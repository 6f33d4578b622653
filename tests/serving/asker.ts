import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

/** The status line, the headers by lower-case name and the body of an answer. */
export type Answer = { status: number; headers: Readonly<Record<string, string>>; body: Buffer }

export type Ask = (
  path: string,
  headers?: Readonly<Record<string, string>>,
  method?: string,
) => Promise<Answer>

const closing: (() => void)[] = []

/** Ends the servers of all askers. */
export function closeAskers(): void {
  for (const close of closing.splice(0)) close()
}

/** Starts a server, and returns a function that sends it one request on a connection of its own, as it is written. */
export async function asker(listener: Parameters<typeof createServer>[1]): Promise<Ask> {
  const server = createServer(listener as never)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  closing.push(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return (path, headers = {}, method = 'GET') =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      const chunks: Buffer[] = []
      socket.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
      socket.on('close', () => resolve(parsed(Buffer.concat(chunks))))
      const lines = Object.entries({ Host: 'localhost', Connection: 'close', ...headers }).map(
        ([name, value]) => `${name}: ${value}\r\n`,
      )
      socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
    })
}

function parsed(bytes: Buffer): Answer {
  const end = bytes.indexOf('\r\n\r\n')
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const headers = lines.map((line) => {
    const [name = '', ...value] = line.split(': ')
    return [name.toLowerCase(), value.join(': ')]
  })
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(headers),
    body: bytes.subarray(end + 4),
  }
}
