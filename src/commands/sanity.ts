import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { runProgram } from '#src/release/program.ts'

/**
 * Runs one command of Sanity's own tool in this project, without its telemetry.
 * @throws {SanityCommandError} when the tool exits with anything but 0
 */
export async function sanity(
  args: readonly string[],
  { env, signal }: { env?: Readonly<Record<string, string>>; signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const { code, output } = await runProgram(tool, args, { ...(env && { env }), signal })
  if (code !== 0) throw new SanityCommandError(args, output)
}

/** A command of the `sanity` tool failed; `output` is what it printed. */
export class SanityCommandError extends Error {
  readonly output: string
  constructor(args: readonly string[], output: string) {
    super(`"sanity ${args.join(' ')}" failed.\n${output.trim()}`)
    this.name = 'SanityCommandError'
    this.output = output
  }
}

const tool = join(dirname(createRequire(import.meta.url).resolve('sanity/package.json')), 'bin/sanity')
