import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, getPriority, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '#src/commands/errors.ts'
import { run } from '#src/commands/run.ts'
import { measureBaselines } from './baselines.ts'
import { measureBuilds } from './builds.ts'
import { measureEdits, type ServedFigures } from './edits.ts'
import { duration, markdownTable, megabytes } from './figures.ts'
import { type BuildFigures, millisecondsPerPage, targetsOf } from './targets.ts'

const parts = ['builds', 'baselines', 'edits'] as const

/** `npm run bench:release`: how long builds and publications take, beside other generators. Nothing is asserted. */
await run(
  {
    call: 'npm run bench:release',
    about: 'Measures builds and publications, beside other generators; saves tests/bench/results/….md.',
    options: {
      sessions: { value: 'NUMBERS', about: 'numbers of sessions (14,300)' },
      only: { value: 'PARTS', about: `some of ${parts.join(',')}` },
      edits: { value: 'NUMBER', about: 'edits of five kinds (50)' },
      wide: { value: 'NUMBER', about: 'edits of each kind that changes many pages (3)' },
      minutes: { value: 'NUMBER', about: 'how long a build, or all edits together, may take (10)' },
    },
  },
  async ({ sessions = '14,300', only = parts.join(','), edits = '50', wide = '3', minutes = '10' }) => {
    const sizes = sessions.split(',').map(Number)
    const chosen = parts.filter((part) => only.split(',').includes(part))
    const [count = 0, countWide = 0, limit = 0] = [edits, wide, minutes].map(Number)
    const isNumber = (value: number) => Number.isInteger(value) && value >= 0
    if (![...sizes, count, countWide].every(isNumber) || !(limit > 0) || chosen.length === 0)
      throw new UsageError('These options are not numbers, or name no part.')
    const machine = machineText()
    const figures: BuildFigures[] = []
    const served: (ServedFigures & { readonly sessions: number })[] = []
    const problems: string[] = []
    const attempt = async (what: string, work: () => Promise<void>) => {
      console.error(`${new Date().toTimeString().slice(0, 8)}  ${what}`)
      await work().catch((error: Error) => {
        console.error(error.message)
        problems.push(`${what}: ${error.message.split('\n', 1)}`)
      })
    }
    const progress = (what: string, time: number) => console.error(`          ${what}: ${duration(time)}`)
    const report = (found: BuildFigures) => {
      figures.push(found)
      progress(found.step, found.milliseconds)
    }
    const milliseconds = limit * 60_000
    for (const size of sizes) {
      if (chosen.includes('builds'))
        await attempt(`builds of ${size} sessions`, () =>
          measureBuilds(size, { limit: milliseconds, report }),
        )
      if (chosen.includes('baselines'))
        await attempt(`baselines of ${size} sessions`, () =>
          measureBaselines(size, {
            limit: milliseconds,
            report,
            absent: (name) => problems.push(`${name}: not installed`),
          }),
        )
      if (chosen.includes('edits'))
        await attempt(`edits of ${size} sessions`, async () => {
          const found = await measureEdits(size, {
            ...{ count, wide: countWide },
            limit: milliseconds,
            report: progress,
          })
          served.push({ sessions: size, ...found })
        })
    }
    const text = [
      `# Releases, measured on ${new Date().toISOString().slice(0, 16).replace('T', ' at ')} UTC`,
      `${machine} Load after: ${loadText()}.`,
      ...(figures.length > 0 ? ['## Builds', buildTable(figures)] : []),
      ...(served.length > 0
        ? ['## From the commit to the served pages', editTable(served), startText(served)]
        : []),
      '## Targets',
      targetTable(figures, served),
      ...(problems.length > 0
        ? ['## Not measured', problems.map((problem) => `- ${problem}`).join('\n')]
        : []),
    ].join('\n\n')
    console.log(text)
    save(text, sizes)
  },
)

function buildTable(figures: readonly BuildFigures[]): string {
  const rows = figures.map((found) => [
    found.step,
    String(found.sessions),
    duration(found.milliseconds),
    duration(found.cpu),
    megabytes(found.memory),
    ...[found.pages, found.changed].map(String),
    found.changed === 0 ? '–' : millisecondsPerPage(found).toFixed(2),
    String(found.files),
    megabytes(found.bytes),
  ])
  const head = ['', 'sessions', 'time', 'CPU', 'memory', 'pages', 'changed', 'ms/page', 'files', 'bytes']
  return markdownTable(head, rows)
}

function editTable(served: readonly ServedFigures[]): string {
  const rows = served
    .flatMap(({ edits }) => edits)
    .map(({ kind, sessions, times: { count, median, p95, max }, cpu }) => [
      kind,
      ...[sessions, count].map(String),
      ...[median, p95, max, cpu].map(duration),
    ])
  return markdownTable(['', 'sessions', 'edits', 'median', '95%', 'longest', 'CPU'], rows)
}

function startText(served: readonly (ServedFigures & { readonly sessions: number })[]): string {
  return served
    .map(
      ({ sessions, start, memory, intervals }) =>
        `With ${sessions} sessions, \`npm start\` was there after ${duration(start)}, the Studio built, and had ${megabytes(memory)} of memory (PSS) after the edits. Pages were asked for every ${intervals.median.toFixed(1)} ms (median; 95%: ${intervals.p95.toFixed(1)} ms).`,
    )
    .join('\n\n')
}

function targetTable(figures: readonly BuildFigures[], served: readonly ServedFigures[]): string {
  const targets = targetsOf(
    figures,
    served.flatMap(({ edits }) => edits),
  )
  const verdict = (met: boolean | undefined) => (met === undefined ? '' : met ? 'yes' : 'no')
  return markdownTable(
    ['', 'at most', 'found', 'met'],
    targets.map(({ what, most, found, met }) => [what, most, found, verdict(met)]),
  )
}

function machineText(): string {
  const [processor] = cpus()
  const revision = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim()
  return `Code ${revision}, ${processor?.model ?? 'unknown processor'}, ${cpus().length} cores, ${megabytes(totalmem())} of memory, Node ${process.version}, priority ${getPriority()}. Load before: ${loadText()}.`
}

function loadText(): string {
  return loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')
}

function save(text: string, sizes: readonly number[]): void {
  const folder = join(import.meta.dirname, 'results')
  const time = new Date().toISOString().slice(0, 16).replace('T', '-').replace(':', '')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${time}-${sizes.join('-')}.md`), `${text}\n`)
}
