import { type Distribution, duration, megabytes } from './figures.ts'

/** One build, by us or by a baseline. */
export type BuildFigures = {
  readonly sessions: number
  /** What was built: one of our steps, or the name of a baseline. */
  readonly step: string
  readonly milliseconds: number
  /** User and system time of all its processes, in milliseconds. */
  readonly cpu: number
  /** Peak of the memory of all its processes together, in bytes. */
  readonly memory: number
  /** HTML files in the output. */
  readonly pages: number
  /** HTML files whose bytes the build changed. */
  readonly changed: number
  readonly files: number
  readonly bytes: number
}

/** From the commit to the new text in every language that shows it, in milliseconds. */
export type EditFigures = {
  readonly sessions: number
  readonly kind: string
  readonly times: Distribution
  /** User and system time of `npm start` meanwhile, in milliseconds: the median. */
  readonly cpu: number
}

/** The names that the targets refer to. */
export const steps = {
  first: 'first build, nothing kept',
  unchanged: 'nothing changed',
  oneEdit: 'one title changed',
  texts: 'every text changed; renderer and pictures kept',
  withoutLake: 'nothing changed, no lake running',
  renderer: 'new data; renderer kept',
} as const
export const allFive = 'all five'
export const forumName = 'forum’s name'
export const plainAstro = 'plain Astro'

export type Target = {
  readonly what: string
  readonly most: string
  readonly found: string
  /** Undefined where it was not measured. */
  readonly met: boolean | undefined
}

/** What must hold, beside what was measured. */
export function targetsOf(builds: readonly BuildFigures[], edits: readonly EditFigures[]): readonly Target[] {
  const build = (sessions: number, step: string) =>
    builds.find((figures) => figures.sessions === sessions && figures.step === step)
  const times = (sessions: number, kind: string) =>
    edits.find((figures) => figures.sessions === sessions && figures.kind === kind)?.times
  const perPage = (sessions: number, step: string) => {
    const figures = build(sessions, step)
    return figures && millisecondsPerPage(figures)
  }
  const served = [
    [14, 100],
    [300, 200],
    [3000, 500],
  ] as const
  const memory = [
    [300, 500e6],
    [3000, 1e9],
  ] as const
  const [astro, ours, large] = [
    perPage(300, plainAstro),
    perPage(300, steps.texts),
    perPage(3000, steps.texts),
  ]
  return [
    ...served.flatMap(([sessions, most]) => [
      target(`published to served, ${sessions} sessions, median`, most, times(sessions, allFive)?.median),
      target(`published to served, ${sessions} sessions, p95`, 2 * most, times(sessions, allFive)?.p95),
    ]),
    target('forum’s name, 300 sessions, median', 1500, times(300, forumName)?.median),
    target('a page of 300 with a kept renderer: part of plain Astro’s', 0.5, ratio(ours, astro), factor),
    target('nothing changed, 300 sessions', 500, build(300, steps.unchanged)?.milliseconds),
    target('a page of 3000 compared with one of 300', 1.2, ratio(large, ours), factor),
    target('first build, 300 sessions', 25_000, build(300, steps.first)?.milliseconds),
    ...memory.map(([sessions, most]) => {
      const peaks = builds.filter((figures) => figures.sessions === sessions && hasRenderer(figures))
      const peak = peaks.length === 0 ? undefined : Math.max(...peaks.map((figures) => figures.memory))
      return target(`memory of a build with a kept renderer, ${sessions} sessions`, most, peak, megabytes)
    }),
  ]
}

/** Milliseconds of a build for each page that it made. */
export const millisecondsPerPage = ({ milliseconds, changed }: BuildFigures): number => milliseconds / changed

const hasRenderer = ({ step }: BuildFigures): boolean =>
  step !== steps.first && Object.values<string>(steps).includes(step)

const ratio = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a / b

const factor = (value: number): string => `${value.toFixed(2)} ×`

function target(what: string, most: number, found: number | undefined, show = duration): Target {
  return {
    what,
    most: show(most),
    found: found === undefined ? 'not measured' : show(found),
    met: found === undefined ? undefined : found <= most,
  }
}
