import { expect, it } from 'vitest'
import { isoSpan } from '#src/model/time.ts'
import { type OnScreen, roomNow } from '#src/programme/screen-clock.ts'

const zone = 'Africa/Johannesburg'
const item = (title: string, date: string, start: string, end: string, more: Partial<OnScreen> = {}) => {
  const [from, to] = isoSpan({ date, start, end }, zone).map(Date.parse)
  return { title, date, from: from ?? 0, to: to ?? 0, ...more }
}
const items = [
  item('cancelled', '2019-11-12', '09:00', '10:00', { isCancelled: true }),
  item('moved away', '2019-11-12', '10:00', '11:00', { isAway: true }),
  item('in its place', '2019-11-12', '10:30', '11:00'),
  item('off', '2019-11-12', '13:00', '14:00', { isCancelled: true }),
  item('evening', '2019-11-12', '22:00', '00:30'),
  item('late', '2019-11-13', '00:45', '01:00'),
  item('morning', '2019-11-13', '09:00', '10:00'),
]
const said = (time: string) => {
  const { present, coming, next } = roomNow(items, {
    ...{ now: Date.parse(`${time}+02:00`), today: time.slice(0, 10) },
  })
  const titles = coming.map((one) => (one === next ? `[${one.title}]` : one.title))
  return `${present?.title ?? '–'} | ${titles.join(', ')}`
}

it.each([
  ['the day before, what comes first', '2019-11-11T12:00', '– | [in its place]'],
  ['before the first session', '2019-11-12T08:00', '– | cancelled, moved away, [in its place], off, evening'],
  [
    'what is cancelled, while nothing else is on',
    '2019-11-12T09:30',
    'cancelled | moved away, [in its place], off, evening',
  ],
  ['what was moved away', '2019-11-12T10:15', 'moved away | [in its place], off, evening'],
  ['what is on rather than what was moved away', '2019-11-12T10:30', 'in its place | off, [evening]'],
  ['nothing between', '2019-11-12T12:00', '– | off, [evening]'],
  ['after midnight, what is of the evening', '2019-11-13T00:10', 'evening | [late], morning'],
  ['at the end of what is on', '2019-11-13T00:30', '– | [late], morning'],
  ['in the evening, what is of the next day', '2019-11-12T23:00', 'evening | [late]'],
  ['nothing when all is over', '2019-11-13T10:00', '– | '],
])('a room says %s', (_when, time, text) => {
  expect(said(time)).toBe(text)
})
