import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { z } from 'zod'

/**
 * `npm test`: all tests, those of the browser included; `--long` (`npm run test:long`) runs the long forms
 * of those that have one. Ends with one line of counts, and exits with 1 when anything failed.
 */
const results = 'test-results'
const env = { ...process.env, ...(process.argv.includes('--long') && { LONG: '1' }) }

await rm(results, { recursive: true, force: true })
await mkdir(results, { recursive: true })
const codes = [
  await runner('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}/vitest.json`,
  ]),
  await runner('playwright', ['test']),
]
const counts = [await vitestCounts(), await playwrightCounts()]
const sum = (key: 'passed' | 'failed' | 'skipped') => counts.reduce((total, count) => total + count[key], 0)
// A runner that broke down before it could count has failed all the same.
const broken = codes.filter((code, index) => code !== 0 && counts[index]?.failed === 0).length
const [passed, failed, skipped] = [sum('passed'), sum('failed') + broken, sum('skipped')]
console.log(`\n${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1

function runner(name: string, args: readonly string[]): Promise<number | null> {
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
