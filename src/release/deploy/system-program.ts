import { spawn } from 'node:child_process'
import { withoutPasswords } from '#src/deploy-target.ts'
import { DeployError } from './deploy-error.ts'

export type SystemResult = { readonly code: number | null; readonly output: string; readonly errors: string }

export type SystemOptions = {
  readonly cwd?: string
  /** Variables that are added to those of this process; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly input?: string
  readonly signal?: AbortSignal | undefined
  /** Is called with each whole line of the output. */
  readonly onLine?: (line: string) => void
}

/**
 * Runs a program of the system, and waits for its end. What it writes is without passwords.
 * @throws {DeployError} where it is not installed
 * @throws the reason of `signal`, once the program has ended
 */
export async function runSystem(
  program: string,
  args: readonly string[],
  { cwd, env = {}, input = '', signal, onLine = () => {} }: SystemOptions = {},
): Promise<SystemResult> {
  signal?.throwIfAborted()
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' })
  const end = () => child.kill('SIGTERM')
  signal?.addEventListener('abort', end)
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  child.once('close', resolve)
  child.once('error', (error: NodeJS.ErrnoException) =>
    reject(error.code === 'ENOENT' ? missing(program) : error),
  )
  let output = ''
  let errors = ''
  let line = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
    const lines = (line + chunk).split('\n')
    line = lines.pop() ?? ''
    for (const whole of lines) onLine(whole)
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk))
  // A program that ends before it has read its input says why itself.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  try {
    const code = await promise
    signal?.throwIfAborted()
    return { code, output, errors: withoutPasswords(errors) }
  } finally {
    signal?.removeEventListener('abort', end)
  }
}

const missing = (program: string) =>
  new DeployError(`"${program}" is not installed`, 'Install it with the packages of your system.')
