import { spawnSync } from 'node:child_process'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { shown } from '#src/addresses/localize.ts'
import { addressTable } from '#src/addresses/table.ts'
import { Moment } from '#src/content/moment.ts'
import { calendarFile } from '#src/feeds/calendar.ts'
import type { CalendarSource } from '#src/feeds/calendar-event.ts'
import { type Locale, locales } from '#src/locales.ts'
import type { RawDocument, Session } from '#src/model/schema.ts'
import { endDateOf, instantOf } from '#src/model/time.ts'
import { documentsOf } from '#src/programme/documents.ts'
import { examine } from '#src/rules/examine.ts'
import { contents, storedContent } from './feed-sources.ts'

/** What calendars of these documents are made of, after a release with this ledger. */
function sourceOf(documents: readonly RawDocument[], locale: Locale, earlier: Ledger = emptyLedger) {
  const { snapshot, faults } = examine(documents, earlier)
  if (!snapshot) throw new Error(JSON.stringify(faults))
  const table = addressTable(snapshot, earlier)
  const source: CalendarSource = {
    ...{ ...table, documents: documentsOf(snapshot), locale, moment: new Moment(snapshot, 0) },
    absolute: (address) => `https://example.org/forum${address}`,
    piece: (_name, make) => make(),
  }
  return { source, ledger: table.ledger }
}

function fileOf(id: string, source: CalendarSource): Promise<string> {
  const record = source.past.record(id)
  if (!record) throw new Error(`Nothing has the id ${id}`)
  return calendarFile(record, source)
}

type Found = { uid: string; from: number; to: number; title: string; state: string; sequence: number }

/** The events in a file, for a reader that knows nothing but the file. */
function eventsIn(text: string): readonly Found[] {
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

const cancelled = { en: 'Cancelled: ', fr: 'Annulée\u00a0: ', es: 'Cancelada: ' }

describe.each(Object.entries(contents))('%s', (_name, { documents, editions }) => {
  const content = storedContent(documents)

  describe.each(locales.map(({ locale }) => locale))('in %s', (locale) => {
    const { source } = sourceOf(content, locale)

    it.each(editions)('has every session of %s at the instants of its pages', async (id) => {
      const edition = source.documents.edition(id)
      const expected = source.documents.sessionsOf(id).map((session) => ({
        uid: `${session._id}@example.org`,
        from: instantOf(session.date, session.start, edition?.timeZone ?? ''),
        to: instantOf(endDateOf(session), session.end, edition?.timeZone ?? ''),
        title: `${session.status === 'cancelled' ? cancelled[locale] : ''}${shown(session.title, locale)?.value}`,
        state: session.status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
      }))
      const found = eventsIn(await fileOf(id, source))
      expect(found.map(({ sequence: _, ...rest }) => rest)).toEqual(expected)
    })
  })

  it('is in lines of at most 75 octets, each ended as the format asks, and the same each time', async () => {
    const [source, again] = [sourceOf(content, 'fr').source, sourceOf(content, 'fr').source]
    const listing = source.past.subjects.filter(({ kind }) =>
      ['edition', 'room', 'contributor'].includes(kind),
    )
    for (const { id } of listing) {
      const text = await fileOf(id, source)
      const lines = text.split('\r\n')
      expect([id, lines.filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/.test(line))]).toEqual([
        id,
        [],
      ])
      expect(lines.at(-1)).toBe('')
      expect(await fileOf(id, again)).toBe(text)
    }
  })
})

const congress = storedContent(contents['the congress'].documents)
const edition = '906d835f-8531-8b40-b3c9-2503e6492bd2'

it('has the sessions of a part, a day, a room and a person, each once', async () => {
  const { source } = sourceOf(congress, 'fr')
  const { documents, past } = source
  const sessionsOf: Readonly<Record<string, (id: string) => readonly Session[]>> = {
    part: documents.sessionsOfPart,
    room: documents.sessionsIn,
    contributor: documents.sessionsWith,
    day: (id) => documents.sessionsOn(edition, id.slice(-10)),
  }
  for (const { kind, id, edition: of } of past.subjects) {
    if (kind === 'day' && of !== edition) continue
    const sessions = sessionsOf[kind]?.(id)
    if (!sessions) continue
    const uids = eventsIn(await fileOf(id, source)).map(({ uid }) => uid)
    expect([id, uids]).toEqual([id, sessions.map(({ _id }) => `${_id}@example.org`)])
  }
})

it('after a shift, a cancellation and a withdrawal, has the same entries, with a higher sequence', async () => {
  const { source: before, ledger } = sourceOf(congress, 'en')
  const [shifted, stopped, gone, other] = before.documents.sessionsOf(edition)
  const later = { _updatedAt: '2027-05-02T08:00:30Z' }
  const changed = congress.flatMap((document): RawDocument[] => {
    if (document._id === gone?._id) return []
    if (document._id === shifted?._id) return [{ ...document, ...later, start: '07:15', end: '08:45' }]
    return [document._id === stopped?._id ? { ...document, ...later, status: 'cancelled' } : document]
  })
  const { source, ledger: last } = sourceOf(changed, 'en', ledger)
  const was = new Map(eventsIn(await fileOf(edition, before)).map((event) => [event.uid, event]))
  const now = new Map(eventsIn(await fileOf(edition, source)).map((event) => [event.uid, event]))
  const at = (id: string | undefined) => ({
    was: was.get(`${id}@example.org`),
    now: now.get(`${id}@example.org`),
  })
  expect([...now.keys()].sort()).toEqual([...was.keys()].sort())
  expect(at(other?._id).now).toEqual(at(other?._id).was)
  expect(at(shifted?._id).now).toMatchObject({
    from: instantOf(shifted?.date ?? '', '07:15', before.documents.edition(edition)?.timeZone ?? ''),
    sequence: (at(shifted?._id).was?.sequence ?? 0) + 24 * 60,
  })
  expect(at(stopped?._id).now).toMatchObject({
    ...at(stopped?._id).was,
    state: 'CANCELLED',
    title: expect.stringMatching(/^Cancelled: /),
    sequence: expect.any(Number),
  })
  expect(at(gone?._id).now).toEqual({
    ...at(gone?._id).was,
    ...{ state: 'CANCELLED', title: `Cancelled: ${shown(gone?.title ?? {}, 'en')?.value}` },
    sequence: (at(gone?._id).was?.sequence ?? 0) + 1,
  })
  // A backup that is restored is older, but not to calendars.
  const { source: restored } = sourceOf(congress, 'en', last)
  expect(
    eventsIn(await fileOf(edition, restored)).find(({ uid }) => uid.startsWith(`${shifted?._id}@`))?.sequence,
  ).toBe(at(shifted?._id).now?.sequence)
})

it('has the clocks of the current edition where it has no session: the format asks for something', async () => {
  const person = congress.find(({ _type }) => _type === 'contributor')
  const idle = person ? [{ ...person, _id: 'idle', slug: undefined }] : []
  const { source } = sourceOf([...congress, ...idle], 'en')
  const pieces = new ICAL.Component(ICAL.parse(await fileOf('idle', source))).getAllSubcomponents()
  expect(pieces.map((piece) => [piece.name, piece.getFirstPropertyValue('tzid')])).toEqual([
    ['vtimezone', source.documents.edition(edition)?.timeZone],
  ])
})

it('keeps a title of any characters', async () => {
  const title = `Été · “água”; a, b\\n c👩🏽‍🤝‍👨🏿\u{1F3F4}\u{E0067} ${'ø'.repeat(90)}`
  const [first] = sourceOf(congress, 'en').source.documents.sessionsOf(edition)
  const changed = congress.map((document) =>
    document._id === first?._id
      ? {
          ...document,
          title: [{ _key: 'en', _type: 'internationalizedArrayStringValue', language: 'en', value: title }],
        }
      : document,
  )
  const { source } = sourceOf(changed, 'en')
  const [found] = eventsIn(await fileOf(first?._id ?? '', source))
  expect(found?.title).toBe(shown(source.documents.session(first?._id)?.title, 'en')?.value)
})

const python = ['python3', '/usr/bin/python3'].find(
  (name) => spawnSync(name, ['-c', 'import icalendar']).status === 0,
)
it.skipIf(python === undefined)(
  'is read the same by a reader in another language (Python, icalendar)',
  async () => {
    const script = `
import sys, icalendar
for e in icalendar.Calendar.from_ical(sys.stdin.buffer.read()).walk('VEVENT'):
  print(e['UID'], int(e['DTSTART'].dt.timestamp() * 1000), int(e['DTEND'].dt.timestamp() * 1000), e['STATUS'], e['SEQUENCE'], e['SUMMARY'], sep='\\t')
`
    for (const { locale } of locales) {
      const text = await fileOf(edition, sourceOf(congress, locale).source)
      const { stdout, stderr } = spawnSync(python ?? '', ['-c', script], { input: text, encoding: 'utf8' })
      expect(stderr).toBe('')
      expect(stdout.trim().split('\n')).toEqual(
        eventsIn(text).map((event) =>
          [event.uid, event.from, event.to, event.state, event.sequence, event.title].join('\t'),
        ),
      )
    }
  },
)
