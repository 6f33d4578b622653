import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StepFailedError } from '#src/release/failures.ts'
import { runProgram } from '#src/release/program.ts'
import { run } from '../run.ts'
import { generateTypes } from './generate-types.ts'

/** `npm run check`: types, lint and format, dead code, generated types, words. All are run; all that fail are told. */
await run(
  { call: 'npm run check', about: 'Checks types, lint, format, dead code, words and generated types.' },
  async () => {
    const failed: string[] = []
    for (const [name, step] of steps()) {
      const begun = performance.now()
      const problem = await step().catch((error: unknown) =>
        error instanceof StepFailedError ? error.output : String(error),
      )
      const seconds = `${((performance.now() - begun) / 1000).toFixed(1)} s`
      console.log(`${problem === undefined ? 'ok    ' : 'failed'}  ${name}  ${seconds}`)
      if (problem !== undefined) {
        console.log(problem.trim().replace(/^/gm, '        '))
        failed.push(name)
      }
    }
    if (failed.length > 0) throw new StepFailedError('The check', failed.join(', '))
  },
)

function steps(): [string, () => Promise<string | undefined>][] {
  return [
    ['types of TypeScript', () => tool('tsc', ['--noEmit'])],
    ['types in Node', () => tool('tsc', ['--noEmit', '-p', 'tsconfig.node.json'])],
    ['types in browsers', () => tool('tsc', ['--noEmit', '-p', 'tsconfig.browser.json'])],
    // A hint would be enough to fail if Sanity had another way to ask for a name (decision 14).
    ['types of pages', () => tool('astro', ['check', '--minimumFailingSeverity', 'warning'])],
    ['lint and format', () => tool('biome', ['check', '--error-on-warnings', '.'])],
    ['dead code', () => tool('knip', [])],
    ['words', () => tool('vitest', ['run', 'tests/words.test.ts'])],
    ['generated types', generatedTypes],
  ]
}

/** Runs a tool of node_modules. Gives what it printed when it fails. */
async function tool(name: string, args: readonly string[]): Promise<string | undefined> {
  const { code, output } = await runProgram(join('node_modules/.bin', name), args)
  return code === 0 ? undefined : output
}

/** The committed types must be what the schema and the queries give today. */
async function generatedTypes(): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'types-'))
  try {
    await generateTypes(join(folder, 'types.ts'))
    const [now, committed] = await Promise.all([
      readFile(join(folder, 'types.ts'), 'utf8'),
      readFile('src/model/types.ts', 'utf8'),
    ])
    return now === committed ? undefined : 'src/model/types.ts is out of date: run "npm run types".'
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
