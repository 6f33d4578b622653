import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isoSpan } from '#src/model/time.ts'
import { clockStates, type OnClock } from '#src/programme/clock.ts'

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
