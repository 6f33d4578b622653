import { hash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { emptyLedger, type Ledger } from '#src/addresses/ledger.ts'
import { readConfig } from '#src/config.ts'
import { contentOf } from '#src/content/content.ts'
import type { PreviewLink } from '#src/model/preview-link.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { writeCached } from '#src/pictures/file-cache.ts'
import { attributesOf } from '#src/preview/attributes.ts'
import { DraftPages } from '#src/preview/draft-pages.ts'
import type { Revision } from '#src/preview/revision.ts'
import { openRenderer, type Renderer } from '#src/release/renderer/renderer.ts'
import { withStandIns } from '#src/rules/stand-ins.ts'
import { temporaryFolder } from '../commands/project.ts'
import { changed, stored, words } from '../seed/stored.ts'

/** The pages of the preview, by the renderer of releases. */

const config = readConfig({ SITE_URL: 'https://example.org/forum/' })
const script = '/forum/_preview/live-a.js'
const now = Date.parse('2019-11-01T08:00:00Z')
let renderer: Renderer
beforeAll(async () => {
  renderer = await openRenderer(config)
}, 120_000)

function revisionOf(documents: readonly RawDocument[], ledger: Ledger = emptyLedger): Revision {
  const { snapshot, faults, standIns } = withStandIns(documents, ledger)
  const { studioUrl } = config
  return {
    ...{ number: 7, view: { perspective: 'drafts' }, studioUrl, faults },
    content: contentOf({ snapshot, ledger }),
    assetsFolder: '/nowhere',
    attributes: attributesOf({ documents, faults, standIns, studioUrl }),
  }
}

async function at(address: string, revision: Revision, link?: PreviewLink) {
  const answer = await new DraftPages(renderer, {
    script,
    rehearsal: '/forum/api/preview/rehearsal/',
    answer: '/forum/api/preview/answer/',
  }).at(address, { revision, now, link })
  return 'location' in answer ? answer : { ...answer, body: Buffer.from(answer.body).toString() }
}
const sendai = '/fr/2019/programme/cadre-de-sendai/'
/** What is published, and the addresses that it has. */
const published = revisionOf(stored)
const { ledger } = published.content
const without = (id: string) => stored.filter(({ _id }) => _id !== id)

it('a page has what editors need: links to fields, its state, and the script that keeps it up to date', async () => {
  const { status, body } = (await at(sendai, published)) as { status: number; body: string }
  expect(status).toBe(200)
  expect(body).toMatch(/^<!DOCTYPE html><html data-revision="7" data-perspective="drafts" lang="fr">/)
  expect(body).toMatch(/<h1[^>]*>.*data-sanity="[^"]*id=session-sendai;type=session;path=title/)
  // The script for readers would change what the next refresh changes back; the policy of a release forbids the overlay.
  expect([...body.matchAll(/<script type="module" src="([^"]*)"/g)].map(([, src]) => src)).toEqual([script])
  expect(body).not.toContain('content-security-policy')
  expect(body).not.toContain('<aside class="preview-notes')
})

it('what a draft lacks is said at the top of its page, in the language of the page', async () => {
  const revision = revisionOf(changed('session-sendai', { end: undefined }))
  const { status, body } = (await at(sendai, revision)) as { status: number; body: string }
  expect(status).toBe(200)
  expect(body).toMatch(/<aside class="preview-notes" aria-label="Aperçu"><h2>Un point à corriger/)
  expect(body).toContain('data-stand-in')
})

it('a withdrawn address says what was there, a former one leads on, and an unknown one has none', async () => {
  const withdrawn = revisionOf(without('session-sendai'), ledger)
  const gone = (await at(sendai, withdrawn)) as { status: number; body: string }
  expect(gone.status).toBe(410)
  expect(gone.body).toMatch(/<html [^>]*lang="fr">/)
  expect(gone.body).toMatch(/<h1[^>]*>Cette session ne figure plus au programme/)
  expect(gone.body).toContain('href="/forum/fr/2019/programme/"')
  expect(gone.body).not.toContain('<aside class="preview-notes')

  const slug = words({ en: 'sendai-framework', fr: 'sendai-de-pres', es: 'marco-de-sendai' }, 'Slug').map(
    (line) => ({ ...line, value: { _type: 'slug', current: line.value } }),
  )
  const renamed = revisionOf(changed('session-sendai', { slug }), ledger)
  expect(await at(sendai, renamed)).toEqual({ location: '/fr/2019/programme/sendai-de-pres/' })
  expect(await at(sendai.slice(0, -1), published)).toEqual({ location: sendai })

  for (const address of [
    '/fr/nulle-part/',
    '/fr/nulle-part',
    '/images/none.webp',
    '/404/',
    '/constructor/',
  ]) {
    const none = (await at(address, published)) as { status: number; body: string }
    expect([address, none.status]).toEqual([address, 404])
    expect(none.body).toContain('<section lang="fr"')
    expect(none.body).toContain(script)
  }
})

it('every address of a release is found, and no other', () => {
  for (const { content } of [published, revisionOf(without('session-sendai'), ledger)]) {
    const places = [...renderer.placesOf(content)]
    const known = new Set(places.map(({ address }) => address))
    expect(places.map(({ address }) => renderer.placeAt(content, address))).toEqual(places)
    const others = places.flatMap(({ address }) => [
      ...[address.slice(0, -1), `${address}/`, `${address}index.html`, `/${address}`, address.slice(1)],
      ...[address.replace(/(en|fr|es)/, 'de'), address.replace(/[^/]+(?=\/?$)/, 'constructor')],
      ...[
        address.replace(/.(?=\/?$)/, 'x'),
        address.replace('.', 'x'),
        `${address.slice(0, -1)}/sessions.json`,
      ],
    ])
    const found = others.filter((address) => !known.has(address) && renderer.placeAt(content, address))
    expect(found).toEqual([])
  }
})

it('files have their types, and what editors uploaded is saved', async () => {
  const asset = { _type: 'reference', _ref: `file-${'a'.repeat(40)}-pdf` }
  const title = words({ en: 'The report' })
  const session = { documents: [{ _key: 'a', title, file: { asset } }] }
  const assetsFolder = temporaryFolder()
  onTestFinished(() => rmSync(assetsFolder, { recursive: true, force: true }))
  const revision = { ...revisionOf(changed('session-sendai', session)), assetsFolder }
  await writeCached(`${assetsFolder}/${asset._ref}`, Buffer.from('%PDF'))
  expect(await at(`/files/${'a'.repeat(40)}.pdf`, revision)).toMatchObject({
    ...{ status: 200, body: '%PDF' },
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': expect.stringMatching(/^attachment/),
      'Content-Security-Policy': expect.stringContaining('sandbox'),
    },
  })
  expect(await at('/fr/search.json', revision)).toMatchObject({
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  })
})

it('a page that throws says so in its language, and the others are shown', async () => {
  // The image was read, and has gone from the disk since.
  const image = { asset: { _ref: `image-${'a'.repeat(40)}-400x300-png` }, alt: words({ en: 'A hall' }) }
  const revision = revisionOf(changed('edition-2019', { image }))
  const failed = (await at('/es/2019/', revision)) as { status: number; body: string; failure?: Error }
  expect(failed.status).toBe(500)
  expect(failed.body).toMatch(/<html [^>]*lang="es">.*<h1>Esta página no se puede mostrar por ahora</s)
  expect(failed.body).toContain(script)
  expect(failed.body).not.toContain('/nowhere')
  expect(failed.failure).toBeInstanceOf(Error)
  expect(await at(sendai, revision)).toMatchObject({ status: 200 })
})

it('drafts leave nothing behind in the pages of a release, which hold nothing of the preview', async () => {
  const { content } = published
  const pages = [...renderer.placesOf(content)].filter(({ address }) => !/\.(png|svg)$/.test(address))
  const release = async () => {
    const made: [string, string][] = []
    for (const place of pages) {
      const bytes = await renderer.render(place, { content, assetsFolder: '/nowhere' })
      expect(Buffer.from(bytes).toString()).not.toMatch(/sanity|data-(fault|stand-in|revision)|_preview/)
      made.push([place.address, hash('sha256', bytes)])
    }
    return made
  }
  const before = await release()
  const drafts = revisionOf(
    changed('session-sendai', { title: words({ en: 'A hidden draft', fr: 'Un brouillon' }), end: undefined }),
    ledger,
  )
  for (const place of renderer.placesOf(drafts.content))
    if (!/\.(png|svg)$/.test(place.address)) await at(place.address, drafts)
  expect(await release()).toEqual(before)
  expect(before.length).toBeGreaterThan(100)
  // Nor do its scripts.
  const scripts = [...renderer.files].filter(([path]) => path.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(5)
  for (const [path, file] of scripts)
    expect([path, /sanity|idiomorph|_preview|data-revision/i.exec(readFileSync(file, 'utf8'))]).toEqual([
      path,
      null,
    ])
}, 60_000)
