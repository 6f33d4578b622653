import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { z } from 'zod'
import { run } from '../run.ts'

const results = 'test-results'

/**
 * `npm test`: all tests, those of the browser included. `npm run test:long` runs the long forms of those that have
 * one; `npm run test:unit` only those that start neither a server nor a browser, in seconds. Ends with one line of
 * counts, and exits with 1 when anything failed.
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
      const found = await countsIn()
      // A runner that broke down before it could count has failed all the same.
      counts.push(code !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found)
    }
    const sum = (key: keyof Counts) => counts.reduce((total, count) => total + count[key], 0)
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
  const found = report.safeParse(await readJson(`${results}/vitest.json`))
  if (!found.success) return { passed: 0, failed: 0, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = found.data
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
}

async function playwrightCounts(): Promise<Counts> {
  const report = z.object({
    stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  })
  const found = report.safeParse(await readJson(`${results}/browser.json`))
  if (!found.success) return { passed: 0, failed: 0, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = found.data.stats
  // A flaky test is a fault to mend, not a success.
  return { passed: expected, failed: unexpected + flaky, skipped }
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => 'null')
  return JSON.parse(text)
}
