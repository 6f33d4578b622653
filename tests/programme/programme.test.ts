import { expect, it } from 'vitest'
import { timesOnOneDay } from '#src/programme/programme.ts'

const sessions = (...times: readonly (readonly [date: string, start: string, end: string])[]) =>
  times.map(([date, start, end]) => ({ date, start, end }))

it('sessions of one day have times together, to the end of the last one', () => {
  const ofDay = sessions(['2029-06-05', '18:00', '23:00'], ['2029-06-05', '19:00', '00:30'])
  expect(timesOnOneDay(ofDay)).toEqual({ date: '2029-06-05', start: '18:00', end: '00:30' })
  expect(
    timesOnOneDay(sessions(['2029-06-05', '09:00', '12:00'], ['2029-06-05', '10:00', '11:00']))?.end,
  ).toBe('12:00')
})

it('sessions of several days have none: an end at or before the start would be said to be on the next day', () => {
  expect(
    timesOnOneDay(sessions(['2029-06-05', '10:00', '11:00'], ['2029-06-07', '09:00', '10:00'])),
  ).toBeUndefined()
  expect(timesOnOneDay([])).toBeUndefined()
})
