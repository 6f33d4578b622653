import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

/** The root of the project, where its programs run. */
export const projectFolder = resolve(import.meta.dirname, '../..')

/** Runs a program in the project's folder to its end; `output` is all that it said, on either stream. */
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
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk))
  const { promise, resolve: done, reject } = Promise.withResolvers<number | null>()
  child.once('error', reject)
  child.once('close', done)
  const code = await promise
  return { code, output: Buffer.concat(said).toString() }
}
