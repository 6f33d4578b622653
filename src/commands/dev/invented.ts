import { referencesTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { slugOf } from '#src/model/slug-of.ts'
import { proposedSortName } from '#src/model/sort-name.ts'
import { line, reference, rich, same, slug, text, type Words, written } from '#src/seed/write.ts'
import { inventedWords } from './invented-words.ts'

const { topics, titles, openings, sentences, roles, positions, roomNames, partTitles, cities, people } =
  inventedWords

/**
 * Invented content with a number of sessions, in all languages, without a fault; for measurements. The same number
 * always gives the same documents, and a document comes after those that it refers to. Up to 300 sessions are one
 * edition; more are ten. An edition has five days of eight times each, and at least eight rooms.
 */
export function inventedContent(sessions: number): readonly RawDocument[] {
  const editions = sessions > 300 ? 10 : 1
  const contributors = inventedPeople(Math.max(24, Math.ceil(sessions * 0.4)))
  const years = Array.from({ length: editions }, (_, index) => 2030 - editions + 1 + index)
  return [
    ...contributors,
    ...years.flatMap((year, index) => {
      // What is left when editions are not equally large goes to the last ones.
      const [from, to] = [index, index + 1].map((edge) => Math.floor((sessions * edge) / editions))
      return edition(year, index, (to ?? 0) - (from ?? 0), contributors)
    }),
    forum(years.at(-1) ?? 2030),
    ...Array.from({ length: 4 }, (_, index) => strategySection(index)),
    ...Array.from({ length: 3 }, (_, index) => page(index)),
    term,
  ]
}

/** Invented contributors: of six, five are people of the organisation that is the sixth. An organisation comes before its people. */
export function inventedPeople(count: number): readonly RawDocument[] {
  const organisationFirst = (index: number) => (index % 6 === 5 ? index - 5 : index + 1)
  const order = Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => organisationFirst(a) - organisationFirst(b),
  )
  return order.map((index) => person(index, count))
}

/** Invented sessions for the last part of the default content: up to twelve in the evening of its day, more on three days. */
export function moreSessions(count: number): readonly RawDocument[] {
  const isEvening = count <= 12
  // In thirds of an hour: from 18:00, or from 09:00 to 21:00 again and again.
  const time = (thirds: number) => `${String(Math.floor(thirds / 3)).padStart(2, '0')}:${(thirds % 3) * 2}0`
  return Array.from({ length: count }, (_, index) => {
    const start = isEvening ? 54 + index : 27 + (Math.floor(index / 3) % 36)
    return session({
      ...{ year: 2019, nth: 100 + index, date: `2019-11-${isEvening ? 12 : 12 + (index % 3)}` },
      ...{ part: 'part-3', start: time(start), end: time(start + 1) },
      people: ['uclg', 'uclg-africa'],
    })
  })
}

const days = 5
const slots = [
  { start: '08:30', end: '09:20' },
  { start: '09:30', end: '10:20' },
  { start: '11:00', end: '11:50' },
  { start: '12:00', end: '12:50' },
  { start: '14:30', end: '15:20' },
  { start: '15:30', end: '16:20' },
  { start: '17:00', end: '17:50' },
  { start: '18:00', end: '18:50' },
]
const pauses = [
  { start: '10:30', end: '11:00', title: { en: 'Coffee', fr: 'Pause-café', es: 'Café' } },
  { start: '13:00', end: '14:30', title: { en: 'Lunch', fr: 'Déjeuner', es: 'Almuerzo' } },
  { start: '16:30', end: '17:00', title: { en: 'Tea', fr: 'Thé', es: 'Té' } },
] as const
const zones = ['Europe/Madrid', 'Africa/Nairobi', 'America/Bogota', 'Asia/Seoul', 'Pacific/Auckland']

/** An edition with all that belongs to it: rooms, parts, sessions, breaks. */
function edition(
  year: number,
  index: number,
  count: number,
  contributors: readonly RawDocument[],
): readonly RawDocument[] {
  const place = at(cities, index)
  const dates = Array.from({ length: days }, (_, day) => `${year}-05-${String(6 + day).padStart(2, '0')}`)
  const rooms = Array.from({ length: Math.max(8, Math.ceil(count / days / slots.length)) }, (_, room) => {
    const name = mapped(at(roomNames, room), (words) => `${words} ${room + 1}`)
    return written({
      _id: `room-${year}-${room + 1}`,
      _type: 'room',
      edition: reference(`edition-${year}`),
      name: line(name),
      slug: slug(mapped(name, slugOf)),
      directions: text(at(sentences, room)),
      seats: 40 + 20 * room,
    })
  })
  const parts = partTitles.map((title, part) =>
    written({
      _id: `part-${year}-${part + 1}`,
      _type: 'part',
      edition: reference(`edition-${year}`),
      ordinal: part + 1,
      title: line(title),
      slug: slug(mapped(title, slugOf)),
      summary: text(at(sentences, index + part)),
    }),
  )
  const perDay = Math.ceil(count / days)
  return [
    written({
      _id: `edition-${year}`,
      _type: 'edition',
      ordinal: index + 1,
      slug: { _type: 'slug', current: String(year) },
      title: line({ en: `Forum of ${year}`, fr: `Forum de ${year}`, es: `Foro de ${year}` }),
      firstDay: dates.at(0) ?? '',
      lastDay: dates.at(-1) ?? '',
      timeZone: at(zones, index),
      city: line(mapped(place, (name) => name.split(', ')[0] ?? '')),
      country: line(mapped(place, (name) => name.split(', ')[1] ?? '')),
      venue: line(at(roomNames, index + 7)),
      lead: text(at(openings, index)),
      brief: rich(paragraphs(index, 3)),
      objectives: rich(
        mapped(topics[0] ?? same(''), (_, locale) =>
          [0, 1, 2].map((nth) => `- ${at(topics, index * 3 + nth)[locale]}`),
        ),
      ),
      ...(year < 2030 && { outcomes: rich(paragraphs(index + 3, 2)) }),
      links: { _type: 'editionLinks', registration: `https://example.org/${year}/register` },
    }),
    ...rooms,
    ...parts,
    ...dates.flatMap((date, day) =>
      pauses.map(({ title, start, end }, nth) =>
        written({
          _id: `break-${year}-${day + 1}-${nth + 1}`,
          _type: 'break',
          edition: reference(`edition-${year}`),
          title: line(title),
          ...{ date, start, end },
        }),
      ),
    ),
    ...Array.from({ length: count }, (_, nth) => {
      const [day, ofDay] = [Math.floor(nth / perDay), nth % perDay]
      const time = Math.floor((ofDay * slots.length) / perDay)
      // The number of those before it at the same time is its room, so no room has two.
      const room = ofDay - Math.ceil((time * perDay) / slots.length)
      return session({
        year,
        nth,
        date: dates[day] ?? '',
        ...at(slots, time),
        part: parts[Math.floor((nth * parts.length) / count)]?._id ?? '',
        rooms: [at(rooms, room)._id],
        // No two at the same time have the same.
        people: [0, 1].map(
          (place) => at(contributors, (day * slots.length + time) * 7 + room * 2 + place)._id,
        ),
      })
    }),
  ]
}

function session(place: {
  readonly year: number
  readonly nth: number
  readonly date: string
  readonly start: string
  readonly end: string
  readonly part: string
  readonly rooms?: readonly string[]
  readonly people: readonly string[]
}): RawDocument {
  const { year, nth, date, start, end } = place
  const topic = at(topics, nth * 5 + Math.floor(nth / topics.length) + year)
  const pattern = at(titles, nth)
  const title = mapped(pattern, (words, locale) => capital(words.replace('{}', topic[locale])))
  return written({
    _id: `session-${year}-${String(nth + 1).padStart(4, '0')}`,
    _type: 'session',
    title: line(title),
    slug: slug(mapped(title, (words) => `${slugOf(words)}-${nth + 1}`)),
    edition: reference(`edition-${year}`),
    part: reference(place.part),
    ...{ date, start, end },
    ...(place.rooms && { rooms: referencesTo(place.rooms) }),
    description: rich(
      mapped(at(openings, nth), (opening, locale) => [
        opening,
        `**${capital(topic[locale])}.** ${at(sentences, nth)[locale]} ${at(sentences, nth + 1)[locale]}`,
        ...(nth % 4 === 0 ? [0, 1, 2].map((item) => `- ${at(topics, nth + item)[locale]}`) : []),
        ...(nth % 7 === 0 ? [`[example.org](https://example.org/${year}/${nth + 1})`] : []),
      ]),
    ),
    contributors: place.people.slice(0, nth % 3 === 0 ? 2 : 1).map((id, index) => ({
      _key: `contribution-${index + 1}`,
      _type: 'contribution' as const,
      contributor: reference(id),
      ...((nth + index) % 4 === 0 && { role: line(at(roles, nth + index)) }),
    })),
    spokenLanguages: nth % 3 === 0 ? ['en', 'fr'] : ['en'],
    interpretation: (nth % 3 === 0 ? (['es'] as const) : (['fr', 'es'] as const)).map((language) => ({
      ...{ _key: language, _type: 'interpretation' as const, language },
    })),
    status: nth % 53 === 52 ? 'cancelled' : nth % 37 === 36 ? 'moved' : 'scheduled',
    ...(nth % 37 === 36 && {
      movedFrom: { _type: 'movedFrom' as const, date, start: '08:00', end: '08:50' },
    }),
    ...(nth % 5 === 0 && {
      links: [
        {
          _key: 'link-1',
          _type: 'sessionLink' as const,
          title: line({ en: 'Background note', fr: 'Note de contexte', es: 'Nota de contexto' }),
          url: `https://example.org/${year}/note-${nth + 1}`,
        },
      ],
    }),
    ...(year < 2030 && nth % 3 === 0 && { recap: rich(paragraphs(nth, 2)) }),
  })
}

function person(index: number, count: number): RawDocument {
  const idOf = (nth: number) => `contributor-${String(nth + 1).padStart(4, '0')}`
  const id = idOf(index)
  if (index % 6 === 5) {
    const topic = at(topics, index)
    return written({
      _id: id,
      _type: 'contributor',
      kind: 'organisation',
      name: line(mapped(network, (start, locale) => `${start} ${topic[locale]}`)),
      slug: slug(mapped(network, (start, locale) => `${slugOf(`${start} ${topic[locale]}`)}-${index + 1}`)),
      acronym: line(same(`N${String.fromCharCode(65 + (index % 26))}${index}`)),
      url: `https://example.org/networks/${index + 1}`,
    })
  }
  const [first, second] = at(people, index).names
  const nth = Math.floor(index / people.length)
  const name = [at(first, nth), at(second, nth + Math.floor(nth / first.length))].join(' ')
  const organisation = index - (index % 6) + 5
  return written({
    _id: id,
    _type: 'contributor',
    kind: 'person',
    name: line(same(name)),
    sortName: line(same(proposedSortName(name, 'person'))),
    slug: slug(same(slugOf(`${name} ${index + 1}`))),
    position: line(at(positions, index)),
    ...(organisation < count && { organisation: reference(idOf(organisation)) }),
    ...(index % 4 === 0 && { biography: rich(paragraphs(index, 1)) }),
    place: line(at(cities, index)),
  })
}

const network: Words = { en: 'Network for', fr: 'Réseau pour', es: 'Red por' }

const forum = (year: number): RawDocument =>
  written({
    _id: 'forum',
    _type: 'forum',
    name: line({ en: 'Forum of Estuaries', fr: 'Forum des estuaires', es: 'Foro de los Estuarios' }),
    organisation: line({
      en: 'League of River Towns',
      fr: 'Ligue des villes fluviales',
      es: 'Liga de Ciudades Fluviales',
    }),
    acronym: line({ en: 'LRT', fr: 'LVF', es: 'LCF' }),
    brief: rich(paragraphs(0, 4)),
    linesOfAction: [0, 1, 2].map((nth) => ({
      _key: `line-${nth + 1}`,
      _type: 'lineOfAction' as const,
      title: line(mapped(at(topics, nth), capital)),
      text: text(at(sentences, nth)),
      isNew: nth === 2,
    })),
    hashtag: '#Estuaries',
    currentEdition: reference(`edition-${year}`),
  })

const strategySection = (index: number): RawDocument =>
  written({
    _id: `strategy-${index + 1}`,
    _type: 'strategySection',
    order: index + 1,
    title: line(mapped(at(topics, index * 3 + 1), capital)),
    text: rich(paragraphs(index, 4)),
  })

const page = (index: number): RawDocument => {
  const title = mapped(at(topics, index * 7 + 2), capital)
  return written({
    _id: `page-${index + 1}`,
    _type: 'page',
    order: index + 1,
    title: line(title),
    slug: slug(mapped(title, slugOf)),
    text: rich(paragraphs(index + 1, 5)),
  })
}

const term: RawDocument = written({ _id: 'term-1', _type: 'term', title: line(at(topics, 0)) })

/** A paragraph of two sentences each. */
const paragraphs = (from: number, count: number): Words<readonly string[]> =>
  mapped(sentences[0] ?? same(''), (_, locale) =>
    Array.from(
      { length: count },
      (_, nth) => `${at(sentences, from + nth)[locale]} ${at(sentences, from + nth + 2)[locale]}`,
    ),
  )

/** An item of a list that begins again at its end. */
function at<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length]
  if (item === undefined) throw new Error('an empty list')
  return item
}

const mapped = <T>(words: Words, change: (text: string, locale: keyof Words) => T): Words<T> => ({
  en: change(words.en, 'en'),
  fr: change(words.fr, 'fr'),
  es: change(words.es, 'es'),
})

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
