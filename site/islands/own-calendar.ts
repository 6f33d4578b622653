import { calendarLine, calendarText } from '#src/feeds/calendar-text.ts'

/**
 * The reader's own calendar, out of that of the edition: its clocks and the events of the chosen sessions, those that were
 * cancelled or withdrawn included. It does not say where the calendar of the edition is: calendar programs would then
 * replace the one by the other.
 * @param calendar the edition's `calendar.ics`
 * @param chosen the ids of sessions
 * @param name what calendar programs call it
 * @param reminder how many minutes before each session it reminds; of what is cancelled it never does
 * @see RFC 5545, 3.4 and 3.6.6
 */
export function ownCalendar(
  calendar: string,
  { chosen, name, reminder }: { chosen: readonly string[]; name: string; reminder?: number | undefined },
): string {
  const ids = new Set(chosen)
  const [head = ''] = calendar.split(/\r\nBEGIN:(?!VCALENDAR)/, 1)
  const kept = head.split(/\r\n(?! )/).filter((line) => !ofWhole.test(line))
  return [
    ...kept.map((line) => `${line}\r\n`),
    ...[calendarText('NAME', name), calendarText('X-WR-CALNAME', name)],
    ...blocksIn(calendar, 'VTIMEZONE'),
    ...blocksIn(calendar, 'VEVENT')
      .filter((event) => ids.has(idOf(event)))
      .map((event) => (reminder === undefined ? event : withReminder(event, reminder))),
    calendarLine('END', 'VCALENDAR'),
  ].join('')
}

/** Lines that are about the calendar of the edition, and not of this one. */
const ofWhole = /^(NAME|X-WR-CALNAME|SOURCE|REFRESH-INTERVAL|X-PUBLISHED-TTL|URL)[;:]/

/** The components of a kind, each from its first line to its last. Lines of texts never begin with what ends one: they go on after a space. */
const blocksIn = (calendar: string, kind: string): readonly string[] =>
  calendar.match(new RegExp(`(?<=\r\n)BEGIN:${kind}\r\n[^]*?\r\nEND:${kind}\r\n`, 'g')) ?? []

const unfolded = (event: string) => event.replaceAll('\r\n ', '')

const idOf = (event: string): string => /\r\nUID:(.*)@/.exec(unfolded(event))?.[1] ?? ''

function withReminder(event: string, minutes: number): string {
  const text = unfolded(event)
  if (/\r\nSTATUS:CANCELLED\r\n/.test(text)) return event
  const alarm = [
    calendarLine('BEGIN', 'VALARM'),
    calendarLine('ACTION', 'DISPLAY'),
    calendarLine('TRIGGER', `-PT${minutes}M`),
    // Escaped already.
    calendarLine('DESCRIPTION', /\r\nSUMMARY[^:]*:(.*)/.exec(text)?.[1] ?? ''),
    calendarLine('END', 'VALARM'),
  ]
  return event.replace(/END:VEVENT\r\n$/, (end) => alarm.join('') + end)
}
