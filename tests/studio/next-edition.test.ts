import { describe, expect, it } from 'vitest'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import { sourceHash } from '#src/rules/review.ts'
import { nextEdition } from '#studio/next-edition/next-edition.ts'
import { changed, stored, words } from '../seed/stored.ts'

const ids = () => {
  let count = 0
  return () => `copy-${++count}`
}
const next = {
  edition: 'edition-2019',
  firstDay: '2026-03-03',
  ordinal: 6,
  slug: '2026',
  timeZone: 'Africa/Casablanca',
  city: 'Tangier',
  isSameVenue: false,
}
const published = (documents: readonly RawDocument[]): RawDocument[] =>
  documents.map((document) => ({
    ...document,
    _id: document._id.replace('drafts.', ''),
    _updatedAt: '2019-01-01',
  }))

describe('the next edition', () => {
  const copy = nextEdition(stored, next, ids())
  const of = (type: string) => copy.filter(({ _type }) => _type === type)

  it('has every part, session and break of the old one, as drafts, at the same times', () => {
    expect([
      of('edition').length,
      of('part').length,
      of('session').length,
      of('break').length,
      copy.length,
    ]).toEqual([1, 3, 8, 2, 14])
    const times = (documents: readonly RawDocument[]) =>
      documents.filter(({ _type }) => _type === 'session').map(({ start, end, title }) => [start, end, title])
    expect(times(copy)).toEqual(times(stored))
    expect(copy.every(({ _id }) => _id.startsWith('drafts.copy-'))).toBe(true)
  })

  it('has its new city in the language in which the old one is', () => {
    const cityOf = (documents: readonly RawDocument[]) =>
      nextEdition(documents, next, ids()).find(({ _type }) => _type === 'edition')?.city
    const french = changed('edition-2019', { city: words({ en: ' ', fr: 'Nantes' }) })
    expect(cityOf(stored)).toMatchObject([{ language: 'en', value: 'Tangier' }])
    expect(cityOf(french)).toMatchObject([{ language: 'fr', value: 'Tangier' }])
  })

  it('leaves the notice of the day behind', () => {
    const told = changed('edition-2019', { notice: { text: words({ en: 'Doors open late.' }) } })
    expect(nextEdition(told, next, ids()).filter((one) => 'notice' in one)).toEqual([])
  })

  it('moves every date by as many days as the first day', () => {
    expect(new Set([...of('session'), ...of('break')].map(({ date }) => date))).toEqual(
      new Set(['2026-03-03']),
    )
    const later = nextEdition(changed('break-lunch', { date: '2019-11-14' }), next, ids())
    expect(later.filter(({ _type, date }) => _type === 'break' && date === '2026-03-05').length).toBe(1)
  })

  it('has no reference to the old edition, only to the same contributors', () => {
    const old = stored
      .filter(({ _type }) => ['edition', 'part', 'session', 'break'].includes(_type))
      .map(({ _id }) => `"${_id}"`)
    expect(old.filter((id) => JSON.stringify(copy).includes(id))).toEqual([])
    const sendai = (documents: readonly RawDocument[]) =>
      documents.find(({ start }) => start === '11:00')?.contributors
    expect(sendai(copy)).toEqual(sendai(stored))
  })

  it('does not copy recaps, links, documents, changes of time and outcomes', () => {
    const sessions = changed('session-sendai', {
      recap: [{ _key: 'en', language: 'en', value: [] }],
      links: [{ _key: 'a', url: 'https://example.org' }],
      documents: [{ _key: 'b' }],
      ...{ stream: 'https://example.org/live', recording: 'https://example.org/film' },
      status: 'moved',
      movedFrom: { start: '09:00' },
      rooms: [{ _key: 'a', _type: 'reference', _ref: 'room-a' }],
    })
    const sendai = (isSameVenue: boolean, city = next.city) =>
      nextEdition(sessions, { ...next, isSameVenue, city }, ids()).find(
        ({ _type, start }) => _type === 'session' && start === '11:00',
      )
    const { recap, links, documents, status, movedFrom, rooms } = Object(sendai(false))
    expect([recap, links, documents, status, movedFrom, rooms]).toEqual([
      undefined,
      undefined,
      undefined,
      'scheduled',
      undefined,
      undefined,
    ])
    expect(Object(sendai(false))).not.toHaveProperty('stream')
    expect(Object(sendai(false))).not.toHaveProperty('recording')
    expect(copy[0]?.outcomes).toBe(undefined)
  })

  it('keeps the street and the place on the map in the same building alone, and no documents', () => {
    const place = { venueAddress: words({ en: '45 Bram Fischer Road' }), location: { lat: -29.9, lng: 31 } }
    const edition = (isSameVenue: boolean, city: string) =>
      nextEdition(
        changed('edition-2019', { ...place, documents: [{ _key: 'a' }] }),
        { ...next, isSameVenue, city },
        ids(),
      )[0]
    expect(edition(true, 'Durban')).toMatchObject({ location: place.location })
    for (const other of [edition(false, 'Durban'), edition(true, 'Bogotá')]) {
      expect(other).not.toHaveProperty('venueAddress')
      expect(other).not.toHaveProperty('location')
    }
    expect(edition(true, 'Durban')).not.toHaveProperty('documents')
  })

  it('has copies of the rooms in the same building, and none elsewhere', () => {
    const room = {
      ...{ _id: 'room-a', _type: 'room', _updatedAt: '', edition: { _ref: 'edition-2019' } },
      ...{ name: [{ _key: 'en', language: 'en', value: 'Hall' }], seats: 40 },
    }
    const rooms = [{ _key: 'a', _type: 'reference', _ref: 'room-a' }]
    const copied = (isSameVenue: boolean) =>
      nextEdition(
        [...changed('session-sendai', { rooms }), room],
        { ...next, isSameVenue, city: 'Durban' },
        ids(),
      )
    const copy = copied(true).find(({ _type }) => _type === 'room')
    const edition = copied(true).find(({ _type }) => _type === 'edition')
    expect(copy).toMatchObject({
      name: room.name,
      seats: 40,
      edition: { _ref: edition?._id.replace('drafts.', '') },
    })
    const places = copied(true).flatMap(({ rooms: list }) => (Array.isArray(list) ? list : []))
    expect(places).toEqual([
      {
        _key: 'a',
        _type: 'reference',
        _ref: copy?._id.replace('drafts.', ''),
        _weak: true,
        _strengthenOnPublish: { type: 'room' },
      },
    ])
    expect(copied(false).filter(({ _type }) => _type === 'room')).toEqual([])
  })

  it('has the next number in its title in every language, and keeps its reviews', () => {
    const reviewed = stored.map((document) =>
      Array.isArray(document.review)
        ? { ...document, review: document.review.map((one) => ({ ...Object(one), reviewed: true })) }
        : document,
    )
    const [edition, part] = nextEdition(reviewed, next, ids())
    expect(Array.isArray(edition?.title) && edition.title.map((one) => Object(one).value)).toEqual([
      'VI Learning Forum',
      'VIᵉ Forum d’apprentissage',
      'VI Foro de Aprendizaje',
    ])
    expect(part?.review).toEqual(reviewed.find(({ _id }) => _id === 'part-1')?.review)
    const title = Array.isArray(edition?.review) && edition.review.find((one) => Object(one).path === 'title')
    expect([Object(title).sourceHash, Object(title).reviewed]).toEqual([
      sourceHash('VI Learning Forum'),
      true,
    ])
    const paths = Array.isArray(edition?.review) ? edition.review.map((one) => Object(one).path) : []
    expect(new Set(paths)).toEqual(new Set(['title', 'lead', 'brief', 'objectives']))
  })

  it('has no faults beside the old one, and addresses of its own', () => {
    const both = examine([...stored, ...published(copy)])
    expect(both.faults).toEqual([])
    expect(both.snapshot?.editions.map(({ slug }) => slug).sort()).toEqual(['2019', '2022', '2026'])
  })

  it('is empty where the edition does not exist', () => {
    expect(nextEdition(stored, { ...next, edition: 'gone' }, ids())).toEqual([])
  })
})
