// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { programmeVersion } from '#src/feeds/programme-format.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, locales } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { congress } from '#src/seed/congress/congress.ts'
import { UnreadableFileError } from '#studio/importer/docx.ts'
import { withKnownPeople } from '#studio/importer/known-people.ts'
import { parse } from '#studio/importer/parse.ts'
import type { Plan } from '#studio/importer/plan.ts'
import { scheduleOfOwnProgramme } from '#studio/importer/schedules/own-programme-file.ts'
import { scheduleColumnNames, scheduleHead } from '#studio/importer/schedules/schedule.ts'
import { sheetOfSchedule } from '#studio/importer/schedules/schedule-file.ts'
import { targetOfHead } from '#studio/importer/sheets/column-heads.ts'
import { type ColumnMapping, proposedMapping, sessionTableIn } from '#studio/importer/sheets/session-table.ts'
import { editionUpdate } from '#studio/importer/update/edition-update.ts'
import { localPlan } from '#studio/importer/update/local-plan.ts'
import { calendarOf, calendarSource } from '../../feeds/calendars.ts'
import { feedSource, feedText, storedContent } from '../../feeds/feed-sources.ts'

/** The programmes of other systems, and our own that come back. */

const documents: readonly RawDocument[] = congress.documents.map((one) => ({
  ...one,
  _originalId: one._id,
  _rev: 'r',
}))
const editionId = '906d835f-8531-8b40-b3c9-2503e6492bd2'
const edition = documents.find(({ _id }) => _id === editionId) as RawDocument

async function planOf(text: string, kind: 'ics' | 'xml' | 'json', locale: Locale = 'en') {
  const { lines, zone } = await sheetOfSchedule(text, kind, wordsOf(locale))
  const table = sessionTableIn(lines)
  if (!table) throw new Error('No table')
  return parse(lines, { mapping: { ...proposedMapping(table), zone }, locale })
}

const ours = async (kind: 'ics' | 'xml' | 'json' | 'programme', locale: Locale) =>
  kind === 'ics'
    ? calendarOf(
        editionId,
        calendarSource(storedContent(congress.documents as readonly RawDocument[]), locale).source,
      )
    : feedText(
        kind === 'programme' ? 'programme.json' : `schedule.${kind}`,
        editionId,
        feedSource(storedContent(congress.documents as readonly RawDocument[]), locale),
      )

describe.each(['xml', 'json', 'ics', 'programme'] as const)('our own %s', (kind) => {
  it.each(locales.map(({ locale }) => locale))('is the same programme in %s', async (locale) => {
    const read = kind === 'programme' ? 'json' : kind
    const plan = withKnownPeople(await planOf(await ours(kind, locale), read, locale), documents, new Map())
    let count = 0
    const update = editionUpdate(plan, edition, { existing: documents, newId: () => `new-${++count}` })
    const left = update.lines.flatMap((line) => {
      if (line.kind === 'words') return line.kind
      if (!('differences' in line))
        return `${line.kind} ${line.kind === 'gone' ? line.document._type : line.draft._type}`
      return line.differences.map(({ aspect, before, after }) => `${aspect}: ${before} → ${after}`)
    })
    // Other feeds have no breaks.
    expect(new Set(left)).toEqual(new Set(kind === 'programme' ? [] : ['gone break']))
    expect(plan.questions).toEqual([])
    expect(update.unchanged).toBeGreaterThan(110)
    const held = (status: string) =>
      documents.filter((one) => one._type === 'session' && one.status === status)
    expect(plan.items.filter((one) => one.isCancelled)).toHaveLength(held('cancelled').length)
  })
})

it('refuses a programme of ours in a later version, and knows the language of this one', async () => {
  const text = await ours('programme', 'fr')
  expect((await sheetOfSchedule(text, 'json', wordsOf('en'))).locale).toBe('fr')
  const later = text.replace('"version":1,', '"version":2,')
  await expect(sheetOfSchedule(later, 'json', wordsOf('en'))).rejects.toThrow('otherVersion')
})

it('reads the version that our feeds write', () => {
  expect(scheduleOfOwnProgramme({ version: programmeVersion }).events).toEqual([])
})

const shown = ({ items, days, people }: Plan) =>
  items.map((item) =>
    [
      [days[item.day]?.year, days[item.day]?.month, days[item.day]?.day].join('-'),
      `${item.start}–${item.end}`,
      `${item.kind === 'break' ? 'break ' : ''}${item.title}${item.isCancelled ? ' (cancelled)' : ''}`,
      item.rooms.join(' + '),
      item.contributions
        .map(({ person, role }) => {
          const found = people.find(({ id }) => id === person)
          return `${role} ${found?.name}${found?.organisation ? `, ${found.organisation}` : ''}`
        })
        .join('; '),
    ]
      .filter(Boolean)
      .join(' | '),
  )
const told = ({ problems }: Plan) =>
  problems.map(({ code, facts }) => [code, facts.title ?? facts.zone].join(' '))

/** A calendar as other programs write it. */
const calendar = (...lines: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//Diary//EN', ...lines, 'END:VCALENDAR'].join('\r\n')
const event = (uid: string, ...lines: readonly string[]) => [
  ...['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20270101T000000Z', ...lines, 'END:VEVENT'],
]

describe('a calendar', () => {
  it('has its times in the zone of most of them, its texts without escapes, and its venue apart from its rooms', async () => {
    const plan = await planOf(
      calendar(
        ...event(
          'a',
          'DTSTART;TZID=Africa/Johannesburg:20271112T090000',
          'DTEND;TZID=Africa/Johannesburg:20271112T100000',
          'SUMMARY:Opening\\, and a wel',
          ' come',
          'LOCATION:Hall 1\\, Congress Centre\\, Durban',
          'DESCRIPTION:First line\\nSecond <b>bold</b> line',
          'CATEGORIES:Water,Housing',
        ),
        ...event(
          'b',
          'DTSTART;TZID=Africa/Johannesburg:20271112T100000',
          'DURATION:PT45M',
          'SUMMARY:Second',
          'LOCATION:Room 2\\, Room 3\\, Congress Centre\\, Durban',
        ),
        ...event(
          'c',
          'DTSTART:20271112T090000Z',
          'DTEND:20271112T093000Z',
          'SUMMARY:Third',
          'STATUS:CANCELLED',
        ),
      ),
      'ics',
    )
    expect(shown(plan)).toEqual([
      '2027-11-12 | 09:00–10:00 | Opening, and a welcome | Hall 1',
      '2027-11-12 | 10:00–10:45 | Second | Room 2 + Room 3',
      '2027-11-12 | 11:00–11:30 | Third (cancelled)',
    ])
    expect(plan.facts).toMatchObject({ timeZone: 'Africa/Johannesburg', venue: 'Congress Centre' })
    expect(plan.items[0]?.text.map(({ text }) => text)).toEqual(['First line', 'Second bold line'])
    expect(plan.parts.map(({ title }) => title)).toContain('Water, Housing')
  })

  it('of a program that has names of its own for zones is read by what it says of their clocks', async () => {
    const zone = [
      ...['BEGIN:VTIMEZONE', 'TZID:W. Europe Standard Time'],
      ...['BEGIN:STANDARD', 'DTSTART:16011028T030000', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10'],
      ...['TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'END:STANDARD'],
      ...['BEGIN:DAYLIGHT', 'DTSTART:16010325T020000', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3'],
      ...['TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'END:DAYLIGHT', 'END:VTIMEZONE'],
    ]
    const text = calendar(
      'X-WR-TIMEZONE:Europe/London',
      ...zone,
      ...event('a', 'DTSTART;TZID=W. Europe Standard Time:20270707T090000', 'SUMMARY:Summer'),
      ...event('b', 'DTSTART;TZID=W. Europe Standard Time:20271207T090000', 'SUMMARY:Winter'),
    )
    const plan = await planOf(text, 'ics')
    expect(plan.items.map(({ start }) => start)).toEqual(['08:00', '08:00'])
    expect(told(plan)).toContain('offsetConverted Europe/London')
  })

  it('that goes into an edition has the clocks of that one, unless the editor chose others', async () => {
    const text = calendar(...event('a', 'DTSTART:20270607T080000Z', 'DURATION:PT1H', 'SUMMARY:One'))
    const { lines } = await sheetOfSchedule(text, 'ics', wordsOf('en'))
    const table = sessionTableIn(lines)
    const mapping = table && proposedMapping(table)
    const starts = (chosen: Partial<ColumnMapping>, into: string) =>
      localPlan(lines, { mapping: mapping && { ...mapping, ...chosen } }, { documents, into }).items.map(
        ({ start }) => start,
      )
    expect([
      starts({}, editionId),
      starts({ zone: 'Asia/Tokyo' }, editionId),
      starts({ zone: 'Asia/Tokyo', isZoneChosen: true }, editionId),
      starts({ isZoneChosen: true }, editionId),
      starts({ zone: 'Asia/Tokyo' }, 'new'),
    ]).toEqual([['09:00'], ['09:00'], ['17:00'], ['08:00'], ['17:00']])
  })

  it('tells whole days, several days, repetitions and identifiers that stand twice', async () => {
    const text = calendar(
      ...event('a', 'DTSTART;VALUE=DATE:20271112', 'DTEND;VALUE=DATE:20271114', 'SUMMARY:Whole'),
      ...event('b', 'DTSTART:20271112T090000', 'DTEND:20271114T170000', 'SUMMARY:Long'),
      ...event('c', 'DTSTART:20271112T090000', 'DTEND:20271112T100000', 'RRULE:FREQ=DAILY', 'SUMMARY:Daily'),
      ...event('d', 'DTSTART:20271112T110000', 'DTEND:20271112T120000', 'SUMMARY:Two'),
      ...event('d', 'RECURRENCE-ID:20271113T110000', 'DTSTART:20271113T110000', 'SUMMARY:Two again'),
      ...event('e', 'DTSTART:soon', 'SUMMARY:Wrong'),
    )
    const plan = await planOf(text, 'ics')
    expect(plan.items.map(({ title }) => title)).toEqual(['Daily', 'Two', 'Two again'])
    expect(told(plan)).toEqual(
      expect.arrayContaining([
        'wholeDay Whole',
        'severalDays Long',
        'repeated Daily',
        'sameId Two',
        'sameId Two again',
      ]),
    )
    expect(plan.lines.filter(({ became }) => became === 'leaveOut').map(({ text: one }) => one)).toHaveLength(
      3,
    )
  })

  it('with lines that are not folded is read all the same', async () => {
    const text = calendar(
      ...event(
        'a',
        'DTSTART:20271112T090000',
        'DTEND:20271112T100000',
        'SUMMARY:One',
        'DESCRIPTION:First',
        'and second',
      ),
    )
    expect((await planOf(text, 'ics')).items[0]?.text.map(({ text: one }) => one)).toEqual([
      'First',
      'and second',
    ])
  })
})

describe('schedules of frab and pretalx', () => {
  it('have people without roles, their offsets, and markup as text', async () => {
    const item = (title: string, date: string, more = '') =>
      `<event guid="g-${title}" id="1"><room>Hall 1</room><title>${title}</title><date>${date}</date>` +
      `<start>09:00</start><duration>01:30</duration><track>Water</track><language>fr</language>${more}</event>`
    const text =
      '<?xml version="1.0"?><schedule><conference><title>Towns Forum</title><time_zone_name>Europe/Paris</time_zone_name>' +
      '</conference><day date="2027-11-12"><room name="Hall 1">' +
      item(
        'One',
        '2027-11-12T09:00:00+01:00',
        '<persons><person>Ana Ruiz</person><person>Madonna</person></persons>',
      ) +
      item(
        'Two',
        '2027-11-12T09:00:00Z',
        '<description>&lt;p&gt;A &lt;script&gt;x()&lt;/script&gt;&lt;/p&gt;&lt;p&gt;B&lt;/p&gt;</description>',
      ) +
      '</room></day></schedule>'
    const plan = await planOf(text, 'xml')
    expect(shown(plan)).toEqual([
      '2027-11-12 | 09:00–10:30 | One | Hall 1 | speaker Ana Ruiz; speaker Madonna',
      '2027-11-12 | 10:00–11:30 | Two | Hall 1',
    ])
    expect(plan.items.map(({ text: lines, spoken }) => [lines.map((one) => one.text), spoken])).toEqual([
      [[], ['fr']],
      [['A', 'B'], ['fr']],
    ])
    expect(plan.facts).toMatchObject({ title: 'Towns Forum', timeZone: 'Europe/Paris' })
  })
})

describe('what Indico exports', () => {
  const at = (time: string) => ({ date: '2027-11-12', time: `${time}:00`, tz: 'Europe/Zurich' })
  const ana = { first_name: 'Ana', last_name: 'Ruiz', affiliation: 'Ville de Soria' }

  it('is read as a timetable, with the breaks and what is in a session', async () => {
    const results = {
      7: {
        20271112: {
          s1: {
            ...{
              entryType: 'Session',
              title: 'Rivers',
              startDate: at('09:00'),
              endDate: at('10:30'),
              room: 'Room A',
            },
            conveners: [ana],
            entries: {
              c1: {
                ...{
                  entryType: 'Contribution',
                  title: 'A dam',
                  startDate: at('09:00'),
                  endDate: at('09:20'),
                  room: 'Room A',
                },
                presenters: [{ name: 'Paz, Luis', familyName: 'Paz', firstName: 'Luis', affiliation: '' }],
              },
            },
          },
          b1: { entryType: 'Break', title: 'Coffee', startDate: at('10:30'), endDate: at('11:00') },
        },
      },
    }
    const plan = await planOf(JSON.stringify({ results }), 'json')
    expect(shown(plan)).toEqual([
      '2027-11-12 | 09:00–10:30 | Rivers | Room A | chair Ana Ruiz, Ville de Soria',
      '2027-11-12 | 09:00–09:20 | A dam | Room A | speaker Luis Paz',
      '2027-11-12 | 10:30–11:00 | break Coffee',
    ])
    expect(plan.facts.timeZone).toBe('Europe/Zurich')
  })

  it('is read as an event with its contributions', async () => {
    const contribution = {
      ...{
        id: '3',
        title: 'A dam',
        startDate: at('09:00'),
        duration: 20,
        roomFullname: 'Room A',
        track: 'Water',
      },
      ...{ speakers: [ana], description: 'Of rivers.' },
    }
    const plan = await planOf(
      JSON.stringify({ results: [{ title: 'Towns Forum', contributions: [contribution] }] }),
      'json',
    )
    expect(shown(plan)).toEqual([
      '2027-11-12 | 09:00–09:20 | A dam | Room A | speaker Ana Ruiz, Ville de Soria',
    ])
    expect(plan.facts.title).toBe('Towns Forum')
  })
})

describe('a file that is none of these', () => {
  it.each([
    ['ics', 'not a calendar at all', 'broken'],
    ['ics', calendar(), 'noSessions'],
    ['ics', '', 'noSessions'],
    ['xml', '<!DOCTYPE a [<!ENTITY b "c">]><schedule>&b;</schedule>', 'doctype'],
    ['xml', '<schedule><day>', 'broken'],
    ['xml', '<rss><channel/></rss>', 'noSessions'],
    ['json', '{"a":', 'broken'],
    ['json', '{"results": 3}', 'noSessions'],
    ['json', '[null, {"schedule": []}]', 'noSessions'],
    [
      'json',
      `{"schedule":{"conference":{"days":[{"rooms":{"a":${JSON.stringify(Array(10_001).fill({}))}}}]}}}`,
      'tooMuch',
    ],
  ] as const)('%s %#.30s says so', async (kind, text, reason) => {
    await expect(sheetOfSchedule(text, kind, wordsOf('en'))).rejects.toEqual(new UnreadableFileError(reason))
  })
})

describe.each(locales.map(({ locale }) => locale))('in %s', (locale) => {
  it('has heads that the importer knows', () => {
    const t = wordsOf(locale)
    expect(scheduleColumnNames.map((column) => targetOfHead(scheduleHead(t, column)))).toEqual(
      scheduleColumnNames,
    )
  })
})
