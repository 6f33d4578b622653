import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import process from 'node:process'
import { ran } from '#src/release/program.ts'

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
  const { code, output } = await ran(process.execPath, [tool, ...args], env)
  if (code !== 0) throw new SanityCommandError(args, output)
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

const tool = join(dirname(createRequire(import.meta.url).resolve('sanity/package.json')), 'bin/sanity')

if (import.meta.main) await generateTypes('src/model/types.ts')
