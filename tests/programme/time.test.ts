import { describe, expect, it } from 'vitest'
import { instantOf, isDate, isTimeZone, offsetOf } from '#src/programme/time.ts'

const iso = (instant: number | undefined) => instant && new Date(instant).toISOString()

describe('a wall clock time in a zone', () => {
  it.each([
    ['2019-11-12', '09:00', 'Africa/Johannesburg', '2019-11-12T07:00:00.000Z'],
    ['2022-10-11', '09:00', 'Asia/Seoul', '2022-10-11T00:00:00.000Z'],
    ['2026-07-01', '00:30', 'Asia/Kathmandu', '2026-06-30T18:45:00.000Z'],
    ['2026-03-29', '01:59', 'Europe/Madrid', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '03:00', 'Europe/Madrid', '2026-03-29T01:00:00.000Z'],
  ])('%s %s in %s is %s', (date, time, zone, expected) => {
    expect(iso(instantOf(date, time, zone))).toBe(expected)
  })

  it('does not exist where clocks skip it', () => {
    expect(instantOf('2026-03-29', '02:30', 'Europe/Madrid')).toBeUndefined()
    expect(instantOf('2026-03-08', '02:00', 'America/Montreal')).toBeUndefined()
  })

  it('is the first of two where clocks go back', () => {
    expect(iso(instantOf('2026-10-25', '02:30', 'Europe/Madrid'))).toBe('2026-10-25T00:30:00.000Z')
  })

  it('has the offset of its own day', () => {
    expect(offsetOf('2019-11-12', '09:00', 'Africa/Johannesburg')).toBe('+02:00')
    expect(offsetOf('2026-01-10', '09:00', 'America/St_Johns')).toBe('-03:30')
    expect(offsetOf('2026-07-10', '09:00', 'Europe/London')).toBe('+01:00')
  })
})

it('a date is one that the calendar has', () => {
  expect(['2019-11-12', '2024-02-29'].map(isDate)).toEqual([true, true])
  expect(['2019-02-30', '12/11/2019', '2019-1-1', ''].map(isDate)).toEqual([false, false, false, false])
})

it('a time zone is one of the IANA database', () => {
  expect(['Africa/Johannesburg', 'Asia/Seoul', 'UTC'].map(isTimeZone)).toEqual([true, true, true])
  expect(['Durban', '+02:00', 'africa/johannesburg'].map(isTimeZone)).toEqual([false, false, false])
})
