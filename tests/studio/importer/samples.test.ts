import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dateOfDay, dateOfItem } from '#studio/importer/edition-fields.ts'
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

const left = (plan: ReturnType<typeof planOf>) =>
  plan.lines.filter(({ became }) => became === 'notUnderstood').map(({ text }) => text)

test('numbers at the starts of lines are times where they can hardly be anything else', () => {
  const times = (...lines: readonly string[]) => timed(planOf(lines.join('\n')))
  expect(times('Dear all,', '08.30 Coffee', '09.00 Opening', '10.15 Talk')).toEqual([
    '08:30–09:00 Coffee',
    '09:00–10:15 Opening',
    '10:15–undefined Talk',
  ])
  expect(times('3 May 2028', '0900–0945 Opening', '1000–1100 Talk', '4 May 2028', '0900–1000 More')).toEqual([
    '09:00–09:45 Opening',
    '10:00–11:00 Talk',
    '09:00–10:00 More',
  ])
  expect(times('Report', '7.10 Background', '7.20 Goals', '8.30 Budget')).toEqual([])
  expect(times('Report', '6.10 millions of euros', '9.30 millions', '12.40 millions')).toEqual([])
  expect(times('Report', '9.11 Background', '9.12 Goals', '10.13 Budget')).toEqual([])
})

test('the head and the greeting of a message say nothing of the edition', () => {
  const plan = planOf(
    [
      'Subject: Fwd: the programme',
      'Date: Mon, 3 Jan 2028 10:22',
      'Dear colleagues,',
      'Please send me what has to be changed in this programme before Friday evening.',
      'Learning Forum on Water',
      'Durban, 12 May 2028',
      '9:00–10:00 Opening',
    ].join('\n'),
  )
  expect(plan.facts).toMatchObject({
    title: 'Learning Forum on Water',
    city: 'Durban',
    firstDay: { day: 12, month: 5 },
  })
  expect([plan.brief, left(plan).length]).toEqual([[], 4])
})

test('a label is no place, a building no city, and a place below a session is its room', () => {
  expect(planOf('Fecha: 12 de mayo de 2028\nLugar: Teatro Colón\n9:00–10:00 Apertura').facts).toEqual({
    firstDay: { written: '12 de mayo de 2028', day: 12, month: 5, year: 2028 },
    venue: 'Teatro Colón',
    year: 2028,
  })
  const place = (line: string) => planOf(`Learning Forum\n${line}, 3 May 2028\n9:00–10:00 Talk`)
  expect(place('Rosario, Santa Fe, Argentina').facts).toMatchObject({ city: 'Rosario', country: 'Argentina' })
  expect(place('Alcazaba, Almería').facts.city).toBe(undefined)
  expect(place('Alcazaba, Almería').problems.map(({ code }) => code)).toContain('dayTitle')
  const plan = planOf('Programme\n9:00–10:00 Talk\nLieu : Salle 3\n10:00–11:00 Lunch\nPlace: Hall 2')
  expect([plan.rooms, plan.facts, left(plan)]).toEqual([['Salle 3'], {}, ['Place: Hall 2']])
})

test('in a row, the kind of a session goes before its title; a row with a time is no head', () => {
  const rows =
    '9:00–10:00 | Workshop | Room 3 | Water\n10:00–11:00 | Plenary | Hall 1\n11:00–12:00 | Panel | Ana Ruiz'
  expect(timed(planOf(rows))).toEqual([
    '09:00–10:00 Workshop – Water',
    '10:00–11:00 Plenary',
    '11:00–12:00 Panel',
  ])
})

test('what stands apart from a session says nothing of it', () => {
  const plan = planOf('Programme\n9:00–10:00 Talk\n10:00–11:00 Debate\n\nInterpretation: English, French')
  expect([plan.items.flatMap(({ interpreted }) => interpreted), left(plan)]).toEqual([
    [],
    ['Interpretation: English, French'],
  ])
})

test('"Day 1 – 24 November" is one day', () => {
  const plan = planOf('Day 1 – 24 November 2027\n9:00–10:00 A\nJour 2 - 25 novembre 2027\n9:00–10:00 B')
  expect(dated(plan, '2027-11-24')).toEqual(['2027-11-24 A', '2027-11-25 B'])
  expect(plan.facts.lastDay).toBe(undefined)
})

test('a date that is of something else is no day', () => {
  const days = (line: string) => planOf(`Learning Forum\n${line}\nProgramme\n9:00–10:00 Talk`).facts.firstDay
  for (const line of [
    'Updated: 2 February 2027',
    'Version du 2 février 2027',
    'Actualizado al 2 de febrero de 2027',
    'Please answer before 2 February 2027',
    'Prochaine réunion : 2 février 2027, 14 h',
  ])
    expect([line, days(line)]).toEqual([line, undefined])
  for (const line of ['Organised by Durban, 2 February 2027', 'The next cities, 2 February 2027'])
    expect([line, days(line)?.day]).toEqual([line, 2])
})

test('one letter is a meridiem, beside another time also after a number alone', () => {
  const rows = ['Programme', '8:45a Coffee', '9a-noon Tour', '12-1p Lunch', '1-2:30p Talk', '3a Annex']
  expect(timed(planOf(rows.join('\n')))).toEqual([
    '08:45–09:00 Coffee',
    '09:00–12:00 Tour',
    '12:00–13:00 Lunch',
    '13:00–14:30 Talk',
  ])
})

test('how long all of it takes is no session, and a heading with a time begins no text', () => {
  const plan = planOf('Réunion\nHoraires : 9h-17h\nPoints à l’ordre du jour :\n1. Accueil\n2. Divers')
  expect([plan.items, plan.strategy, left(plan)]).toEqual([
    [],
    [],
    ['Réunion', 'Horaires : 9h-17h', '1. Accueil', '2. Divers'],
  ])
})

const toldIn = (...lines: readonly string[]) =>
  planOf(['Programme', ...lines].join('\n')).problems.flatMap(({ code, facts, line }) =>
    code === 'noParts' || code === 'noEnd' ? [] : [[code, line, ...Object.values(facts)].join(' ')],
  )

test('what is put off, struck out or not settled is told, in three languages', () => {
  expect(
    toldIn(
      '9:00–10:00 POSTPONED: Tour',
      '10:00–11:00 Atelier (reporté au jeudi)',
      '11:00–12:00 Taller – aplazado',
      '12:00–13:00 ~~Visit~~ Walk',
      '13:00–14:00 How the reported figures were postponed',
      '14:00–15:00 Keynote: TBC',
      'Intervenants : à confirmer',
    ),
  ).toEqual([
    'postponed 2 POSTPONED: Tour',
    'postponed 3 Atelier (reporté au jeudi)',
    'postponed 4 Taller – aplazado',
    'struckOut 5 Visit',
    'toConfirm 7 Keynote: TBC',
    'toConfirm 8 Intervenants : à confirmer',
  ])
  expect(timed(planOf('Programme\n12:00–13:00 ~~Visit~~ Walk'))).toEqual(['12:00–13:00 Visit Walk'])
})

test('letters that were lost where a file was saved are told once; questions and addresses have none', () => {
  expect(toldIn('9:00–10:00 Inauguraci?n', '10:00–11:00 D?bat avec Jos? Ib??ez')).toEqual([
    'lostLetters 2 Inauguraci?n, D?bat, Ib??ez',
  ])
  expect(toldIn('9:00–10:00 Who pays? Why?', '10:00–11:00 https://example.org/a?b ¿Qué?')).toEqual([])
})

test('an end after midnight may be an hour of the day before; a start is not taken for text', () => {
  const plan = planOf('Programme\n12 May 2028\n20:00–24:00 Film\n22:00–24:30 Party\n25:00 Bus')
  expect(timed(plan)).toEqual(['20:00–00:00 Film', '22:00–00:30 Party'])
  expect(left(plan)).toEqual(['25:00 Bus'])
  expect(timed(planOf('Start\tEnd\tTitle\n22:00\t25:00\tFilm'))).toEqual(['22:00–01:00 Film'])
})

test('a time that is only about then is told, and so are digits that may be one', () => {
  const lines = [
    '9:30 Talk',
    '945 presentations',
    '~10h30 Break',
    'vers 11h00 Visite',
    '12.00-ish Lunch',
    '13 - 14.30 Walk',
  ]
  expect(timed(planOf(['Programme', ...lines].join('\n')))).toEqual([
    '09:30–10:30 Talk',
    '10:30–11:00 Break',
    '11:00–12:00 Visite',
    '12:00–13:00 Lunch',
    '13:00–14:30 Walk',
  ])
  expect(toldIn(...lines)).toEqual([
    'maybeTime 3 945 presentations 09:45',
    'aboutTime 4 ~10h30 Break',
    'aboutTime 5 vers 11h00 Visite',
    'aboutTime 6 12.00-ish Lunch',
  ])
  expect(toldIn('9:30–10:30 Talk', '945 cities', '2027 is the year')).toEqual([])
})

test('a row without a time is a session beside the one above, where its room is another', () => {
  const plan = planOf(
    [
      'Time\tWhat\tWhere\tWho',
      '10:00–11:00\tMeters\tRoom 4\tTomasz Wilk',
      '\tRivers\tRoom 5\tModerator: Ana Ruiz; Luis Paz, Director, Vega',
      '\tMore of it\tRoom 5\t',
    ].join('\n'),
  )
  expect(plan.items.map(({ start, title, rooms, text }) => [start, title, ...rooms, text.length])).toEqual([
    ['10:00', 'Meters', 'Room 4', 0],
    ['10:00', 'Rivers', 'Room 5', 2],
  ])
  expect(plan.items.map(({ contributions }) => contributions.map(({ role }) => role))).toEqual([
    ['speaker'],
    ['moderator', 'speaker'],
  ])
})

test('what stands after the end of the day says nothing of its last session', () => {
  const plan = planOf('Programme\n9h–10h Débat\n10h Fin de la séance\n____________\nID de réunion : 345 678')
  expect([plan.items.map(({ text }) => text), left(plan)]).toEqual([[[]], ['ID de réunion : 345 678']])
})

test('every item has an id of its own, where the line that announced sessions side by side went away too', () => {
  const announced = [
    '09:00-10:00 Parallel sessions',
    'Workshop A – Floods (Room 1)',
    'Workshop B – Mud (Room 2)',
  ]
  const plans = [
    planOf(['Monday 7 June 2027', ...announced, '11:00-12:00 End'].join('\n')),
    ...readdirSync(new URL('../../cases/programmes/', import.meta.url))
      .filter((name) => name.endsWith('.txt'))
      .map(planOfSample),
  ]
  for (const { items, parts, people } of plans)
    for (const all of [items, parts, people]) expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
})

test('what follows a late evening is in the night after it, under the date of the next day; a row with a date of its own is not', () => {
  const lines = [
    'Monday 7 June 2027',
    '22:00–23:30 Late',
    '23:30–24:30 Later',
    '00:30–02:00 Latest',
    '03:00–04:00 Last',
  ]
  const plan = planOf(
    [...lines, 'Tuesday 8 June 2027', '00:30–01:00 Early', '09:00–10:00 Opening'].join('\n'),
  )
  expect(
    plan.items.map((item) => `${dateOfItem(item, plan, '2027-06-07')} ${item.start} ${item.title}`),
  ).toEqual([
    '2027-06-07 22:00 Late',
    '2027-06-07 23:30 Later',
    '2027-06-08 00:30 Latest',
    '2027-06-08 03:00 Last',
    '2027-06-08 00:30 Early',
    '2027-06-08 09:00 Opening',
  ])
  expect(plan.problems.filter(({ code }) => code === 'outOfOrder')).toEqual([])
})

test.each([
  ['Nantes, France, du 12 au 16 mars 2031', 'Nantes', 'France'],
  ['Du 12 au 16 mars 2031, Nantes, France', 'Nantes', 'France'],
  ['Nantes (France), 12-16 mars 2031', 'Nantes', 'France'],
  ['Sevilla, España, del 12 al 16 de octubre 2031', 'Sevilla', 'España'],
  ['Lisbon, Portugal, from 12 to 16 June 2031', 'Lisbon', 'Portugal'],
])('the place is read beside the days: %s', (head, city, country) => {
  const { facts, problems } = planOf(`Forum des villes\n${head}\n\nProgramme\n09:00–10:00 Ouverture`)
  expect([facts.city, facts.country]).toEqual([city, country])
  expect([facts.firstDay?.day, facts.lastDay?.day]).toEqual([12, 16])
  expect(problems.filter(({ code }) => code === 'dayTitle')).toEqual([])
})
