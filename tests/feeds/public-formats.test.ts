import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XMLParser } from 'fast-xml-parser'
import { expect, it } from 'vitest'
import { frabGenerator } from '#src/feeds/frab.ts'
import { programmeSchema, programmeVersion } from '#src/feeds/programme-format.ts'
import { contents, feedSource, feedText, storedContent } from './feed-sources.ts'

/**
 * What others read is a promise. Where one of these fails: a field that was added goes into the list or the file here;
 * a field that is gone or means something else needs a new version, beside the old one, which goes on answering.
 */

const source = feedSource(storedContent(contents['the congress'].documents), 'en')
const [, , edition = ''] = contents['the congress'].editions.toSorted()

it('programme.json of version 1 has the fields that were promised', () => {
  const promised = JSON.parse(readFileSync(join(import.meta.dirname, 'programme-1.schema.json'), 'utf8'))
  expect(programmeVersion).toBe(1)
  expect(programmeSchema((address) => `https://example.org${address}`)).toEqual(promised)
})

it('schedule.json of version 1 has the fields that were promised', async () => {
  expect(frabGenerator.version).toBe('1')
  const file = JSON.parse(await feedText('schedule.json', edition, source))
  // Rooms are named by content.
  for (const day of file.schedule.conference.days) day.rooms = Object.values(day.rooms)
  expect(pathsIn(file)).toMatchInlineSnapshot(`
    [
      "$schema",
      "generator.name",
      "generator.version",
      "schedule.base_url",
      "schedule.conference.acronym",
      "schedule.conference.days.date",
      "schedule.conference.days.day_end",
      "schedule.conference.days.day_start",
      "schedule.conference.days.index",
      "schedule.conference.days.rooms.abstract",
      "schedule.conference.days.rooms.attachments.title",
      "schedule.conference.days.rooms.attachments.url",
      "schedule.conference.days.rooms.date",
      "schedule.conference.days.rooms.description",
      "schedule.conference.days.rooms.duration",
      "schedule.conference.days.rooms.end",
      "schedule.conference.days.rooms.guid",
      "schedule.conference.days.rooms.id",
      "schedule.conference.days.rooms.language",
      "schedule.conference.days.rooms.links.title",
      "schedule.conference.days.rooms.links.url",
      "schedule.conference.days.rooms.logo",
      "schedule.conference.days.rooms.persons.guid",
      "schedule.conference.days.rooms.persons.name",
      "schedule.conference.days.rooms.persons.public_name",
      "schedule.conference.days.rooms.persons.url",
      "schedule.conference.days.rooms.room",
      "schedule.conference.days.rooms.slug",
      "schedule.conference.days.rooms.start",
      "schedule.conference.days.rooms.subtitle",
      "schedule.conference.days.rooms.title",
      "schedule.conference.days.rooms.track",
      "schedule.conference.days.rooms.type",
      "schedule.conference.days.rooms.url",
      "schedule.conference.daysCount",
      "schedule.conference.end",
      "schedule.conference.rooms.guid",
      "schedule.conference.rooms.name",
      "schedule.conference.start",
      "schedule.conference.time_zone_name",
      "schedule.conference.timeslot_duration",
      "schedule.conference.title",
      "schedule.conference.tracks.name",
      "schedule.conference.tracks.slug",
      "schedule.conference.url",
      "schedule.version",
    ]
  `)
})

it('schedule.xml of version 1 has the elements that were promised', async () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@' })
  const file = parser.parse(await feedText('schedule.xml', edition, source))
  expect(pathsIn(file)).toMatchInlineSnapshot(`
    [
      "?xml.@encoding",
      "?xml.@version",
      "schedule.conference.acronym",
      "schedule.conference.base_url",
      "schedule.conference.days",
      "schedule.conference.end",
      "schedule.conference.start",
      "schedule.conference.time_zone_name",
      "schedule.conference.timeslot_duration",
      "schedule.conference.title",
      "schedule.day.@date",
      "schedule.day.@end",
      "schedule.day.@index",
      "schedule.day.@start",
      "schedule.day.room.@guid",
      "schedule.day.room.@name",
      "schedule.day.room.event.@guid",
      "schedule.day.room.event.@id",
      "schedule.day.room.event.abstract",
      "schedule.day.room.event.attachments",
      "schedule.day.room.event.attachments.attachment.#text",
      "schedule.day.room.event.attachments.attachment.@href",
      "schedule.day.room.event.date",
      "schedule.day.room.event.description",
      "schedule.day.room.event.duration",
      "schedule.day.room.event.language",
      "schedule.day.room.event.links",
      "schedule.day.room.event.links.link.#text",
      "schedule.day.room.event.links.link.@href",
      "schedule.day.room.event.persons",
      "schedule.day.room.event.persons.person.#text",
      "schedule.day.room.event.persons.person.@guid",
      "schedule.day.room.event.persons.person.@id",
      "schedule.day.room.event.room",
      "schedule.day.room.event.slug",
      "schedule.day.room.event.start",
      "schedule.day.room.event.subtitle",
      "schedule.day.room.event.title",
      "schedule.day.room.event.track",
      "schedule.day.room.event.type",
      "schedule.day.room.event.url",
      "schedule.generator.@name",
      "schedule.generator.@version",
      "schedule.version",
    ]
  `)
})

/** The paths of all values, without the positions in lists. */
function pathsIn(value: unknown): readonly string[] {
  const paths = new Set<string>()
  const look = (part: unknown, path: string): void => {
    if (typeof part !== 'object' || part === null) paths.add(path.slice(1))
    else
      for (const [key, inner] of Object.entries(part))
        look(inner, Array.isArray(part) ? path : `${path}.${key}`)
  }
  look(value, '')
  return [...paths].sort()
}
