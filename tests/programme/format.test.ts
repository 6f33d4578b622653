import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { locales } from '#src/locales.ts'
import {
  daysPieces,
  daysText,
  dayText,
  interpretationText,
  languagesText,
  offsetsText,
  offsetText,
  timesText,
  unbrokenDays,
  unbrokenTimes,
} from '#src/programme/format.ts'

it('days have the format of each language', () => {
  const year = { year: true }
  expect(dayText('2019-11-12', 'en', year)).toBe('12 November 2019')
  expect(dayText('2019-11-12', 'fr', year)).toBe('12 novembre 2019')
  expect(dayText('2019-11-12', 'es', year)).toBe('12 de noviembre de 2019')
  expect(dayText('2019-11-12', 'fr', { weekday: true, year: true })).toBe('mardi 12 novembre 2019')
  expect(dayText('2019-11-12', 'fr', { weekday: true, short: true })).toBe('mar. 12 nov.')
})

it('the days of an edition are one date, or a range', () => {
  expect(daysText({ firstDay: '2022-10-11', lastDay: '2022-10-11' }, 'es')).toBe('11 de octubre de 2022')
  const days = { firstDay: '2019-11-11', lastDay: '2019-11-15' }
  expect(unbrokenDays(days, 'en')).toBe('11\u202f–\u202f15 November 2019')
  expect(unbrokenDays(days, 'fr')).toBe('11\u2060–\u206015 novembre 2019')
  expect(daysText({ firstDay: '2019-11-11', lastDay: '2019-11-15' }, 'en')).toBe(
    '11\u2009–\u200915 November 2019',
  )
})

it('times have 24 hours and an en dash in every language', () => {
  const opening = { date: '2019-11-12', start: '09:00', end: '09:20' }
  for (const { locale } of locales) expect(timesText(opening, locale)).toBe('09:00–09:20')
  expect(unbrokenTimes(opening, 'en')).toBe('09:00\u2060–\u206009:20')
})

it('an end after midnight says its day, and midnight itself is the end of the day before', () => {
  const dinner = { date: '2019-11-12', start: '20:00', end: '00:30' }
  expect(timesText(dinner, 'en')).toBe('20:00–00:30\u00a0Wed')
  expect(timesText(dinner, 'fr')).toBe('20:00–00:30\u00a0mer.')
  expect(timesText(dinner, 'es')).toBe('20:00–00:30\u00a0mié')
  expect(timesText({ ...dinner, end: '00:00' }, 'en')).toBe('20:00–00:00')
})

it('offsets have the form UTC+2', () => {
  expect(offsetText('2019-11-12', 'Africa/Johannesburg')).toBe('UTC+2')
  expect(offsetText('2026-01-10', 'America/St_Johns')).toBe('UTC−3:30')
  expect(offsetText('2026-01-10', 'UTC')).toBe('UTC')
})

it('the offset of a session is that of its own times, both where clocks are changed in between', () => {
  const { session, right } = JSON.parse(
    readFileSync(new URL('../cases/content/dst-day-offset.json', import.meta.url), 'utf8'),
  )
  const [date, start, end, zone] = session
  expect(right).toBe('UTC+2; for 01:30–03:30 both')
  expect(offsetsText({ date, start, end }, zone, 'en')).toBe('UTC+2')
  const across = { date, start: '01:30', end: '03:30' }
  expect(locales.map(({ locale }) => offsetsText(across, zone, locale))).toEqual([
    'UTC+2 and UTC+1',
    'UTC+2 et UTC+1',
    'UTC+2 y UTC+1',
  ])
  expect(offsetsText({ date: '2027-10-30', start: '22:00', end: '04:00' }, zone, 'en')).toBe(
    'UTC+2 and UTC+1',
  )
})

it('languages are listed in words', () => {
  expect(languagesText(['en', 'fr', 'es'], 'fr')).toBe('anglais, français et espagnol')
  expect(languagesText(['pt', 'not a tag'], 'es')).toBe('portugués y not a tag')
})

it('sign languages have their names in each language', () => {
  expect(languagesText(['ils', 'ssp'], 'es')).toBe(
    'sistema de signos internacional y lengua de signos española (LSE)',
  )
  expect(languagesText(['fsl'], 'fr')).toBe('langue des signes française (LSF)')
  expect(languagesText(['bzs'], 'en')).toBe('Brazilian Sign Language (Libras)')
})

it('interpretation names channels where they are known', () => {
  const into = [
    { _key: 'a', language: 'fr' as const, channel: '2' },
    { _key: 'b', language: 'es' as const, channel: undefined },
  ]
  expect(interpretationText(into, 'en')).toBe('French (channel 2) and Spanish')
  expect(interpretationText(into, 'fr')).toBe('français (canal 2) et espagnol')
  expect(interpretationText(into, 'es')).toBe('francés (canal 2) y español')
  expect(interpretationText([], 'es')).toBe('')
})

it('the first of a month is an ordinal in French alone', () => {
  const [day, days] = JSON.parse(
    readFileSync(new URL('../cases/content/french-first-of-month.json', import.meta.url), 'utf8'),
  )
  expect(dayText(day.date, 'fr', { weekday: true, year: true })).toBe(day.right)
  const [firstDay, lastDay] = days.days
  expect(daysText({ firstDay, lastDay }, 'fr')).toBe(days.right)
  const first = { firstDay: '2028-01-01', lastDay: '2028-01-02' }
  expect(dayText('2028-01-01', 'fr', { weekday: true, year: true })).toBe('samedi 1er janvier 2028')
  expect(dayText('2028-01-01', 'fr', { weekday: true, short: true })).toBe('sam. 1er janv.')
  expect(dayText('2028-01-11', 'fr')).toBe('11 janvier')
  expect(daysText(first, 'fr')).toBe('1er–2 janvier 2028')
  expect(daysPieces(first, 'fr')).toEqual(['1er', '–', '2 janvier 2028'])
  expect(daysText({ firstDay: '2028-01-30', lastDay: '2028-02-01' }, 'fr')).toBe(
    '30 janvier\u2009–\u20091er février 2028',
  )
  expect(dayText('2028-01-01', 'en')).toBe('1 January')
  expect(dayText('2028-01-01', 'es')).toBe('1 de enero')
})

it('the pieces of an edition’s days join to the full text', () => {
  const days = { firstDay: '2026-12-29', lastDay: '2027-01-03' }
  expect(daysPieces(days, 'fr').join('')).toBe(daysText(days, 'fr'))
  expect(daysPieces(days, 'en')).toEqual(['29 December 2026', '\u2009–\u2009', '3 January 2027'])
  expect(daysPieces({ firstDay: '2019-11-11', lastDay: '2019-11-15' }, 'es')).toEqual([
    '11',
    '–',
    '15 de noviembre de 2019',
  ])
  expect(daysPieces({ firstDay: '2019-11-12', lastDay: '2019-11-12' }, 'en')).toEqual([
    '12 November 2019',
    '',
    '',
  ])
})
