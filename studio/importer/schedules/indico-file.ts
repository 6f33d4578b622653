import { isTimeZone, offsetOf } from '#src/model/time.ts'
import { plainOfHtml } from '../html-lines.ts'
import { jsonItems, jsonText, jsonValue } from './json-values.ts'
import type { Schedule, ScheduledEvent } from './schedule.ts'

/**
 * The sessions of what Indico exports as JSON: an event with its sessions and contributions, or a timetable. A session stands before the
 * contributions in it, whose part it is.
 */
export function scheduleOfIndico(file: unknown): Schedule {
  const results = jsonValue(file, 'results')
  const [event] = Array.isArray(results) ? results : []
  const events = event === undefined ? timetable(results) : eventEntries(event)
  const zones = Map.groupBy(
    events.map(({ zone }) => zone),
    (zone) => zone,
  )
  const [most] = [...zones].sort(([, one], [, other]) => other.length - one.length)
  return {
    title: jsonText(event, 'title'),
    zone: most?.[0],
    events: events.map(({ zone: _, ...one }) => one),
  }
}

type Entry = ScheduledEvent & { zone: string | undefined }

const eventEntries = (event: unknown): readonly Entry[] => [
  ...jsonItems(jsonValue(event, 'sessions')).flatMap((session) => [
    entryOf(session),
    ...jsonItems(jsonValue(session, 'contributions')).map((one) => entryOf(one, jsonText(session, 'title'))),
  ]),
  ...jsonItems(jsonValue(event, 'contributions')).map((one) => entryOf(one)),
]

/** Days by their dates, each with its entries by their ids; entries of a session stand in it. */
const timetable = (results: unknown): readonly Entry[] =>
  jsonItems(results)
    .flatMap(jsonItems)
    .flatMap(jsonItems)
    .flatMap((entry) => [
      entryOf(entry),
      ...jsonItems(jsonValue(entry, 'entries')).map((one) => entryOf(one, jsonText(entry, 'title'))),
    ])

function entryOf(entry: unknown, within = ''): Entry {
  const [start, end] = ['startDate', 'endDate'].map((name) => momentOf(jsonValue(entry, name)))
  const length = Number(jsonText(entry, 'duration'))
  const minutes = start && end ? (Date.parse(`${end.wall}Z`) - Date.parse(`${start.wall}Z`)) / 60_000 : length
  const isBreak = jsonText(entry, 'entryType') === 'Break'
  return {
    zone: start?.zone,
    title: jsonText(entry, 'title'),
    subtitle: jsonText(entry, 'slotTitle'),
    start: start?.iso,
    ...(minutes > 0 && minutes <= 1440 && { duration: minutes }),
    id: jsonText(entry, 'uniqueId') || jsonText(entry, 'id'),
    rooms: [jsonText(entry, 'room') || jsonText(entry, 'roomFullname') || jsonText(entry, 'location')],
    track: jsonText(entry, 'track') || jsonText(entry, 'session') || within,
    kind: isBreak ? 'Break' : jsonText(entry, 'type'),
    description: plainOfHtml(jsonText(entry, 'description')),
    chairs: peopleOf(entry, 'conveners'),
    speakers: [...peopleOf(entry, 'presenters'), ...peopleOf(entry, 'speakers')],
    links: [],
  }
}

/** `{ date, time, tz }` in that zone. */
function momentOf(value: unknown): { iso: string; wall: string; zone: string | undefined } | undefined {
  const [date, time, zone] = [
    jsonText(value, 'date'),
    jsonText(value, 'time').slice(0, 5),
    jsonText(value, 'tz'),
  ]
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d$/.test(time)) return undefined
  const wall = `${date}T${time}`
  return isTimeZone(zone)
    ? { wall, iso: wall + offsetOf(date, time, zone), zone }
    : { wall, iso: wall, zone: undefined }
}

/** Names with their organisations in brackets. A family name in capitals is how Indico writes names. */
const peopleOf = (entry: unknown, name: string): string[] =>
  jsonItems(jsonValue(entry, name)).map((one) => {
    const [first, last] = [
      jsonText(one, 'first_name') || jsonText(one, 'firstName'),
      jsonText(one, 'last_name') || jsonText(one, 'familyName'),
    ]
    const whole =
      [first, last].filter(Boolean).join(' ') || jsonText(one, 'fullName') || jsonText(one, 'name')
    const organisation = jsonText(one, 'affiliation')
    return organisation === '' || whole === '' ? whole : `${whole} (${organisation})`
  })
