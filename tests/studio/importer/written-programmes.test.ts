import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { dateOfDay, proposedFields } from '#studio/importer/edition-fields.ts'
import { parse } from '#studio/importer/parse.ts'
import type { Plan } from '#studio/importer/plan.ts'
import { sourceLines } from '#studio/importer/source-lines.ts'

const sample = (name: string) =>
  readFileSync(new URL(`../../cases/programmes/${name}`, import.meta.url), 'utf8')

/** @example '2027-11-12 09:00–10:00 Opening @Hall 1'; a break is in brackets */
const listed = (plan: Plan) => {
  const { firstDay } = proposedFields(plan, [])
  return plan.items.map(({ day, start, end, kind, title, rooms }) =>
    [
      dateOfDay(plan.days[day] ?? { written: '' }, firstDay) ?? '?',
      `${start}–${end ?? '?'}`,
      kind === 'break' ? `(${title})` : title,
      ...rooms.map((room) => `@${room}`),
    ].join(' '),
  )
}
const read = (text: string) => listed(parse(sourceLines(text)))

describe('a meridiem at the end of a range', () => {
  it('holds for the start where that makes the shorter way forward', () => {
    expect(read(sample('pm-range.txt'))).toEqual([
      '2027-11-12 09:00–10:30 Opening',
      '2027-11-12 10:45–12:15 Panel',
      '2027-11-12 12:15–13:30 (Lunch)',
      '2027-11-12 13:30–15:00 Workshops',
      '2027-11-12 15:30–17:00 Closing talk',
    ])
  })

  test.each([
    ['11:30–1:00 pm Visit', '11:30–13:00 Visit'],
    ['10:30 – 12:30 a.m. Late talk', '22:30–00:30 Late talk'],
    ['12:00–1 pm Talk', '12:00–13:00 Talk'],
    ['14:00–3:00 pm Talk', '14:00–15:00 Talk'],
  ])('%s', (line, expected) => {
    expect(read(`3 May 2027\nProgramme\n${line}`)).toEqual([`2027-05-03 ${expected}`])
  })
})

it('reads no-break spaces as plain ones, in times and in the names of rooms', () => {
  expect(read(sample('no-break-spaces.txt'))).toEqual([
    '2027-11-12 09:00–10:00 Ouverture @Salle 2',
    '2027-11-12 10:00–11:00 Débat public',
    '2027-11-12 14:30–15:30 Atelier',
    '2027-11-12 16:00–17:00 Clôture',
  ])
})

describe('a day by its weekday, without a month', () => {
  it('is a day of the edition', () => {
    expect(read(sample('weekday-headings.txt'))).toEqual([
      '2027-11-12 09:00–10:00 Opening',
      '2027-11-13 14:00–15:00 Second day talk',
    ])
  })

  it('may be in the month after the first day, in any language, with or without its number', () => {
    expect(
      read(`Foro de Aprendizaje
30 de noviembre – 2 de diciembre de 2027

Programa

martes 30
09:00-10:00 Apertura
miércoles 1
09:00-10:00 Diálogo
Jueves
09:00-10:00 Síntesis`),
    ).toEqual([
      '2027-11-30 09:00–10:00 Apertura',
      '2027-12-01 09:00–10:00 Diálogo',
      '2027-12-02 09:00–10:00 Síntesis',
    ])
  })
})

it('takes a labelled room for the room of the session above', () => {
  expect(
    read('3 May 2027\nProgramme\n9:00–10:00 Opening\nRoom: Hall 1\n10:00–11:00 Talk\nSala: Norte'),
  ).toEqual(['2027-05-03 09:00–10:00 Opening @Hall 1', '2027-05-03 10:00–11:00 Talk @Norte'])
})

it('takes no part of a day for a city, and tells the line', () => {
  const plan = parse(
    sourceLines('Rencontres des villes\n5 mars 2027\n\nMATINÉE\n\n9h–10h : Débat\n10h–11h : Suite'),
  )
  expect(plan.facts.city).toBeUndefined()
  expect(plan.lines.filter(({ became }) => became === 'notUnderstood').map(({ text }) => text)).toEqual([
    'MATINÉE',
  ])
})

it('ends the day, after a session whose end is stated and in a row of a table', () => {
  expect(read('3 May 2027\nProgramme\n1:30–2:45 PM Talk\n3:00 PM | Adjourn')).toEqual([
    '2027-05-03 13:30–14:45 Talk',
  ])
})
