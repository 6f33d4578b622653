import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { ownCalendar } from '#site/islands/own-calendar.ts'
import { type Locale, locales } from '#src/locales.ts'
import { calendarOf, calendarSource, eventsIn } from '../feeds/calendars.ts'
import { contents, storedContent } from '../feeds/feed-sources.ts'

const edition = '906d835f-8531-8b40-b3c9-2503e6492bd2'
const congress = storedContent(contents['the congress'].documents)

/** The calendar of the congress after a release with one session more, which was withdrawn since, and its sessions. */
async function published(locale: Locale) {
  const { ledger, source: before } = calendarSource(congress, locale)
  const gone = before.documents.sessionsOf(edition).at(7)?._id ?? ''
  const { source } = calendarSource(
    congress.filter(({ _id }) => _id !== gone),
    locale,
    ledger,
  )
  return { file: await calendarOf(edition, source), sessions: source.documents.sessionsOf(edition), gone }
}

const alarmsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => ({
    uid: String(event.getFirstPropertyValue('uid')),
    title: String(event.getFirstPropertyValue('summary')),
    alarms: event
      .getAllSubcomponents('valarm')
      .map((alarm) =>
        ['action', 'trigger', 'description'].map((name) => String(alarm.getFirstPropertyValue(name))),
      ),
  }))

describe.each(locales.map(({ locale }) => locale))('the reader’s own calendar in %s', (locale) => {
  it('has the chosen sessions as the calendar of the edition has them, also what is cancelled or withdrawn', async () => {
    const { file, sessions, gone } = await published(locale)
    const cancelled = sessions.filter(({ status }) => status === 'cancelled').map(({ _id }) => _id)
    expect(cancelled).not.toEqual([])
    const chosen = [...sessions.filter((_one, at) => at % 3 === 0).map(({ _id }) => _id), ...cancelled, gone]
    const own = eventsIn(ownCalendar(file, { chosen, name: 'Mine' }))
    const expected = eventsIn(file).filter(({ uid }) => chosen.includes(uid.replace(/@.*/, '')))
    expect(own).toEqual(expected)
    expect(own.filter(({ state }) => state === 'CANCELLED').length).toBe(cancelled.length + 1)
    expect(own.length).toBe(new Set(chosen).size)
  })

  it('reminds of each that takes place, by its title', async () => {
    const { file, sessions, gone } = await published(locale)
    const chosen = [...sessions.map(({ _id }) => _id), gone]
    const events = alarmsIn(ownCalendar(file, { chosen, name: 'Mine', reminder: 15 }))
    const states = new Map(eventsIn(file).map(({ uid, state }) => [uid, state]))
    expect(events.map(({ alarms }) => alarms)).toEqual(
      events.map(({ uid, title }) => (states.get(uid) === 'CANCELLED' ? [] : [['DISPLAY', '-PT15M', title]])),
    )
    expect(alarmsIn(ownCalendar(file, { chosen, name: 'Mine' })).flatMap(({ alarms }) => alarms)).toEqual([])
  })
})

it('says its own name, and not where the calendar of the edition is, which programs would take in its place', async () => {
  const { file, sessions } = await published('fr')
  const name = 'Mon programme · Vᵉ Forum d’apprentissage des collectivités de l’archipel et du fleuve'
  const text = ownCalendar(file, { chosen: [sessions[0]?._id ?? ''], name })
  const calendar = new ICAL.Component(ICAL.parse(text))
  const values = (property: string) =>
    calendar.getAllProperties(property).map((one) => String(one.getFirstValue()))
  expect([values('name'), values('x-wr-calname')]).toEqual([[name], [name]])
  expect(['source', 'refresh-interval', 'x-published-ttl', 'url'].flatMap(values)).toEqual([])
  expect([values('version'), values('method')]).toEqual([['2.0'], ['PUBLISH']])
  expect(calendar.getAllSubcomponents('vtimezone').length).toBe(1)
  const lines = text.split('\r\n')
  expect(lines.filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/.test(line))).toEqual([])
  expect(lines.at(-1)).toBe('')
})

it('takes a text that looks like the end of an event for a text', async () => {
  const trap = '\nEND:VEVENT\nBEGIN:VEVENT\nUID:other@example.org\n'
  const { source } = calendarSource(congress, 'en')
  const [first, second] = source.documents.sessionsOf(edition)
  const title = [
    {
      _key: 'en',
      _type: 'internationalizedArrayStringValue',
      language: 'en',
      value: `${'x'.repeat(66)}${trap}`,
    },
  ]
  const changed = congress.map((document) =>
    document._id === first?._id ? { ...document, title } : document,
  )
  const file = await calendarOf(edition, calendarSource(changed, 'en').source)
  const chosen = [first?._id ?? '', second?._id ?? '']
  const uids = eventsIn(ownCalendar(file, { chosen, name: 'Mine' })).map(({ uid }) => uid)
  expect(uids).toEqual(chosen.map((id) => `${id}@example.org`))
})
