import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { lakeClient } from '#src/client/client.ts'
import { ServedFolder } from '#src/commands/dev/served-folder.ts'
import { openLake } from '#src/commands/local-lake.ts'
import { readConfig } from '#src/config.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { makeRelease } from '#src/release/release.ts'
import { stored } from '../seed/stored.ts'

const attack = '</script><script>window.ran=1</script><img src=x onerror="window.ran=1">{{7*7}}'
const names = 'Łódź · Đà Nẵng · São Paulo · Αθήνα · القاهرة \u202eabc\u202c · 서울 · 👩🏽‍💻🌍'
// As long as a title may be.
const long = `${'Ein Wort '.repeat(55)}${'x'.repeat(500)}`

const localized = (text: string) =>
  ['en', 'fr', 'es'].map((language) => ({
    _key: language,
    _type: 'internationalizedArrayStringValue',
    language,
    value: text,
  }))

/** The default content with every text of it replaced by one that would do harm, or be lost, or be in the way. */
const hostile = stored.map((document): RawDocument => {
  const texts = { _id: document._id, _type: document._type, ...replaced(document) }
  if (document._id === 'session-sendai') return { ...texts, title: localized(long), description: undefined }
  if (document._id === 'session-opening') return { ...texts, title: localized(names) }
  if (document._id === 'session-modules') {
    const url = (key: string, href: string) => ({
      _key: key,
      _type: 'sessionLink',
      title: localized(`link ${key}`),
      url: href,
    })
    return {
      ...texts,
      links: [url('a', 'javascript:window.ran=1'), url('b', 'https://example.org/"onclick="window.ran=1')],
    }
  }
  return texts
})

function replaced(value: RawDocument): Record<string, unknown>
function replaced(value: unknown): unknown
function replaced(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => replaced(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      if (key === 'image' || key === 'review' || key === '_updatedAt') return []
      if (key === 'href') return [[key, 'javascript:window.ran=1']]
      if ((key === 'value' || key === 'text') && typeof item === 'string') return [[key, `${attack} ${item}`]]
      return [[key, replaced(item)]]
    }),
  )
}

const folder = mkdtempSync(join(tmpdir(), 'forum-'))
let server: Server | undefined
let served: ServedFolder | undefined
let site: string

test.beforeAll(async () => {
  // Astro runs in the folder of the project, where a developer's .env would say other things.
  process.env.ENV_FILES = 'no'
  const config = readConfig({ DATA_DIR: join(folder, 'data') })
  if (config.lake.kind !== 'embedded') throw new Error('The embedded lake is meant.')
  const lake = await openLake(config, { ...config.lake, url: 'http://localhost:0' })
  const own = { ...config, lake: { ...config.lake, url: lake.url } }
  const transaction = lakeClient(own).transaction()
  for (const document of hostile) transaction.createOrReplace<RawDocument>(document)
  await transaction.commit()
  await makeRelease(own, { outDir: join(folder, 'site'), now: 0, earlierLedger: async () => emptyLedger })
  await lake.close()
  served = await ServedFolder.open('/')
  await served.show(join(folder, 'site'), [])
  const listening = createServer(served.listener)
  server = listening
  await new Promise<void>((ready) => listening.listen(0, 'localhost', ready))
  site = `http://localhost:${(listening.address() as AddressInfo).port}`
})
test.afterAll(async () => {
  await new Promise((closed) => (server ? server.close(closed) : closed(undefined)))
  await served?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('of hostile content nothing runs, nothing overflows, nothing is lost', async ({ browser }) => {
  const paths = [
    '/en/',
    '/fr/strategie/',
    '/es/2019/',
    '/en/2019/programme/',
    '/fr/2019/programme/agendas-mondiaux/',
    '/en/2019/programme/opening/',
    '/es/2019/programa/marco-de-sendai/',
    '/fr/2019/programme/modules/',
    '/en/2019/programme/way-ahead/',
    '/en/accessibility/',
    '/fr/embed/edition-2019/',
    '/s/session-sendai/',
    '/en/search/',
  ]
  for (const width of [320, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 800 } })
    const page = await context.newPage()
    for (const path of paths) {
      await page.goto(site + path)
      await page.waitForLoadState('networkidle')
      const state = await page.evaluate(() => ({
        ran: 'ran' in window,
        links: document.querySelectorAll('a[href^="javascript:" i], [onclick], [onerror]').length,
        sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      }))
      expect([path, width, state]).toEqual([path, width, { ran: false, links: 0, sideways: false }])
    }
    await context.close()
  }
})

test('what was written stands on the page as it was written', async ({ page }) => {
  await page.goto(`${site}/en/2019/programme/opening/`)
  // Marks that turn the direction of a text around are taken out: they hide what is written.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(names.replace(/[\u202c\u202e]/g, ''))
  await page.goto(`${site}/en/2019/programme/sendai-framework/`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(long.trim())
  await page.goto(`${site}/en/2019/programme/way-ahead/`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${attack} The way ahead?`)
})
