import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { addressTable } from '#src/addresses/table.ts'
import { documentTitle } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { assetFaults } from '#src/rules/asset-faults.ts'
import { examine } from '#src/rules/examine.ts'
import { textOf } from '#src/rules/findings.ts'
import { changed, stored, words } from '../seed/stored.ts'

/** The faults of documents, each with its facts. */
const faultsOf = (documents: readonly RawDocument[], ledger = emptyLedger) =>
  examine(documents, ledger).faults.map(({ documentId, path, code, locale, facts }) => [
    [documentId, path, code, locale].filter(Boolean).join(' '),
    facts,
  ])
const slugs = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([language, current]) => ({
    _key: language,
    language,
    value: { _type: 'slug', current },
  }))
const example = (name: string) =>
  JSON.parse(readFileSync(new URL(`../cases/content/${name}.json`, import.meta.url), 'utf8'), (key, value) =>
    key !== '' && value?._type && value._id ? { _updatedAt: '', ...value } : value,
  )

const edition = (fields: object) => faultsOf(changed('edition-2019', { ...fields }))
const sendai = (fields: object) => faultsOf(changed('session-sendai', { ...fields }))

describe('an address', () => {
  it('that is too long is refused, and the limit told', () => {
    const [page] = example('slug-too-long').documents
    expect(faultsOf([...stored, page])).toEqual([['fx-long slug tooLong en', { most: '200' }]])
    expect(edition({ slug: { current: 'a'.repeat(201) } })[0]).toEqual([
      'edition-2019 slug tooLong',
      { most: '200' },
    ])
    expect(sendai({ slug: slugs({ en: 'a'.repeat(200) }) })).toEqual([])
  })

  it('that the site needs for itself is refused in every language, and another offered', () => {
    const [page, session] = example('slug-index').documents
    const documents = [...stored, page, { ...session, part: { _ref: 'part-1' }, date: '2019-11-12' }]
    expect(faultsOf(documents)).toEqual([
      ['fx-index slug reserved en', { found: 'index', proposal: 'index-2' }],
      ['fx-sindex slug reserved en', { found: 'index', proposal: 'index-2' }],
    ])
    expect(sendai({ slug: slugs({ en: 'people', fr: 'sendai', es: 'con' }) })).toEqual([
      ['session-sendai slug reserved en', { found: 'people', proposal: 'people-2' }],
      ['session-sendai slug reserved es', { found: 'con', proposal: 'con-2' }],
    ])
  })

  it('of an edition may not be one of a page, nor a word of the site', () => {
    const page = {
      _id: 'about',
      _type: 'page',
      _updatedAt: '',
      title: words({ en: 'About' }),
      slug: slugs({ en: '2019' }),
    }
    expect(faultsOf([...stored, page]).map(([fault]) => fault)).toEqual([
      'about slug addressTaken en',
      'about slug addressTaken fr',
      'about slug addressTaken es',
      'edition-2019 slug addressTaken',
    ])
    expect(edition({ slug: { current: 'estrategia' } })[0]?.[0]).toBe('edition-2019 slug reserved')
  })

  it('made of the id of a document without a slug is checked as well', () => {
    const page = { _id: 'embed', _type: 'page', _updatedAt: '', title: words({ en: 'Embedding' }) }
    expect(faultsOf([...stored, page])[0]).toEqual([
      'embed slug reserved en',
      { found: 'embed', proposal: 'embed-2' },
    ])
  })

  it('that was published before it was reserved leads to the new one', () => {
    const before = { kind: 'page', id: 'accessibility', titles: {} } as const
    const ledger = { ...emptyLedger, addresses: { '/en/people/': before, '/en/index/': before } }
    const { snapshot } = examine(stored)
    if (snapshot === undefined) throw new Error('No snapshot')
    const { past, ledger: next } = addressTable(snapshot, ledger)
    expect(past.retired.map(({ address, target }) => [address, target])).toEqual([
      ['/en/people/', '/en/accessibility/'],
    ])
    // It showed the page above it, and a redirect in its place would hide that.
    expect(next.addresses['/en/index/']?.id).toBe('accessibility')
  })
})

describe('an id', () => {
  const room = (id: string) => ({
    _id: id,
    _type: 'room',
    _updatedAt: '',
    name: words({ en: 'Hall', fr: 'Hall', es: 'Hall' }),
  })

  it('that cannot be a file or an address is a fault of its document', () => {
    expect(faultsOf([...stored, room('con'), room('a..b'), room('__proto__'), room('search')])).toEqual([
      ['__proto__ notAnId', { found: '__proto__' }],
      ['a..b notAnId', { found: 'a..b' }],
      ['con notAnId', { found: 'con' }],
      ['search notAnId', { found: 'search' }],
    ])
  })

  it('that differs from another in capital letters only is a fault of both', () => {
    expect(faultsOf([...stored, room('Hall'), room('hall')])).toEqual([
      ['Hall sameId', { found: 'Hall', owner: 'Hall' }],
      ['hall sameId', { found: 'hall', owner: 'Hall' }],
    ])
  })

  it('may not be that of a page that was published, but for its capital letters', () => {
    const permalinks = {
      Hall: { kind: 'session', id: 'Hall', titles: { en: 'A session that is gone' } },
    } as const
    expect(faultsOf([...stored, room('hall')], { ...emptyLedger, permalinks })).toEqual([
      ['hall sameId', { found: 'hall', owner: 'A session that is gone' }],
    ])
  })
})

describe('an image', () => {
  const image = (fields: object) =>
    edition({ image: { alt: words({ en: 'x', fr: 'x', es: 'x' }), ...fields } })
  const asset = { _ref: 'image-0123456789abcdef-2x2-png' }

  it('as small as a pixel is none', () => {
    const [tiny] = example('tiny-image').documents
    expect(faultsOf([...stored, { ...tiny, image: { ...tiny.image, asset } }])).toEqual([])
  })

  it('whose crop leaves nothing is one', () => {
    expect(image({ asset, crop: { left: 0.5, right: 0.5 } })).toEqual([
      ['edition-2019 image.crop emptyCrop', {}],
    ])
    expect(image({ asset, crop: { top: 7, bottom: -3 } })).toEqual([
      ['edition-2019 image.crop emptyCrop', {}],
    ])
    expect(image({ asset, crop: { left: 0.5, right: 0.49 }, hotspot: { x: 9, y: -1e9 } })).toEqual([])
  })

  it('of an asset that is none, or has no size, is one', () => {
    for (const _ref of ['image-0a-0x10-png', 'file-0a-pdf', 'image-..-1x1-png', 'x'])
      expect(image({ asset: { _ref } })).toEqual([['edition-2019 image.asset._ref notAnImage', {}]])
  })

  it('or a file whose bytes are gone is a fault of its field', () => {
    const documents = [{ _key: 'a', title: words({ en: 'A' }), file: { asset: { _ref: 'file-0b-pdf' } } }]
    const { snapshot } = examine(
      changed('edition-2019', { image: { asset } }).map((document) =>
        document._id === 'session-sendai' ? { ...document, documents } : document,
      ),
    )
    if (snapshot === undefined) throw new Error('No snapshot')
    const problems = new Map([
      [asset._ref, 'notAnImage'],
      ['file-0b-pdf', 'noAsset'],
    ] as const)
    expect(
      assetFaults(snapshot, problems).map(({ documentId, path, code }) => [documentId, path, code]),
    ).toEqual([
      ['edition-2019', 'image', 'notAnImage'],
      ['session-sendai', 'documents[_key=="a"].file', 'noAsset'],
    ])
  })
})

describe('a colour', () => {
  const forum = (colours: object) => faultsOf(changed('forum', { colours }))

  it('that can be read on its ground is none, however it is written', () => {
    expect(forum({ firstLight: '#0B6B63', firstDark: ' #5fc ', secondLight: '', thirdDark: null })).toEqual(
      [],
    )
  })

  it.each(['teal', '0b6b63', '#0b6b6', 'rgb(0, 0, 0)', '#0b6b63;}'])('that is %j is no colour', (found) => {
    expect(forum({ secondDark: found })).toEqual([['forum colours.secondDark notAColour', { found }]])
  })

  it('that cannot be read on its ground names the nearest that can', () => {
    expect(forum({ firstLight: '#FF0000', thirdLight: '#fbfaf6', firstDark: '#14161a' })).toEqual([
      ['forum colours.firstLight lowContrast', { found: '#FF0000', ground: '#fbfaf6', proposal: '#e90000' }],
      ['forum colours.firstDark lowContrast', { found: '#14161a', ground: '#14161a', proposal: '#7c7f84' }],
      ['forum colours.thirdLight lowContrast', { found: '#fbfaf6', ground: '#fbfaf6', proposal: '#747370' }],
    ])
    expect(forum({ firstLight: '#e90000' })).toEqual([])
  })

  it('is told in words, with the one that was found', () => {
    const [fault] = examine(changed('forum', { colours: { firstLight: '#f00' } })).faults
    expect(fault && textOf(fault, 'fr')).toMatchObject({
      field: 'Première couleur',
      wrong: '(#f00) se lit mal sur son fond (#fbfaf6)\u00a0: le contraste est inférieur à 4,5\u00a0:\u00a01',
      todo: 'Prenez #e90000, la couleur lisible la plus proche, ou une autre.',
    })
  })

  it('of one value too many, or of another shape, is a fault', () => {
    expect(forum({ firstLight: 7 })).toEqual([['forum colours.firstLight wrongShape', {}]])
    expect(faultsOf(changed('forum', { colours: ['#000'] }))).toEqual([['forum colours wrongShape', {}]])
  })
})

describe('a mark', () => {
  const of = (kind: string) => ({ asset: { _ref: `image-0123456789abcdef-48x48-${kind}` } })

  it('is SVG or PNG', () => {
    expect(faultsOf(changed('forum', { mark: of('svg'), markDark: of('png') }))).toEqual([])
    expect(faultsOf(changed('forum', { mark: of('jpg') }))).toEqual([['forum mark.asset notAMark', {}]])
    expect(faultsOf(changed('forum', { markDark: { asset: null } }))).toEqual([])
  })

  it('whose bytes cannot be used is a fault of its field, told in words', () => {
    const { snapshot } = examine(changed('forum', { mark: of('svg'), markDark: of('png') }))
    if (snapshot === undefined) throw new Error('No snapshot')
    const faults = assetFaults(
      snapshot,
      new Map([
        [of('svg').asset._ref, 'markWithParts'],
        [of('png').asset._ref, 'damagedAsset'],
      ] as const),
    )
    expect(faults.map(({ documentId, path, code }) => [documentId, path, code])).toEqual([
      ['forum', 'mark', 'markWithParts'],
      ['forum', 'markDark', 'damagedAsset'],
    ])
    expect(faults[0] && textOf(faults[0], 'es')).toMatchObject({
      document: 'UCLG Learning Forum (foro)',
      field: 'Logotipo',
      todo: 'Expórtelo de nuevo como formas simples, con el texto convertido en trazados, o en formato PNG.',
    })
  })
})

describe('a text', () => {
  it('of nothing but invisible characters is missing', () => {
    expect(sendai({ title: words({ en: '\u200b\u00ad\u2060 \u00a0' }) })).toEqual([
      ['session-sendai title missingEverywhere', {}],
    ])
    expect(sendai({ date: '\ufeff' })).toEqual([['session-sendai date missing', {}]])
  })

  it('is read without soft hyphens and zero-width characters', () => {
    const title = example('soft-hyphen').title
    const { snapshot, warnings } = examine(
      changed('session-sendai', { title: words({ en: title, fr: title, es: title }) }),
    )
    expect(warnings).toEqual([])
    expect(snapshot?.sessions.find(({ _id }) => _id === 'session-sendai')?.title.en).toBe(
      'Transformative governance',
    )
    expect(documentTitle({ _id: 'a', _type: 'session', title: words({ en: title }) })).toBe(
      'Transformative governance',
    )
  })

  it('that no page could carry is too long, in the language that it is in', () => {
    expect(sendai({ title: words({ en: 'Sendai', fr: 'x'.repeat(100_000), es: 'Sendai' }) })).toEqual([
      ['session-sendai title tooLong fr', { most: '1000' }],
    ])
    const children = Array.from({ length: 40 }, (_, index) => ({
      _type: 'span',
      _key: `${index}`,
      text: 'y'.repeat(10_000),
    }))
    const value = [{ _type: 'block', _key: 'a', children }]
    expect(sendai({ description: [{ _key: 'en', language: 'en', value }] })).toEqual([
      ['session-sendai description tooLong en', { most: '300000' }],
    ])
    const links = Array.from({ length: 2001 }, (_, index) => ({
      _key: `${index}`,
      title: words({ en: 'A' }),
      url: 'https://a.org',
    }))
    expect(sendai({ links })).toEqual([['session-sendai links tooMany', { most: '2000' }]])
  })
})

describe('a number or a day', () => {
  it('beyond what can be written is refused', () => {
    expect(edition({ ordinal: 1e9 })).toEqual([['edition-2019 ordinal tooLarge', { most: '999' }]])
    expect(edition({ ordinal: 1e300 }).map(([fault]) => fault)).toEqual(['edition-2019 ordinal tooLarge'])
    const years = { least: '1900-01-01', most: '2999-12-31' }
    expect(sendai({ date: '9999-12-31' })).toEqual([['session-sendai date yearOutOfRange', years]])
    expect(sendai({ date: '0000-01-01' })).toEqual([['session-sendai date yearOutOfRange', years]])
    expect(sendai({ date: '2026-02-30' })).toEqual([['session-sendai date notADate', {}]])
    expect(sendai({ start: '24:00' })).toEqual([['session-sendai start notATime', {}]])
    expect(sendai({ movedFrom: { date: '2019-13-01', start: '99:99' } }).map(([fault]) => fault)).toEqual([
      'session-sendai movedFrom.date notADate',
      'session-sendai movedFrom.start notATime',
    ])
  })
})

it('a value nested without end is judged, and exhausts nothing', () => {
  const nested = JSON.parse(`${'{"a":['.repeat(5000)}${']}'.repeat(5000)}`)
  expect(sendai({ rooms: [{ _key: 'a', ...nested }] })).toEqual([
    ['session-sendai rooms[_key=="a"]._ref missing', {}],
  ])
  expect(sendai({ room: nested }).map(([fault]) => fault)).toEqual([
    'session-sendai rooms[_key=="room"]._ref missing',
  ])
  expect(sendai({ constructor: { _ref: 'x' }, extra: nested })).toEqual([])
})
