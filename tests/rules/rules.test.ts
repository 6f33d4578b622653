import { describe, expect, it } from 'vitest'
import { examine } from '#src/rules/examine.ts'
import { textOf } from '#src/rules/findings.ts'
import { changed, stored, words } from '../seed/stored.ts'

const faultsOf = (documents: Parameters<typeof examine>[0]) =>
  examine(documents).faults.map(({ documentId, path, code, locale }) =>
    [documentId, path, code, ...(locale ? [locale] : [])].join(' '),
  )

/** The default content with a document in one session. */
const withFile = (file: unknown) =>
  changed('session-sendai', { documents: [{ _key: 'a', title: words({ en: 'A paper' }), file }] })

it('a field may have the name of something that every object has', () => {
  const named = { constructor: { _ref: 'nowhere' }, toString: { _ref: 'nowhere' }, hasOwnProperty: 1 }
  expect(faultsOf(changed('session-sendai', named))).toEqual([])
})

describe('a document to download', () => {
  const stored = (kind: string) => withFile({ _type: 'file', asset: { _ref: `file-0a1b2c-${kind}` } })

  it.each(['pdf', 'docx', 'ods', 'jpg', 'csv', 'mp3', 'webm'])('may be a .%s', (kind) => {
    expect(faultsOf(stored(kind))).toEqual([])
  })

  it.each([
    'html',
    'svg',
    'xhtml',
    'xml',
    'mht',
    'js',
    'css',
    'swf',
    'wasm',
    'hta',
    'svgz',
    'zip',
    'exe',
    'bin',
  ])('is refused as .%s, naming the field', (kind) => {
    expect(faultsOf(stored(kind))).toEqual(['session-sendai documents[_key=="a"].file notADownload'])
  })

  it('says what is wrong, and what may be there', () => {
    const [fault] = examine(stored('html')).faults
    expect(fault && textOf(fault, 'fr')).toMatchObject({
      document: 'Learning from an example: localizing the Sendai Framework (session)',
      field: 'Fichier',
      wrong: 'est un fichier d’un type qui n’est pas proposé ici (.html)',
    })
  })

  it.each(['image-0a1b2c-10x10-png', '../../etc/passwd', 'file-a/b-pdf', 'forum'])(
    'is no asset of another kind: %s',
    (id) => {
      expect(faultsOf(withFile({ _type: 'file', asset: { _ref: id } }))).toEqual([
        'session-sendai documents[_key=="a"].file.asset notAFile',
      ])
    },
  )
})

describe('the default content', () => {
  it('has no fault, and its snapshot is complete', () => {
    const { faults, warnings, snapshot } = examine(stored)
    expect({ faults, warnings }).toEqual({ faults: [], warnings: [] })
    expect(snapshot?.sessions.length).toBe(8)
  })

  it('has titles in the requested language in findings, also of the other document of a conflict', () => {
    const { warnings } = examine(changed('session-modules', { end: '13:10' }), undefined, 'fr')
    expect(warnings.map(({ title, facts }) => [title, facts.other])).toEqual([
      ['Déjeuner', 'Évolution des modules et des méthodologies'],
      ['Évolution des modules et des méthodologies', 'Déjeuner'],
    ])
    const [fault] = examine(changed('session-modules', { end: undefined }), undefined, 'fr').faults
    expect(fault?.title).toBe('Évolution des modules et des méthodologies')
  })

  it.each([
    ['forum', 'name', true],
    ['forum', 'organisation', true],
    ['forum', 'acronym', true],
    ['forum', 'currentEdition', false],
    ['fit-for-purpose', 'title', true],
    ['edition-2019', 'ordinal', false],
    ['edition-2019', 'slug', false],
    ['edition-2019', 'title', true],
    ['edition-2019', 'firstDay', false],
    ['edition-2019', 'lastDay', false],
    ['edition-2019', 'timeZone', false],
    ['edition-2019', 'city', true],
    ['part-2', 'edition', false],
    ['part-2', 'ordinal', false],
    ['part-2', 'title', true],
    ['session-sendai', 'title', true],
    ['session-sendai', 'date', false],
    ['session-sendai', 'start', false],
    ['session-sendai', 'end', false],
    ['break-lunch', 'edition', false],
    ['break-lunch', 'title', true],
    ['break-lunch', 'date', false],
    ['break-lunch', 'start', false],
    ['break-lunch', 'end', false],
    ['ungl', 'name', true],
    ['privacy', 'title', true],
  ])('without %s.%s has exactly that fault', (id, field, isLocalized) => {
    const expected = [id, field, isLocalized ? 'missingEverywhere' : 'missing'].join(' ')
    expect(faultsOf(changed(id, { [field]: undefined }))).toEqual([expected])
    expect(faultsOf(changed(id, { [field]: null }))).toEqual([expected])
  })

  it('without the forum document has a fault', () => {
    expect(faultsOf(stored.filter(({ _id }) => _id !== 'forum'))).toEqual(['forum  noDocument'])
  })
})

describe('broken content', () => {
  const sendai = (fields: Readonly<Record<string, unknown>>) => faultsOf(changed('session-sendai', fields))

  it('a fault in one field hides none in another', () => {
    expect(sendai({ title: undefined, start: '12:00', end: '11:40' })).toEqual([
      'session-sendai title missingEverywhere',
      'session-sendai end endsBeforeStart',
    ])
    const edition = { title: undefined, firstDay: '2019-11-13', lastDay: '2019-11-12' }
    expect(faultsOf(changed('edition-2019', edition))).toContain('edition-2019 lastDay lastDayBeforeFirst')
  })

  it('a session that goes on after midnight takes at most twelve hours', () => {
    expect(sendai({ start: '12:00', end: '11:40' })).toEqual(['session-sendai end endsBeforeStart'])
    expect(sendai({ start: '11:40', end: '11:40' })).toEqual(['session-sendai end endsBeforeStart'])
    expect(sendai({ start: '20:00', end: '08:01' })).toEqual(['session-sendai end endsBeforeStart'])
    expect(sendai({ start: '20:00', end: '08:00' })).toEqual([])
    expect(sendai({ start: '22:00', end: '00:00' })).toEqual([])
  })

  it.each(['9:00', '24:00', '11.40', '11:60', 'noon'])('%s is not a time', (start) => {
    expect(sendai({ start })).toEqual(['session-sendai start notATime'])
  })

  it('a date must exist', () => {
    expect(sendai({ date: '2019-11-31' })).toEqual(['session-sendai date notADate'])
  })

  it('a time must exist on its day in the zone', () => {
    const documents = changed('session-sendai', { date: '2026-03-29', start: '02:30', end: '03:30' }).map(
      (document) => (document._id === 'edition-2019' ? { ...document, timeZone: 'Europe/Madrid' } : document),
    )
    expect(faultsOf(documents)).toEqual(['session-sendai start noSuchTime'])
  })

  it('a title is needed in one language, whichever it is', () => {
    expect(sendai({ title: words({ en: '  ', fr: '' }) })).toEqual(['session-sendai title missingEverywhere'])
    const { faults, warnings } = examine(
      changed('session-sendai', { title: words({ en: '  ', fr: 'Le Cadre de Sendai' }) }),
    )
    expect(faults).toEqual([])
    expect(warnings.map(({ path, code, locale }) => [path, code, locale])).toEqual([
      ['title', 'missingTranslation', 'en'],
      ['title', 'missingTranslation', 'es'],
    ])
    expect(warnings[0] && textOf(warnings[0], 'en')).toMatchObject({
      ...{ document: 'Le Cadre de Sendai (session)', field: 'Title', language: 'English' },
      ...{ wrong: 'has no translation', todo: 'Add one; until then readers see another language.' },
    })
  })

  it('a reference must have a target of the right type', () => {
    expect(sendai({ part: { _ref: 'gone' } })).toEqual(['session-sendai part brokenReference'])
    expect(sendai({ part: { _ref: 'ungl' } })).toEqual(['session-sendai part brokenReference'])
    expect(sendai({ contributors: [{ _key: 'a', contributor: { _ref: 'gone' } }] })).toEqual([
      'session-sendai contributors[_key=="a"].contributor brokenReference',
    ])
  })

  it('a session needs no part, and its part and rooms are of its own edition', () => {
    expect(sendai({ part: undefined })).toEqual([])
    const other = { _updatedAt: '', edition: { _ref: 'edition-2022' } }
    const part = { ...other, _id: 'later', _type: 'part', ordinal: 1, title: words({ en: 'Later' }) }
    const hall = { ...other, _id: 'hall', _type: 'room', name: words({ en: 'Hall' }) }
    const rooms = [{ _key: 'a', _ref: 'hall' }]
    const { faults } = examine([
      ...changed('session-sendai', { part: { _ref: 'later' }, rooms, movedFrom: { rooms } }),
      part,
      hall,
    ])
    expect(faults.map(({ documentId, path, code, facts }) => [documentId, path, code, facts])).toEqual([
      ['session-sendai', 'part', 'otherEdition', { other: 'Later' }],
      ['session-sendai', 'rooms[_key=="a"]', 'otherEdition', { other: 'Hall' }],
      ['session-sendai', 'movedFrom.rooms[_key=="a"]', 'otherEdition', { other: 'Hall' }],
    ])
    expect(sendai({ rooms: [{ _key: 'a', _ref: 'ungl' }] })).toEqual([
      'session-sendai rooms[_key=="a"] brokenReference',
    ])
  })

  it('the theme of a day has a date and a text, and is told where its edition has no such day', () => {
    const themes = (...list: readonly object[]) =>
      changed('edition-2019', { themes: list.map((one, nth) => ({ _key: `t${nth}`, ...one })) })
    const theme = words({ fr: 'Habiter' })
    expect(faultsOf(themes({ date: '2019-11-12', theme }))).toEqual([])
    expect(faultsOf(themes({ theme }, { date: '2019-11-12' }, { date: 'soon', theme }))).toEqual([
      'edition-2019 themes[_key=="t0"].date missing',
      'edition-2019 themes[_key=="t1"].theme missingEverywhere',
      'edition-2019 themes[_key=="t2"].date notADate',
    ])
    const { warnings } = examine(themes({ date: '2019-11-13', theme }))
    expect(warnings.filter(({ code }) => code === 'outsideEdition').map(({ path }) => path)).toEqual([
      'themes[_key=="t0"].date',
    ])
  })

  it('a room belongs to an edition, seats a whole number, and has a slug of its own there', () => {
    const room = (id: string, fields: object) => ({
      ...{ _id: id, _type: 'room', _updatedAt: '', edition: { _ref: 'edition-2019' } },
      ...{ name: words({ en: id }), slug: slugs('hall'), ...fields },
    })
    const slugs = (current: string) => [{ _key: 'en', language: 'en', value: { current } }]
    const faults = (...rooms: ReturnType<typeof room>[]) => faultsOf([...stored, ...rooms])
    expect(faults(room('a', { seats: 40 }), room('b', { edition: { _ref: 'edition-2022' } }))).toEqual([])
    expect(faults(room('a', { edition: undefined }))).toEqual(['a edition missing'])
    expect(faults(room('a', { seats: 1.5 }), room('b', { seats: 0, slug: undefined }))).toEqual([
      'a seats notWhole',
      'b seats notWhole',
    ])
    expect(faults(room('a', { slug: slugs('programme') }))).toEqual(['a slug reserved en'])
    expect(faults(room('a', {}), room('b', {}))).toEqual([
      ...['a slug addressTaken en', 'a slug addressTaken fr', 'a slug addressTaken es'],
      ...['b slug addressTaken en', 'b slug addressTaken fr', 'b slug addressTaken es'],
    ])
  })

  it('two documents with one address each get a fault that names the other', () => {
    const { faults } = examine(
      changed('session-sendai', {
        slug: words({ en: 'opening' }).map((item) => ({ ...item, value: { current: 'opening' } })),
      }),
    )
    expect(
      faults
        .filter(({ locale }) => locale === 'en')
        .map(({ documentId, code, facts }) => [documentId, code, facts.address, facts.owner]),
    ).toEqual([
      [
        'session-opening',
        'addressTaken',
        '/en/2019/programme/opening/',
        'Learning from an example: localizing the Sendai Framework',
      ],
      ['session-sendai', 'addressTaken', '/en/2019/programme/opening/', 'Opening and welcome'],
    ])
  })

  it('a slug may have only valid characters', () => {
    const slug = [{ _key: 'fr', language: 'fr', value: { current: 'Cadre de Sendaï' } }]
    expect(sendai({ slug })).toEqual(['session-sendai slug notASlug fr'])
  })

  it('an edition must end after it begins, and have an existing time zone', () => {
    expect(faultsOf(changed('edition-2022', { lastDay: '2022-10-10' }))).toEqual([
      'edition-2022 lastDay lastDayBeforeFirst',
    ])
    expect(faultsOf(changed('edition-2022', { timeZone: 'Daejeon' }))).toEqual([
      'edition-2022 timeZone notATimeZone',
    ])
  })

  it('a position is within the poles and the date line', () => {
    const at = (lat: unknown, lng: unknown) => faultsOf(changed('edition-2019', { location: { lat, lng } }))
    expect(at(-90, 180)).toEqual([])
    expect(at(90.1, -180.5)).toEqual([
      'edition-2019 location.lat notOnTheMap',
      'edition-2019 location.lng notOnTheMap',
    ])
    expect(at(1, null)).toEqual(['edition-2019 location.lng missing'])
    expect(at('1', Number.NaN)).toEqual([
      'edition-2019 location.lat wrongShape',
      'edition-2019 location.lng wrongShape',
    ])
  })

  it('a value of the wrong type is a fault of its field', () => {
    expect(sendai({ start: 9 })).toEqual(['session-sendai start wrongShape'])
    expect(sendai({ title: 'Sendai' })).toEqual(['session-sendai title wrongShape'])
    expect(sendai({ contributors: 'UNGL' })).toEqual(['session-sendai contributors wrongShape'])
  })

  it('is described in each language, with the field, what is wrong and what to do', () => {
    const [fault] = examine(changed('session-sendai', { start: '9h' })).faults
    expect(fault && textOf(fault, 'fr')).toEqual({
      document: 'Learning from an example: localizing the Sendai Framework (session)',
      field: 'Début',
      language: '',
      wrong: 'n’est pas une heure valide',
      todo: 'Saisissez les heures et les minutes séparées par un deux-points, par exemple 09:30.',
    })
  })
})

describe('content gets a warning, not a fault,', () => {
  const warningsOf = (documents: Parameters<typeof examine>[0]) => {
    const { faults, warnings } = examine(documents)
    return {
      faults: faults.length,
      warnings: warnings.map(({ documentId, path, code, locale }) =>
        [documentId, path, code, locale].filter(Boolean).join(' '),
      ),
    }
  }

  it('for a missing translation', () => {
    expect(warningsOf(changed('session-sendai', { title: words({ en: 'Sendai', fr: 'Sendai' }) }))).toEqual({
      faults: 0,
      warnings: ['session-sendai title missingTranslation es'],
    })
  })

  it('for a session outside the days of its edition', () => {
    expect(warningsOf(changed('session-sendai', { date: '2019-11-13' }))).toEqual({
      faults: 0,
      warnings: ['session-sendai date outsideEdition'],
    })
  })

  it('for an unsafe link', () => {
    const links = [{ _key: 'a', title: words({ en: 'A', fr: 'A', es: 'A' }), url: 'javascript:alert(1)' }]
    expect(warningsOf(changed('session-sendai', { links }))).toEqual({
      faults: 0,
      warnings: ['session-sendai links[_key=="a"].url unsafeLink'],
    })
  })

  it('for a person of whom nobody said how they are filed, with a proposal', () => {
    const person = {
      kind: 'person',
      name: words({ en: 'Ana de la Cruz' }),
      slug: undefined,
      acronym: undefined,
    }
    const [warning, ...others] = examine(changed('lrga', person)).warnings
    expect(others).toEqual([])
    expect(warning && textOf(warning, 'en')).toMatchObject({
      document: 'Ana de la Cruz (contributor)',
      field: 'Filed as',
      wrong: 'is empty, so the list of people files them by the name as it is written',
      todo: 'Write the family name first, such as “Cruz, Ana de la”, or the name as it is.',
    })
    expect(warningsOf(changed('lrga', { ...person, sortName: words({ en: 'Cruz, Ana de la' }) }))).toEqual({
      faults: 0,
      warnings: [],
    })
  })

  it('for an image without alternative text', () => {
    const image = { asset: { _ref: 'image-0a-10x10-png' } }
    expect(warningsOf(changed('edition-2022', { image }))).toEqual({
      faults: 0,
      warnings: ['edition-2022 image.alt missingAlt'],
    })
  })
})

describe('conflicts are warnings of both documents, with the facts to resolve them', () => {
  const conflicts = (documents: Parameters<typeof examine>[0]) =>
    examine(documents).warnings.map((warning) => {
      const { document, field, wrong } = textOf(warning, 'en')
      return `${document}: ${field} ${wrong}.`
    })
  const hall = {
    _id: 'hall',
    _type: 'room',
    _updatedAt: '',
    edition: { _type: 'reference', _ref: 'edition-2019' },
    name: words({ en: 'Hall 1', fr: 'Salle 1', es: 'Sala 1' }),
  }
  const inHall = { rooms: [{ _key: 'a', _type: 'reference', _ref: 'hall' }] }
  const sendai = 'Learning from an example: localizing the Sendai Framework'
  const both = (sendaiHas: object, modulesHas: object) => [
    ...stored.map((document) =>
      document._id === 'session-sendai'
        ? { ...document, ...sendaiHas }
        : document._id === 'session-modules'
          ? { ...document, ...modulesHas }
          : document,
    ),
    hall,
  ]

  it('for the same room', () => {
    expect(conflicts(both({ ...inHall, end: '12:00' }, inHall))).toEqual([
      `Evolution of the modules & methodologies (session): Rooms include one that is taken (Hall 1): “${sendai}” is there from 11:00 to 12:00.`,
      `${sendai} (session): Rooms include one that is taken (Hall 1): “Evolution of the modules & methodologies” is there from 11:40 to 13:00.`,
    ])
  })

  it('for one of the rooms of a session that is in several', () => {
    const wide = {
      rooms: ['annex', 'hall'].map((id) => ({ _key: id, _type: 'reference', _ref: id })),
      end: '12:00',
    }
    const annex = { ...hall, _id: 'annex', name: words({ en: 'Annex', fr: 'Annexe', es: 'Anexo' }) }
    expect(conflicts([...both(wide, inHall), annex])).toEqual([
      `Evolution of the modules & methodologies (session): Rooms include one that is taken (Hall 1): “${sendai}” is there from 11:00 to 12:00.`,
      `${sendai} (session): Rooms include one that is taken (Hall 1): “Evolution of the modules & methodologies” is there from 11:40 to 13:00.`,
    ])
  })

  it('for a plenary without a room: none', () => {
    expect(conflicts(both({ end: '12:00', plenary: true }, {}))).toEqual([])
  })

  it('for sessions without a room', () => {
    expect(conflicts(both({ end: '12:00' }, {}))).toEqual([
      `Evolution of the modules & methodologies (session): Rooms are missing, and “${sendai}”, at the same time (11:00–12:00), has none either.`,
      `${sendai} (session): Rooms are missing, and “Evolution of the modules & methodologies”, at the same time (11:40–13:00), has none either.`,
    ])
  })

  it('for the same contributor', () => {
    const people = [{ _key: 'a', contributor: { _type: 'reference', _ref: 'uclg' } }]
    expect(conflicts(both({ ...inHall, end: '12:00' }, { contributors: people }))).toEqual([
      `Evolution of the modules & methodologies (session): Contributors are in two places at once: United Cities and Local Governments also takes part in “${sendai}”, 11:00–12:00.`,
      `${sendai} (session): Contributors are in two places at once: United Cities and Local Governments also takes part in “Evolution of the modules & methodologies”, 11:40–13:00.`,
    ])
  })

  it('for a session during a break', () => {
    expect(conflicts(changed('session-modules', { end: '13:15' }))).toEqual([
      'Lunch (break): Start (13:00) makes it run at the same time as “Evolution of the modules & methodologies” (11:40–13:15), and one of the two is a break.',
      'Evolution of the modules & methodologies (session): Start (11:40) makes it run at the same time as “Lunch” (13:00–15:00), and one of the two is a break.',
    ])
  })
})

it('somebody who is in a session twice is told at the second row, with the name', () => {
  const row = (key: string, id: string) => ({ _key: key, contributor: { _type: 'reference', _ref: id } })
  const told = (rows: readonly object[]) =>
    examine(changed('session-sendai', { contributors: rows })).warnings.filter(
      ({ code }) => code === 'contributorTwice',
    )
  expect(told([row('a', 'ungl'), row('b', 'un-habitat')])).toEqual([])
  const [warning, ...more] = told([row('a', 'ungl'), row('b', 'un-habitat'), row('c', 'ungl')])
  expect(more).toEqual([])
  expect(warning).toMatchObject({
    documentId: 'session-sendai',
    path: 'contributors[_key=="c"].contributor',
    facts: { name: 'Unión Nacional de Gobiernos Locales' },
  })
})

it('the title of a link is not told as that of its session', () => {
  const links = [{ _key: 'a.b', title: words({ fr: ' ' }), url: 'https://example.org' }]
  const [fault] = examine(changed('session-sendai', { links })).faults
  expect(fault).toMatchObject({ path: 'links[_key=="a.b"].title', code: 'missingEverywhere' })
  expect(fault && textOf(fault, 'fr').field).toBe('Liens · Titre')
})
