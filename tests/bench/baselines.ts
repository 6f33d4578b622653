import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { baselineData } from './baseline-data.ts'
import { figuresOf, middleRun } from './builds.ts'
import { measure } from './measured.ts'
import { MeasuredProject } from './measured-project.ts'
import { noOutput, outputIn } from './output-files.ts'
import { contentWith } from './stored-content.ts'
import { type BuildFigures, plainAstro } from './targets.ts'

/** Another generator over the same content. Each makes the same kinds of pages and as many, without pictures. */
type Baseline = {
  readonly name: string
  /** Its folder in `baselines/`, and in the output. */
  readonly folder: string
  readonly program: string
  readonly args: (output: string) => readonly string[]
  /** A script that writes its content, which is not measured. */
  readonly prepare?: string
}

const packages = '../../node_modules'
const baselines: readonly Baseline[] = [
  {
    name: 'Node with template strings',
    folder: 'node',
    program: process.execPath,
    args: () => ['build.ts'],
  },
  {
    name: 'Eleventy',
    folder: 'eleventy',
    program: process.execPath,
    args: () => [`${packages}/@11ty/eleventy/cmd.cjs`, '--quiet'],
  },
  {
    name: plainAstro,
    folder: 'astro',
    program: process.execPath,
    args: () => [`${packages}/astro/bin/astro.mjs`, 'build'],
  },
  {
    name: 'Hugo',
    folder: 'hugo',
    program: 'hugo',
    args: (output) => ['--quiet', '--destination', output],
    prepare: 'prepare.ts',
  },
]

/**
 * Builds with each generator into an empty folder. Quick builds are repeated, and the middle one is reported.
 * @param limit milliseconds that one build may take
 * @param absent is told the names of those that are not installed
 */
export async function measureBaselines(
  sessions: number,
  {
    limit,
    report,
    absent,
  }: { limit: number; report: (figures: BuildFigures) => void; absent: (name: string) => void },
): Promise<void> {
  const project = await MeasuredProject.open(limit)
  try {
    const data = join(project.newFolder('data'), 'site.json')
    writeFileSync(data, JSON.stringify(baselineData(contentWith(sessions))))
    for (const { name, folder, program, args, prepare } of baselines) {
      if (!isInstalled(program)) {
        absent(name)
        continue
      }
      const output = project.newFolder(folder)
      const surroundings = {
        cwd: join(project.folder, 'baselines', folder),
        env: {
          ...{ PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' },
          ...{ SITE_DATA: data, OUTPUT: output, ASTRO_TELEMETRY_DISABLED: '1' },
        },
        limit,
      }
      if (prepare !== undefined) await measure(process.execPath, [prepare], surroundings)
      report(
        await middleRun(async () => {
          rmSync(output, { recursive: true })
          const measured = await measure(program, args(output), surroundings)
          return figuresOf({ sessions, step: name }, measured, outputIn(output), noOutput)
        }),
      )
    }
  } finally {
    project.close()
  }
}

const isInstalled = (program: string): boolean =>
  program === process.execPath ||
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
