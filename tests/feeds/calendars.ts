import ICAL from 'ical.js'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { addressTable } from '#src/addresses/table.ts'
import { Moment } from '#src/content/moment.ts'
import { calendarFile } from '#src/feeds/calendar.ts'
import type { PastFeedSource } from '#src/feeds/feed-source.ts'
import type { Locale } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { documentsOf } from '#src/programme/documents.ts'
import { examine } from '#src/rules/examine.ts'

/** What calendars of these documents are made of, after a release with this ledger. */
export function calendarSource(
  documents: readonly RawDocument[],
  locale: Locale,
  earlier: Ledger = emptyLedger,
) {
  const { snapshot, faults } = examine(documents, earlier)
  if (!snapshot) throw new Error(JSON.stringify(faults))
  const table = addressTable(snapshot, earlier)
  const source: PastFeedSource = {
    ...{ ...table, documents: documentsOf(snapshot), locale, moment: new Moment(snapshot, 0) },
    absolute: (address) => `https://example.org/forum${address}`,
    piece: (_name, make) => make(),
  }
  return { source, ledger: table.ledger }
}

/** The calendar of a subject, present or past. */
export function calendarOf(id: string, source: PastFeedSource): Promise<string> {
  const record = source.past.record(id)
  if (!record) throw new Error(`Nothing has the id ${id}`)
  return calendarFile(record, source)
}

export type CalendarEvent = {
  uid: string
  from: number
  to: number
  title: string
  state: string
  sequence: number
}

/** The events in a file, for a reader that knows nothing but the file. */
export function eventsIn(text: string): readonly CalendarEvent[] {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const zones = new Map(
    calendar
      .getAllSubcomponents('vtimezone')
      .map((one) => [String(one.getFirstPropertyValue('tzid')), new ICAL.Timezone(one)]),
  )
  return calendar.getAllSubcomponents('vevent').map((event) => {
    const at = (name: string) => {
      const property = event.getFirstProperty(name)
      const time = property?.getFirstValue()
      if (!(time instanceof ICAL.Time)) throw new Error(`${name} is no time`)
      time.zone = zones.get(String(property?.getParameter('tzid'))) ?? time.zone
      return time.toUnixTime() * 1000
    }
    const value = (name: string) => String(event.getFirstPropertyValue(name))
    return {
      ...{ uid: value('uid'), from: at('dtstart'), to: at('dtend'), title: value('summary') },
      ...{ state: value('status'), sequence: Number(value('sequence')) },
    }
  })
}
