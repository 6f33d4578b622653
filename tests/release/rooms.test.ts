import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { readConfig } from '#src/config.ts'
import { contentOf } from '#src/content/content.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { RenderedSite } from '#src/release/rendered-site.ts'
import { openRenderer } from '#src/release/renderer/renderer.ts'
import { examine } from '#src/rules/examine.ts'
import { temporaryFolder } from '../commands/project.ts'
import { stored, words } from '../seed/stored.ts'

/** What pages show of rooms, of plenaries and of sessions without a part. */

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const rooms = (...ids: string[]) => ids.map((id) => ({ _key: id, _type: 'reference', _ref: id }))
const room = (_id: string, en: string, fr: string, more: object = {}): RawDocument => ({
  ...{ _id, _type: 'room', _updatedAt: '2019-11-01T08:00:00Z', edition: { _ref: 'edition-2019' } },
  ...{ name: words({ en, fr, es: fr }), slug: [], ...more },
})
const documents: readonly RawDocument[] = [
  ...stored.map((document) => {
    if (document._id === 'session-sendai') return { ...document, rooms: rooms('hall', 'annex') }
    if (document._id === 'session-modules')
      return { ...document, rooms: rooms('annex'), status: 'moved', movedFrom: { rooms: rooms('hall') } }
    if (document._id === 'session-opening') return { ...document, part: undefined, plenary: true }
    return document
  }),
  room('hall', 'Great Hall', 'Grande salle', {
    floor: words({ en: 'Level 2', fr: 'Niveau 2', es: 'Planta 2' }),
    seats: 1200,
  }),
  room('empty', 'Empty Room', 'Salle vide'),
  room('annex', 'Annex', 'Annexe', { directions: words({ en: 'Left', fr: 'À gauche', es: 'Izquierda' }) }),
]

const files = new Map<string, string>()
/** The text of a page's main part, one space between words. */
const page = (path: string) =>
  (files.get(`${path}index.html`)?.match(/<main[\s\S]*<\/main>/)?.[0] ?? '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

beforeAll(async () => {
  const { snapshot, faults } = examine(documents)
  expect(faults).toEqual([])
  if (!snapshot) throw new Error('no forum')
  const site = new RenderedSite(await openRenderer(readConfig({ SITE_URL: 'https://example.org/' })), folder)
  const wanted =
    /^(en|fr)\/(2019\/(index|program|my-|rooms|salles)|search\/|recherche\/|people\/un-habitat|embed\/(session-opening|part-2))/
  const sink = async (path: string, bytes: Uint8Array) =>
    void files.set(path, new TextDecoder().decode(bytes))
  await site.update(contentOf({ snapshot, ledger: emptyLedger }), sink, {
    later: (path) => !wanted.test(path),
  })
}, 120_000)

describe('a list of sessions', () => {
  it('says from which room one was moved, where nothing else of it was', () => {
    expect(page('en/2019/programme/')).toContain('Moved from Great Hall ')
    expect(page('fr/2019/programme/')).toMatch(/Salle initiale\s: Grande salle /)
  })

  it('of a contributor has all rooms of each', () => {
    expect(page('en/people/un-habitat/')).toContain('Great Hall , Annex')
  })

  it('of an edition counts those without a part', () => {
    expect(page('en/2019/')).toContain('1 other session')
    expect(page('fr/2019/')).toContain('1 autre session')
  })
})

describe('the page of a session', () => {
  it('names all of its rooms, with floor, seats and the way', () => {
    expect(page('en/2019/programme/sendai-framework/')).toContain(
      'Rooms Great Hall Level 2 · 1200 seats Annex Left',
    )
    expect(page('fr/2019/programme/cadre-de-sendai/')).toContain(
      'Salles Grande salle Niveau 2 · 1200 places Annexe À gauche',
    )
  })

  it('says from which room it was moved, and nothing of another time', () => {
    const modules = [...files.keys()].filter((path) => /modules/.test(path)).sort()
    const [english, french] = modules.map((path) => page(path.replace('index.html', '')))
    expect(english).toContain('Moved from Great Hall.')
    expect(french).toContain('Changement de salle. Prévue initialement : Grande salle.')
    expect(french).not.toContain('horaire')
  })

  it('says that it is a plenary, and has no part in its breadcrumb', () => {
    const opening = page('en/2019/programme/opening/')
    expect(opening).toMatch(/Programme 09:00 – 09:20 Tuesday, 12 November 2019 Plenary /)
    expect(opening).not.toContain('Part One')
    expect(page('fr/2019/programme/ouverture/')).toContain('Plénière')
  })
})

describe('the pages of rooms', () => {
  it('say where each is, and lead to it', () => {
    const all = page('en/2019/rooms/')
    expect(all).toMatch(/Annex Left .*Great Hall Level 2 · 1200 seats/)
    expect(files.get('fr/2019/salles/index.html')).toContain('href="/fr/2019/salles/hall/"')
    expect(files.get('en/2019/programme/sendai-framework/index.html')).toContain(
      'href="/en/2019/rooms/hall/"',
    )
  })

  it('list what takes place there, with its part, and say so where there is nothing', () => {
    const hall = page('fr/2019/salles/hall/')
    expect(hall).toMatch(/Grande salle .*Niveau 2 · 1200 places/)
    expect(hall).toMatch(/Localisation des agendas mondiaux .*Cadre de Sendai/)
    expect(hall).not.toContain('Évolution des modules')
    expect(page('en/2019/rooms/empty/')).toContain('No session is planned in this room yet.')
  })

  it('name no room in rows but those of sessions that are in others too', () => {
    const names = (path: string, name: string) => page(path).split(name).length - 1
    // In the title and with the other room of one session; the other session was moved from that.
    expect([names('en/2019/rooms/annex/', 'Annex'), names('en/2019/rooms/annex/', 'Great Hall')]).toEqual([
      2, 2,
    ])
  })
})

describe('a session without a part', () => {
  it('stands in the programme and in the search, before and between those of parts', () => {
    const programme = page('en/2019/programme/')
    const titles = ['Opening and welcome', 'Part One', 'Ground rules', 'Part Two']
    const places = titles.map((title) => programme.indexOf(title))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(-1)
    expect(page('en/search/')).toContain('Opening and welcome')
  })

  it('stands in its own page for frames, as one with a part does', () => {
    expect(page('en/embed/session-opening/')).toMatch(/09:00 – 09:20 .*Opening and welcome/)
    expect(page('fr/embed/part-2/')).toMatch(/10:00 – 11:00 .*Bilan du travail accompli/)
  })

  it('is among those that a reader may select, with its word in the place of a part', () => {
    const { sessions } = JSON.parse(files.get('en/2019/my-programme/sessions.json') ?? '{}')
    const by = (id: string) => sessions.find((session: { id: string }) => session.id === id)
    expect(by('session-opening')).toMatchObject({ place: [{ text: 'Plenary' }] })
    expect(by('session-opening')).not.toHaveProperty('strand')
    expect(by('session-sendai').rooms).toEqual([{ text: 'Great Hall' }, { text: 'Annex' }])
    expect(by('session-modules')).toMatchObject({ status: 'movedRoom' })
  })
})
