import type ICAL from 'ical.js'
import { isTimeZone, offsetOf } from '#src/model/time.ts'

/** A time of a calendar: ISO 8601, with an offset where the file says the zone. `minutes` compares times of one file. */
export type CalendarTime = { iso: string; isDate: boolean; minutes: number }

/**
 * Reads the times of calendars. A zone is known by its IANA name; one with a name of its own by what the file says of its
 * clocks.
 */
export class CalendarTimes {
  readonly #ical: typeof ICAL
  readonly #zones: ReadonlyMap<string, ICAL.Timezone>
  readonly #used: string[] = []

  constructor(ical: typeof ICAL, calendars: readonly ICAL.Component[]) {
    this.#ical = ical
    this.#zones = new Map(
      calendars
        .flatMap((calendar) => calendar.getAllSubcomponents('vtimezone'))
        .map((one) => [String(one.getFirstPropertyValue('tzid')), new ical.Timezone(one)]),
    )
  }

  /** The zone that most of the times which were read are written in; undefined where none has an IANA name. */
  get zone(): string | undefined {
    const counts = Map.groupBy(this.#used, (name) => name)
    return [...counts].sort(([, one], [, other]) => other.length - one.length)[0]?.[0]
  }

  /** @returns undefined where there is no such time, or it cannot be read */
  read(component: ICAL.Component, name: 'dtstart' | 'dtend'): CalendarTime | undefined {
    try {
      const property = component.getFirstProperty(name)
      const time = property?.getFirstValue()
      if (!(time instanceof this.#ical.Time)) return undefined
      return this.#timeOf(time, String(property?.getParameter('tzid') ?? ''))
    } catch {
      return undefined
    }
  }

  #timeOf(time: ICAL.Time, tzid: string): CalendarTime | undefined {
    const wall = time.toString().slice(0, 16)
    const instant = Date.parse(time.isDate ? `${wall}T00:00Z` : `${wall}Z`)
    if (Number.isNaN(instant)) return undefined
    const minutes = instant / 60_000
    if (time.isDate) return { iso: wall, isDate: true, minutes }
    if (time.zone === this.#ical.Timezone.utcTimezone) return { iso: `${wall}Z`, isDate: false, minutes }
    const offset = this.#offset(time, wall, tzid)
    return { iso: wall + offset, isDate: false, minutes: minutes - minutesOfOffset(offset) }
  }

  /** Empty where nothing says it: the time is that of the place. */
  #offset(time: ICAL.Time, wall: string, tzid: string): string {
    const name = zoneNamed(tzid)
    if (name !== undefined) {
      this.#used.push(name)
      return offsetOf(wall.slice(0, 10), wall.slice(11), name)
    }
    const own = this.#zones.get(tzid)
    return own === undefined ? '' : offsetText(Math.round(own.utcOffset(time) / 60))
  }
}

/** Some programs write a path before the name of the zone. @example zoneNamed('/citadel.org/20250101_1/Europe/Paris') → 'Europe/Paris' */
export function zoneNamed(tzid: string): string | undefined {
  const names = [tzid, tzid.split('/').slice(-2).join('/')]
  return names.find((name) => name !== '' && isTimeZone(name))
}

const offsetText = (minutes: number): string => {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}

const minutesOfOffset = (offset: string): number => {
  const size = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))
  return offset === '' ? 0 : offset.startsWith('-') ? -size : size
}
