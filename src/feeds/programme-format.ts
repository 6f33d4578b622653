import { z } from 'zod'
import type { Address } from '#src/addresses/paths.ts'

/**
 * The format of `programme.json`, as programs of others read it. Fields may be added; one that goes, or means something
 * else, needs another version, and its schema an address of its own. `tests/feeds/public-formats.test.ts` holds this.
 */
export const programmeVersion = 1

/** The address of the JSON Schema of `programme.json`. */
export const programmeSchemaAddress: Address = `/schemas/programme-${programmeVersion}.json`

const id = z.string().meta({ description: 'The same in every language, and for good.' })
const address = z.url()
const date = z.iso.date()
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const instant = z.iso.datetime({ offset: true })
const language = z.string().meta({ description: 'A BCP 47 tag.' })

const text = z.object({ value: z.string(), lang: language }).meta({
  id: 'Text',
  description: 'A text, and the language that it is in: another one where a translation is missing.',
})
const richText = z.object({ value: z.string(), html: z.string(), lang: language }).meta({
  id: 'RichText',
  description: 'A text as plain lines, and as HTML of paragraphs, headings, lists and links.',
})

const times = {
  date: date.meta({ description: 'The day on which it starts, in the time zone of the edition.' }),
  start: clock.meta({ description: 'As clocks show it in the time zone of the edition.' }),
  end: clock.meta({ description: 'At or before the start it is on the next day.' }),
  startsAt: instant,
  endsAt: instant,
}

const room = z
  .object({
    ...{ id, name: text, url: address },
    ...{ floor: text.optional(), directions: text.optional(), seats: z.int().optional() },
  })
  .meta({ id: 'Room' })
const part = z
  .object({ id, ordinal: z.int(), title: text, summary: text.optional(), url: address })
  .meta({ id: 'Part' })
const contributor = z
  .object({
    ...{ id, kind: z.enum(['person', 'organisation']), name: text, url: address },
    ...{ acronym: text.optional(), position: text.optional(), affiliation: text.optional() },
  })
  .meta({ id: 'Contributor', description: 'The name of a person is in no language: "und".' })
const link = z.object({ title: text, url: address, language: language.optional() }).meta({ id: 'Link' })
const download = z
  .object({
    ...{ title: text, url: address, name: z.string() },
    ...{ language: language.optional(), bytes: z.int().optional() },
  })
  .meta({ id: 'Download' })
const session = z
  .object({
    id,
    guid: z.uuid().meta({ description: 'The same as in schedule.xml and schedule.json.' }),
    title: text,
    url: address.meta({ description: 'The permanent address, which leads to the language of the reader.' }),
    page: address.meta({ description: 'The page in the language of this file.' }),
    card: address.meta({
      description: 'A picture with the present facts, 1200 by 630 pixels. The address stays.',
    }),
    ...times,
    status: z.enum(['scheduled', 'moved', 'cancelled']),
    movedFrom: z
      .object({ date, start: clock.optional(), end: clock.optional(), rooms: z.array(id) })
      .optional()
      .meta({ description: 'When and in which rooms it was first to be.' }),
    part: id.optional(),
    plenary: z.boolean(),
    rooms: z.array(id),
    description: richText.optional(),
    recap: richText.optional(),
    contributors: z.array(z.object({ contributor: id, role: text.optional(), affiliation: text.optional() })),
    spokenLanguages: z.array(language),
    interpretation: z.array(z.object({ language, channel: z.string().optional() })),
    signedLanguages: z.array(language),
    captions: z.array(language),
    stream: address.optional(),
    recording: address.optional(),
    links: z.array(link),
    documents: z.array(download),
    updatedAt: instant,
  })
  .meta({ id: 'Session' })
const pause = z.object({ id, title: text, ...times }).meta({ id: 'Break' })

export const programmeFormat = z.object({
  $schema: address,
  version: z.literal(programmeVersion),
  lang: language.meta({ description: 'The language that was asked for.' }),
  updatedAt: instant.meta({ description: 'The newest change of anything in this file.' }),
  edition: z.object({
    ...{ id, ordinal: z.int(), title: text, url: address, page: address },
    ...{ firstDay: date, lastDay: date },
    timeZone: z.string().meta({ description: 'The IANA time zone of all dates and clock times.' }),
    ...{ venue: text.optional(), street: text.optional(), city: text, country: text.optional() },
    location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
    ...{ registration: address.optional(), stream: address.optional(), recording: address.optional() },
  }),
  days: z.array(z.object({ date, theme: text.optional() })),
  parts: z.array(part),
  rooms: z.array(room),
  contributors: z.array(contributor),
  breaks: z.array(pause),
  sessions: z.array(session),
})

/** The JSON Schema of `programme.json`. It accepts fields that it does not know, so that some can be added. */
export const programmeSchema = (absolute: (address: Address) => string): object => ({
  ...z.toJSONSchema(programmeFormat, { io: 'input' }),
  $id: absolute(programmeSchemaAddress),
  title: 'The programme of an edition',
})

export type ProgrammeFeed = z.infer<typeof programmeFormat>
