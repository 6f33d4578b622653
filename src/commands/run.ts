import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { environment } from '#src/env.ts'
import { projectFolder } from '#src/release/program.ts'
import { UsageError } from './errors.ts'

/** How to call a command; `--help` shows all of this. */
export type Usage<O extends Options = Options, A extends readonly string[] = readonly string[]> = {
  /** What to type at the terminal. @example 'npm run build' */
  readonly call: string
  /** One sentence. */
  readonly about: string
  readonly options?: O
  /** The required arguments, in order. @example ['FILE'] */
  readonly files?: A
}

/** Options by name, without dashes. `value` is the placeholder for the value, for an option that has one. */
export type Options = Readonly<Record<string, { readonly about: string; readonly value?: string }>>

type Given<O extends Options> = {
  readonly [N in keyof O]: O[N] extends { readonly value: string } ? string | undefined : boolean
}
type Files<A extends readonly string[]> = { readonly [N in keyof A]: string }

/**
 * Runs a command to its end, with the settings of the `.env` files in the environment. An unknown option is an error
 * that suggests the closest option. An error is explained on stderr, and the process exits with 1.
 */
export async function run<const O extends Options, const A extends readonly string[] = []>(
  usage: Usage<O, A>,
  work: (options: Given<O>, ...files: Files<A>) => Promise<void>,
): Promise<void> {
  // Whatever escapes is told as other errors are, and ends the command.
  process.once('uncaughtException', async (error) => {
    await tell(error).catch(() => console.error(error))
    process.exit(1)
  })
  // The reader of our output has gone, as with "| head".
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  // What is loaded from here on is compiled once.
  enableCompileCache(join(projectFolder, 'node_modules/.cache/compiled'))
  try {
    environment()
    const call = parse(usage, process.argv.slice(2))
    if (call) await work(call.options, ...call.files)
  } catch (error) {
    await tell(error)
    process.exitCode = 1
  }
}

/** Loaded only where there is something to explain: it knows the errors of all that commands do. */
async function tell(error: unknown): Promise<void> {
  const { explain } = await import('./explain.ts')
  console.error(`\n${explain(error)}\n`)
}

/** @returns undefined for `--help` @throws {UsageError} */
function parse<O extends Options, A extends readonly string[]>(
  usage: Usage<O, A>,
  args: readonly string[],
): { options: Given<O>; files: Files<A> } | undefined {
  const { call, about, files = [] } = usage
  const options: Options = usage.options ?? {}
  const program = new Command(call.startsWith('npm ') ? `${call} --` : call).description(about)
  program.exitOverride().configureOutput({ writeErr: () => {} })
  program.helpOption('-h, --help', 'show this')
  for (const [name, { about: does, value }] of Object.entries(options))
    program.option(`--${name}${value === undefined ? '' : ` <${value}>`}`, does)
  for (const file of files) program.argument(`<${file}>`)
  try {
    program.parse(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return undefined
    const message = error.message.replace(/^error: ./, (start) => start.slice(-1).toUpperCase())
    // npm keeps options for itself that stand before two dashes, and hands on their values alone.
    const isLost = error.code === 'commander.excessArguments' && call.startsWith('npm ')
    const hint = isLost ? `\n  Options go after two dashes: ${call} -- …` : ''
    throw new UsageError(`${message}${hint}\n  All options: ${program.name()} --help`)
  }
  const parsed: Readonly<Record<string, unknown>> = program.opts()
  const given = Object.entries(options).map(([name, { value }]) => {
    const option = program.options.find(({ long }) => long === `--${name}`)
    const text = parsed[option?.attributeName() ?? name]
    return [name, value === undefined ? isOn(name, option?.negate ? text === false : text === true) : text]
  })
  // The parser has checked that each option has a value of its type, and that all arguments are there.
  return { options: Object.fromEntries(given) as Given<O>, files: program.args as unknown as Files<A> }
}

/**
 * Whether an option without a value is set. Without `--` before the options, npm takes those that look like its own and
 * passes them on as environment variables. We read those too, so that a dry run of an import stays a dry run.
 */
function isOn(name: string, given: boolean): boolean {
  const npmValue = process.env[`npm_config_${name.replace(/^no-/, '').replaceAll('-', '_')}`]
  return given || (name.startsWith('no-') ? npmValue === '' || npmValue === 'false' : npmValue === 'true')
}
