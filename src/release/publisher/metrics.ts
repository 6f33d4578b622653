import { failureKinds, type SiteStatus, siteStates } from '#src/content/site-status.ts'

/** Answers by the hundred of their status: `answers[2]` were 200 to 299. */
export type AnswerCounts = readonly number[]

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number | undefined]

/**
 * The metrics of a site in Prometheus's text format, version 0.0.4: times in seconds since 1970, durations in seconds.
 * `shown` is the release that the site shows. What is not known is left out.
 */
export function metricsText(
  status: SiteStatus | undefined,
  shown: { number: number; time: string; count: number } | undefined,
  answers: AnswerCounts,
): string {
  const { state, release, pictures, totals } = status ?? {}
  const one = (value: number | undefined): readonly Sample[] => [[{}, value]]
  const steps = (times: Readonly<Record<string, number>> | undefined): readonly Sample[] =>
    Object.entries(times ?? {}).map(([step, time]) => [{ step }, seconds(time)])
  const waiting = pictures && pictures.of - pictures.made
  const metrics: readonly (readonly [string, 'gauge' | 'counter', string, readonly Sample[]])[] = [
    ['release_number', 'gauge', 'The release that the site shows.', one(shown?.number)],
    [
      'release_timestamp_seconds',
      'gauge',
      'When it was published.',
      one(shown && Date.parse(shown.time) / 1000),
    ],
    ['release_files', 'gauge', 'How many files it has.', one(shown?.count)],
    ['pages', 'gauge', 'How many pages the last release has.', one(release?.pages)],
    ['release_changed_files', 'gauge', 'New or changed files of the last release.', one(release?.changed)],
    [
      'release_step_duration_seconds',
      'gauge',
      'How long each step of the last release took.',
      steps(release?.steps),
    ],
    [
      'step_duration_seconds_total',
      'counter',
      'How long each step took, of all releases since the publisher started.',
      steps(totals?.steps),
    ],
    ['releases_total', 'counter', 'Releases since the publisher started.', one(totals?.releases)],
    [
      'failures_total',
      'counter',
      'Publications that made no release, by reason, since the publisher started.',
      failureKinds.map((reason) => [{ reason }, totals?.failures[reason]]),
    ],
    [
      'held_back',
      'gauge',
      'Whether something is published that the site does not show.',
      one(status && Number(status.heldBackSince !== undefined)),
    ],
    [
      'state',
      'gauge',
      '1 for the state of the publisher.',
      siteStates.map((name) => [{ state: name }, state && Number(name === state)]),
    ],
    ['pictures_waiting', 'gauge', 'Pictures that follow the last release.', one(status && (waiting ?? 0))],
    [
      'http_answers_total',
      'counter',
      'Answers to requests, by the class of their status.',
      [1, 2, 3, 4, 5].map((hundred) => [{ status: `${hundred}xx` }, answers[hundred] ?? 0]),
    ],
  ]
  return metrics
    .flatMap(([name, type, help, samples]) => {
      const known = samples.filter(([, value]) => value !== undefined)
      if (known.length === 0) return []
      const full = `learning_forum_${name}`
      return [
        `# HELP ${full} ${help}\n# TYPE ${full} ${type}\n`,
        ...known.map(([labels, value]) => `${full}${labelText(labels)} ${value}\n`),
      ]
    })
    .join('')
}

const seconds = (milliseconds: number) => Number((milliseconds / 1000).toFixed(4))

/** All values are words of ours: none needs an escape. */
const labelText = (labels: Readonly<Record<string, string>>): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}
