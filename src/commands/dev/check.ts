import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StepFailedError } from '#src/release/failures.ts'
import { runProgram } from '#src/release/program.ts'
import { run } from '../run.ts'
import { generateTypes } from './generate-types.ts'

/** `npm run check`: checks types, lint and format, dead code, words and generated types. It runs all checks and lists those that fail. */
await run(
  { call: 'npm run check', about: 'Checks types, lint, format, dead code, words and generated types.' },
  async () => {
    const failed: string[] = []
    for (const [name, step] of steps()) {
      const startedAt = performance.now()
      const problem = await step().catch((error: unknown) =>
        error instanceof StepFailedError ? error.output : String(error),
      )
      const seconds = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
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

/** Runs a tool of node_modules. @returns its output where it fails, else undefined */
async function tool(name: string, args: readonly string[]): Promise<string | undefined> {
  const { code, output } = await runProgram(join('node_modules/.bin', name), args)
  return code === 0 ? undefined : output
}

/** Checks that the committed types are those that the schema and the queries give now. */
async function generatedTypes(): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'types-'))
  try {
    await generateTypes(join(folder, 'types.ts'))
    const [generated, committed] = await Promise.all([
      readFile(join(folder, 'types.ts'), 'utf8'),
      readFile('src/model/types.ts', 'utf8'),
    ])
    return generated === committed ? undefined : 'src/model/types.ts is out of date: run "npm run types".'
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
