import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { type ProgrammeFeed, programmeSchema } from '#src/feeds/programme-format.ts'
import { locales } from '#src/locales.ts'
import { changed, stored, words } from '../seed/stored.ts'
import { contents, feedSource, feedText, storedContent } from './feed-sources.ts'

const absolute = (address: string) => `https://example.org/forum${address}`
const ajv = new Ajv2020({ strict: true, allErrors: true })
addFormats.default(ajv)
const isValid = ajv.compile(programmeSchema(absolute))

const feedOf = async (documents = stored, locale: 'en' | 'fr' | 'es' = 'fr'): Promise<ProgrammeFeed> =>
  JSON.parse(await feedText('programme.json', 'edition-2019', feedSource(documents, locale)))
const session = (feed: ProgrammeFeed, id: string) => feed.sessions.find((one) => one.id === id)

describe.each(Object.entries(contents))('programme.json of %s', (_name, { documents, editions }) => {
  const all = storedContent(documents)

  it('is what its schema says, of each edition in each language', async () => {
    for (const { locale } of locales) {
      const source = feedSource(all, locale)
      for (const edition of editions) {
        isValid(JSON.parse(await feedText('programme.json', edition, source)))
        expect([edition, locale, isValid.errors]).toEqual([edition, locale, null])
      }
    }
  })

  it('has each session once, at the instant at which clocks in its zone show its time', async () => {
    for (const edition of editions) {
      const feed: ProgrammeFeed = JSON.parse(await feedText('programme.json', edition, feedSource(all, 'en')))
      const expected = all.filter((one) => one._type === 'session' && Object(one.edition)._ref === edition)
      expect(feed.sessions.map(({ id }) => id).sort()).toEqual(expected.map(({ _id }) => _id).sort())
      const clock = new Intl.DateTimeFormat('sv', {
        ...{ timeZone: feed.edition.timeZone, dateStyle: 'short', timeStyle: 'short' },
      })
      for (const { date, start, startsAt, end, endsAt } of [...feed.sessions, ...feed.breaks]) {
        expect(clock.format(Date.parse(startsAt))).toBe(`${date} ${start}`)
        expect(clock.format(Date.parse(endsAt)).slice(-5)).toBe(end)
        expect(Date.parse(endsAt)).toBeGreaterThan(Date.parse(startsAt))
      }
    }
  })

  it('is the same bytes each time', async () => {
    const [edition = ''] = editions
    const texts = await Promise.all(
      [1, 2].map(() => feedText('programme.json', edition, feedSource(storedContent(documents), 'es'))),
    )
    expect(texts[0]).toBe(texts[1])
  })
})

describe('programme.json', () => {
  it('begins with its schema and its version', async () => {
    const text = await feedText('programme.json', 'edition-2019', feedSource(stored, 'fr'))
    expect(text).toMatch(
      /^\{"\$schema":"https:\/\/example\.org\/forum\/schemas\/programme-1\.json","version":1,"lang":"fr",/,
    )
  })

  it('says of each text which language it is in', async () => {
    const feed = await feedOf(changed('session-sendai', { title: words({ en: 'Sendai', es: 'Sendai' }) }))
    expect(session(feed, 'session-sendai')?.title).toEqual({ value: 'Sendai', lang: 'en' })
    expect(session(feed, 'session-opening')?.title.lang).toBe('fr')
  })

  it('says what was moved, from when and where', async () => {
    const movedFrom = { date: '2019-11-11', start: '09:30', end: '10:00', rooms: [] }
    const feed = await feedOf(changed('session-sendai', { status: 'moved', movedFrom }))
    expect(session(feed, 'session-sendai')).toMatchObject({ status: 'moved', movedFrom })
    expect(session(await feedOf(), 'session-sendai')).not.toHaveProperty('movedFrom')
  })

  it('accepts fields that come later', async () => {
    expect(isValid({ ...(await feedOf()), later: 1 })).toBe(true)
    expect(isValid({ ...(await feedOf()), version: 2 })).toBe(false)
  })
})
