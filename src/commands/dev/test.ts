import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
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
    const runs = [
      {
        tool: 'vitest',
        args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}/vitest.json`],
        countsIn: vitestCounts,
      },
      { tool: 'playwright', args: ['test'], countsIn: playwrightCounts },
    ]
    if (unit) runs[0]?.args.push('--project=unit')
    const counts: Counts[] = []
    for (const { tool, args, countsIn } of unit ? runs.slice(0, 1) : runs) {
      const code = await runner(tool, args, env)
      const count = await countsIn()
      // A runner that crashed before it could count also counts as a failure.
      counts.push(code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count)
    }
    const sum = (key: keyof Counts) => counts.reduce((total, item) => total + item[key], 0)
    const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
    console.log(`\n${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`)
    process.exitCode = failed === 0 && passed > 0 ? 0 : 1
  },
)

function runner(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(`node_modules/.bin/${name}`, args, { env, stdio: 'inherit' })
    child.once('error', reject)
    child.once('close', resolve)
  })
}

type Counts = { passed: number; failed: number; skipped: number }

async function vitestCounts(): Promise<Counts> {
  const report = z.object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    numPendingTests: z.number(),
    numTodoTests: z.number(),
  })
  const parsed = report.safeParse(await readJson(`${results}/vitest.json`))
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
