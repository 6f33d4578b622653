import { hash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import type { Entry } from '#src/addresses/paths.ts'
import { moreSessions } from '#src/commands/dev/invented.ts'
import { readConfig } from '#src/config.ts'
import { pageChanges } from '#src/content/changes.ts'
import { type Content, contentOf } from '#src/content/content.ts'
import type { RawDocument, Snapshot } from '#src/model/schema.ts'
import { writeCached } from '#src/pictures/file-cache.ts'
import { changedPages } from '#src/release/changed-pages.ts'
import { RenderedSite } from '#src/release/rendered-site.ts'
import { openRenderer, type Renderer } from '#src/release/renderer/renderer.ts'
import { examine } from '#src/rules/examine.ts'
import { temporaryFolder } from '../commands/project.ts'
import { stored, words } from '../seed/stored.ts'
import { editsOf, type NamedEdit } from './every-edit.ts'

/**
 * What the Studio says of a publication beforehand is what then becomes of it: for changes of each field of each type of
 * document, the pages that are said to change are those whose files differ.
 */

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let renderer: Renderer
beforeAll(async () => {
  renderer = await openRenderer(readConfig({ SITE_URL: 'https://example.org/forum/' }))
  const bytes = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#0b6b63' } })
    .png()
    .toBuffer()
  for (const letter of ['a', 'c']) await writeCached(join(folder, imageOf(letter)), bytes)
}, 120_000)

const imageOf = (letter: string) => `image-${letter}${'a'.repeat(39)}-400x300-png`
const inRooms = (...letters: readonly string[]) =>
  letters.map((letter) => ({ _key: letter, _ref: `room-${letter}` }))
const base = { _updatedAt: '2019-11-01T08:00:00Z' }
const rich = (...texts: readonly string[]) =>
  words({ en: 'x', fr: 'x', es: 'x' }, 'RichText').map((item) => ({
    ...item,
    value: texts.map((text, index) => ({
      ...{ _type: 'block', _key: `b${index}`, style: 'normal', markDefs: [] },
      children: [{ _type: 'span', _key: 's', text: `${text} (${item.language})`, marks: [] }],
    })),
  }))
const slugs = (current: string) => words({ en: '', fr: '' }).map((item) => ({ ...item, value: { current } }))
const all = (text: string) => words({ en: text, fr: `${text} fr`, es: `${text} es` })

const notice = (text: string) => ({
  text: all(text),
  ...{ from: { date: '2019-11-12', time: '09:00' }, until: { date: '2019-11-12', time: '12:00' } },
})
/** When all is published: the notices are shown. */
const now = Date.parse('2019-11-12T10:00+02:00')

const isLong = process.env.LONG !== undefined
/** The short form takes fewer documents, so that there are fewer pages to make. */
const leftOut = isLong
  ? []
  : [
      ...['accessibility', 'privacy', 'legal', 'lrga', 'brazil-mozambique', 'co-creating'],
      ...['session-opening', 'session-taking-stock', 'session-dialogue', 'session-key-components'],
    ]

/** The default content, with everything that a document may have, and a second edition of several days. */
const documents: readonly RawDocument[] = [
  ...stored
    .filter(({ _id }) => !leftOut.includes(_id))
    .map((document): RawDocument => {
      const { _id: id } = document
      if (id === 'edition-2019')
        return {
          ...document,
          image: { asset: { _ref: imageOf('a') }, alt: all('A hall'), crop: { top: 0.1 } },
          links: { registration: 'https://example.org/r', stream: 'https://example.org/s' },
          ...{ venueAddress: all('1 Quay'), location: { lat: -29.8, lng: 31 }, notice: notice('Late') },
          documents: [
            { _key: 'g', title: all('A guide'), file: { asset: { _ref: `file-${'c'.repeat(40)}-pdf` } } },
          ],
        }
      if (id === 'edition-2022')
        return {
          ...{ ...document, firstDay: '2022-10-10', lastDay: '2022-10-11' },
          themes: [
            { _key: 'a', date: '2022-10-10', theme: all('Water') },
            { _key: 'b', date: '2022-10-11', theme: words({ fr: 'La terre' }) },
          ],
        }
      if (id === 'forum')
        return {
          ...{ ...document, email: 'a@example.org', embedHosts: ['https://example.org'] },
          notice: notice('To all'),
        }
      if (id === 'session-sendai')
        return {
          ...document,
          contributors: [
            { _key: 'a', contributor: { _ref: 'ann' }, role: all('Moderator'), affiliation: all('Then') },
            ...[
              { _key: 'b', contributor: { _ref: 'bob' } },
              { _key: 'u', contributor: { _ref: 'ungl' } },
            ],
          ],
          ...{ rooms: inRooms('a', 'b'), status: 'moved' },
          movedFrom: { start: '09:30', end: '10:00', rooms: inRooms('c') },
          ...{ spokenLanguages: ['en', 'fr'], recap: rich('So it went.') },
          ...{ signedLanguages: ['ils'], captions: ['en'], stream: 'https://example.org/live' },
          interpretation: [{ _key: 'es', language: 'es', channel: '3' }],
          recording: 'https://example.org/film',
          links: [{ _key: 'l', title: all('A link'), url: 'https://example.org/l', language: 'fr' }],
          documents: [
            {
              ...{ _key: 'd', title: all('A paper'), language: 'es' },
              file: { asset: { _ref: `file-${'a'.repeat(40)}-pdf` }, name: 'a.pdf', size: 1_200_000 },
            },
          ],
        }
      // Without French: these pages fall back. The session was moved to no other time.
      if (id === 'session-modules' || id === 'part-3')
        return {
          ...{ ...document, title: words({ en: 'In English' }) },
          ...(id === 'session-modules' && { status: 'moved', movedFrom: { rooms: inRooms('c') } }),
        }
      return document
    }),
  ...['ann', 'bob'].map((id) => ({
    ...{ ...base, _id: id, _type: 'contributor', kind: 'person', name: words({ en: `${id} Other` }) },
    ...{ sortName: words({ en: `Other, ${id}` }), position: all('Mayor'), biography: rich('Has lived.') },
    ...{ place: all('Durban'), url: 'https://example.org/own' },
    ...(id === 'ann'
      ? { organisation: { _ref: 'ungl' }, slug: slugs('ann-other') }
      : { affiliation: all('Town hall'), image: { asset: { _ref: imageOf('a') }, alt: all('Bob') } }),
  })),
  ...['a', 'b', 'c', 'd'].map((letter, index) => ({
    ...{ ...base, _id: `room-${letter}`, _type: 'room', slug: [] },
    edition: { _ref: letter === 'd' ? 'edition-2022' : 'edition-2019' },
    ...{ name: all(`Room ${letter}`), directions: all('Upstairs') },
    ...(index === 0 && { floor: all('Level 2'), seats: 40 }),
  })),
  {
    ...base,
    _id: 'part-4',
    _type: 'part',
    edition: { _ref: 'edition-2022' },
    ordinal: 1,
    title: all('Once more'),
  },
  // Without sessions.
  {
    ...{ ...base, _id: 'part-5', _type: 'part', edition: { _ref: 'edition-2022' }, ordinal: 2 },
    ...{ title: all('To come'), slug: [] },
  },
  ...moreSessions(isLong ? 12 : 4).map((document, index, { length }) => ({
    ...{ ...document, ...base, rooms: inRooms(index > length - 3 ? 'd' : 'b') },
    ...(index > length - 3 && {
      edition: { _ref: 'edition-2022' },
      // One is in no part.
      ...(index === length - 1 ? { part: undefined, plenary: true } : { part: { _ref: 'part-4' } }),
      date: `2022-10-${length - index + 9}`,
    }),
  })),
]

/** Files that readers open as pages or that pages read. Others need not be made. */
const isOfPage = (path: string) =>
  /\/(index\.html|sessions\.json)$/.test(path) && !/^(s|\w+\/embed)\//.test(path)

/** The pages of the site as they are rendered. */
class Site {
  readonly #site = new RenderedSite(renderer, folder)
  readonly digests = new Map<string, string>()

  async update(content: Content): Promise<ReadonlyMap<string, string>> {
    const sink = async (path: string, bytes: Uint8Array) => void this.digests.set(path, hash('sha1', bytes))
    await this.#site.update(content, sink, { later: (path) => !isOfPage(path) })
    return new Map([...this.digests].filter(([path]) => this.#site.has(path)))
  }
}

const named = ({ subject: { kind, id }, locale }: Pick<Entry, 'subject' | 'locale'>) =>
  `${kind} ${id} ${locale}`

/** A state of the site: what is published, and the digests of its files. */
type State = {
  documents: readonly RawDocument[]
  snapshot: Snapshot
  content: Content
  digests: ReadonlyMap<string, string>
}

async function stateOf(
  changed: readonly RawDocument[],
  ledger: Ledger,
  site: Site,
): Promise<State | undefined> {
  const { snapshot, faults } = examine(changed, ledger)
  if (snapshot === undefined || faults.length > 0) return undefined
  const content = contentOf({ snapshot, ledger, now })
  return { documents: changed, snapshot, content, digests: await site.update(content) }
}

async function firstState(site: Site): Promise<State> {
  const state = await stateOf(documents, emptyLedger, site)
  if (state === undefined) throw new Error('The content has faults.')
  return state
}

/** The pages that a change is said to change and does not, and those that it changes and is not said to. */
function difference(ids: readonly string[], before: State, after: State) {
  const { ledger } = before.content
  const said = pageChanges(
    ids,
    { before: before.snapshot, after: after.snapshot, ledger, now },
    'en',
  ).flatMap(({ subject, languages }) => languages.map(({ locale }) => named({ subject, locale })))
  const isDifferent = (path: string) => before.digests.get(path) !== after.digests.get(path)
  const real = changedPages(before.content.addresses, after.content.addresses, isDifferent).map(named)
  return {
    count: real.length,
    tooMany: said.filter((page) => !real.includes(page)),
    missing: real.filter((page) => !said.includes(page)),
  }
}

it('the pages that are said to change are those that change, for every field of every type', {
  timeout: isLong ? 3_600_000 : 300_000,
}, async () => {
  const site = new Site()
  const before = await firstState(site)
  const tally = { edits: 0, faults: 0, pages: 0, none: 0 }
  for (const { name, id, documents: changed } of chosenEdits()) {
    const after = await stateOf(changed, before.content.ledger, site)
    if (after === undefined) {
      tally.faults += 1
      continue
    }
    const { count, ...wrong } = difference([id], before, after)
    expect.soft({ name, ...wrong }).toEqual({ name, tooMany: [], missing: [] })
    tally.edits += 1
    tally.pages += count
    if (count === 0) tally.none += 1
  }
  console.log(tally)
  expect(tally.edits).toBeGreaterThan(80)
  expect(tally.none).toBeGreaterThan(5)
})

/** Every change of every document; in the short form one change of each field, of one document or another. */
function chosenEdits(): readonly NamedEdit[] {
  const edits = documents.flatMap((document) => editsOf(document, documents))
  if (isLong) return edits
  const fields = Map.groupBy(edits, ({ id, name }) => name.replace(id, typeOf(id)).replace(/:.*/, ''))
  return [...fields.values()].flatMap((same, index) => same[(index * 7) % same.length] ?? [])
}

const typeOf = (id: string) => documents.find(({ _id }) => _id === id.replace(/-2$/, ''))?._type ?? ''

it('the pages that are said to change are those that change, where several documents are published at once', {
  timeout: isLong ? 3_600_000 : 300_000,
}, async () => {
  const chosen = fc.record({ document: fc.nat(1000), edit: fc.nat(1000) })
  const several = fc.array(chosen, { minLength: 2, maxLength: 5 })
  const tally = { steps: 0, pages: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(several, { minLength: 10, maxLength: 10 }), async (steps) => {
      const site = new Site()
      let before = await firstState(site)
      for (const step of steps) {
        const { edits, documents: changed } = editedBy(step, before)
        const after = await stateOf(changed, before.content.ledger, site)
        if (after === undefined) continue
        const { count, ...wrong } = difference(
          edits.map(({ id }) => id),
          before,
          after,
        )
        const names = edits.map(({ name }) => name)
        expect({ names, ...wrong }).toEqual({ names, tooMany: [], missing: [] })
        tally.steps += 1
        tally.pages += count
        before = after
      }
    }),
    isLong ? { numRuns: 100, endOnFailure: true } : { numRuns: 1, seed: 3, endOnFailure: true },
  )
  console.log(tally)
  expect(tally.steps).toBeGreaterThan(5)
})

/** Some edits one after another, without those that make faults. Numbers are taken modulo what there is. */
function editedBy(
  step: readonly { document: number; edit: number }[],
  { documents: published, content }: State,
): { edits: readonly NamedEdit[]; documents: readonly RawDocument[] } {
  const edits: NamedEdit[] = []
  for (const { document, edit } of step) {
    const present = edits.at(-1)?.documents ?? published
    const one = present[document % present.length]
    const possible = one ? editsOf(one, present) : []
    const next = possible[edit % possible.length]
    if (next && examine(next.documents, content.ledger).faults.length === 0) edits.push(next)
  }
  return { edits, documents: edits.at(-1)?.documents ?? published }
}
