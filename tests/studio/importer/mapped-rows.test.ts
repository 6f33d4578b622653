import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dateOfDay } from '#studio/importer/edition-fields.ts'
import { parse } from '#studio/importer/parse.ts'
import type { Plan, SourceLine } from '#studio/importer/plan.ts'
import {
  type ColumnMapping,
  missingIn,
  proposedMapping,
  sessionTableIn,
} from '#studio/importer/sheets/session-table.ts'
import { separatorIn, sourceLines } from '#studio/importer/source-lines.ts'

const linesOf = (text: string) => sourceLines(text, separatorIn(text))
const sample = (name: string) =>
  linesOf(readFileSync(new URL(`../../cases/programmes/${name}`, import.meta.url), 'utf8'))

function mapped(lines: readonly SourceLine[], more: Partial<ColumnMapping> = {}): Plan {
  const table = sessionTableIn(lines)
  if (table === undefined) throw new Error('There is no table of sessions')
  return parse(lines, { mapping: { ...proposedMapping(table), ...more } })
}
const items = (plan: Plan) =>
  plan.items.map(
    ({ day, start, end, title }) =>
      `${dateOfDay(plan.days[day] ?? { written: '' }, '')} ${start}–${end} ${title}`,
  )
const told = (plan: Plan) =>
  plan.problems.map(({ code, line, facts }) => [code, line, ...Object.values(facts)])

test('an export of proposals: parts, rooms, people and languages are where their heads say', () => {
  const plan = mapped(sample('proposals.csv'))
  expect(items(plan)).toEqual([
    '2025-11-12 09:00–09:45 Opening: cities, listening',
    '2025-11-12 10:00–11:30 Budgets that people write',
    '2025-11-12 10:00–11:30 Le droit à la ville',
    '2025-11-13 14:00–15:00 Peer learning clinic',
  ])
  expect(plan.items.map(({ rooms, spoken }) => [...rooms, ...spoken])).toEqual([
    ['Main Hall', 'en'],
    ['Room 2', 'en'],
    ['Room 3', 'fr'],
    ['Room 2', 'en'],
  ])
  expect(plan.parts.map(({ title }) => title)).toEqual(['Main', 'Democracy', 'Rights', 'Learning'])
  expect(plan.people.map(({ name }) => name)).toEqual([
    'Amara Velez',
    'Núria Ferrer',
    'Luc Perrot',
    'Hélène Marchand',
    'Thandi Mokoena',
  ])
  expect(plan.items[0]?.text.map(({ text }) => text)).toEqual([
    'We open the forum, together.',
    'Second line of the abstract.',
  ])
  expect(plan.items[0]?.contributions.map(({ role }) => role)).toEqual(['speaker', 'speaker'])
  expect(plan.lines.map(({ became }) => became)).toEqual([
    'columns',
    'session',
    'session',
    'session',
    'session',
  ])
  expect(told(plan)).toEqual([['offsetAsWritten', 2, 'UTC+02:00']])
})

test('the order of day and month is settled by one value of the column', () => {
  expect(items(mapped(sample('us-dates.csv')))).toEqual([
    '2027-11-12 09:00–10:00 Opening',
    '2027-11-13 09:00–10:00 Panel',
  ])
  const french = 'Date;Heure de début;Heure de fin;Titre\n03/05/27;9h;10h30;Ouverture\n23/05/27;14h;15h;Débat'
  expect(items(mapped(linesOf(french)))).toEqual([
    '2027-05-03 09:00–10:30 Ouverture',
    '2027-05-23 14:00–15:00 Débat',
  ])
})

test('where nothing settles the order it is asked, and both answers are read', () => {
  const lines = linesOf('Día,Desde,Hasta,Título\n03/04/2027,9:00,10:00,Apertura')
  const table = sessionTableIn(lines)
  expect(table && missingIn(table, proposedMapping(table))).toBe('order')
  expect(items(mapped(lines, { order: 'dayFirst' }))).toEqual(['2027-04-03 09:00–10:00 Apertura'])
  expect(items(mapped(lines, { order: 'monthFirst' }))).toEqual(['2027-03-04 09:00–10:00 Apertura'])
  const mixed = sessionTableIn(linesOf('Date,Start,Title\n13/11/2027,9:00,One\n11/14/2027,9:00,Two'))
  expect(mixed && missingIn(mixed, proposedMapping(mixed))).toBe('order')
})

test('dates with the day first are read, and a cell that is no date is told with its row', () => {
  const plan = mapped(sample('day-first-dates.csv'))
  expect(items(plan)).toEqual(['2027-11-12 09:00–10:00 Opening', '2027-11-13 14:00–15:00 Second day talk'])
  const broken = mapped(
    linesOf(
      'Date,Start,End,Title\n2027-11-12,9:00,10:00,One\n31-02-2027,9:00,10:00,Two\nsoon,9:00,10:00,Three',
    ),
  )
  expect(items(broken)).toEqual(['2027-11-12 09:00–10:00 One'])
  expect(told(broken).filter(([code]) => code === 'cellUnread')).toEqual([
    ['cellUnread', 3, '31-02-2027', 'Date'],
    ['cellUnread', 4, 'soon', 'Date'],
  ])
  expect(broken.lines.map(({ became }) => became)).toEqual([
    'columns',
    'session',
    'notUnderstood',
    'notUnderstood',
  ])
})

test('times as fractions, after midnight, as ranges and with durations', () => {
  const plan = mapped(
    linesOf(
      [
        'Date;Time;End;Duration;Title',
        '46338;0,375;;45;Fraction',
        '46338;14:00 – 15:30;;;Range',
        '46338;22:00;25:00;;Past midnight',
        '46338;25:00;;1h30;On the day after',
        '46338;9 pm;;PT1H;Twelve hours',
      ].join('\n'),
    ),
  )
  expect(items(plan)).toEqual([
    '2026-11-12 09:00–09:45 Fraction',
    '2026-11-12 14:00–15:30 Range',
    '2026-11-12 22:00–01:00 Past midnight',
    '2026-11-13 01:00–02:30 On the day after',
    '2026-11-12 21:00–22:00 Twelve hours',
  ])
})

test('a time with an offset is converted to the zone that is chosen, and told', () => {
  const lines = linesOf('Title,Start,End\nLate,2027-11-12T22:30:00Z,2027-11-12T23:30:00Z')
  const plan = mapped(lines, { zone: 'Africa/Johannesburg' })
  expect(items(plan)).toEqual(['2027-11-13 00:30–01:30 Late'])
  expect(plan.facts.timeZone).toBe('Africa/Johannesburg')
  expect(told(plan)[0]).toEqual(['offsetConverted', 2, 'UTC+00:00', 'Africa/Johannesburg'])
})

test('sessions that are not held are left out and told; breaks, moderators and interpretation are read', () => {
  const plan = mapped(
    linesOf(
      [
        'Titre;Type;Début (heure);Fin;Modérateur;Langue;Interprétation;Statut',
        'Ouverture;Plénière;9h;10h;Awa Sarr;français;anglais, espagnol;confirmée',
        'Thé à la menthe;Pause;10h;10h30;;;;',
        'Débat;Atelier;10h30;12h;;;;annulée',
      ].join('\n'),
    ),
  )
  expect(plan.items.map(({ kind, title, start, end }) => [kind, title, start, end])).toEqual([
    ['session', 'Ouverture', '09:00', '10:00'],
    ['break', 'Thé à la menthe', '10:00', '10:30'],
  ])
  expect(plan.items[0]).toMatchObject({
    spoken: ['fr'],
    interpreted: ['en', 'es'],
    contributions: [{ role: 'moderator' }],
  })
  expect(told(plan).filter(([code]) => code === 'rowLeftOut')).toEqual([
    ['rowLeftOut', 4, 'annulée', 'Débat'],
  ])
})

test('a row without a part is not put into that of the row above, where most rows name theirs', () => {
  const plan = mapped(linesOf('Title,Track,Start\nA,Water,9:00\nB,,10:00\nC,Water,11:00'))
  const title = (id: string | undefined) => plan.parts.find((part) => part.id === id)?.title
  expect(plan.items.map(({ part }) => title(part))).toEqual(['Water', 'Programme', 'Water'])
})

test('without a title or a time nothing is read before the editor says which columns they are', () => {
  const table = sessionTableIn(linesOf('Talk about,When,Room,Speakers,Date\nA,first,Hall,B C,2027-11-12'))
  expect(table && missingIn(table, proposedMapping(table))).toBe('title')
})

test('a slash parts rooms only where each piece is a room by itself', () => {
  const table =
    'Date,Start,Title,Room\n2027-06-07,09:00,One,Salle 1 / Salle 2\n2027-06-07,10:00,Two,Pavilion A/B\n'
  expect(mapped(linesOf(table)).items.map(({ rooms }) => rooms)).toEqual([
    ['Salle 1', 'Salle 2'],
    ['Pavilion A/B'],
  ])
})
