import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import process from 'node:process'

/**
 * Writes the TypeScript types of the Studio's schema and of the queries' answers into a file.
 * Takes about half a minute and asks nobody: no lake has to run.
 * @throws {SanityCommandError} when the schema or a query is wrong
 */
export async function generateTypes(outFile: string): Promise<void> {
  await sanity(['schema', 'extract', '--force', '--path', '.sanity/schema.json'])
  await sanity(['typegen', 'generate'], { TYPES_FILE: resolve(outFile) })
}

/**
 * Runs one command of Sanity's own tool in this project, without its telemetry.
 * @throws {SanityCommandError} when the tool exits with anything but 0
 */
export async function sanity(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const child = spawn(process.execPath, [tool, ...args], {
    cwd: projectFolder,
    env: { ...process.env, DO_NOT_TRACK: '1', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk))
  const { promise: code, resolve: done, reject } = Promise.withResolvers<number | null>()
  child.once('error', reject)
  child.once('close', done)
  if ((await code) !== 0) throw new SanityCommandError(args, Buffer.concat(said).toString())
}

/** `sanity …` failed; `output` is all that it said. */
export class SanityCommandError extends Error {
  readonly output: string
  constructor(args: readonly string[], output: string) {
    super(`"sanity ${args.join(' ')}" failed.\n${output.trim()}`)
    this.name = 'SanityCommandError'
    this.output = output
  }
}

const projectFolder = resolve(import.meta.dirname, '../..')
const tool = join(dirname(createRequire(import.meta.url).resolve('sanity/package.json')), 'bin/sanity')

if (import.meta.main) await generateTypes('src/content/types.ts')
