import { createHash } from 'node:crypto'
import { escapeMarkup } from '#src/model/markup.ts'
import type { Edition } from '#src/model/schema.ts'
import type { FeedSource } from './feed-source.ts'
import { type FrabEvent, type FrabSchedule, frabGenerator, frabSchedule } from './frab.ts'

/** The text of `schedule.json`. @see https://c3voc.de/schedule/schema.json */
export async function scheduleJson(edition: Edition, source: FeedSource): Promise<string> {
  const schedule = await frabSchedule(edition, source)
  const { title, acronym, start, end, timeZone, url, rooms, tracks, days } = schedule
  const file = {
    $schema: 'https://c3voc.de/schedule/schema.json',
    generator: frabGenerator,
    schedule: {
      version: versionOf(schedule),
      base_url: source.absolute('/'),
      conference: {
        ...{ acronym, title, start, end, daysCount: days.length, timeslot_duration: timeslot },
        ...{ time_zone_name: timeZone, url, tracks, rooms },
        days: days.map((day) => ({
          ...{ index: day.index, date: day.date, day_start: day.start, day_end: day.end },
          rooms: Object.fromEntries(
            day.rooms.map(({ room, events }) => [room.name, events.map((event) => eventJson(event))]),
          ),
        })),
      },
    },
  }
  return `${JSON.stringify(file)}\n`
}

function eventJson({ room, persons, subtitle, track, language, ...event }: FrabEvent): object {
  return {
    ...event,
    room: room.name,
    ...{ subtitle: subtitle || null, track: track || null, language: language || null },
    // With a number beside it a person would be of two kinds at once.
    persons: persons.map(({ guid, name, url }) => ({ guid, name, public_name: name, url })),
  }
}

/** The text of `schedule.xml`. @see https://github.com/voc/schedule, schedule.xml.xsd */
export async function scheduleXml(edition: Edition, source: FeedSource): Promise<string> {
  const schedule = await frabSchedule(edition, source)
  const { title, acronym, start, end, timeZone, url, days } = schedule
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<schedule>',
    element('generator', '', frabGenerator),
    element('version', versionOf(schedule)),
    '<conference>',
    element('title', title),
    element('acronym', acronym),
    element('start', start),
    element('end', end),
    element('days', String(days.length)),
    element('timeslot_duration', timeslot),
    element('base_url', url),
    element('time_zone_name', timeZone),
    '</conference>',
    ...days.flatMap((day) => [
      opened('day', { index: day.index, date: day.date, start: day.start, end: day.end }),
      ...day.rooms.flatMap(({ room, events }) => [opened('room', room), ...events.map(eventXml), '</room>']),
      '</day>',
    ]),
    '</schedule>\n',
  ].join('\n')
}

function eventXml(event: FrabEvent): string {
  const { id, guid, room, persons, links, attachments, ...texts } = event
  const { date, start, duration, slug, url, title, subtitle, track, type, language } = texts
  return [
    opened('event', { id, guid }),
    element('room', room.name),
    ...Object.entries({ title, subtitle, type, date, start, duration }).map(([name, text]) =>
      element(name, text),
    ),
    ...Object.entries({ abstract: texts.abstract, slug, track }).map(([name, text]) => element(name, text)),
    ...(language ? [element('language', language)] : []),
    element('description', texts.description),
    element('url', url),
    ...list(
      'persons',
      persons.map((person) => element('person', person.name, { id: person.id, guid: person.guid })),
    ),
    ...list(
      'links',
      links.map((link) => element('link', link.title, { href: link.url })),
    ),
    ...list(
      'attachments',
      attachments.map((link) => element('attachment', link.title, { href: link.url })),
    ),
    '</event>',
  ].join('\n')
}

const list = (name: string, items: readonly string[]): readonly string[] => [
  `<${name}>`,
  ...items,
  `</${name}>`,
]

type Attributes = Readonly<Record<string, string | number>>

const element = (name: string, text: string, attributes: Attributes = {}): string =>
  `${opened(name, attributes)}${escapeMarkup(text)}</${name}>`

const opened = (name: string, attributes: Attributes): string =>
  `<${[name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeMarkup(String(value))}"`)].join(' ')}>`

/** Five minutes, which all times of a programme fall on or near. */
const timeslot = '00:05'

/** Another one for any change: readers look for changes where it differs. */
const versionOf = (schedule: FrabSchedule): string =>
  createHash('sha256').update(JSON.stringify(schedule)).digest('hex').slice(0, 12)
