import fc from 'fast-check'
import { locales } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { daysAfter, instantOf } from '#src/model/time.ts'
import { stored } from '../seed/stored.ts'

/** Programmes as chance makes them, and the documents that a lake would have of each. Texts are in one language or several. */

export type Texts = Readonly<Record<string, string>>
type Item = { id: string; date: string; start: string; end: string; title: Texts }
export type DrawnSession = Item & {
  /** The places of its part and its rooms in the lists of the programme. */
  part: number | undefined
  rooms: readonly number[]
  people: readonly number[]
  plenary: boolean
  status: 'scheduled' | 'moved' | 'cancelled'
  from: { date: string; start: string } | undefined
}
export type DrawnProgramme = {
  timeZone: string
  firstDay: string
  days: number
  parts: readonly Texts[]
  rooms: readonly Texts[]
  sessions: readonly DrawnSession[]
  breaks: readonly Item[]
}

export const editionId = 'drawn'
export const editionSlug = '2027'
export const people = ['ada', 'ben', 'cleo'] as const
export const partId = (index: number) => `drawn-part-${index}`
export const roomId = (index: number) => `drawn-room-${index}`

/** Days around which clocks change, at two, at midnight or by half an hour, and some on which they do not. */
const places = fc.constantFrom(
  ...[
    { timeZone: 'Africa/Johannesburg', firstDay: '2027-06-07' },
    { timeZone: 'Europe/Paris', firstDay: '2027-03-27' },
    { timeZone: 'Europe/Paris', firstDay: '2027-10-30' },
    { timeZone: 'America/New_York', firstDay: '2027-11-06' },
    { timeZone: 'Africa/Cairo', firstDay: '2027-04-29' },
    { timeZone: 'America/Havana', firstDay: '2027-03-13' },
    { timeZone: 'Australia/Lord_Howe', firstDay: '2027-04-03' },
    { timeZone: 'Asia/Kathmandu', firstDay: '2027-12-30' },
  ],
)

const clock = (quarters: number) => {
  const minutes = ((quarters % 96) + 96) % 96
  return `${String(Math.floor(minutes / 4)).padStart(2, '0')}:${String((minutes % 4) * 15).padStart(2, '0')}`
}
const texts = (name: string): fc.Arbitrary<Texts> =>
  fc
    .oneof(
      { weight: 2, arbitrary: fc.constant(locales.map(({ locale }) => locale)) },
      {
        weight: 1,
        arbitrary: fc.subarray(
          locales.map(({ locale }) => locale),
          { minLength: 1 },
        ),
      },
    )
    .map((languages) => Object.fromEntries(languages.map((locale) => [locale, `${name} in ${locale}`])))

/** In quarters of an hour from the midnight before its first day. Sessions take up to five hours. */
const line = fc.record({
  day: fc.nat({ max: 3 }),
  start: fc.oneof(fc.integer({ min: 0, max: 95 }), fc.constantFrom(36, 40, 44, 56, 93, 95, 1, 4)),
  length: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(4, 8)),
  part: fc.option(fc.nat({ max: 4 }), { nil: undefined }),
  rooms: fc.subarray([0, 1, 2, 3]),
  people: fc.subarray([0, 1, 2]),
  plenary: fc.nat({ max: 9 }).map((number) => number === 0),
  called: fc.nat({ max: 9 }),
  from: fc.record({ days: fc.integer({ min: -1, max: 1 }), start: fc.integer({ min: 0, max: 95 }) }),
  title: fc.nat({ max: 6 }),
})

/** How sessions lie: as they come, one after another with parts in order, or on few starts beside one another. */
const shape = fc.constantFrom('any', 'sequence', 'tracks')

export const drawnProgramme: fc.Arbitrary<DrawnProgramme> = fc
  .record({
    place: places,
    shape,
    days: fc.integer({ min: 1, max: 3 }),
    parts: fc.tuple(...[0, 1, 2, 3, 4].map((index) => texts(`Part ${index}`))),
    rooms: fc.tuple(...[0, 1, 2, 3].map((index) => texts(`Room ${index}`))),
    languages: fc.array(texts('Title'), { minLength: 7, maxLength: 7 }),
    lines: fc.array(line, { maxLength: 18, size: 'max' }),
    pauses: fc.array(line, { maxLength: 3, size: 'max' }),
  })
  .map(({ place, shape: form, days, parts, rooms, languages, lines, pauses }) => {
    const { timeZone, firstDay } = place
    const item = (id: string, { day, start, length, title }: Line): Item => ({
      ...{ id, date: daysAfter(firstDay, day % days), start: clock(start), end: clock(start + length) },
      title: Object.fromEntries(
        Object.keys(languages[title] ?? {}).map((lang) => [lang, `${id} in ${lang}`]),
      ),
    })
    const laid = form === 'sequence' ? inSequence(lines, days) : form === 'tracks' ? inTracks(lines) : lines
    const exists = ({ date, start, end }: Item) => {
      const until = end > start ? date : daysAfter(date, 1)
      const isThere = (day: string, time: string) => instantOf(day, time, timeZone) !== undefined
      return isThere(date, start) && isThere(until, end)
    }
    return {
      ...{ timeZone, firstDay, days, parts, rooms },
      sessions: laid
        .map((one, index): DrawnSession => {
          const own = item(`session-${index}`, one)
          const status = one.called < 2 ? 'moved' : one.called === 2 ? 'cancelled' : 'scheduled'
          const from = { date: daysAfter(own.date, one.from.days), start: clock(one.from.start) }
          return {
            ...{ ...own, part: one.part, rooms: one.rooms, people: one.people, plenary: one.plenary },
            ...{ status, from: status === 'moved' ? from : undefined },
          }
        })
        .filter(exists),
      breaks: pauses.map((one, index) => item(`break-${index}`, one)).filter(exists),
    }
  })

type Line = typeof line extends fc.Arbitrary<infer T> ? T : never

/** One after another, within a day from six o'clock on, the sessions of a part together. */
function inSequence(lines: readonly Line[], days: number): readonly Line[] {
  const ends = new Map<number, number>()
  return lines
    .toSorted((a, b) => (a.part ?? 0) - (b.part ?? 0))
    .flatMap((one) => {
      const day = one.day % days
      const start = ends.get(day) ?? 24
      const end = start + Math.min(one.length, 6)
      ends.set(day, end)
      return start < 96 ? [{ ...one, start, length: end - start, part: one.part ?? 0 }] : []
    })
}

/** Few starts, of which the first has some that go on beside those of the others. */
const inTracks = (lines: readonly Line[]): readonly Line[] =>
  lines.map((one) => {
    const hour = one.start % 4
    return { ...one, start: 40 + hour * 4, length: hour === 0 && one.length > 15 ? 8 : 4 }
  })

const localized = (values: Texts, kind = 'String') =>
  Object.entries(values).map(([language, value]) => ({
    ...{ _key: language, _type: `internationalizedArray${kind}Value`, language, value },
  }))
const reference = (_ref: string) => ({ _type: 'reference', _ref })
const references = (ids: readonly string[]) => ids.map((id) => ({ _key: id, ...reference(id) }))

/** The documents of a programme, with a forum whose present edition it is. */
export function documentsOfDrawn(programme: DrawnProgramme): readonly RawDocument[] {
  const base = { _updatedAt: '2027-01-01T08:00:00Z' }
  const inEdition = { ...base, edition: reference(editionId) }
  const named = (name: string) => localized({ en: name, fr: name, es: name })
  return [
    ...stored
      .filter(({ _type }) => _type === 'forum')
      .map((forum) => ({ ...forum, currentEdition: reference(editionId) })),
    {
      ...{ ...base, _id: editionId, _type: 'edition', ordinal: 7, slug: { current: editionSlug } },
      ...{ title: named('Drawn'), city: named('Anywhere'), timeZone: programme.timeZone },
      ...{ firstDay: programme.firstDay, lastDay: daysAfter(programme.firstDay, programme.days - 1) },
    },
    ...programme.parts.map((title, index) => ({
      ...{ ...inEdition, _id: partId(index), _type: 'part', ordinal: index + 1, slug: [] },
      title: localized(title),
    })),
    ...programme.rooms.map((name, index) => ({
      ...{ ...inEdition, _id: roomId(index), _type: 'room', slug: [], name: localized(name) },
    })),
    ...people.map((id) => ({
      ...{ ...base, _id: id, _type: 'contributor', kind: 'person', name: named(`${id} Name`), slug: [] },
      sortName: named(`Name, ${id}`),
    })),
    ...programme.sessions.map(({ id, part, rooms, people: own, title, from, ...fields }) => ({
      ...{ ...inEdition, ...fields, _id: id, _type: 'session', title: localized(title), slug: [] },
      ...(part !== undefined && { part: reference(partId(part)) }),
      ...(from && { movedFrom: { _type: 'movedFrom', ...from } }),
      rooms: references(rooms.map(roomId)),
      contributors: own.map((index) => ({
        ...{ _key: `${index}`, _type: 'contribution', contributor: reference(people[index] ?? '') },
      })),
    })),
    ...programme.breaks.map(({ id, title, ...times }) => ({
      ...{ ...inEdition, ...times, _id: id, _type: 'break', title: localized(title) },
    })),
  ]
}
