import { describe, expect, it } from 'vitest'
import type { Subject } from '#src/addresses/paths.ts'
import { scriptJson, structuredText } from '#src/feeds/structured.ts'
import { summaryOf } from '#src/feeds/words.ts'
import type { Locale } from '#src/locales.ts'
import { changed, stored, words } from '../seed/stored.ts'
import { published } from './published.ts'

async function graphOf(subject: Subject, locale: Locale, documents = stored) {
  const content = published(documents)
  const context = {
    ...content,
    absolute: (address: string) => `https://example.org${address}`,
    summary: summaryOf(subject, locale, content.documents),
    image: 'https://example.org/share.png',
  }
  return JSON.parse(await structuredText(subject, locale, context, (_name, make) => make()))['@graph']
}
const sendai: Subject = { kind: 'session', id: 'session-sendai' }
const programme: Subject = { kind: 'programme', id: 'edition-2019' }
const durban = {
  '@type': 'Place',
  '@id': 'https://example.org/s/edition-2019/#venue',
  name: 'Inkosi Albert Luthuli International Convention Centre',
  address: { '@type': 'PostalAddress', addressLocality: 'Durban', addressCountry: 'South Africa' },
}

const { address: _street, ...venue } = durban

describe('a room', () => {
  const room = {
    ...{ _id: 'harbour', _type: 'room', _updatedAt: '', edition: { _ref: 'edition-2019' }, seats: 80 },
    ...{
      name: words({ en: 'Harbour Room', fr: 'Salle du port' }),
      floor: words({ en: 'Level 2' }),
      slug: [],
    },
  }

  it('is a place in the venue, with the way to it', async () => {
    const [graph, crumbs] = await graphOf({ kind: 'room', id: 'harbour' }, 'en', [...stored, room])
    expect(graph).toEqual({
      ...{ '@type': 'Place', '@id': 'https://example.org/s/harbour/', name: 'Harbour Room' },
      url: 'https://example.org/en/2019/rooms/harbour/',
      maximumAttendeeCapacity: 80,
      address: durban.address,
      containedInPlace: venue,
      description: 'Harbour Room, Level 2, Inkosi Albert Luthuli International Convention Centre',
    })
    expect(crumbs.itemListElement.map(({ item }: Record<string, string>) => item)).toEqual([
      ...['https://example.org/en/', 'https://example.org/en/2019/', 'https://example.org/en/2019/rooms/'],
      'https://example.org/en/2019/rooms/harbour/',
    ])
  })

  it('has no event in the list of all rooms', async () => {
    const [crumbs] = await graphOf({ kind: 'rooms', id: 'edition-2019' }, 'fr', [...stored, room])
    expect(crumbs.itemListElement.map(({ name }: Record<string, string>) => name)).toEqual([
      ...['Forum d’apprentissage de CGLU', 'IVᵉ Forum d’apprentissage', 'Salles'],
    ])
  })
})

describe('a contributor', () => {
  const person = (fields: object) =>
    changed('lrga', { kind: 'person', name: words({ en: 'Grace Achieng' }), ...fields })

  it('is an organisation, with its permalink, its own site, and the way to it', async () => {
    const [graph, crumbs] = await graphOf({ kind: 'contributor', id: 'un-habitat' }, 'fr')
    expect(graph).toEqual({
      '@type': 'Organization',
      '@id': 'https://example.org/s/un-habitat/',
      name: 'Programme des Nations Unies pour les établissements humains',
      url: 'https://example.org/fr/personnes/onu-habitat/',
      description: expect.stringContaining('ONU-Habitat'),
      sameAs: 'https://unhabitat.org',
      alternateName: 'ONU-Habitat',
    })
    expect(crumbs.itemListElement.map(({ name, item }: Record<string, string>) => [name, item])).toEqual([
      ['Forum d’apprentissage de CGLU', 'https://example.org/fr/'],
      ['Personnes et organisations', 'https://example.org/fr/personnes/'],
      [
        'Programme des Nations Unies pour les établissements humains',
        'https://example.org/fr/personnes/onu-habitat/',
      ],
    ])
  })

  it('is a person with what they do and where, if that is known', async () => {
    const subject = { kind: 'contributor', id: 'lrga' } as const
    const works = { position: words({ en: 'Mayor' }), organisation: { _ref: 'ungl' } }
    const [graph] = await graphOf(subject, 'en', person(works))
    expect(graph).toMatchObject({
      '@type': 'Person',
      name: 'Grace Achieng',
      jobTitle: 'Mayor',
      worksFor: {
        '@type': 'Organization',
        '@id': 'https://example.org/s/ungl/',
        name: 'Unión Nacional de Gobiernos Locales',
      },
    })
    const [bare] = await graphOf(subject, 'en', person({}))
    expect(Object.keys(bare)).toEqual(['@type', '@id', 'name', 'url', 'description'])
  })

  it('has no unsafe address', async () => {
    const [graph] = await graphOf(
      { kind: 'contributor', id: 'uclg' },
      'en',
      changed('uclg', { url: 'javascript:alert(1)' }),
    )
    expect(graph).not.toHaveProperty('sameAs')
  })
})

describe('a session', () => {
  it('is an event with its times in the zone of the edition, its place, its organiser and its edition', async () => {
    expect((await graphOf({ kind: 'session', id: 'session-opening' }, 'en'))[0]).toEqual({
      '@type': 'Event',
      '@id': 'https://example.org/s/session-opening/',
      name: 'Opening and welcome',
      url: 'https://example.org/en/2019/programme/opening/',
      startDate: '2019-11-12T09:00+02:00',
      endDate: '2019-11-12T09:20+02:00',
      inLanguage: 'en',
      location: durban,
      description:
        '12 November 2019, 09:00–09:20, Durban · What the Learning Forum is, and the road that led to it.',
      image: 'https://example.org/share.png',
      organizer: {
        '@type': 'Organization',
        '@id': 'https://example.org/#organisation',
        name: 'United Cities and Local Governments',
        url: 'https://example.org/en/',
      },
      superEvent: {
        '@type': 'Event',
        '@id': 'https://example.org/s/edition-2019/',
        name: 'IV Learning Forum',
        url: 'https://example.org/en/2019/',
        startDate: '2019-11-12',
        endDate: '2019-11-12',
        location: { '@id': durban['@id'] },
      },
    })
  })

  it('that was moved has its former start, on the same day where no other is given', async () => {
    const moved = { status: 'moved', movedFrom: { start: '10:30', end: '11:10' } }
    expect((await graphOf(sendai, 'en', changed('session-sendai', moved)))[0]).toMatchObject({
      eventStatus: 'https://schema.org/EventRescheduled',
      startDate: '2019-11-12T11:00+02:00',
      previousStartDate: '2019-11-12T10:30+02:00',
    })
  })

  it('that was moved from an unreadable time has no former start', async () => {
    const moved = { status: 'moved', movedFrom: { date: 'yesterday', start: '10:30' } }
    expect((await graphOf(sendai, 'en', changed('session-sendai', moved)))[0]).not.toHaveProperty(
      'previousStartDate',
    )
  })

  it('that is cancelled has that status, in lists too', async () => {
    const documents = changed('session-sendai', { status: 'cancelled' })
    const cancelled = { eventStatus: 'https://schema.org/EventCancelled' }
    expect((await graphOf(sendai, 'en', documents))[0]).toMatchObject(cancelled)
    expect((await graphOf(programme, 'en', documents))[0]).toMatchObject({
      subEvent: expect.arrayContaining([
        expect.objectContaining({ '@id': 'https://example.org/s/session-sendai/', ...cancelled }),
      ]),
    })
  })

  it('that was moved to another room starts when it always did', async () => {
    const rooms = [{ _key: 'a', _type: 'reference', _ref: 'hall' }]
    const movedFrom = { date: '2019-11-12', start: '11:00', end: '11:40', rooms }
    const documents = changed('session-sendai', { status: 'moved', movedFrom })
    expect((await graphOf(sendai, 'en', documents))[0]).not.toHaveProperty('previousStartDate')
  })

  it('has its spoken languages, where those are given', async () => {
    const documents = changed('session-sendai', { spokenLanguages: ['en', 'pt'] })
    expect((await graphOf(sendai, 'fr', documents))[0]).toMatchObject({ inLanguage: ['en', 'pt'] })
  })

  it('has its rooms as location, inside the venue', async () => {
    const room = {
      _id: 'room-1',
      _type: 'room',
      _updatedAt: '2019-11-01T08:00:00Z',
      edition: { _type: 'reference', _ref: 'edition-2019' },
      name: words({ en: 'Hall 1' }),
      seats: 300,
    }
    const other = { ...room, _id: 'room-2', name: words({ en: 'Hall 2' }), seats: undefined }
    const held = (...ids: string[]) => [
      ...changed('session-sendai', { rooms: ids.map((id) => ({ _key: id, _type: 'reference', _ref: id })) }),
      room,
      other,
    ]
    const place = { '@type': 'Place', name: 'Hall 1', address: durban.address, containedInPlace: venue }
    expect((await graphOf(sendai, 'en', held('room-1', 'room-2')))[0]).toMatchObject({
      location: [
        { ...place, maximumAttendeeCapacity: 300 },
        { ...place, name: 'Hall 2' },
      ],
    })
    const documents = held('room-1')
    expect((await graphOf(sendai, 'en', documents))[0]).toMatchObject({
      location: { '@type': 'Place', name: 'Hall 1', address: durban.address, containedInPlace: venue },
    })
  })
})

describe('an edition', () => {
  it('lasts from its first start to its last end, and lists its sessions but not its breaks', async () => {
    const [event] = await graphOf(programme, 'es')
    expect(event).toMatchObject({
      startDate: '2019-11-12T08:30+02:00',
      endDate: '2019-11-12T18:00+02:00',
      inLanguage: 'es',
    })
    expect(JSON.stringify(event).match(/\/s\/[a-z-]+/g)).toEqual([
      '/s/edition-',
      '/s/edition-',
      ...[
        'opening',
        'ground-rules',
        'taking-stock',
        'sendai',
        'modules',
        'key-components',
        'dialogue',
        'way-ahead',
      ].flatMap((id) => [`/s/session-${id}`, '/s/edition-']),
    ])
  })

  it('has mixed attendance where it has a venue and a stream, else no attendance mode', async () => {
    const edition: Subject = { kind: 'edition', id: 'edition-2019' }
    const streamed = changed('edition-2019', { links: { stream: 'https://example.org/live' } })
    const mode = { eventAttendanceMode: 'https://schema.org/MixedEventAttendanceMode' }
    expect((await graphOf(edition, 'en', streamed))[0]).toMatchObject({
      ...mode,
      location: [{ '@type': 'Place' }, { '@type': 'VirtualLocation', url: 'https://example.org/live' }],
    })
    expect((await graphOf(edition, 'en'))[0]).not.toHaveProperty('eventAttendanceMode')
    expect((await graphOf(sendai, 'en'))[0]).not.toHaveProperty('eventAttendanceMode')
    const session = changed('session-sendai', { stream: 'https://example.org/s' })
    expect((await graphOf(sendai, 'en', session))[0]).toMatchObject({
      location: [{ '@type': 'Place' }, { '@type': 'VirtualLocation', url: 'https://example.org/s' }],
    })
    const unsafe = changed('session-sendai', { stream: 'javascript:alert(1)' })
    expect(JSON.stringify(await graphOf(sendai, 'en', unsafe))).not.toMatch(/VirtualLocation|javascript/)
  })

  it('says where to register, the street of its venue, and where that is on the map', async () => {
    const edition: Subject = { kind: 'edition', id: 'edition-2019' }
    const known = changed('edition-2019', {
      links: { registration: 'https://example.org/register' },
      venueAddress: words({ en: '45 Bram Fischer Road\nStep-free' }),
      location: { lat: -29.8546, lng: 31.0292 },
    })
    expect((await graphOf(edition, 'fr', known))[0]).toMatchObject({
      offers: { '@type': 'Offer', url: 'https://example.org/register' },
      location: {
        geo: { '@type': 'GeoCoordinates', latitude: -29.8546, longitude: 31.0292 },
        address: { streetAddress: '45 Bram Fischer Road', addressLocality: 'Durban' },
      },
    })
  })
})

describe('the breadcrumb list', () => {
  it.each([
    [
      sendai,
      [
        '/fr/',
        '/fr/2019/',
        '/fr/2019/programme/',
        '/fr/2019/programme/agendas-mondiaux/',
        '/fr/2019/programme/cadre-de-sendai/',
      ],
    ],
    [programme, ['/fr/', '/fr/2019/', '/fr/2019/programme/']],
    [{ kind: 'strategy', id: 'strategy' } as const, ['/fr/', '/fr/strategie/']],
    [{ kind: 'page', id: 'contact' } as const, ['/fr/', '/fr/contact/']],
  ])('from $kind', async (subject, expected) => {
    const crumbs = (await graphOf(subject, 'fr')).at(-1)
    expect(crumbs).toMatchObject({
      '@type': 'BreadcrumbList',
      itemListElement: expected.map((address, index) => ({
        position: index + 1,
        item: `https://example.org${address}`,
      })),
    })
  })

  it('is missing on the forum’s page, which has the site and its organisation', async () => {
    expect(
      (await graphOf({ kind: 'forum', id: 'forum' }, 'fr')).map((node: { '@type': string }) => node['@type']),
    ).toEqual(['WebSite', 'Organization'])
  })
})

it('no title can end a script element with JSON', async () => {
  const title = '</script><script>alert(1)</script><!-- & \u2028'
  expect(scriptJson({ title })).not.toMatch(/[<>&\u2028]/)
  expect(JSON.parse(scriptJson({ title }))).toEqual({ title })
})
