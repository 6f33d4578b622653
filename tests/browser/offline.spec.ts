import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { readConfig } from '#src/config.ts'
import type { OfflinePack } from '#src/feeds/offline-format.ts'
import { makeRelease } from '#src/release/release.ts'
import { words as localized } from '../seed/stored.ts'
import { faultsInBothSchemes } from './faults.ts'
import { clientOf, expect, leaveAsFound, releaseWait, test } from './running.ts'

/** What readers keep in their browsers, and what they see where there is no network, a slow one, and when it comes back. */

test.use({ timezoneId: 'Africa/Johannesburg' })
leaveAsFound('session-sendai', 'session-opening')

const languages = [
  {
    programme: '/en/2019/programme/',
    keep: 'Keep for offline',
    kept: /^Kept for offline, as of \d\d:\d\d$/,
    note: /^The network does not answer: this is as of \d\d:\d\d \(time in Durban\)\.$/,
    search: { page: '/en/search/', text: 'sendai', found: 'Sendai Framework' },
    mine: '/en/2019/my-programme/',
    other: { page: '/fr/2019/programme/', title: 'This page was not kept' },
  },
  {
    programme: '/fr/2019/programme/',
    keep: 'Rendre disponible hors ligne',
    kept: /^Disponible hors ligne, dernière mise à jour\u00a0: \d\d:\d\d$/,
    note: /^Le réseau ne répond pas\. Dernier état connu\u00a0: \d\d:\d\d \(heure locale, Durban\)\.$/,
    search: { page: '/fr/recherche/', text: 'sendai', found: 'Cadre de Sendai' },
    mine: '/fr/2019/mon-programme/',
    other: { page: '/fr/2022/', title: 'Cette page n’est pas disponible hors ligne' },
  },
  {
    programme: '/es/2019/programa/',
    keep: 'Guardar para leer sin conexión',
    kept: /^Disponible sin conexión, última actualización: \d\d:\d\d$/,
    note: /^La red no responde\. Último estado conocido: \d\d:\d\d \(hora local, Durban\)\.$/,
    search: { page: '/es/busqueda/', text: 'sendai', found: 'Marco de Sendai' },
    mine: '/es/2019/mi-programa/',
    other: { page: '/es/2022/', title: 'Esta página no está disponible sin conexión' },
  },
]

const packOf = async (page: Page, site: string, locale: string): Promise<OfflinePack> => {
  await expect
    .poll(
      async () => (await page.request.get(`${site}/${locale}/feeds/edition-2019/offline.json`)).status(),
      releaseWait,
    )
    .toBe(200)
  return (await page.request.get(`${site}/${locale}/feeds/edition-2019/offline.json`)).json()
}
const note = (page: Page) => page.locator('main [data-kept]')
const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true })
const cachesOf = (page: Page) => page.evaluate(async () => (await caches.keys()).toSorted())
const workersOf = (page: Page) =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
const star = (page: Page) => page.getByRole('button', { name: /^Add to my programme/ })

/** Switches the network off or on. A navigation that failed may still be under way. */
const network = (context: BrowserContext, isOn: boolean) => context.setOffline(!isOn)

for (const { programme, keep, kept, note: said, search, mine, other } of languages) {
  const locale = programme.slice(1, 3)
  test(`what was kept from ${programme} is read without a network, every page of it`, async ({
    page,
    context,
    running,
  }) => {
    const { pages, absent } = await packOf(page, running.site, locale)
    await page.goto(running.site + programme)
    expect(await workersOf(page)).toBe(0)
    await button(page, keep).click()
    await expect(page.getByText(kept)).toBeVisible()
    expect(await faultsInBothSchemes(page)).toEqual([])

    await network(context, false)
    for (const path of Object.keys(pages)) {
      await page.goto(`${running.site}/${path}`)
      await expect(note(page)).toHaveText(said)
      await expect(page.locator('h1')).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('lang', locale)
    }
    expect(Object.keys(pages).length).toBeGreaterThan(25)
    expect(pages[absent]).toBeDefined()

    await page.goto(running.site + search.page)
    await page.getByRole('searchbox').fill(search.text)
    await expect(page.getByRole('main').getByRole('link', { name: search.found }).first()).toBeVisible()

    await page.goto(running.site + programme)
    await page.locator('[data-star] button').first().click()
    await page.goto(running.site + mine)
    await expect(page.getByRole('main').getByRole('heading', { level: 3 })).toHaveCount(1)
    await expect(page.getByText(kept)).toBeVisible()

    await page.goto(running.site + other.page)
    await expect(page.locator('h1')).toHaveText(other.title)
    expect(await faultsInBothSchemes(page)).toEqual([])
    await page.getByRole('main').getByRole('link').first().click()
    await expect(note(page)).toHaveText(said)
    // Typefaces and the mark are there too.
    expect(await page.evaluate(() => document.fonts.check('1rem "Hanken Grotesk"'))).toBe(true)
    expect(
      await page
        .locator('img.mark')
        .first()
        .evaluate((image: HTMLImageElement) => image.naturalWidth > 0),
    ).toBe(true)
    await network(context, true)
  })
}

test('a phone whose network goes in the middle of the day: from a link to a session, to when it comes back', async ({
  page,
  context,
  running,
}) => {
  const client = clientOf(running)
  const session = `${running.site}/en/2019/programme/sendai-framework/`
  const rowOf = (title: string) => page.locator('[data-row]', { hasText: title })
  await packOf(page, running.site, 'en')

  await test.step('opened from a link, nothing is kept: there is no worker', async () => {
    await page.goto(session)
    expect([await workersOf(page), await cachesOf(page)]).toEqual([0, []])
  })
  await test.step('one session is starred, and with it the edition is kept', async () => {
    await star(page).click()
    await expect.poll(() => cachesOf(page)).toHaveLength(1)
    await page.goto(`${running.site}/en/2019/my-programme/`)
    await expect(page.getByText('Kept for offline, as of')).toBeVisible()
    await expect(page.getByRole('main').getByRole('heading', { level: 3 })).toHaveCount(1)
  })
  const [before = ''] = await cachesOf(page)
  await network(context, false)
  await test.step('the network goes, and the programme, the session and one’s own list are there, and say as of when', async () => {
    for (const path of ['programme/', 'programme/sendai-framework/', 'my-programme/', 'programme/opening/']) {
      await page.goto(`${running.site}/en/2019/${path}`)
      await expect(note(page)).toBeVisible()
    }
  })
  await test.step('the session moves: without the network, the reader sees the time that it had', async () => {
    await client
      .patch('session-sendai')
      .set({ start: '10:05', status: 'moved', movedFrom: { date: '2019-11-12', start: '09:55' } })
      .commit()
    await expect.poll(async () => (await page.request.get(session)).text(), releaseWait).toContain('10:05')
    await page.goto(session)
    await expect(note(page)).toBeVisible()
    await expect(page.locator('main')).not.toContainText('10:05')
  })
  await network(context, true)
  await test.step('the network is back: the next look shows the new time, without a note', async () => {
    await page.goto(session)
    await expect(page.locator('main')).toContainText('10:05')
    await expect(note(page)).toHaveCount(0)
  })
  await test.step('and soon after, what is kept is new too, in place of what was kept', async () => {
    await expect(async () => {
      await page.goto(`${running.site}/en/2019/my-programme/`)
      const [name] = await cachesOf(page)
      expect([name !== before, (await cachesOf(page)).length]).toEqual([true, 1])
    }).toPass()
    await network(context, false)
    await page.goto(`${running.site}/en/2019/programme/`)
    await expect(note(page)).toBeVisible()
    await expect(rowOf('Sendai Framework').first()).toContainText('Moved from 09:55')
    await network(context, true)
  })
  await test.step('who removes it has nothing left, and it does not come back by itself', async () => {
    await page.goto(`${running.site}/en/2019/programme/`)
    await button(page, 'Remove').click()
    await expect(button(page, 'Keep for offline')).toBeFocused()
    expect([await workersOf(page), await cachesOf(page)]).toEqual([0, []])
    await page.reload()
    await page.goto(`${running.site}/en/2019/my-programme/`)
    await expect(button(page, 'Keep for offline')).toBeVisible()
    expect([await workersOf(page), await cachesOf(page)]).toEqual([0, []])
  })
})

/** A server before the site: its pages may come late, its packs break off, and it may have another worker. */
async function serverBefore(site: string) {
  const ways = { wait: 0, breaks: false, worker: '' }
  const worker = () =>
    new Response(ways.worker, { headers: { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-cache' } })
  const passed = ['content-type', 'cache-control', 'etag', 'location']
  const server: Server = createServer(async ({ url = '/', method = 'GET' }, response) => {
    if (url.endsWith('/')) await new Promise((done) => setTimeout(done, ways.wait))
    const isOurs = ways.worker !== '' && url === '/sw.js'
    const answer = isOurs ? worker() : await fetch(site + url, { method, redirect: 'manual' })
    const body = Buffer.from(await answer.arrayBuffer())
    const headers = passed.map((name) => [name, answer.headers.get(name) ?? ''] as const)
    response.writeHead(answer.status, {
      ...Object.fromEntries(headers.filter(([, value]) => value !== '')),
      ...(method === 'GET' && { 'Content-Length': body.length }),
    })
    if (!ways.breaks || !url.endsWith('/offline.json')) response.end(body)
    else response.write(body.subarray(0, body.length / 2), () => response.destroy())
  })
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready))
  const { port } = server.address() as AddressInfo
  return { ways, site: `http://localhost:${port}`, close: () => server.close() }
}

test('a page is of the network where that is quick; where it takes long, as it is kept; one that breaks off changes nothing', async ({
  page,
  running,
}) => {
  await packOf(page, running.site, 'fr')
  const before = await serverBefore(running.site)
  const address = `${before.site}/fr/2019/programme/`
  await page.goto(address)
  await button(page, 'Rendre disponible hors ligne').click()
  await expect(page.getByText(/^Disponible hors ligne/)).toBeVisible()
  const kept = await cachesOf(page)

  before.ways.wait = 600
  await page.goto(address)
  await expect(page.locator('h1')).toBeVisible()
  await expect(note(page)).toHaveCount(0)

  before.ways.wait = 30_000
  const startedAt = Date.now()
  await page.goto(address)
  await expect(note(page)).toBeVisible()
  expect(Date.now() - startedAt).toBeLessThan(15_000)
  before.ways.wait = 0

  await clientOf(running)
    .patch('session-opening')
    .set({ title: localized({ en: 'Opening, again', fr: 'Ouverture, encore', es: 'Apertura, otra vez' }) })
    .commit()
  await expect
    .poll(async () => JSON.stringify(await packOf(page, running.site, 'fr')), releaseWait)
    .toContain('Ouverture, encore')
  before.ways.breaks = true
  await page.goto(address)
  await button(page, 'Mettre à jour').click()
  await expect(page.getByText('Ce qui était déjà enregistré est toujours là.')).toBeVisible()
  expect(await cachesOf(page)).toEqual(kept)
  before.close()
})

test('where there is no room left, it says so, and what was kept stays', async ({
  page,
  context,
  running,
}) => {
  await packOf(page, running.site, 'es')
  const origin = new URL(running.site).origin
  const session = await context.newCDPSession(page)
  await page.goto(`${running.site}/es/2019/programa/`)
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 60_000 })
  await button(page, 'Guardar para leer sin conexión').click()
  await expect(page.getByText('No queda espacio en este dispositivo.')).toBeVisible()
  expect(await cachesOf(page)).toEqual([])
  await session.send('Storage.overrideQuotaForOrigin', { origin })
  await button(page, 'Guardar para leer sin conexión').click()
  await expect(page.getByText('Disponible sin conexión')).toBeVisible()
  const other = await context.newPage()
  await other.goto(`${running.site}/es/2019/programa/`)
  await expect(other.getByText('Disponible sin conexión')).toBeVisible()
  await button(other, 'Eliminar').click()
  // In the first tab as well.
  await expect(button(page, 'Guardar para leer sin conexión')).toBeVisible()
})

test('the host switches it off in one step: pages have no button, and no worker and no cache is left', async ({
  page,
  running,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'off-'))
  const lakePort = new URL(running.lake).port
  const config = readConfig({ OFFLINE: 'no', DATA_DIR: folder, LAKE_PORT: lakePort, SITE_URL: running.site })
  const outDir = join(folder, 'dist')
  await makeRelease(config, { outDir, now: Date.now(), earlierLedger: async () => emptyLedger })
  expect(globSync('**/offline.json', { cwd: outDir })).toEqual([])
  expect(readFileSync(join(outDir, 'en/2019/programme/index.html'), 'utf8')).not.toContain('offline.js')

  await packOf(page, running.site, 'en')
  const before = await serverBefore(running.site)
  await page.goto(`${before.site}/en/2019/programme/`)
  // Others may keep something under the same host.
  await page.evaluate(() => caches.open('of somebody else'))
  await button(page, 'Keep for offline').click()
  await expect(page.getByText('Kept for offline')).toBeVisible()
  expect([await workersOf(page), (await cachesOf(page)).length]).toEqual([1, 2])

  before.ways.worker = readFileSync(join(outDir, 'sw.js'), 'utf8')
  expect(before.ways.worker.length).toBeLessThan(1000)
  await page.goto(`${before.site}/en/`)
  await expect.poll(() => workersOf(page)).toBe(0)
  await expect.poll(() => cachesOf(page)).toEqual(['of somebody else'])
  await page.reload()
  await expect(page.locator('h1')).toBeVisible()
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull()
  before.close()
  rmSync(folder, { recursive: true, force: true })
})
