import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import type { Finding } from '#src/rules/findings.ts'
import { dateOfDay, proposedFields } from '#studio/importer/edition-fields.ts'
import { parse } from '#studio/importer/parse.ts'
import { draftsOfPlan } from '#studio/importer/plan-drafts.ts'
import { sourceLines } from '#studio/importer/source-lines.ts'
import { stored } from '../../seed/stored.ts'

const seed = readFileSync(new URL('./learning-forum-2019.txt', import.meta.url), 'utf8')
const ids = () => {
  let count = 0
  return () => `new-${++count}`
}
const published = (documents: readonly RawDocument[]): RawDocument[] =>
  documents.map((document) => ({
    ...document,
    _id: document._id.replace('drafts.', ''),
    _updatedAt: '2019-01-01',
  }))

describe('the brief of 2019 in an empty lake', () => {
  const plan = parse(sourceLines(seed))
  const form = { ...proposedFields(plan, []), ordinal: '4', city: 'Durban', timeZone: 'Africa/Johannesburg' }
  const drafts = draftsOfPlan(plan, form, { existing: [], newId: ids() })

  it('becomes drafts of every type that the site needs', () => {
    expect(drafts.every(({ _id }) => _id.startsWith('drafts.'))).toBe(true)
    const count = (type: string) => drafts.filter(({ _type }) => _type === type).length
    expect(['forum', 'edition', 'part', 'session', 'break', 'strategySection', 'room'].map(count)).toEqual([
      1, 1, 3, 8, 2, 2, 0,
    ])
  })

  it('has no faults by the content rules', () => {
    const { snapshot, faults } = examine(published(drafts))
    expect(faults).toEqual([])
    expect(snapshot?.forum.hashtag).toBe('#UCLGCongress')
    expect(
      snapshot?.breaks.map(({ title, date, start, end }) => [date, start, end, title.en]).sort(),
    ).toEqual([
      ['2019-11-12', '08:30', '09:00', 'Arrival of participants'],
      ['2019-11-12', '13:00', '15:00', 'Lunch'],
    ])
  })

  it('has no key that is a number, which Sanity would read as a position', () => {
    const keys = [...JSON.stringify(drafts).matchAll(/"_key":"([^"]*)"/g)].map((match) => match[1] ?? '')
    expect(keys.length).toBeGreaterThan(100)
    expect(keys.filter((key) => /^\d*$/.test(key))).toEqual([])
  })

  it('becomes a second edition beside the default content, which does not change', () => {
    const again = { ...proposedFields(plan, stored), timeZone: 'Africa/Johannesburg' }
    expect([again.slug, again.ordinal, again.firstDay, again.lastDay]).toEqual([
      '2019-2',
      '6',
      '2019-11-12',
      '2019-11-12',
    ])
    const beside = draftsOfPlan(plan, again, { existing: stored, newId: ids() })
    const known = new Set(stored.map(({ _id }) => `drafts.${_id}`))
    expect(beside.filter(({ _id, _type }) => known.has(_id) || _type === 'forum')).toEqual([])
    expect(beside.find(({ _type }) => _type === 'strategySection')?.order).toBe(
      1 + Math.max(...stored.map((one) => (one._type === 'strategySection' ? Number(one.order) : 0))),
    )
  })
})

it('a French text becomes French content, with a warning for each language that its titles lack', () => {
  const plan = parse(
    sourceLines(
      'Programme\nPartie 1 : Les villes\n9 h – 10 h : Où en sommes-nous ? (Salle 2)\n10 h – 11 h : Où en sommes-nous ?',
    ),
  )
  const form = { ...proposedFields(plan, []), firstDay: '2024-05-02' }
  const documents = draftsOfPlan(plan, form, { existing: [], newId: ids() })
  const sessions = documents.filter(({ _type }) => _type === 'session')
  expect(
    sessions.map(({ title, slug, date, edition, rooms }) => [title, slug, date, edition, rooms]),
  ).toEqual(
    [
      [
        'ou-en-sommes-nous',
        [
          {
            _key: 'room-1',
            ...{ _type: 'reference', _ref: 'new-2', _weak: true, _strengthenOnPublish: { type: 'room' } },
          },
        ],
      ] as const,
      ['ou-en-sommes-nous-2', undefined] as const,
    ].map(([current, rooms]) => [
      [
        { _key: 'en', _type: 'internationalizedArrayStringValue', language: 'en' },
        {
          _key: 'fr',
          _type: 'internationalizedArrayStringValue',
          language: 'fr',
          value: 'Où en sommes-nous ?',
        },
        { _key: 'es', _type: 'internationalizedArrayStringValue', language: 'es' },
      ],
      [
        { _key: 'en', _type: 'internationalizedArraySlugValue', language: 'en' },
        {
          _key: 'fr',
          _type: 'internationalizedArraySlugValue',
          language: 'fr',
          value: { _type: 'slug', current },
        },
        { _key: 'es', _type: 'internationalizedArraySlugValue', language: 'es' },
      ],
      '2024-05-02',
      { _type: 'reference', _ref: 'new-1', _weak: true, _strengthenOnPublish: { type: 'edition' } },
      rooms,
    ]),
  )
  const room = documents.find(({ _type }) => _type === 'room')
  expect(room).toMatchObject({
    _id: 'drafts.new-2',
    edition: { _ref: 'new-1' },
    slug: [{}, { language: 'fr', value: { current: 'salle-2' } }, {}],
  })
  const ofTitles = ({ documentType, path }: Finding) => documentType === 'session' && path === 'title'
  const { faults, warnings } = examine(published(documents))
  expect(faults.filter(ofTitles)).toEqual([])
  expect(warnings.filter(ofTitles).map(({ code, locale }) => [code, locale])).toEqual([
    ['missingTranslation', 'en'],
    ['missingTranslation', 'es'],
    ['missingTranslation', 'en'],
    ['missingTranslation', 'es'],
  ])
})

it.each([
  [{ written: '' }, '2019-12-30', '2019-12-30'],
  [{ written: 'Day 3', number: 3 }, '2019-12-30', '2020-01-01'],
  [{ written: '2 Jan', day: 2, month: 1 }, '2019-12-30', '2020-01-02'],
  [{ written: '31 Feb', day: 31, month: 2 }, '2019-12-30', undefined],
  [{ written: '12 Nov 2019', day: 12, month: 11, year: 2019 }, '', '2019-11-12'],
])('%o of an edition that begins on %s is %s', (day, firstDay, date) => {
  expect(dateOfDay(day, firstDay)).toBe(date)
})
