import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { calendarZone } from '#src/feeds/calendar-zone.ts'

const of = (zone: string, first: number, last: number) => {
  const text = `BEGIN:VCALENDAR\r\n${calendarZone(zone, first, last)}END:VCALENDAR\r\n`
  const component = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vtimezone')
  if (!component) throw new Error('No zone in the file')
  return new ICAL.Timezone(component)
}

/** The wall clock times of one year at which a reader that goes by the file alone takes another instant than the runtime. */
function wrongTimes(zone: string, year: number): string[] {
  const read = of(zone, year, year)
  const wrong: string[] = []
  for (let day = 0; day < 365; day += 1) {
    const date = new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10)
    for (const time of ['00:30', '12:00']) {
      const [month, dayOfMonth] = [Number(date.slice(5, 7)), Number(date.slice(8))]
      const [hour, minute] = time.split(':').map(Number)
      const found = new ICAL.Time(
        { year, month, day: dayOfMonth, hour: hour ?? 0, minute: minute ?? 0, second: 0, isDate: false },
        read,
      )
      const wall = Temporal.PlainDateTime.from(`${date}T${time}`)
      const right = wall.toZonedDateTime(zone)
      // A time that clocks skip has no instant.
      if (!right.toPlainDateTime().equals(wall)) continue
      if (found.toUnixTime() * 1000 !== right.epochMilliseconds) wrong.push(`${zone} ${date} ${time}`)
    }
  }
  return wrong
}

describe.each([
  ...['Africa/Johannesburg', 'Europe/Paris', 'America/Montreal', 'Australia/Lord_Howe', 'Asia/Kathmandu'],
  ...[
    'Africa/Casablanca',
    'America/Sao_Paulo',
    'Asia/Seoul',
    'Pacific/Auckland',
    'Europe/Dublin',
    'Africa/Cairo',
  ],
])('the clocks of %s', (zone) => {
  it.each([2018, 2019, 2024, 2027])('are right all through %i for a reader of the file alone', (year) => {
    expect(wrongTimes(zone, year)).toEqual([])
  })
})

it('states a rule where there is one', () => {
  expect(calendarZone('Europe/Paris', 2027, 2027).split('\r\n')).toEqual([
    ...['BEGIN:VTIMEZONE', 'TZID:Europe/Paris'],
    ...['BEGIN:DAYLIGHT', 'DTSTART:20260329T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200'],
    ...['RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT'],
    ...['BEGIN:STANDARD', 'DTSTART:20261025T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100'],
    ...['RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD', 'END:VTIMEZONE', ''],
  ])
})
