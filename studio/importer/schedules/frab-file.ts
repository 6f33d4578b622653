import { isTimeZone } from '#src/model/time.ts'
import { UnreadableFileError } from '../docx.ts'
import { plainOfHtml } from '../html-lines.ts'
import { durationIn } from '../sheets/cell-values.ts'
import { jsonItems, jsonText, jsonValue } from './json-values.ts'
import type { Schedule, ScheduledEvent } from './schedule.ts'

/**
 * The sessions of a `schedule.xml`, as frab, pretalx and the readers of their format have it.
 * @see https://github.com/voc/schedule, schedule.xml.xsd
 * @throws {UnreadableFileError} doctype, broken
 */
export function scheduleOfXml(text: string): Schedule {
  // Entities of a document type could grow without end.
  if (/<!DOCTYPE/i.test(text)) throw new UnreadableFileError('doctype')
  const document = new DOMParser().parseFromString(text, 'application/xml')
  if (document.getElementsByTagName('parsererror').length > 0) throw new UnreadableFileError('broken')
  const root = document.documentElement
  const conference = root.localName === 'schedule' ? childNamed(root, 'conference') : undefined
  return {
    title: textIn(conference, 'title'),
    zone: zoneOf(textIn(conference, 'time_zone_name')),
    events: [...root.getElementsByTagName('event')].map((event) =>
      eventOf((name) => textIn(event, name), {
        id: event.getAttribute('guid') ?? event.getAttribute('id') ?? '',
        day: event.closest('day')?.getAttribute('date') ?? '',
        room: event.closest('room')?.getAttribute('name') ?? '',
        persons: childrenIn(event, 'persons').map((one) => one.textContent ?? ''),
        links: ['links', 'attachments'].flatMap((name) =>
          childrenIn(event, name).map((one) => one.getAttribute('href') ?? ''),
        ),
      }),
    ),
  }
}

/** The same for a `schedule.json`. */
export function scheduleOfFrabJson(file: unknown): Schedule {
  const conference = jsonValue(jsonValue(file, 'schedule'), 'conference')
  return {
    title: jsonText(conference, 'title'),
    zone: zoneOf(jsonText(conference, 'time_zone_name')),
    events: jsonItems(jsonValue(conference, 'days')).flatMap((day) =>
      Object.entries(Object(jsonValue(day, 'rooms'))).flatMap(([room, events]) =>
        jsonItems(events).map((event) =>
          eventOf((name) => jsonText(event, name), {
            ...{ id: jsonText(event, 'guid') || jsonText(event, 'id'), day: jsonText(day, 'date'), room },
            persons: jsonItems(jsonValue(event, 'persons')).map(
              (one) => jsonText(one, 'public_name') || jsonText(one, 'name'),
            ),
            links: ['links', 'attachments'].flatMap((name) =>
              jsonItems(jsonValue(event, name)).map((one) => jsonText(one, 'url')),
            ),
          }),
        ),
      ),
    ),
  }
}

/** What an event has elsewhere than in a field of its own: `day` and `room` are those that it stands under. */
type AroundEvent = {
  id: string
  day: string
  room: string
  persons: readonly string[]
  links: readonly string[]
}

function eventOf(textOf: (name: string) => string, around: AroundEvent): ScheduledEvent {
  const { id, day, persons, links } = around
  const [room, subtitle] = [textOf('room') || around.room, textOf('subtitle')]
  const [date, start, minutes] = [textOf('date'), textOf('start'), durationIn(textOf('duration'))]
  // An event has one room: those of several are named together where they begin with it.
  const rooms = subtitle.startsWith(`${room}, `) ? subtitle.split(', ') : [room]
  return {
    ...{ id, title: textOf('title'), subtitle: rooms.length > 1 ? '' : subtitle },
    start: /T\d/.test(date) ? date : [day, start].filter(Boolean).join('T'),
    ...(minutes !== undefined && { duration: minutes }),
    ...{ rooms, track: textOf('track'), kind: textOf('type') },
    ...{ languages: textOf('language').split(/[,\s]+/), speakers: persons, links },
    description: [textOf('abstract'), textOf('description')].map(plainOfHtml).filter(Boolean).join('\n'),
  }
}

const zoneOf = (name: string): string | undefined => (isTimeZone(name) ? name : undefined)

const childNamed = (element: Element | undefined, name: string): Element | undefined =>
  [...(element?.children ?? [])].find(({ localName }) => localName === name)

const childrenIn = (element: Element, name: string): Element[] => [
  ...(childNamed(element, name)?.children ?? []),
]

const textIn = (element: Element | undefined, name: string): string =>
  childNamed(element, name)?.textContent?.trim() ?? ''
