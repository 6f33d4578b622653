import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

/** The root folder of the project, the working directory of its programs. */
export const projectFolder = resolve(import.meta.dirname, '../..')

/** Runs a program in the project's folder and waits for its end; `output` is what it wrote to stdout and stderr. */
export async function runProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawn(file, args, {
    cwd: projectFolder,
    env: { ...process.env, NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const { promise, resolve: done, reject } = Promise.withResolvers<number | null>()
  child.once('error', reject)
  child.once('close', done)
  const code = await promise
  return { code, output: Buffer.concat(chunks).toString() }
}
