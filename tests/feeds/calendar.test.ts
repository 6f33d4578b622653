import { spawnSync } from 'node:child_process'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { shown } from '#src/addresses/localize.ts'
import { locales } from '#src/locales.ts'
import type { RawDocument, Session } from '#src/model/schema.ts'
import { endDateOf, instantOf } from '#src/model/time.ts'
import { calendarOf, calendarSource, eventsIn } from './calendars.ts'
import { contents, storedContent } from './feed-sources.ts'

const cancelled = { en: 'Cancelled: ', fr: 'Annulée\u00a0: ', es: 'Cancelada: ' }

describe.each(Object.entries(contents))('%s', (_name, { documents, editions }) => {
  const content = storedContent(documents)

  describe.each(locales.map(({ locale }) => locale))('in %s', (locale) => {
    const { source } = calendarSource(content, locale)

    it.each(editions)('has every session of %s at the instants of its pages', async (id) => {
      const edition = source.documents.edition(id)
      const expected = source.documents.sessionsOf(id).map((session) => ({
        uid: `${session._id}@example.org`,
        from: instantOf(session.date, session.start, edition?.timeZone ?? ''),
        to: instantOf(endDateOf(session), session.end, edition?.timeZone ?? ''),
        title: `${session.status === 'cancelled' ? cancelled[locale] : ''}${shown(session.title, locale)?.value}`,
        state: session.status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
      }))
      const found = eventsIn(await calendarOf(id, source))
      expect(found.map(({ sequence: _, ...rest }) => rest)).toEqual(expected)
    })
  })

  it('is in lines of at most 75 octets, each ended as the format asks, and the same each time', async () => {
    const [source, again] = [calendarSource(content, 'fr').source, calendarSource(content, 'fr').source]
    const listing = source.past.subjects.filter(({ kind }) =>
      ['edition', 'room', 'contributor'].includes(kind),
    )
    for (const { id } of listing) {
      const text = await calendarOf(id, source)
      const lines = text.split('\r\n')
      expect([id, lines.filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/.test(line))]).toEqual([
        id,
        [],
      ])
      expect(lines.at(-1)).toBe('')
      expect(await calendarOf(id, again)).toBe(text)
    }
  })
})

const congress = storedContent(contents['the congress'].documents)
const edition = '906d835f-8531-8b40-b3c9-2503e6492bd2'

it('has the sessions of a part, a day, a room and a person, each once', async () => {
  const { source } = calendarSource(congress, 'fr')
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
    const uids = eventsIn(await calendarOf(id, source)).map(({ uid }) => uid)
    expect([id, uids]).toEqual([id, sessions.map(({ _id }) => `${_id}@example.org`)])
  }
})

it('after a shift, a cancellation and a withdrawal, has the same entries, with a higher sequence', async () => {
  const { source: before, ledger } = calendarSource(congress, 'en')
  const [shifted, stopped, gone, other] = before.documents.sessionsOf(edition)
  const later = { _updatedAt: '2027-05-02T08:00:30Z' }
  const changed = congress.flatMap((document): RawDocument[] => {
    if (document._id === gone?._id) return []
    if (document._id === shifted?._id) return [{ ...document, ...later, start: '07:15', end: '08:45' }]
    return [document._id === stopped?._id ? { ...document, ...later, status: 'cancelled' } : document]
  })
  const { source, ledger: last } = calendarSource(changed, 'en', ledger)
  const was = new Map(eventsIn(await calendarOf(edition, before)).map((event) => [event.uid, event]))
  const now = new Map(eventsIn(await calendarOf(edition, source)).map((event) => [event.uid, event]))
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
  const { source: restored } = calendarSource(congress, 'en', last)
  expect(
    eventsIn(await calendarOf(edition, restored)).find(({ uid }) => uid.startsWith(`${shifted?._id}@`))
      ?.sequence,
  ).toBe(at(shifted?._id).now?.sequence)
})

it('has the clocks of the current edition where it has no session: the format asks for something', async () => {
  const person = congress.find(({ _type }) => _type === 'contributor')
  const idle = person ? [{ ...person, _id: 'idle', slug: undefined }] : []
  const { source } = calendarSource([...congress, ...idle], 'en')
  const pieces = new ICAL.Component(ICAL.parse(await calendarOf('idle', source))).getAllSubcomponents()
  expect(pieces.map((piece) => [piece.name, piece.getFirstPropertyValue('tzid')])).toEqual([
    ['vtimezone', source.documents.edition(edition)?.timeZone],
  ])
})

it('keeps a title of any characters', async () => {
  const title = `Été · “água”; a, b\\n c👩🏽‍🤝‍👨🏿\u{1F3F4}\u{E0067} ${'ø'.repeat(90)}`
  const [first] = calendarSource(congress, 'en').source.documents.sessionsOf(edition)
  const changed = congress.map((document) =>
    document._id === first?._id
      ? {
          ...document,
          title: [{ _key: 'en', _type: 'internationalizedArrayStringValue', language: 'en', value: title }],
        }
      : document,
  )
  const { source } = calendarSource(changed, 'en')
  const [found] = eventsIn(await calendarOf(first?._id ?? '', source))
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
      const text = await calendarOf(edition, calendarSource(congress, locale).source)
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
