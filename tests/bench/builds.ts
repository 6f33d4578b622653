import { join } from 'node:path'
import type { Measured } from './measured.ts'
import { MeasuredProject } from './measured-project.ts'
import { countsOf, noOutput, type Output, outputIn } from './output-files.ts'
import { contentWith, withOtherTexts } from './stored-content.ts'
import { type BuildFigures, steps } from './targets.ts'

/**
 * `npm run build` beside a running lake, step by step, each in the same output but for the last two.
 * @param limit milliseconds that one build may take
 */
export async function measureBuilds(
  sessions: number,
  { limit, report }: { limit: number; report: (figures: BuildFigures) => void },
): Promise<void> {
  const project = await MeasuredProject.open(limit)
  try {
    const documents = contentWith(sessions)
    const data = project.newFolder('data')
    await project.fill(data, documents)
    let before = noOutput
    const build = async (step: string, dataDir = data, out = 'site') => {
      const folder = join(project.folder, 'bench', out)
      const measured = await project.run('build', dataDir, '--out', folder)
      const output = outputIn(folder)
      report(figuresOf({ sessions, step }, measured, output, out === 'site' ? before : noOutput))
      if (out === 'site') before = output
    }

    const lake = await project.start('lake', data, 'Content Lake')
    try {
      await build(steps.first)
      await build(steps.unchanged)
      const [session] = documents.filter(({ _type }) => _type === 'session')
      await project
        .client()
        .patch(session?._id ?? '', { set: { 'title[0].value': 'A title that nobody has yet' } })
        .commit()
      await build(steps.oneEdit)
      await project.fill(data, withOtherTexts(documents, 'Δ'))
      await build(steps.texts)
    } finally {
      await lake.end()
    }
    await build(steps.withoutLake)
    const other = project.newFolder('other-data')
    await project.fill(other, documents)
    const otherLake = await project.start('lake', other, 'Content Lake')
    try {
      await build(steps.renderer, other, 'other-site')
    } finally {
      await otherLake.end()
    }
  } finally {
    project.close()
  }
}

/** The figures of a build, by us or by a baseline. */
export const figuresOf = (
  what: Pick<BuildFigures, 'sessions' | 'step'>,
  { milliseconds, cpu, memory }: Measured,
  output: Output,
  before: Output,
): BuildFigures => ({ ...what, milliseconds, cpu, memory, ...countsOf(output, before) })
