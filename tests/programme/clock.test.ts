import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoSpan } from '#src/model/time.ts'
import { clockStates, type OnClock, pageClock, presentOf } from '#src/programme/clock.ts'

const zone = 'Africa/Johannesburg'
const item = (date: string, start: string, end: string, more: Partial<OnClock> = {}): OnClock => {
  const [from, to] = isoSpan({ date, start, end }, zone).map(Date.parse)
  return { date, from: from ?? 0, to: to ?? 0, ...more }
}
const at = (time: string) => ({ now: Date.parse(`${time}+02:00`), today: time.slice(0, 10) })
const programme = [
  item('2019-11-12', '09:00', '10:00'),
  item('2019-11-12', '09:30', '09:50', { isCancelled: true }),
  item('2019-11-12', '10:00', '11:00'),
  item('2019-11-12', '11:30', '12:30'),
  item('2019-11-12', '11:30', '13:00'),
  item('2019-11-12', '22:00', '00:30'),
  item('2019-11-13', '09:00', '10:00'),
]

it.each([
  ['the day before', '2019-11-11T22:00', 'later later later later later later later'],
  ['early on the day', '2019-11-12T00:00', 'next later later later later later later'],
  ['at the start', '2019-11-12T09:00', 'now later next later later later later'],
  ['at the end, which is the next start', '2019-11-12T10:00', 'over over now next next later later'],
  ['between sessions', '2019-11-12T11:00', 'over over over next next later later'],
  ['where two run at once', '2019-11-12T12:00', 'over over over now now next later'],
  ['after midnight', '2019-11-13T00:10', 'over over over over over now next'],
  ['when all is over', '2019-11-13T10:00', 'over over over over over over over'],
])('the clock, %s', (_when, time, states) => {
  expect(clockStates(programme, at(time)).join(' ')).toBe(states)
})

it('what is cancelled is neither now nor next', () => {
  const cancelled = [item('2019-11-12', '09:00', '10:00', { isCancelled: true })]
  expect(clockStates(cancelled, at('2019-11-12T08:00'))).toEqual(['later'])
  expect(clockStates(cancelled, at('2019-11-12T09:30'))).toEqual(['later'])
  expect(clockStates(cancelled, at('2019-11-12T10:00'))).toEqual(['over'])
})

it('as time goes on, nothing comes back', () => {
  const order = ['later', 'next', 'now', 'over']
  const items = fc.array(
    fc.record({
      ...{ date: fc.constantFrom('2019-11-12', '2019-11-13'), from: fc.nat(100) },
      ...{ length: fc.integer({ min: 1, max: 50 }), isCancelled: fc.boolean() },
    }),
  )
  fc.assert(
    fc.property(items, fc.nat(150), fc.nat(150), (drawn, a, b) => {
      const spans = drawn.map(({ length, ...rest }) => ({ ...rest, to: rest.from + length }))
      const [before = 0, after = 0] = [a, b].sort((one, other) => one - other)
      const states = [before, after].map((now) => clockStates(spans, { now, today: '2019-11-12' }))
      for (const [index] of spans.entries()) {
        const [early = '', late = ''] = states.map((list) => list[index])
        expect(order.indexOf(late)).toBeGreaterThanOrEqual(order.indexOf(early))
      }
    }),
  )
})

describe('a page', () => {
  const day: readonly (readonly OnClock[])[] = [
    [item('2027-06-08', '08:30', '09:00', { isBreak: true })],
    [item('2027-06-08', '10:00', '11:15'), item('2027-06-08', '10:00', '12:30')],
    [item('2027-06-08', '11:30', '12:30')],
    [item('2027-06-08', '12:30', '14:00', { isBreak: true })],
    [item('2027-06-08', '14:00', '15:30', { isCancelled: true }), item('2027-06-08', '14:00', '15:30')],
    [item('2027-06-08', '22:00', '00:30')],
  ]
  const said = (time: string) => {
    const clock = pageClock(day, { timeZone: zone, now: Date.parse(`${time}+02:00`) })
    return `${clock.time} ${clock.words.map((word) => word ?? '-').join(' ')} > ${clock.present ?? '-'}`
  }

  it.each([
    ['the day before', '2027-06-07T10:47', '10:47 - - - - - - > -'],
    ['before the first', '2027-06-08T07:00', '07:00 next - - - - - > 0'],
    ['in a break', '2027-06-08T08:45', '08:45 now next - - - - > 1'],
    ['between sessions', '2027-06-08T09:30', '09:30 over next - - - - > 1'],
    [
      'while sessions are on, where nothing is said to be next',
      '2027-06-08T10:47',
      '10:47 over now - - - - > 1',
    ],
    ['where one goes on beside what began later', '2027-06-08T11:40', '11:40 over now now - - - > 2'],
    ['where only one that is long goes on', '2027-06-08T11:20', '11:20 over now - - - - > 1'],
    [
      'at the end of sessions, which is the start of a break',
      '2027-06-08T12:30',
      '12:30 over over over now next - > 4',
    ],
    ['beside what is cancelled', '2027-06-08T14:10', '14:10 over over over over now - > 4'],
    ['after midnight', '2027-06-09T00:10', '00:10 over over over over over now > 5'],
    ['when all is over', '2027-06-09T00:30', '00:30 over over over over over over > -'],
  ])('says what is on, %s', (_when, time, expected) => {
    expect(said(time)).toBe(expected)
  })

  it('has the date and the time of the edition, wherever the reader is', () => {
    const { today, time } = pageClock([], {
      timeZone: 'Asia/Kathmandu',
      now: Date.parse('2027-06-08T20:30:40Z'),
    })
    expect([today, time]).toEqual(['2027-06-09', '02:15'])
  })

  it('follows clocks that change while something is on', () => {
    const timeZone = 'Europe/Madrid'
    const night = (start: string, end: string): OnClock => {
      const [from = 0, to = 0] = isoSpan({ date: '2027-10-30', start, end }, timeZone).map(Date.parse)
      return { date: '2027-10-30', from, to }
    }
    // At 03:00 it is 02:00 again.
    const times = [[night('23:00', '02:30')], [night('23:30', '03:30')]]
    const at = (utc: string) => {
      const { time, words } = pageClock(times, { timeZone, now: Date.parse(`2027-10-31T${utc}Z`) })
      return [time, ...words].join(' ')
    }
    expect(at('00:29')).toBe('02:29 now now')
    expect(at('00:30')).toBe('02:30 over now')
    expect(at('01:30')).toBe('02:30 over now')
    expect(at('02:29')).toBe('03:29 over now')
    expect(at('02:30')).toBe('03:30 over over')
  })
})

it.each([
  ['the day before', '2019-11-11T22:00', '', ''],
  ['early on the day', '2019-11-12T00:00', '', '09:00'],
  ['at the start', '2019-11-12T09:00', '09:00', '10:00'],
  ['between sessions', '2019-11-12T11:00', '', '11:30 11:30'],
  ['where two run at once', '2019-11-12T12:00', '11:30 11:30', '22:00'],
  ['after midnight', '2019-11-13T00:10', '22:00', '09:00'],
  ['when all is over', '2019-11-13T10:00', '', ''],
])('what is on and what comes next, %s', (_when, time, now, next) => {
  const present = presentOf(programme, at(time))
  const starts = (items: readonly OnClock[]) =>
    items.map(({ from }) => new Date(from + 7_200_000).toISOString().slice(11, 16)).join(' ')
  expect([starts(present.now), starts(present.next)]).toEqual([now, next])
})
