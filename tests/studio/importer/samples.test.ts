import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dateOfDay } from '#studio/importer/edition-fields.ts'
import { parse } from '#studio/importer/parse.ts'
import { sourceLines } from '#studio/importer/source-lines.ts'

/** Programmes as they arrive, each with a way of writing that was once read wrong. */

const planOf = (text: string) => parse(sourceLines(text))
const planOfSample = (name: string) =>
  planOf(readFileSync(new URL(`../../cases/programmes/${name}`, import.meta.url), 'utf8'))
const timed = (plan: ReturnType<typeof planOf>) =>
  plan.items.map(({ start, end, title }) => `${start}–${end} ${title}`)

test('a meridiem at the end of a range holds for its start where that is the shorter way forward', () => {
  const plan = planOfSample('pm-range.txt')
  expect(timed(plan)).toEqual([
    '09:00–10:30 Opening',
    '10:45–12:15 Panel',
    '12:15–13:30 Lunch',
    '13:30–15:00 Workshops',
    '15:30–17:00 Closing talk',
  ])
  const odd = planOf(
    [
      'Programme',
      '11:30–1 pm Across noon',
      '12–1 pm From noon',
      '12:00–12:45 pm Within the hour of noon',
      '2:00–2:30 p.m. After noon',
      '7:30 pm–9:00 pm Both',
      '10:30–1:00 am Past midnight',
    ].join('\n'),
  )
  expect(timed(odd)).toEqual([
    '11:30–13:00 Across noon',
    '12:00–13:00 From noon',
    '12:00–12:45 Within the hour of noon',
    '14:00–14:30 After noon',
    '19:30–21:00 Both',
    '22:30–01:00 Past midnight',
  ])
})

test('spaces that do not break are spaces in times and in names of rooms', () => {
  const plan = planOfSample('no-break-spaces.txt')
  expect(timed(plan)).toEqual([
    '09:00–10:00 Ouverture',
    '10:00–11:00 Débat public',
    '14:30–15:30 Atelier',
    '16:00–17:00 Clôture',
  ])
  expect(plan.rooms).toEqual(['Salle 2'])
})

/** The date and the title of each item of a plan, where the edition begins on a day. */
const dated = (plan: ReturnType<typeof planOf>, firstDay: string) =>
  plan.items.map(({ day, title }) => `${dateOfDay(plan.days[day] ?? { written: '' }, firstDay)} ${title}`)

test('a weekday with a number is a day in the range of the edition, also over the end of a month', () => {
  expect(dated(planOfSample('weekday-headings.txt'), '2027-11-12')).toEqual([
    '2027-11-12 Opening',
    '2027-11-13 Second day talk',
  ])
  const text = (days: readonly string[]) =>
    ['Programme', ...days.flatMap((day, index) => [day, `09:00–10:00 Session ${index + 1}`])].join('\n')
  const september = ['2027-09-29 Session 1', '2027-09-30 Session 2', '2027-10-01 Session 3']
  expect(dated(planOf(text(['Mercredi 29', 'jeudi 30', 'Vendredi 1er'])), '2027-09-29')).toEqual(september)
  expect(dated(planOf(text(['Miércoles 29', 'jueves 30', 'viernes 1'])), '2027-09-29')).toEqual(september)
  expect(dated(planOf(text(['Wednesday', 'Thursday', 'Friday'])), '2027-09-29')).toEqual(september)
})

test('a labelled room is that of the session above, not a session', () => {
  const plan = planOf('Programme\n9:00–10:00 Opening\nRoom: Hall 1\n10:00–11:00 Talk\nSala: Norte')
  expect(plan.items.map(({ title, rooms }) => [title, ...rooms])).toEqual([
    ['Opening', 'Hall 1'],
    ['Talk', 'Norte'],
  ])
})

test('an end of the day is no session: after a stated end, and in a row', () => {
  const plan = planOf('Programme\n1:30–2:45 PM Talk\n3:00 PM | Adjourn')
  expect(timed(plan)).toEqual(['13:30–14:45 Talk'])
  expect(plan.lines.at(-1)?.became).toBe('endOfDay')
})
