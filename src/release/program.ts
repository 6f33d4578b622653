import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'

/** The root folder of the project, the working directory of its programs. */
export const projectFolder = resolve(import.meta.dirname, '../..')

/** A program's exit code, and what it wrote to stdout and stderr. `code` is null for one that a signal ended. */
export type ProgramResult = { readonly code: number | null; readonly output: string }

type ProgramOptions = {
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Ends the program. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Runs a script with this Node.js in the project's folder, and waits for its end.
 * @throws the reason of `signal`, once the program has ended
 */
export async function runProgram(
  script: string,
  args: readonly string[],
  { env = {}, signal }: ProgramOptions = {},
): Promise<ProgramResult> {
  signal?.throwIfAborted()
  const child = startProgram(script, args, env)
  const end = () => child.kill('SIGKILL')
  signal?.addEventListener('abort', end)
  try {
    const result = await resultOf(child)
    signal?.throwIfAborted()
    return result
  } finally {
    signal?.removeEventListener('abort', end)
  }
}

/** Starts a script with this Node.js in the project's folder. It ends when this process has ended. */
export function startProgram(
  script: string,
  args: readonly string[],
  env: ProgramOptions['env'] = {},
): ChildProcess {
  const options: SpawnOptions = {
    cwd: projectFolder,
    // Tools keep compiled code, by default among the temporary files of the system, where others may write.
    env: {
      NODE_COMPILE_CACHE: compileCache,
      JITI_FS_CACHE: 'false',
      ...process.env,
      NO_COLOR: '1',
      ASTRO_TELEMETRY_DISABLED: '1',
      DO_NOT_TRACK: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  }
  return spawn(process.execPath, ['--import', endWithParent, script, ...args], options)
}

async function resultOf(child: ChildProcess): Promise<ProgramResult> {
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk))
  const { promise, resolve: done, reject } = Promise.withResolvers<number | null>()
  child.once('error', reject)
  child.once('close', done)
  const code = await promise
  return { code, output: Buffer.concat(chunks).toString() }
}

const compileCache = join(projectFolder, 'node_modules/.cache/code')
const endWithParent = new URL('./end-with-parent.ts', import.meta.url).href
