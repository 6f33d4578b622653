import { readFileSync, rmSync } from 'node:fs'
import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { readConfig } from '#src/config.ts'
import { contentOf } from '#src/content/content.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { RenderedSite } from '#src/release/rendered-site.ts'
import { openRenderer } from '#src/release/renderer/renderer.ts'
import { examine } from '#src/rules/examine.ts'
import { temporaryFolder } from '../commands/project.ts'
import { stored } from '../seed/stored.ts'

/** A part that goes on over two days: whatever lists its sessions says the day of each. */

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const { documents }: { documents: readonly RawDocument[] } = JSON.parse(
  readFileSync(new URL('../cases/content/part-over-two-days.json', import.meta.url), 'utf8'),
)
const pages = new Map<string, Document>()
const textsOf = (address: string, selector: string) =>
  [...(pages.get(address)?.querySelectorAll(selector) ?? [])].map(({ textContent }) =>
    textContent?.replace(/\s+/g, ' ').trim(),
  )

beforeAll(async () => {
  const own = documents.map((document) => ({ ...document, _updatedAt: '2027-01-01T08:00:00Z' }))
  const { snapshot, faults } = examine([...stored, ...own])
  expect(faults).toEqual([])
  if (!snapshot) throw new Error('no forum')
  const site = new RenderedSite(await openRenderer(readConfig({ SITE_URL: 'https://example.org/' })), folder)
  await site.update(
    contentOf({ snapshot, ledger: emptyLedger }),
    async (path, bytes) =>
      void pages.set(
        `/${path.replace('index.html', '')}`,
        new JSDOM(new TextDecoder().decode(bytes)).window.document,
      ),
    { later: (path) => !/^en\/(fx-ed|embed\/fx)[^.]*\.html$/.test(path) },
  )
}, 120_000)

const days = ['Monday 6 September', 'Tuesday 7 September']

it('the page of its edition has its days, and no times from one to the other', () => {
  expect(textsOf('/en/fx-ed/', '.day-title')).toEqual(days)
  expect(textsOf('/en/fx-ed/', 'main').join()).not.toMatch(/10:00\s*–\s*10:00/)
})

it('its own page and its frame have a heading for each day', () => {
  expect(textsOf('/en/fx-ed/programme/fx-p/', 'h2')).toEqual(days)
  expect(textsOf('/en/embed/fx-p/', 'h2')).toEqual(days)
})

it('the frame of a session says the day of that session', () => {
  expect(textsOf('/en/embed/fx-2/', '.embed > p')[0]).toContain('Tuesday, 7 September 2027')
})

it('the page of a session names the days of those before it and beside it', () => {
  expect(textsOf('/en/fx-ed/programme/fx-2/', '.steps .small')).toEqual(['Mon 6 Sept, 10:00 · Previous'])
  expect(textsOf('/en/fx-ed/programme/fx-2/', '.rest li .soft')).toEqual(['Mon 6 Sept, 10:00'])
})
