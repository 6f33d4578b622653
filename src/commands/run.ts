import { Command, CommanderError } from 'commander'
import { environment } from '#src/env.ts'
import { UsageError } from './errors.ts'
import { explain } from './explain.ts'

/** How a command is called. `--help` shows all of it. */
export type Usage<O extends Options = Options, A extends readonly string[] = readonly string[]> = {
  /** As a person calls it. @example 'npm run build' */
  readonly call: string
  /** One sentence. */
  readonly about: string
  readonly options?: O
  /** What is given without a name, in its order; each must be there. @example ['FILE'] */
  readonly files?: A
}

/** By name, without dashes. `value` is what stands for the value of an option that has one. */
export type Options = Readonly<Record<string, { readonly about: string; readonly value?: string }>>

type Given<O extends Options> = {
  readonly [N in keyof O]: O[N] extends { readonly value: string } ? string | undefined : boolean
}
type Files<A extends readonly string[]> = { readonly [N in keyof A]: string }

/**
 * Runs a command to its end, with the settings of the `.env` files in the environment. An unknown option is told
 * with the nearest one that there is. What goes wrong is told in plain words, and the process exits with 1.
 */
export async function run<const O extends Options, const A extends readonly string[] = []>(
  usage: Usage<O, A>,
  work: (options: Given<O>, ...files: Files<A>) => Promise<void>,
): Promise<void> {
  try {
    environment()
    const called = parse(usage, process.argv.slice(2))
    if (called) await work(called.options, ...called.files)
  } catch (error) {
    console.error(`\n${explain(error)}\n`)
    process.exitCode = 1
  }
}

/** @returns undefined when only the help was asked for @throws {UsageError} */
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
    throw new UsageError(`${message}\n  All options: ${program.name()} --help`)
  }
  const found: Readonly<Record<string, unknown>> = program.opts()
  const given = Object.entries(options).map(([name, { value }]) => {
    const option = program.options.find(({ long }) => long === `--${name}`)
    const text = found[option?.attributeName() ?? name]
    return [name, value === undefined ? isOn(name, option?.negate ? text === false : text === true) : text]
  })
  // Each name has a value of its kind, and there are as many files as were asked for, since the parser took them.
  return { options: Object.fromEntries(given) as Given<O>, files: program.args as unknown as Files<A> }
}

/**
 * Where `--` was forgotten, npm keeps what looks like an option of its own and hands it on in the environment: an
 * import that was only to be tried must not be done because of that.
 */
function isOn(name: string, given: boolean): boolean {
  const ofNpm = process.env[`npm_config_${name.replace(/^no-/, '').replaceAll('-', '_')}`]
  return given || (name.startsWith('no-') ? ofNpm === '' || ofNpm === 'false' : ofNpm === 'true')
}
