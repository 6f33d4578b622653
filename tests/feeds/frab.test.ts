import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { guidOf, numberOf } from '#src/feeds/guids.ts'
import type { ProgrammeFeed } from '#src/feeds/programme-format.ts'
import { type Locale, locales } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { changed, stored, words } from '../seed/stored.ts'
import {
  contents,
  feedSource,
  feedText,
  sessionsInJson,
  sessionsInXml,
  storedContent,
} from './feed-sources.ts'

/** The folder of the published schemas: `frab-schedule.xml.xsd` and `frab-schedule.schema.json`. */
const schemas = process.env.FRAB_SCHEMAS
const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined

/** Content with what the format has no place for: several rooms, none, night, a change of clocks, and odd texts. */
const awkward: readonly RawDocument[] = [
  ...changed('session-sendai', {
    ...{ status: 'cancelled', title: words({ fr: 'A & B < "C" \u0001' }) },
    links: [
      { _key: 'a', title: words({ fr: 'Où ?' }), url: 'https://example.org/é?a=1&b=2' },
      { _key: 'b', title: words({ fr: 'Contact' }), url: '/fr/contact/' },
    ],
    slug: words({ fr: 'a' }, 'Slug').map((item) => ({ ...item, value: { current: 'a' } })),
  }).map((document) =>
    document._id === 'session-opening' ? { ...document, start: '23:00', end: '00:30' } : document,
  ),
  ...['a', 'b'].map((letter) => ({
    ...{ _id: `room-${letter}`, _type: 'room', _updatedAt: '2019-11-01T08:00:00Z', slug: [] },
    ...{ edition: { _ref: 'edition-2019' }, name: words({ fr: `Salle ${letter}` }) },
  })),
].map((document) =>
  document._id === 'session-modules'
    ? { ...document, rooms: ['a', 'b'].map((letter) => ({ _key: letter, _ref: `room-${letter}` })) }
    : document,
)

const all = {
  ...Object.fromEntries(
    Object.entries(contents).map(([name, { documents, editions }]) => [
      name,
      { documents: storedContent(documents), editions },
    ]),
  ),
  'what the format has no place for': { documents: awkward, editions: ['edition-2019'] },
} as const

describe.each(Object.entries(all))('frab’s format of %s', (_name, { documents, editions }) => {
  const texts = async (locale: Locale, edition: string) => {
    const source = feedSource(documents, locale)
    return {
      xml: await feedText('schedule.xml', edition, source),
      json: await feedText('schedule.json', edition, source),
      own: JSON.parse(await feedText('programme.json', edition, source)) as ProgrammeFeed,
    }
  }

  it('has the same sessions at the same instants in both files, for readers that know nothing of ours', async () => {
    for (const edition of editions) {
      const { xml, json, own } = await texts('fr', edition)
      const found = sessionsInXml(xml)
      const expected = own.sessions.map(({ guid, startsAt, endsAt }) => ({
        ...{ guid, from: Date.parse(startsAt) },
        minutes: (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000,
      }))
      expect(found.map(({ guid, from, minutes }) => ({ guid, from, minutes })).sort(byGuid)).toEqual(
        expected.sort(byGuid),
      )
      expect(sessionsInJson(json).toSorted(byGuid)).toEqual(found.toSorted(byGuid))
    }
  })

  it('knows a session by the same GUID and number in each language, and no two by the same', async () => {
    for (const edition of editions) {
      const names = await Promise.all(
        locales.map(async ({ locale }) =>
          sessionsInXml((await texts(locale, edition)).xml)
            .map(({ guid, id }) => `${guid} ${id}`)
            .sort(),
        ),
      )
      expect(names[1]).toEqual(names[0])
      expect(names[2]).toEqual(names[0])
      expect(new Set(names[0]?.map((name) => name.split(' ')[1])).size).toBe(names[0]?.length)
    }
  })

  it.skipIf(schemas === undefined)('is valid JSON of the published schema (FRAB_SCHEMAS)', async () => {
    // The schema has keywords and a format that ajv does not know.
    const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false })
    addFormats.default(ajv)
    ajv.addFormat('color', true)
    const { $schema: _, ...schema } = JSON.parse(
      readFileSync(join(schemas ?? '', 'frab-schedule.schema.json'), 'utf8'),
    )
    const isValid = ajv.compile(schema)
    for (const { locale } of locales)
      for (const edition of editions) {
        isValid(JSON.parse((await texts(locale, edition)).json))
        expect([edition, locale, isValid.errors]).toEqual([edition, locale, null])
      }
  })

  it.skipIf(schemas === undefined || !hasXmllint)(
    'is valid XML of the published schema (FRAB_SCHEMAS, xmllint)',
    async () => {
      const xsd = join(schemas ?? '', 'frab-schedule.xml.xsd')
      for (const { locale } of locales)
        for (const edition of editions)
          execFileSync('xmllint', ['--noout', '--schema', xsd, '-'], {
            input: (await texts(locale, edition)).xml,
            stdio: ['pipe', 'pipe', 'pipe'],
          })
    },
  )
})

const byGuid = (a: { guid: string }, b: { guid: string }) => (a.guid < b.guid ? -1 : 1)

describe('frab’s format', () => {
  it('says what has no field in it: cancelled before the title, several rooms below it, the venue for no room', async () => {
    const found = sessionsInXml(await feedText('schedule.xml', 'edition-2019', feedSource(awkward, 'fr')))
    const titles = found.map(({ title, room }) => [title, room])
    expect(titles).toContainEqual([
      'Annulée\u00a0: A & B < "C"',
      'Inkosi Albert Luthuli International Convention Centre',
    ])
    expect(found.filter(({ room }) => room === 'Salle a').length).toBe(1)
    expect(await feedText('schedule.json', 'edition-2019', feedSource(awkward, 'fr'))).toContain(
      '"subtitle":"Salle a, Salle b"',
    )
  })

  it('has days from six in the morning to six, and an edition without sessions one of them', async () => {
    const { days } = JSON.parse(await feedText('schedule.json', 'edition-2022', feedSource(stored, 'en')))
      .schedule.conference
    expect(days).toEqual([
      {
        ...{ index: 1, date: '2022-10-11', rooms: {} },
        ...{ day_start: '2022-10-11T06:00:00+09:00', day_end: '2022-10-12T05:59:00+09:00' },
      },
    ])
  })
})

it('a GUID is what other programs make of the same address', () => {
  // By Python’s uuid.uuid5(uuid.NAMESPACE_URL, …).
  const guid = '33a383ec-5c06-5d92-b979-4cb4eee503a3'
  expect(guidOf('https://example.org/s/session-sendai/')).toBe(guid)
  expect(numberOf(guid)).toBe(0x33a383ec)
  expect(numberOf('80000000-5c06-5d92-b979-4cb4eee503a3')).toBe(1)
})
