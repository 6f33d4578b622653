import { describe, expect, it } from 'vitest'
import {
  endDateOf,
  goesOnAfterMidnight,
  instantOf,
  isDate,
  isoSpan,
  isTimeZone,
  lengthOf,
  minutesOf,
  offsetOf,
  timeAt,
  timeOf,
} from '#src/model/time.ts'

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

  it('does not exist where clocks go forward over it', () => {
    expect(instantOf('2026-03-29', '02:30', 'Europe/Madrid')).toBeUndefined()
    expect(instantOf('2026-03-08', '02:00', 'America/Montreal')).toBeUndefined()
  })

  it('is the first of two where clocks go back', () => {
    expect(iso(instantOf('2026-10-25', '02:30', 'Europe/Madrid'))).toBe('2026-10-25T00:30:00.000Z')
  })

  it('has the offset of its day', () => {
    expect(offsetOf('2019-11-12', '09:00', 'Africa/Johannesburg')).toBe('+02:00')
    expect(offsetOf('2026-01-10', '09:00', 'America/St_Johns')).toBe('-03:30')
    expect(offsetOf('2026-07-10', '09:00', 'Europe/London')).toBe('+01:00')
  })
})

it('a date must exist in the calendar', () => {
  expect(['2019-11-12', '2024-02-29'].map(isDate)).toEqual([true, true])
  expect(['2019-02-30', '12/11/2019', '2019-1-1', ''].map(isDate)).toEqual([false, false, false, false])
})

it('a time zone must be in the IANA database', () => {
  expect(['Africa/Johannesburg', 'Asia/Seoul', 'UTC'].map(isTimeZone)).toEqual([true, true, true])
  expect(['Durban', '+02:00', 'africa/johannesburg'].map(isTimeZone)).toEqual([false, false, false])
})

describe('a time as people type it', () => {
  it.each([
    ['9', '09:00'],
    ['14', '14:00'],
    ['9h', '09:00'],
    ['9 h', '09:00'],
    ['9h30', '09:30'],
    ['9 h 30', '09:30'],
    ['9\u00a0h\u202f30', '09:30'],
    ['9H05', '09:05'],
    ['9.30', '09:30'],
    ['9:30', '09:30'],
    ['9:30 h', '09:30'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['09:30', '09:30'],
    [' 18:05 ', '18:05'],
    ['0', '00:00'],
    ['23:59', '23:59'],
    ['9am', '09:00'],
    ['9.15 AM', '09:15'],
    ['2 pm', '14:00'],
    ['2:30 p.m.', '14:30'],
    ['2:30 p. m.', '14:30'],
    ['12am', '00:00'],
    ['12 pm', '12:00'],
    ['24', '00:00'],
    ['24:00', '00:00'],
  ])('%j is %s', (typed, time) => {
    expect(timeOf(typed)).toBe(time)
  })

  it.each([
    '',
    'noon',
    '24:01',
    '24 pm',
    '25',
    '9:60',
    '9:5',
    '9h5',
    '9:',
    '-9',
    '9:30:00',
    '13 pm',
    '0am',
    '9–10',
    '09300',
    '1 2',
  ])('%j is not a time', (typed) => {
    expect(timeOf(typed)).toBeUndefined()
  })
})

it('a time of day is converted to minutes and back', () => {
  expect(['00:00', '09:05', '23:59'].map(minutesOf)).toEqual([0, 545, 1439])
  expect([0, 545, 1439, 1440, -1].map(timeAt)).toEqual(['00:00', '09:05', '23:59', undefined, undefined])
})

describe('an end at or before the start', () => {
  const evening = { date: '2019-12-31', start: '22:00', end: '00:30' }

  it('is on the next day', () => {
    expect(endDateOf(evening)).toBe('2020-01-01')
    expect(endDateOf({ ...evening, end: '22:00' })).toBe('2020-01-01')
    expect(endDateOf({ ...evening, end: '22:01' })).toBe('2019-12-31')
    expect([lengthOf(evening), lengthOf({ start: '09:00', end: '09:20' })]).toEqual([150, 20])
  })

  it('has the offset of its own day', () => {
    // Clocks in Madrid go back on 27 October 2019 at 03:00.
    expect(isoSpan({ date: '2019-10-26', start: '23:00', end: '04:00' }, 'Europe/Madrid')).toEqual([
      '2019-10-26T23:00+02:00',
      '2019-10-27T04:00+01:00',
    ])
  })

  it('goes on after midnight, unless it is midnight', () => {
    expect([evening, { ...evening, end: '00:00' }].map(goesOnAfterMidnight)).toEqual([true, false])
  })
})
