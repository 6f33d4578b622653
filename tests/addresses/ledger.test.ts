import { describe, expect, it } from 'vitest'
import { emptyLedger, type Ledger, LostAddressError, parsedLedger } from '#src/addresses/ledger.ts'
import { nextBestPage } from '#src/addresses/table.ts'
import { contentOf } from '#src/content/content.ts'
import { locales } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import { changed, stored } from '../seed/stored.ts'

const slug = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([language, current]) => ({ _key: language, language, value: { current } }))

function release(documents: readonly RawDocument[], ledger: Ledger = emptyLedger) {
  const { snapshot } = examine(documents, ledger)
  if (!snapshot) throw new Error('The content has faults.')
  return contentOf({ snapshot, ledger })
}
const first = release(stored)

describe('the ledger', () => {
  it('has every address of the first release, and none is retired', () => {
    expect(Object.keys(first.ledger.addresses)).toEqual(
      first.addresses.entries.map(({ address }) => address).sort(),
    )
    expect(first.past.retired).toEqual([])
    expect(first.ledger.addresses['/fr/2019/programme/cadre-de-sendai/']).toMatchObject({
      kind: 'session',
      id: 'session-sendai',
    })
  })

  it('redirects an old address to the present one, only in its language', () => {
    const renamed = changed('session-sendai', {
      slug: slug({ en: 'sendai', fr: 'sendai', es: 'marco-de-sendai' }),
    })
    const second = release(renamed, first.ledger)
    expect(second.past.retired.map(({ address, target }) => [address, target])).toEqual([
      ['/en/2019/programme/sendai-framework/', '/en/2019/programme/sendai/'],
      ['/fr/2019/programme/cadre-de-sendai/', '/fr/2019/programme/sendai/'],
    ])
  })

  it('has no redirect chains: after two renames both old addresses redirect to the present one', () => {
    const second = release(changed('session-sendai', { slug: slug({ fr: 'sendai-deux' }) }), first.ledger)
    const third = release(changed('session-sendai', { slug: slug({ fr: 'sendai-trois' }) }), second.ledger)
    const french = third.past.retired.filter(({ locale }) => locale === 'fr')
    expect(french.map(({ address, target }) => [address, target])).toEqual([
      ['/fr/2019/programme/cadre-de-sendai/', '/fr/2019/programme/sendai-trois/'],
      ['/fr/2019/programme/sendai-deux/', '/fr/2019/programme/sendai-trois/'],
    ])
  })

  it('keeps the last title and the permalink of a deleted session', () => {
    const second = release(
      stored.filter(({ _id }) => _id !== 'session-way-ahead'),
      first.ledger,
    )
    expect(
      second.past.retired.map(({ locale, claim, target }) => [locale, claim.id, claim.titles.en, target]),
    ).toEqual(['en', 'es', 'fr'].map((locale) => [locale, 'session-way-ahead', 'The way ahead?', undefined]))
    expect(second.past.subjects.map(({ id }) => id)).toContain('session-way-ahead')
  })

  it('refuses an address that another document once had, naming its owner', () => {
    const without = release(
      stored.filter(({ _id }) => _id !== 'session-way-ahead'),
      first.ledger,
    )
    const address = first.addresses.of('en', 'session', 'session-way-ahead') ?? ''
    const wanted = changed('session-sendai', { slug: slug({ en: address.split('/')[4] ?? '' }) }).filter(
      ({ _id }) => _id !== 'session-way-ahead',
    )
    const english = examine(wanted, without.ledger).faults.filter(({ locale }) => locale === 'en')
    expect(english.map(({ documentId, code, facts }) => ({ documentId, code, ...facts }))).toEqual([
      { documentId: 'session-sendai', code: 'addressTaken', address, owner: 'The way ahead?' },
    ])
  })

  it('gives a restored document its own address back', () => {
    const without = release(
      stored.filter(({ _id }) => _id !== 'session-way-ahead'),
      first.ledger,
    )
    expect(release(stored, without.ledger).past.retired).toEqual([])
  })

  it('refuses a swap of two addresses, naming both, unless both documents take over', () => {
    const swapped = (takesOver: boolean) =>
      stored.map((document) => {
        if (document._id === 'session-opening')
          return { ...document, takesOver, slug: slug({ fr: 'dialogue' }) }
        if (document._id === 'session-dialogue')
          return { ...document, takesOver, slug: slug({ fr: 'ouverture' }) }
        return document
      })
    const french = examine(swapped(false), first.ledger).faults.filter(({ locale }) => locale === 'fr')
    expect(french.map(({ documentId, code, facts }) => [documentId, code, facts])).toEqual([
      [
        'session-dialogue',
        'addressTaken',
        { address: '/fr/2019/programme/ouverture/', owner: 'Opening and welcome' },
      ],
      [
        'session-opening',
        'addressTaken',
        {
          address: '/fr/2019/programme/dialogue/',
          owner: 'Dialogue between mechanisms: how can we ensure transferability?',
        },
      ],
    ])
    const second = release(swapped(true), first.ledger)
    expect(second.addresses.at('/fr/2019/programme/ouverture/')?.subject.id).toBe('session-dialogue')
    expect(second.ledger.addresses['/fr/2019/programme/ouverture/']).toMatchObject({
      id: 'session-dialogue',
      before: [{ kind: 'session', id: 'session-opening' }],
    })
  })

  it('never lets a document take over an address that another has today', () => {
    const wanted = changed('session-sendai', { takesOver: true, slug: slug({ en: 'opening' }) })
    const english = examine(wanted, first.ledger).faults.filter(({ locale }) => locale === 'en')
    expect(english.map(({ documentId }) => documentId)).toEqual(['session-opening', 'session-sendai'])
  })

  it('keeps permalinks of subjects without an address, and of strategy sections', () => {
    const gone = ['session-way-ahead', 'co-creating']
    const rest = stored.filter(({ _id }) => !gone.includes(_id))
    const words = Object.fromEntries(
      locales.map(({ locale }) => [
        locale,
        first.addresses.of(locale, 'session', 'session-way-ahead')?.split('/')[4] ?? '',
      ]),
    )
    const taken = rest.map((document) =>
      document._id === 'session-sendai' ? { ...document, takesOver: true, slug: slug(words) } : document,
    )
    const second = release(taken, first.ledger)
    expect(Object.values(second.ledger.addresses).filter(({ id }) => id === 'session-way-ahead')).toEqual([])
    expect(gone.map((id) => second.ledger.permalinks[id])).toEqual([
      {
        kind: 'session',
        id: 'session-way-ahead',
        titles: first.ledger.permalinks['session-way-ahead']?.titles,
        edition: 'edition-2019',
        last: {
          ...{ date: '2019-11-12', start: '17:00', end: '18:00', rooms: [], people: [] },
          ...{ isCancelled: false, isWithdrawn: true },
        },
        sequence: first.ledger.permalinks['session-way-ahead']?.sequence,
      },
      { kind: 'strategySection', id: 'co-creating', titles: first.ledger.permalinks['co-creating']?.titles },
    ])
  })

  it('links a gone page to its programme, else to its edition, else to the forum', () => {
    const without = (...ids: string[]) =>
      release(
        stored.filter(({ _id, _type }) => !ids.includes(_id) && !ids.includes(_type)),
        first.ledger,
      )
    const session = { kind: 'session', id: 'session-sendai' } as const
    expect(nextBestPage(without('session-sendai'), 'es', session).address).toBe('/es/2019/programa/')
    expect(nextBestPage(without('session', 'part'), 'es', session).address).toBe('/es/2019/')
    expect(nextBestPage(without('accessibility'), 'es', { kind: 'page', id: 'accessibility' }).address).toBe(
      '/es/',
    )
  })

  it('reads the first version', () => {
    const { last: _last, sequence: _sequence, ...old } = first.ledger.permalinks['session-sendai'] ?? {}
    const text = JSON.stringify({
      ...first.ledger,
      version: 1,
      changes: undefined,
      permalinks: { 'session-sendai': old },
    })
    expect(release(stored, parsedLedger(text)).ledger).toEqual(first.ledger)
  })

  it('keeps kinds and facts that it does not know, and their addresses answer', () => {
    const day = { kind: 'day', id: 'edition-2019.2019-11-12', titles: { en: 'Tuesday' }, floor: 2 }
    const later = {
      ...first.ledger,
      addresses: { ...first.ledger.addresses, '/en/2019/programme/2019-11-12/': day },
      permalinks: { ...first.ledger.permalinks, [day.id]: day },
    }
    const { ledger, past } = release(stored, parsedLedger(JSON.stringify(later)))
    expect(ledger.addresses['/en/2019/programme/2019-11-12/']).toEqual(day)
    expect(ledger.permalinks[day.id]).toEqual(day)
    expect(past.retiredAt('/en/2019/programme/2019-11-12/')).toMatchObject({ claim: day, target: undefined })
  })

  it('never gives a session a smaller sequence, though an old copy of it is restored', () => {
    const at = (time: string, ledger?: Ledger) =>
      release(changed('session-sendai', { _updatedAt: time }), ledger).ledger
    const second = at('2030-05-06T10:00:00Z', at('2030-05-06T09:00:00Z'))
    const third = at('2030-05-06T08:00:00Z', second)
    const sequences = [second, third].map(({ permalinks }) => permalinks['session-sendai']?.sequence)
    expect(sequences).toEqual([5_966_520, 5_966_520])
  })

  it('makes permalinks from an old ledger that has none', () => {
    const { permalinks: _, ...old } = first.ledger
    const ledger = parsedLedger(JSON.stringify(old))
    const rest = stored.filter(({ _id }) => _id !== 'session-way-ahead')
    expect(Object.keys(release(rest, ledger).ledger.permalinks)).toContain('session-way-ahead')
  })

  describe('people', () => {
    const people = (ledger: Ledger) => {
      const { addresses } = release(stored, ledger)
      return locales.map(({ locale }) => [
        addresses.of(locale, 'people', 'people'),
        addresses.of(locale, 'contributor', 'un-habitat'),
      ])
    }

    it('have addresses below the word for people in each language', () => {
      expect(people(emptyLedger)).toEqual([
        ['/en/people/', '/en/people/un-habitat/'],
        ['/fr/personnes/', '/fr/personnes/onu-habitat/'],
        ['/es/personas/', '/es/personas/onu-habitat/'],
      ])
    })

    it('give way to a document that had their address before they came: it keeps its meaning, for good', () => {
      const earlier: Ledger = {
        ...emptyLedger,
        addresses: {
          '/en/people/': { kind: 'page', id: 'contact', titles: { en: 'Our people' } },
          '/en/people-2/': { kind: 'page', id: 'gone', titles: { en: 'Our other people' } },
        },
      }
      expect(examine(stored, earlier).faults).toEqual([])
      const second = release(stored, earlier)
      const third = release(stored, second.ledger)
      for (const { addresses, past } of [second, third]) {
        expect(addresses.of('en', 'people', 'people')).toBe('/en/people-3/')
        expect(addresses.of('en', 'contributor', 'uclg')).toBe('/en/people-3/uclg/')
        expect(addresses.of('fr', 'people', 'people')).toBe('/fr/personnes/')
        expect(past.retired.map(({ address, target }) => [address, target])).toEqual([
          ['/en/people-2/', undefined],
          ['/en/people/', '/en/contact/'],
        ])
      }
    })

    it('have no page of all where there is nobody', () => {
      const { snapshot } = examine(stored)
      if (!snapshot) throw new Error('The content has faults.')
      const nobody = { ...snapshot, contributors: [] }
      expect(
        contentOf({ snapshot: nobody, ledger: emptyLedger }).addresses.of('en', 'people', 'people'),
      ).toBe(undefined)
    })

    it('without a slug have that of another language, or their id, as before they had slugs', () => {
      const of = (fields: object) => release(changed('un-habitat', { ...fields })).addresses
      expect(of({ slug: undefined }).of('fr', 'contributor', 'un-habitat')).toBe('/fr/personnes/un-habitat/')
      expect(of({ slug: slug({ en: 'habitat' }) }).of('fr', 'contributor', 'un-habitat')).toBe(
        '/fr/personnes/habitat/',
      )
      expect(of({ slug: slug({ es: 'onu' }) }).of('fr', 'contributor', 'un-habitat')).toBe(
        '/fr/personnes/onu/',
      )
    })

    it('keep their permalink when they are gone, and lead to all people', () => {
      // No session names them any more.
      const rest = stored
        .filter(({ _id }) => _id !== 'lrga')
        .map((document) =>
          document._type === 'session' ? { ...document, contributors: undefined } : document,
        )
      const second = release(rest, first.ledger)
      expect(second.past.record('lrga')).toMatchObject({ kind: 'contributor', titles: { en: 'LRGA' } })
      expect(second.past.retired.map(({ address, target }) => [address, target])).toEqual([
        ['/en/people/lrga/', undefined],
        ['/es/personas/lrga/', undefined],
        ['/fr/personnes/lrga/', undefined],
      ])
      expect(nextBestPage(second, 'es', { kind: 'contributor', id: 'lrga' })).toEqual({
        kind: 'people',
        id: 'people',
        address: '/es/personas/',
      })
    })

    it('are refused an address that another had, unless they take it over', () => {
      const taken = slug({ en: 'uclg', fr: 'cglu', es: 'cglu' })
      const without = (takesOver: boolean) =>
        changed('un-habitat', { slug: taken, takesOver }).flatMap((document) =>
          document._id === 'uclg'
            ? []
            : [document._type === 'session' ? { ...document, contributors: undefined } : document],
        )
      const { faults } = examine(without(false), first.ledger)
      expect(faults.map(({ documentId, code, facts }) => [documentId, code, facts.address])).toEqual([
        ['un-habitat', 'addressTaken', '/en/people/uclg/'],
        ['un-habitat', 'addressTaken', '/fr/personnes/cglu/'],
        ['un-habitat', 'addressTaken', '/es/personas/cglu/'],
      ])
      expect(examine(without(true), first.ledger).faults).toEqual([])
    })
  })

  describe('rooms', () => {
    const room = (id: string, fields: object = {}): RawDocument => ({
      ...{ _id: id, _type: 'room', _updatedAt: '2026-01-01T00:00:00Z', edition: { _ref: 'edition-2019' } },
      name: [{ _key: 'en', language: 'en', value: 'Harbour Room' }],
      slug: slug({ en: 'harbour-room', fr: 'salle-du-port' }),
      ...fields,
    })

    it('have addresses in their edition, below the word for rooms in each language', () => {
      const { addresses } = release([...stored, room('harbour'), room('r2', { slug: undefined })])
      expect(
        locales.map(({ locale }) => [
          addresses.of(locale, 'rooms', 'edition-2019'),
          addresses.of(locale, 'room', 'harbour'),
          addresses.of(locale, 'room', 'r2'),
        ]),
      ).toEqual([
        ['/en/2019/rooms/', '/en/2019/rooms/harbour-room/', '/en/2019/rooms/r2/'],
        ['/fr/2019/salles/', '/fr/2019/salles/salle-du-port/', '/fr/2019/salles/r2/'],
        ['/es/2019/salas/', '/es/2019/salas/harbour-room/', '/es/2019/salas/r2/'],
      ])
      expect(release(stored).addresses.of('en', 'rooms', 'edition-2019')).toBe(undefined)
    })

    it('have permalinks; those that are gone lead to the programme of their edition', () => {
      const before = release([...stored, room('harbour')])
      const after = release(stored, before.ledger)
      expect(after.past.record('harbour')).toMatchObject({ kind: 'room', edition: 'edition-2019' })
      expect(after.past.retired.map(({ address, target }) => [address, target])).toEqual(
        [
          ...['/en/2019/rooms/', '/en/2019/rooms/harbour-room/', '/es/2019/salas/'],
          ...['/es/2019/salas/harbour-room/', '/fr/2019/salles/', '/fr/2019/salles/salle-du-port/'],
        ].map((address) => [address, undefined]),
      )
      for (const subject of [
        { kind: 'room', id: 'harbour' },
        { kind: 'rooms', id: 'edition-2019' },
      ])
        expect(nextBestPage(after, 'fr', subject).address).toBe('/fr/2019/programme/')
    })

    it('are refused an address that another had, unless they take it over', () => {
      const before = release([...stored, room('harbour')])
      const taken = (takesOver: boolean) => examine([...stored, room('port', { takesOver })], before.ledger)
      expect(taken(false).faults.map(({ documentId, code }) => [documentId, code])).toEqual([
        ['port', 'addressTaken'],
        ['port', 'addressTaken'],
        ['port', 'addressTaken'],
      ])
      expect(taken(true).faults).toEqual([])
      expect(examine([...stored, room('harbour'), room('port')]).faults.map(({ code }) => code)).toContain(
        'addressTaken',
      )
    })
  })

  describe('when a word of the interface in addresses has changed', () => {
    const session = { kind: 'session', id: 'session-sendai', titles: { fr: 'Sendai' } } as const
    const strategy = { kind: 'strategy', id: 'strategy', titles: {} } as const
    const page = { kind: 'page', id: 'gone', titles: { en: 'A page of before' } } as const

    it('redirects all addresses with the old word to those with the new one', () => {
      const ledger: Ledger = {
        ...emptyLedger,
        addresses: { '/fr/2019/agenda/cadre-de-sendai/': session, '/fr/notre-strategie/': strategy },
      }
      expect(release(stored, ledger).past.retired.map(({ address, target }) => [address, target])).toEqual([
        ['/fr/2019/agenda/cadre-de-sendai/', '/fr/2019/programme/cadre-de-sendai/'],
        ['/fr/notre-strategie/', '/fr/strategie/'],
      ])
    })

    it('refuses a new word whose address belongs to a document', () => {
      const ledger: Ledger = { ...emptyLedger, addresses: { '/fr/strategie/': page } }
      const { faults } = examine(stored, ledger)
      expect(
        faults.map(({ documentId, path, code, facts }) => [
          documentId,
          path,
          code,
          facts.address,
          facts.owner,
        ]),
      ).toEqual([['forum', '', 'addressTaken', '/fr/strategie/', 'A page of before']])
    })

    it('reports one fault for an edition whose programme takes addresses', () => {
      const ledger: Ledger = { ...emptyLedger, addresses: { '/fr/2019/programme/': page } }
      const { faults } = examine(stored, ledger)
      expect(faults.map(({ documentId, path, facts }) => [documentId, path, facts.address])).toEqual([
        ['edition-2019', 'slug', '/fr/2019/programme/'],
      ])
    })
  })

  it('fails where a language with addresses was removed, and lists the addresses', () => {
    const ledger: Ledger = {
      version: 2,
      addresses: { '/de/2019/': { kind: 'edition', id: 'edition-2019', titles: {} } },
      ...{ permalinks: {}, changes: {} },
    }
    expect(() => release(stored, ledger)).toThrow(new LostAddressError(['/de/2019/']))
  })
})
