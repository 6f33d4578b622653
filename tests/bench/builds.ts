import { join } from 'node:path'
import { middleBy } from './figures.ts'
import type { Measured } from './measured.ts'
import { MeasuredProject } from './measured-project.ts'
import { countsOf, noOutput, type Output, outputIn } from './output-files.ts'
import { contentWith, withOtherTexts } from './stored-content.ts'
import { type BuildFigures, steps } from './targets.ts'

/**
 * `npm run build` beside a running lake, step by step, into the same output but for the last step. Quick steps are
 * repeated, and the middle one is reported.
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
    const out = join(project.folder, 'bench/site')
    let before = noOutput
    const build = async (step: string) => {
      const measured = await project.run('build', data, '--out', out)
      const output = outputIn(out)
      const figures = figuresOf({ sessions, step }, measured, output, before)
      before = output
      return figures
    }
    const steadily = async (step: string, change = async (_round: number) => {}) =>
      report(
        await middleRun(async (round) => {
          await change(round)
          return build(step)
        }),
      )

    const lake = await project.start('lake', data, 'Content Lake')
    try {
      report(await build(steps.first))
      await steadily(steps.unchanged)
      const session = documents.find(({ _type }) => _type === 'session')?._id ?? ''
      await steadily(steps.oneEdit, async (round) => {
        await project
          .client()
          .patch(session, { set: { 'title[0].value': `Measured title ${round}` } })
          .commit()
      })
      await steadily(steps.texts, async (round) => {
        await project.fill(data, withOtherTexts(documents, `(${round})`))
      })
    } finally {
      await lake.end()
    }
    await steadily(steps.withoutLake)

    const other = project.newFolder('other-data')
    await project.fill(other, documents)
    const otherLake = await project.start('lake', other, 'Content Lake')
    try {
      const otherOut = join(project.folder, 'bench/other-site')
      const measured = await project.run('build', other, '--out', otherOut)
      report(figuresOf({ sessions, step: steps.renderer }, measured, outputIn(otherOut), noOutput))
    } finally {
      await otherLake.end()
    }
  } finally {
    project.close()
  }
}

/** The middle one of three runs; of one where that took longer than ten seconds. */
export async function middleRun(run: (round: number) => Promise<BuildFigures>): Promise<BuildFigures> {
  const runs = [await run(0)]
  if ((runs[0]?.milliseconds ?? 0) < 10_000) runs.push(await run(1), await run(2))
  return middleBy(runs, ({ milliseconds }) => milliseconds)
}

/** The figures of a build, by us or by a baseline. */
export const figuresOf = (
  what: Pick<BuildFigures, 'sessions' | 'step'>,
  { milliseconds, cpu, memory }: Measured,
  output: Output,
  before: Output,
): BuildFigures => ({ ...what, milliseconds, cpu, memory, ...countsOf(output, before) })
