import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inPresentShape, migrated, stepsOf } from '#src/model/migration.ts'
import { referencedIds } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, stored, words } from '../seed/stored.ts'

const to = (id: string) => ({ _type: 'reference', _ref: id })
const room = (_id: string, name: string, more: object = {}): RawDocument => ({
  ...{ _id, _type: 'room', _updatedAt: '2019-11-01T08:00:00Z', name: words({ en: name }) },
  ...more,
})
const session = (_id: string, part: string, more: object = {}): RawDocument => ({
  ...{ _id, _type: 'session', part: to(part) },
  ...more,
})
const later = { _id: 'part-later', _type: 'part', edition: to('edition-2022') }
/** Documents of the default content that others refer to, and these. */
const among = (...documents: RawDocument[]) => [
  ...stored.filter(({ _type }) => ['forum', 'edition', 'part'].includes(_type)),
  later,
  ...documents,
]
const slugs = (current: string) => [
  {
    _key: 'en',
    _type: 'internationalizedArraySlugValue',
    language: 'en',
    value: { _type: 'slug', current },
  },
]
/** What a migration does to some documents: those that changed, without what all have, and those that it adds. */
const changes = (...documents: RawDocument[]) => {
  const before = among(...documents)
  const { documents: after, added, left } = migrated(before)
  expect(after).toHaveLength(before.length)
  return {
    changed: after.filter((document, at) => document !== before[at]),
    added,
    left: left.map(({ document, reason }) => `${document._id} ${reason}`),
  }
}

describe('documents of an earlier shape', () => {
  it('get the languages of their interpreters as a list that has room for channels', () => {
    const old = session('a', 'part-2', {
      edition: to('edition-2019'),
      interpretedLanguages: ['fr', 'es', 'fr', 7],
    })
    const { changed } = changes(old)
    expect(changed).toEqual([
      {
        ...session('a', 'part-2', { edition: to('edition-2019') }),
        interpretation: ['fr', 'es'].map((language) => ({
          ...{ _key: language, _type: 'interpretation', language },
        })),
      },
    ])
    const kept = [{ _key: 'x', language: 'ar', channel: '9' }]
    const [both] = changes({ ...old, interpretation: kept }).changed
    expect(both?.interpretation).toEqual(kept)
    expect(both).not.toHaveProperty('interpretedLanguages')
    const all = among(old)
    expect(stepsOf(all, migrated(all))).toMatchObject([
      { patch: { id: 'a', set: { interpretation: [{}, {}] }, unset: ['interpretedLanguages'] } },
    ])
  })

  it('get the edition of their part, a list of rooms, and rooms an edition and slugs', () => {
    expect(
      changes(
        session('a', 'part-2', { room: to('hall') }),
        session('b', 'part-later'),
        room('hall', 'Salón 1'),
      ),
    ).toEqual({
      changed: [
        {
          ...session('a', 'part-2'),
          edition: to('edition-2019'),
          rooms: [{ _key: 'room', ...to('hall') }],
        },
        { ...session('b', 'part-later'), edition: to('edition-2022') },
        { ...room('hall', 'Salón 1'), edition: to('edition-2019'), slug: slugs('salon-1') },
      ],
      added: [],
      left: [],
    })
  })

  it('have one room for each edition that uses it; that of the first edition keeps its id', () => {
    const { changed, added } = changes(
      session('a', 'part-later', { room: to('hall') }),
      session('b', 'part-1', { room: to('hall') }),
      session('drafts.c', 'part-later', { room: { ...to('hall'), _weak: true } }),
      room('hall', 'Hall', { directions: words({ en: 'Left' }, 'Text') }),
      room('drafts.hall', 'Hall A'),
    )
    expect(changed.map(({ _id, edition, rooms }) => [_id, Object(edition)._ref, rooms])).toEqual([
      ['a', 'edition-2022', [{ _key: 'room', ...to('hall-edition-2022') }]],
      ['b', 'edition-2019', [{ _key: 'room', ...to('hall') }]],
      ['drafts.c', 'edition-2022', [{ _key: 'room', ...to('hall-edition-2022'), _weak: true }]],
      ['hall', 'edition-2019', undefined],
      ['drafts.hall', 'edition-2019', undefined],
    ])
    const copy = { edition: to('edition-2022') }
    expect(added).toEqual([
      room('hall-edition-2022', 'Hall', {
        ...copy,
        slug: slugs('hall'),
        directions: words({ en: 'Left' }, 'Text'),
      }),
      room('drafts.hall-edition-2022', 'Hall A', { ...copy, slug: slugs('hall-a') }),
    ])
  })

  it('of drafts and versions change too, each by the version of its part', () => {
    const moved = { ...later, _id: 'drafts.part-1', edition: to('edition-2022') }
    const { changed } = changes(
      moved,
      session('a', 'part-1'),
      session('drafts.a', 'part-1'),
      session('versions.r1.a', 'part-1'),
    )
    expect(changed.map(({ _id, edition }) => [_id, Object(edition)._ref])).toEqual([
      ['a', 'edition-2019'],
      ['drafts.a', 'edition-2022'],
      ['versions.r1.a', 'edition-2019'],
    ])
  })

  it('a room without a session is one of the present edition, and two with one name get two slugs', () => {
    const { changed } = changes(room('a', 'Hall'), room('b', 'Hall'), room('c', '→'), room('d', 'Programme'))
    expect(changed.map(({ _id, edition, slug }) => [_id, Object(edition)._ref, slug])).toEqual([
      ['a', 'edition-2019', slugs('hall')],
      ['b', 'edition-2019', slugs('hall-2')],
      ['c', 'edition-2019', []],
      ['d', 'edition-2019', slugs('programme-2')],
    ])
  })

  it('whose part is gone, or has no edition, are left as they are and named', () => {
    const part = { _id: 'part-lost', _type: 'part' }
    expect(changes(part, session('a', 'gone', { room: to('hall') }), session('b', 'part-lost'))).toEqual({
      changed: [],
      added: [],
      left: ['a noPart', 'b noEditionOfPart'],
    })
    expect(migrated([room('hall', 'Hall')]).left).toMatchObject([{ reason: 'noEdition' }])
  })

  it('of an edition that does not exist have no rooms there', () => {
    const { changed, added, left } = changes(
      { _id: 'part-x', _type: 'part', edition: to('gone') },
      session('a', 'part-x', { room: to('hall') }),
      session('b', 'part-1', { edition: to('part-1'), room: to('hall') }),
      room('hall', 'Hall'),
    )
    expect(changed.map(({ _id, edition, rooms }) => [_id, Object(edition)._ref, rooms])).toEqual([
      ['b', 'part-1', [{ _key: 'room', ...to('hall') }]],
      ['hall', 'edition-2019', undefined],
    ])
    expect([added, left]).toEqual([[], ['a noEditionOfPart']])
  })

  it('keep what was chosen since: an edition, rooms, the edition of a room', () => {
    const rooms = [{ _key: 'x', ...to('annex') }]
    expect(
      changes(
        session('a', 'part-1', { edition: to('edition-2022'), room: to('hall'), rooms }),
        room('annex', 'Annex', { edition: to('edition-2022') }),
        room('hall', 'Hall', { edition: to('edition-2019'), slug: slugs('great-hall') }),
        session('b', 'part-1', { room: to('annex') }),
      ),
    ).toEqual({
      changed: [
        { ...session('a', 'part-1'), edition: to('edition-2022'), rooms },
        {
          ...session('b', 'part-1'),
          edition: to('edition-2019'),
          rooms: [{ _key: 'room', ...to('annex-edition-2019') }],
        },
      ],
      added: [room('annex-edition-2019', 'Annex', { edition: to('edition-2019'), slug: slugs('annex') })],
      left: [],
    })
  })

  it('with an id that is taken by something else get another one', () => {
    const taken = { _id: 'hall-edition-2022', _type: 'contributor' }
    const { added } = changes(
      taken,
      session('a', 'part-1', { room: to('hall') }),
      session('b', 'part-later', { room: to('hall') }),
      room('hall', 'Hall'),
    )
    expect(added.map(({ _id }) => _id)).toEqual(['hall-edition-2022-2'])
  })

  it('are those of an import among what the lake has', () => {
    const imported = [session('a', 'part-later', { room: to('hall') })]
    const around = among(room('hall', 'Hall', { edition: to('edition-2019'), slug: slugs('hall') }))
    const { documents, added } = migrated(imported, around)
    expect(documents).toMatchObject([{ edition: to('edition-2022'), rooms: [to('hall-edition-2022')] }])
    expect(added.map(({ _id }) => _id)).toEqual(['hall-edition-2022'])
  })
})

const old = fc.record({
  rooms: fc.subarray(['hall', 'annex', 'drafts.hall', 'versions.r1.annex']),
  sessions: fc.array(
    fc.record({
      version: fc.constantFrom('', 'drafts.', 'versions.r1.'),
      part: fc.constantFrom('part-1', 'part-2', 'part-later', 'gone'),
      room: fc.option(fc.constantFrom('hall', 'annex', 'nowhere')),
    }),
    { maxLength: 8 },
  ),
})

const versions = (all: readonly RawDocument[], id: string) =>
  all.filter(({ _id }) => _id.replace(/^(drafts|versions\.r1)\./, '') === id)

const drawn = ({ rooms, sessions }: typeof old extends fc.Arbitrary<infer T> ? T : never) =>
  among(
    ...rooms.map((id) => room(id, id.endsWith('hall') ? 'Hall' : 'Annex')),
    ...sessions.map(({ version, part, room: id }, at) =>
      session(`${version}s${at}`, part, id === null ? {} : { room: to(id) }),
    ),
  )

describe('a migration', () => {
  it('changes nothing twice, and gives the same in any order of documents', () => {
    fc.assert(
      fc.property(old, (content) => {
        const before = drawn(content)
        const once = migrated(before)
        const all = [...once.documents, ...once.added]
        const twice = migrated(all)
        expect(twice.documents).toEqual(all)
        expect(twice.added).toEqual([])
        const turned = migrated(before.toReversed())
        expect([turned.documents.toReversed(), turned.added]).toEqual([once.documents, once.added])
      }),
      { numRuns: 300 },
    )
  })

  it('leaves each session in rooms of its own edition, as far as they exist', () => {
    fc.assert(
      fc.property(old, (content) => {
        const { documents, added } = migrated(drawn(content))
        const all = [...documents, ...added]
        const pairs = all.flatMap(({ _type, edition, rooms }) =>
          _type === 'session' ? referencedIds(rooms).map((id) => ({ id, edition })) : [],
        )
        for (const { id, edition } of pairs)
          expect(versions(all, id).filter((one) => !isDeepStrictEqual(one.edition, edition))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('is stored by steps that give the same documents, rooms before sessions', () => {
    const before = among(
      session('a', 'part-1', { room: to('hall'), _rev: 'r7' }),
      session('b', 'part-later', { room: to('hall') }),
      room('hall', 'Hall'),
    )
    const migration = migrated(before)
    const steps = stepsOf(before, migration)
    expect(steps).toEqual([
      { patch: { id: 'hall', set: { edition: to('edition-2019'), slug: slugs('hall') }, unset: [] } },
      { create: migration.added[0] },
      {
        patch: {
          id: 'a',
          ifRevisionID: 'r7',
          set: { edition: to('edition-2019'), rooms: [{ _key: 'room', ...to('hall') }] },
          unset: ['room'],
        },
      },
      {
        patch: {
          id: 'b',
          set: { edition: to('edition-2022'), rooms: [{ _key: 'room', ...to('hall-edition-2022') }] },
          unset: ['room'],
        },
      },
    ])
  })

  it('is what readers see before it', () => {
    const isOld = ({ _type }: RawDocument) => _type === 'session'
    const before = [
      ...stored.map(({ edition, ...document }) => (isOld(document) ? document : { ...document, edition })),
    ]
    expect(examine(before)).toEqual(examine(stored))
    const held = changed('session-sendai', { edition: undefined, room: to('hall') })
    const { snapshot, faults } = examine([...held, room('hall', 'Hall')])
    expect(faults).toEqual([])
    expect(snapshot?.rooms).toMatchObject([{ _id: 'hall', edition: 'edition-2019', slug: { en: 'hall' } }])
    expect(snapshot?.sessions.find(({ _id }) => _id === 'session-sendai')?.rooms).toEqual(['hall'])
  })

  it('gives the same objects where nothing is old, and again for the same old documents', () => {
    expect(inPresentShape(stored)).toBe(stored)
    const before = among(session('a', 'part-1'))
    expect(inPresentShape(before).at(-1)).toBe(inPresentShape(before).at(-1))
  })
})
