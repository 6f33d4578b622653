import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { baselineData } from './baseline-data.ts'
import { figuresOf } from './builds.ts'
import { measure } from './measured.ts'
import { MeasuredProject } from './measured-project.ts'
import { noOutput, outputIn } from './output-files.ts'
import { contentWith } from './stored-content.ts'
import { type BuildFigures, plainAstro } from './targets.ts'

/**
 * Other generators over the same content, each making the same kinds of pages and as many, without images.
 * @param limit milliseconds that one build may take
 */
export async function measureBaselines(
  sessions: number,
  { limit, report }: { limit: number; report: (figures: BuildFigures) => void },
): Promise<void> {
  const project = await MeasuredProject.open(limit)
  try {
    const data = join(project.newFolder('data'), 'site.json')
    writeFileSync(data, JSON.stringify(baselineData(contentWith(sessions))))
    for (const { name, folder, args } of baselines) {
      const output = project.newFolder(folder)
      const measured = await measure(args, {
        cwd: join(project.folder, 'baselines', folder),
        env: {
          ...{ PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' },
          ...{ SITE_DATA: data, OUTPUT: output, ASTRO_TELEMETRY_DISABLED: '1' },
        },
        limit,
      })
      report(figuresOf({ sessions, step: name }, measured, outputIn(output), noOutput))
    }
  } finally {
    project.close()
  }
}

const packages = '../../node_modules'
const baselines = [
  { name: 'Node with template strings', folder: 'node', args: ['build.ts'] },
  { name: 'Eleventy', folder: 'eleventy', args: [`${packages}/@11ty/eleventy/cmd.cjs`, '--quiet'] },
  { name: plainAstro, folder: 'astro', args: [`${packages}/astro/bin/astro.mjs`, 'build'] },
]
