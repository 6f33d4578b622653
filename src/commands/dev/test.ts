import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { run } from '../run.ts'

const results = 'test-results'

/**
 * `npm test`: runs all tests, with those in browsers. `npm run test:long` runs the long forms of tests that have one;
 * `npm run test:unit` runs only tests without servers and browsers, in seconds. The last line counts the tests; the
 * process exits with 1 if any failed.
 */
await run(
  {
    call: 'npm test',
    about: 'Runs all tests and counts them.',
    options: {
      long: { about: 'with the long forms of tests that have one' },
      unit: { about: 'only tests without servers and browsers' },
    },
  },
  async ({ long, unit }) => {
    const env = { ...process.env, ...(long && { LONG: '1' }) }
    await rm(results, { recursive: true, force: true })
    await mkdir(results, { recursive: true })
    const counts = [await vitest('unit', { env, show: true })]
    if (!unit) {
      // Journeys wait most of their time, mostly for one processor; the others are for tests that build and start.
      const workers = String(Math.max(1, availableParallelism() - 1))
      counts.push(
        ...(await Promise.all([
          vitest('integration', { args: ['--maxWorkers', workers], env, show: true }),
          counted('playwright', ['test'], { env, show: false, countsIn: playwrightCounts }),
        ])),
      )
    }
    const sum = (key: keyof Counts) => counts.reduce((total, item) => total + item[key], 0)
    const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
    console.log(`\n${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`)
    process.exitCode = failed === 0 && passed > 0 ? 0 : 1
  },
)

type Run = {
  env: NodeJS.ProcessEnv
  /** Whether its output is shown as it comes, or whole at the end: two at once would be read by nobody. */
  show: boolean
}

function vitest(project: 'unit' | 'integration', { args = [], ...run }: Run & { args?: readonly string[] }) {
  const report = `${results}/vitest-${project}.json`
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return counted('vitest', ['run', `--project=${project}`, ...reporters, ...args], {
    ...run,
    countsIn: () => vitestCounts(report),
  })
}

async function counted(
  name: string,
  args: readonly string[],
  { env, show, countsIn }: Run & { countsIn(): Promise<Counts> },
): Promise<Counts> {
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(`node_modules/.bin/${name}`, args, {
      env,
      stdio: show ? 'inherit' : ['inherit', 'pipe', 'pipe'],
    })
    const output: Buffer[] = []
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => output.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(output))
      resolve(code)
    })
  })
  const counts = await countsIn()
  // A runner that crashed before it could count also counts as a failure.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

type Counts = { passed: number; failed: number; skipped: number }

async function vitestCounts(path: string): Promise<Counts> {
  const report = z.object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    numPendingTests: z.number(),
    numTodoTests: z.number(),
  })
  const parsed = report.safeParse(await readJson(path))
  if (!parsed.success) return { passed: 0, failed: 0, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = parsed.data
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
}

async function playwrightCounts(): Promise<Counts> {
  const report = z.object({
    stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  })
  const parsed = report.safeParse(await readJson(`${results}/browser.json`))
  if (!parsed.success) return { passed: 0, failed: 0, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = parsed.data.stats
  // A flaky test counts as a failure.
  return { passed: expected, failed: unexpected + flaky, skipped }
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => 'null')
  return JSON.parse(text)
}
