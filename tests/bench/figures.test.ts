import { describe, expect, it } from 'vitest'
import { distributionOf, duration, markdownTable, megabytes, middleBy } from './figures.ts'
import { type BuildFigures, type EditFigures, targetsOf } from './targets.ts'

describe('a distribution', () => {
  it('has values that were measured, by nearest rank', () => {
    const values = Array.from({ length: 50 }, (_, index) => 50 - index)
    expect(distributionOf(values)).toEqual({ count: 50, median: 25, p95: 48, max: 50 })
    expect(distributionOf([7])).toEqual({ count: 1, median: 7, p95: 7, max: 7 })
    expect(distributionOf([30, 10, 20, 9])).toEqual({ count: 4, median: 10, p95: 30, max: 30 })
  })

  it('of nothing has no numbers', () => {
    expect(distributionOf([])).toEqual({ count: 0, median: Number.NaN, p95: Number.NaN, max: Number.NaN })
  })
})

it('the middle item is in the middle of the numbers, not of the list', () => {
  expect(middleBy(['aaa', 'b', 'cc'], ({ length }) => length)).toBe('cc')
  expect(middleBy(['aaa', 'b'], ({ length }) => length)).toBe('b')
})

it('a table sets its numbers to the right', () => {
  expect(
    markdownTable(
      ['', 'time'],
      [
        ['a title', '84 ms'],
        ['room', '9.10 s'],
      ],
    ),
  ).toBe(
    ['|         |   time |', '| ------- | -----: |', '| a title |  84 ms |', '| room    | 9.10 s |'].join(
      '\n',
    ),
  )
})

it('numbers have as many digits as tell them apart', () => {
  expect([84.2, 999.4, 2345, 12_340, 84_000, Number.NaN].map(duration)).toEqual([
    ...['84 ms', '999 ms', '2.35 s', '12.3 s', '84 s', '–'],
  ])
  expect([1_500_000, 150_000_000].map(megabytes)).toEqual(['1.5 MB', '150 MB'])
})

describe('the targets', () => {
  const build = (sessions: number, step: string, milliseconds: number, changed = 100): BuildFigures => ({
    ...{ sessions, step, milliseconds, changed, cpu: 0, memory: 400e6, pages: 100, files: 120, bytes: 1 },
  })
  const edit = (sessions: number, kind: string, median: number, p95: number): EditFigures => ({
    ...{ sessions, kind, cpu: 0, times: { count: 50, median, p95, max: p95 } },
  })
  const met = (builds: readonly BuildFigures[], edits: readonly EditFigures[]) =>
    targetsOf(builds, edits).flatMap(({ what, found, met: isMet }) =>
      isMet === undefined ? [] : [`${what}: ${found}: ${isMet ? 'yes' : 'no'}`],
    )

  it('say of what was not measured that it was not', () => {
    expect(targetsOf([], []).map(({ found, met: isMet }) => [found, isMet])).toEqual(
      Array.from({ length: 13 }, () => ['not measured', undefined]),
    )
  })

  it('compare publications with what their number of sessions allows', () => {
    expect(met([], [edit(300, 'all five', 200, 401), edit(300, 'forum’s name', 1501, 1600)])).toEqual([
      'published to served, 300 sessions, median: 200 ms: yes',
      'published to served, 300 sessions, p95: 401 ms: no',
      'forum’s name, 300 sessions, median: 1.50 s: no',
    ])
  })

  it('compare pages that a build changed with plain Astro’s, and with those of a larger site', () => {
    const builds = [
      build(300, 'plain Astro', 1000),
      build(300, 'every text changed; renderer and pictures kept', 300, 50),
      build(3000, 'every text changed; renderer and pictures kept', 3600, 500),
      { ...build(300, 'Eleventy', 10), memory: 9e9 },
    ]
    expect(met(builds, [])).toEqual([
      'a page of 300 with a kept renderer: part of plain Astro’s: 0.60 ×: no',
      'a page of 3000 compared with one of 300: 1.20 ×: yes',
      'memory of a build with a kept renderer, 300 sessions: 400 MB: yes',
      'memory of a build with a kept renderer, 3000 sessions: 400 MB: yes',
    ])
  })
})
