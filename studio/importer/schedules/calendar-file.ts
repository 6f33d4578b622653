import type ICAL from 'ical.js'
import { UnreadableFileError } from '../docx.ts'
import { plainOfHtml } from '../html-lines.ts'
import type { Problem } from '../plan.ts'
import { isRoomName } from '../vocabulary.ts'
import { CalendarTimes, zoneNamed } from './calendar-times.ts'
import { isOwnCalendar, withoutNotes } from './own-calendar.ts'
import { oneLine, type Schedule, type ScheduledEvent } from './schedule.ts'

/**
 * The sessions of a calendar (`.ics`, RFC 5545). The zone of most of its times is that of the schedule. Events of whole days
 * or of several have no time here, of those that are repeated there is only the first; both are told. What the places of all
 * events end with is the venue.
 * @throws {UnreadableFileError} broken
 */
export async function scheduleOfCalendar(text: string): Promise<Schedule> {
  const { default: ical } = await import('ical.js')
  const calendars = parsed(text, ical)
  const events = calendars.flatMap((calendar) => calendar.getAllSubcomponents('vevent'))
  const times = new CalendarTimes(ical, calendars)
  const counts = Map.groupBy(events, (event) => textOf(event, 'uid'))
  const found = events.map((event) => {
    const isAlone = (counts.get(textOf(event, 'uid'))?.length ?? 0) < 2 && !event.hasProperty('recurrence-id')
    return scheduledEvent(event, times, isAlone)
  })
  const isOurs = calendars.some((one) => isOwnCalendar(textOf(one, 'prodid')))
  const title = calendars.map((one) => textOf(one, 'x-wr-calname') || textOf(one, 'name')).find(Boolean) ?? ''
  const venue = sharedEnd(found.flatMap(({ rooms = [] }) => rooms))
  return {
    // Calendars of people are named by their addresses.
    title: title.includes('@') ? '' : title,
    zone: times.zone ?? calendars.map((one) => zoneNamed(textOf(one, 'x-wr-timezone'))).find(Boolean),
    ...placeOf(venue),
    events: found.map(({ rooms = [], ...event }) => ({
      ...(isOurs ? withoutNotes(event) : event),
      rooms: rooms.flatMap((place) => roomsOfPlace(place, venue.length)),
    })),
  }
}

/** @throws {UnreadableFileError} broken */
function parsed(text: string, ical: typeof ICAL): ICAL.Component[] {
  try {
    const read: unknown = ical.parse(repaired(text))
    if (!Array.isArray(read)) return []
    const all: unknown[] = typeof read[0] === 'string' ? [read] : read
    return all
      .filter((one) => Array.isArray(one))
      .map((one) => new ical.Component(one))
      .filter(({ name }) => name === 'vcalendar')
  } catch {
    throw new UnreadableFileError('broken')
  }
}

/** Lines that some programs write without the space that continues a text. */
const repaired = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .replace(/\n(?![ \t]|[A-Za-z][\w.-]*[;:]|$)/g, '\\n')

function textOf(component: ICAL.Component, name: string): string {
  const value = component.getFirstPropertyValue(name)
  return typeof value === 'string' ? value.trim() : ''
}

function scheduledEvent(event: ICAL.Component, times: CalendarTimes, isAlone: boolean): ScheduledEvent {
  const [title, id] = [oneLine(textOf(event, 'summary')), textOf(event, 'uid')]
  const [start, end] = [times.read(event, 'dtstart'), times.read(event, 'dtend')]
  const minutes = start && end ? end.minutes - start.minutes : durationOf(event)
  const isLong = minutes !== undefined && minutes > longest
  const codes: Problem['code'][] = [
    ...(start?.isDate ? (['wholeDay'] as const) : isLong ? (['severalDays'] as const) : []),
    ...(event.hasProperty('rrule') || event.hasProperty('rdate') ? (['repeated'] as const) : []),
    ...(isAlone ? [] : (['sameId'] as const)),
  ]
  const isTimed = start !== undefined && !start.isDate && !isLong
  return {
    ...{ title, id },
    ...(isTimed && { start: start.iso, ...(minutes !== undefined && minutes > 0 && { duration: minutes }) }),
    rooms: [oneLine(textOf(event, 'location'))].filter(Boolean),
    track: event
      .getAllProperties('categories')
      .flatMap((one) => one.getValues())
      .filter((one) => typeof one === 'string')
      .join(', '),
    description: plainOfHtml(textOf(event, 'description')),
    links: [textOf(event, 'url')],
    isCancelled: textOf(event, 'status').toUpperCase() === 'CANCELLED',
    told: codes.map((code) => ({ code, facts: { title } })),
  }
}

function durationOf(event: ICAL.Component): number | undefined {
  const value = event.getFirstPropertyValue('duration')
  const seconds =
    value !== null && typeof value === 'object' && 'toSeconds' in value ? value.toSeconds() : undefined
  return seconds === undefined ? undefined : Math.round(seconds / 60)
}

/** In minutes: what is longer is no session. */
const longest = 24 * 60

/** What all places end with, where more than one place is named. @example sharedEnd(['Hall 1, Centre, Lyon', 'Centre, Lyon']) → ['Centre', 'Lyon'] */
function sharedEnd(places: readonly string[]): readonly string[] {
  const [first = [], ...others] = [...new Set(places)].map((place) => place.split(/,\s*/))
  if (others.length === 0) return []
  let count = 0
  const isShared = (at: number) => others.every((pieces) => pieces.at(-at) === first.at(-at))
  while (count < first.length && isShared(count + 1)) count += 1
  return first.slice(first.length - count)
}

/** A building, and the town and the country after it; a street belongs to the building. */
function placeOf([venue, ...town]: readonly string[]): Pick<Schedule, 'venue' | 'city'> {
  if (venue === undefined) return {}
  const isTown = town.length > 0 && town.length < 3 && !town.some((piece) => /\d/.test(piece))
  return isTown ? { venue, city: town.join(', ') } : { venue: [venue, ...town].join(', ') }
}

/** The rooms of a place without the venue: several, where each piece is a room by itself. */
function roomsOfPlace(place: string, venuePieces: number): readonly string[] {
  const pieces = place.split(/,\s*/)
  const own = pieces.slice(0, pieces.length - venuePieces)
  const isList = own.length > 1 && own.every(isRoomName)
  return isList ? own : [own.join(', ')].filter(Boolean)
}
