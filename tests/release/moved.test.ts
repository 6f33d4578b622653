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

/** What pages say of sessions that were moved: at their new place, and at their old one. */

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const rooms = (...ids: string[]) => ids.map((id) => ({ _key: id, _type: 'reference', _ref: id }))
const room = (_id: string, en: string, fr: string): RawDocument => ({
  ...{ _id, _type: 'room', _updatedAt: '2019-11-01T08:00:00Z', edition: { _ref: 'edition-2019' } },
  ...{ name: words({ en, fr, es: fr }), slug: [] },
})
const changes: Readonly<Record<string, object>> = {
  'edition-2019': { lastDay: '2019-11-14' },
  // To another time and another room.
  'session-sendai': {
    ...{ status: 'moved', rooms: rooms('annex') },
    movedFrom: { start: '10:00', end: '10:40', rooms: rooms('hall') },
  },
  // To another day.
  'session-dialogue': {
    status: 'moved',
    date: '2019-11-13',
    movedFrom: { date: '2019-11-12', start: '07:30' },
  },
  // From a day on which nothing is left.
  'session-modules': { status: 'moved', movedFrom: { date: '2019-11-14', start: '09:00' } },
  // To another room.
  'session-taking-stock': { status: 'moved', rooms: rooms('hall'), movedFrom: { rooms: rooms('annex') } },
  // Moved, and then cancelled.
  'session-ground-rules': { status: 'cancelled', movedFrom: { start: '08:15' } },
}
const documents: readonly RawDocument[] = [
  ...stored.map((document) => ({ ...document, ...changes[document._id] })),
  room('hall', 'Great Hall', 'Grande salle'),
  room('annex', 'Annex', 'Annexe'),
]

const files = new Map<string, string>()
const html = (path: string) => files.get(`${path}index.html`)?.match(/<main[\s\S]*<\/main>/)?.[0] ?? ''
const textOf = (markup: string) => markup.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')
/** The lines of old places, each with where it leads. */
const lines = (path: string) =>
  [...html(path).matchAll(/<li class="left[\s\S]*?<\/li>/g)].map(
    ([line]) => `${textOf(line.replaceAll('</p>', ' ')).trim()} > ${/href="([^"]+)"/.exec(line)?.[1]}`,
  )
/** What rows and the head of a page say of a change. */
const said = (path: string) =>
  [...html(path).matchAll(/<p class="(?:status|state)"[^>]*>([\s\S]*?)<\/p>/g)].map(([, line = '']) =>
    textOf(line).trim(),
  )

beforeAll(async () => {
  const { snapshot, faults } = examine(documents)
  expect(faults).toEqual([])
  if (!snapshot) throw new Error('no forum')
  const site = new RenderedSite(await openRenderer(readConfig({ SITE_URL: 'https://example.org/' })), folder)
  const wanted = /^(en|fr|es)\/2019\/(program|my-)|^en\/embed\/edition-2019/
  const sink = async (path: string, bytes: Uint8Array) =>
    void files.set(path, new TextDecoder().decode(bytes))
  await site.update(contentOf({ snapshot, ledger: emptyLedger }), sink, {
    later: (path) => !wanted.test(path),
  })
}, 120_000)

describe('the old place of a session that was moved', () => {
  const dialogue = '/en/2019/programme/dialogue/'
  const sendai = '/en/2019/programme/sendai-framework/'

  it('has a line on its day that leads to the session, and says when and where that is now', () => {
    const expected = [
      expect.stringMatching(
        /^07:30 .* Moved to Wednesday 13 November, \d\d:\d\d > \/en\/2019\/programme\/dialogue\/$/,
      ),
      expect.stringMatching(/^10:00 .*Sendai.* Moved to \d\d:\d\d, Annex > /),
    ]
    expect(lines('en/2019/programme/2019-11-12/')).toEqual(expected)
    expect(lines('en/2019/programme/')).toEqual(expected)
    expect(lines('en/2019/programme/2019-11-13/')).toEqual([])
    for (const address of [dialogue, sendai])
      expect(html('en/2019/programme/2019-11-12/')).toContain(`href="${address}"`)
    expect(lines('en/embed/edition-2019/')).toHaveLength(2)
  })

  it('says so in each language', () => {
    const [french = '', other = ''] = lines('fr/2019/programme/2019-11-12/')
    expect(french).toMatch(/ Déplacée au mercredi 13 novembre, \d\d:\d\d > /)
    expect(other).toMatch(/ Déplacée à \d\d:\d\d, Annexe > /)
    const [spanish = '', another = ''] = lines('es/2019/programa/2019-11-12/')
    expect(spanish).toMatch(/ Trasladada al miércoles,? 13 de noviembre, 16:00 > /)
    expect(another).toMatch(/ Trasladada a las \d\d:\d\d, Annexe > /)
  })

  it('makes no page of a day on which nothing is left, and no line where only the room changed', () => {
    expect([...files.keys()].filter((path) => /^en\/2019\/programme\/2019-11-1\d\/index/.test(path))).toEqual(
      ['en/2019/programme/2019-11-12/index.html', 'en/2019/programme/2019-11-13/index.html'],
    )
  })
})

describe('the new place of a session that was moved', () => {
  it('says in one sentence from which time and which room', () => {
    expect(said('en/2019/programme/sendai-framework/')).toEqual([
      'Moved from 10:00\u2060–\u206010:40, Great Hall.',
    ])
    expect(said('fr/2019/programme/cadre-de-sendai/')).toEqual([
      'Changement d’horaire et de salle. Prévue initialement : 10:00\u2060–\u206010:40, Grande salle.',
    ])
    expect(said('es/2019/programa/marco-de-sendai/')).toEqual([
      'Cambio de horario y de sala. Prevista inicialmente: 10:00\u2060–\u206010:40, Grande salle.',
    ])
  })

  it('says so in rows, and what is cancelled says that alone', () => {
    expect(said('en/2019/programme/2019-11-12/')).toEqual([
      'Cancelled',
      'Moved from Annex',
      'Moved from 10:00, Great Hall',
      'Moved from Thu 14 Nov, 09:00',
    ])
    expect(said('fr/2019/programme/2019-11-12/').map((text) => text.replace(/\s/g, ' '))).toEqual([
      'Annulée',
      'Salle initiale : Annexe',
      'Prévue initialement : 10:00, Grande salle',
      'Horaire initial : jeu. 14 nov., 09:00',
    ])
  })

  it('has the word for both where a reader has selected it', () => {
    const { sessions } = JSON.parse(files.get('en/2019/my-programme/sessions.json') ?? '{}')
    const statuses = sessions.flatMap(({ id, status }: { id: string; status?: string }) =>
      status ? [`${id} ${status}`] : [],
    )
    expect(statuses.sort()).toEqual([
      'session-dialogue moved',
      'session-ground-rules cancelled',
      'session-modules moved',
      'session-sendai movedBoth',
      'session-taking-stock movedRoom',
    ])
  })
})
