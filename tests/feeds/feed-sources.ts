import { XMLParser } from 'fast-xml-parser'
import { editionFeed, type FeedName } from '#src/feeds/edition-feeds.ts'
import type { FeedSource } from '#src/feeds/feed-source.ts'
import type { Locale } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { seedContents } from '#src/seed/index.ts'
import { published } from './published.ts'

/** The contents that feeds are read of, with the ids of their editions. */
export const contents = {
  'the default content': {
    documents: seedContents.yes.documents,
    editions: ['edition-2019', 'edition-2022'],
  },
  'the congress': {
    documents: seedContents.congress.documents,
    editions: seedContents.congress.documents.flatMap(({ _id, _type }) => (_type === 'edition' ? [_id] : [])),
  },
} as const

export const storedContent = (documents: readonly RawDocument[]): readonly RawDocument[] =>
  documents.map((document) => ({ ...document, _updatedAt: '2027-05-01T08:00:00Z' }))

/** What feeds of these documents are made of. */
export function feedSource(documents: readonly RawDocument[], locale: Locale): FeedSource {
  return {
    ...published(documents),
    locale,
    absolute: (address) => `https://example.org/forum${address}`,
    piece: (_name, make) => make(),
  }
}

/** The text of a feed of an edition. */
export async function feedText(name: FeedName, edition: string, source: FeedSource): Promise<string> {
  const document = source.documents.edition(edition)
  if (!document) throw new Error(`No edition ${edition}`)
  return (await editionFeed(name, document, source)).text
}

/** A session as a reader that knows nothing of ours finds it in a file: instants in milliseconds. */
export type FoundSession = {
  guid: string
  id: number
  from: number
  minutes: number
  title: string
  room: string
}

/** The sessions in `schedule.xml`, as a parser of XML finds them. */
export function sessionsInXml(xml: string): readonly FoundSession[] {
  const parser = new XMLParser({
    ...{ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false },
    isArray: (name) => ['day', 'room', 'event'].includes(name),
  })
  const days: Tag[] = parser.parse(xml).schedule.day
  return days.flatMap((day) =>
    listOf(day.room).flatMap((room) =>
      listOf(room.event).map((event) => ({
        ...{ guid: String(event['@guid']), id: Number(event['@id']) },
        ...{ from: Date.parse(String(event.date)), minutes: minutesIn(String(event.duration)) },
        ...{ title: String(event.title), room: String(room['@name']) },
      })),
    ),
  )
}

type Tag = Readonly<Record<string, unknown>>
const listOf = (value: unknown): readonly Tag[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'object') : []

/** The sessions in `schedule.json`. */
export function sessionsInJson(json: string): readonly FoundSession[] {
  const days: { rooms: Record<string, Tag[]> }[] = JSON.parse(json).schedule.conference.days
  return days.flatMap(({ rooms }) =>
    Object.entries(rooms).flatMap(([room, events]) =>
      events.map((event) => ({
        ...{ guid: String(event.guid), id: Number(event.id), title: String(event.title), room },
        ...{ from: Date.parse(String(event.date)), minutes: minutesIn(String(event.duration)) },
      })),
    ),
  )
}

const minutesIn = (duration: string) => {
  const [hours, minutes] = duration.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}
