import { hash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
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
import { isPicture, RenderedSite } from '#src/release/rendered-site.ts'
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
const base = { _updatedAt: '2019-11-01T08:00:00Z' }
const rich = (...texts: readonly string[]) =>
  words({ en: 'x', fr: 'x', es: 'x' }, 'RichText').map((item) => ({
    ...item,
    value: texts.map((text, index) => ({
      ...{ _type: 'block', _key: `b${index}`, style: 'normal', markDefs: [] },
      children: [{ _type: 'span', _key: 's', text: `${text} (${item.language})`, marks: [] }],
    })),
  }))
const all = (text: string) => words({ en: text, fr: `${text} fr`, es: `${text} es` })

/** The default content, with everything that a document may have, and a second edition of several days. */
const documents: readonly RawDocument[] = [
  ...stored.map((document): RawDocument => {
    const { _id: id } = document
    if (id === 'edition-2019')
      return {
        ...document,
        image: { asset: { _ref: imageOf('a') }, alt: all('A hall'), crop: { top: 0.1 } },
        links: { registration: 'https://example.org/r', stream: 'https://example.org/s' },
      }
    if (id === 'edition-2022') return { ...document, lastDay: document.firstDay }
    if (id === 'forum') return { ...document, email: 'a@example.org', embedHosts: ['https://example.org'] }
    if (id === 'session-sendai')
      return {
        ...document,
        ...{ room: { _ref: 'room-a' }, status: 'moved', movedFrom: { start: '09:30', end: '10:00' } },
        ...{ spokenLanguages: ['en', 'fr'], interpretedLanguages: ['es'], recap: rich('So it went.') },
        links: [{ _key: 'l', title: all('A link'), url: 'https://example.org/l' }],
        documents: [
          { _key: 'd', title: all('A paper'), file: { asset: { _ref: `file-${'a'.repeat(40)}-pdf` } } },
        ],
      }
    // Without French: these pages fall back.
    if (id === 'session-modules' || id === 'part-3')
      return { ...document, title: words({ en: 'In English' }) }
    return document
  }),
  ...['a', 'b'].map((letter) => ({
    ...{ ...base, _id: `room-${letter}`, _type: 'room' },
    ...{ name: all(`Room ${letter}`), directions: all('Upstairs') },
  })),
  {
    ...base,
    _id: 'part-4',
    _type: 'part',
    edition: { _ref: 'edition-2022' },
    ordinal: 1,
    title: all('Once more'),
  },
  ...moreSessions(12).map((document, index) => ({
    ...{ ...document, ...base, room: { _ref: 'room-b' } },
    ...(index > 9 && { part: { _ref: 'part-4' }, date: `2022-10-1${index}` }),
  })),
]

const snapshotOf = (changed: readonly RawDocument[], ledger: Ledger): Snapshot | undefined => {
  const { snapshot, faults } = examine(changed, ledger)
  return faults.length > 0 ? undefined : snapshot
}

/** The site as it is rendered, without its pictures. */
class Site {
  readonly #site = new RenderedSite(renderer, folder)
  readonly digests = new Map<string, string>()

  async update(content: Content): Promise<ReadonlyMap<string, string>> {
    const sink = async (path: string, bytes: Uint8Array) => void this.digests.set(path, hash('sha1', bytes))
    await this.#site.update(content, sink, { later: isPicture })
    const paths = new Set(this.#site.paths)
    return new Map([...this.digests].filter(([path]) => paths.has(path)))
  }
}

const named = ({ subject: { kind, id }, locale }: Pick<Entry, 'subject' | 'locale'>) =>
  `${kind} ${id} ${locale}`

const foretold = (id: string, before: Snapshot, after: Snapshot, ledger: Ledger): readonly string[] =>
  pageChanges([id], { before, after, ledger }, 'en')
    .flatMap(({ subject, languages }) => languages.map(({ locale }) => named({ subject, locale })))
    .sort()

it('the pages that are said to change are those that change, for every field of every type', {
  timeout: process.env.LONG ? 3_600_000 : 300_000,
}, async () => {
  const before = snapshotOf(documents, emptyLedger)
  if (before === undefined) throw new Error('The content has faults.')
  const { ledger, ...table } = contentOf({ snapshot: before, ledger: emptyLedger })
  const site = new Site()
  const digests = await site.update({ ...table, ledger })
  const tally = { edits: 0, faults: 0, pages: 0, none: 0 }
  const wrong: object[] = []
  for (const { name, id, documents: changed } of chosenEdits()) {
    const after = snapshotOf(changed, ledger)
    if (after === undefined) {
      tally.faults += 1
      continue
    }
    const content = contentOf({ snapshot: after, ledger })
    const present = await site.update(content)
    const isDifferent = (path: string) => digests.get(path) !== present.get(path)
    const real = changedPages(table.addresses, content.addresses, isDifferent).map(named).sort()
    const said = foretold(id, before, after, ledger)
    const missing = real.filter((page) => !said.includes(page))
    const tooMany = said.filter((page) => !real.includes(page))
    if (missing.length + tooMany.length > 0) wrong.push({ name, missing, tooMany })
    tally.edits += 1
    tally.pages += real.length
    if (real.length === 0) tally.none += 1
  }
  console.log(tally)
  expect(wrong).toEqual([])
  expect(tally.edits).toBeGreaterThan(100)
})

const chosenEdits = (): readonly NamedEdit[] => documents.flatMap((document) => editsOf(document, documents))
