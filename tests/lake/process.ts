import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { resolve } from 'node:path'

/** A lake in a process of its own, started as by `npm run lake`, without default content. */
export type LakeProcess = {
  readonly url: string
  readonly pid: number | undefined
  /** Everything it has printed so far. */
  output(): string
  /** SIGKILL ends it at once, as a crash does; SIGINT closes it, as Ctrl-C does. */
  end(signal: 'SIGKILL' | 'SIGINT'): Promise<void>
}

/**
 * @param wrapper a command that runs the lake as its own command, such as `nice -n 5`
 * @throws with the lake's output when it ends before it is ready
 */
export async function startProcess(
  dataDir: string,
  port: number,
  wrapper: readonly string[] = [],
): Promise<LakeProcess> {
  const [command = '', ...parts] = [...wrapper, process.execPath, 'src/commands/lake.ts']
  const child = spawn(command, parts, {
    cwd: resolve(import.meta.dirname, '../..'),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: dataDir,
      DEFAULT_CONTENT: 'no',
      LAKE_PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk
    })
  await new Promise<void>((ready, failed) => {
    child.stdout?.on('data', () => {
      if (output.includes('Content Lake')) ready()
    })
    child.once('exit', (code) => failed(new Error(`the lake ended with ${code}:\n${output}`)))
  })
  return {
    url: `http://localhost:${port}`,
    pid: child.pid,
    output: () => output,
    end: (signal) => ended(child, signal),
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill(signal)
  await exit
}

/** A port of this machine that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('no free port')
  return address.port
}
