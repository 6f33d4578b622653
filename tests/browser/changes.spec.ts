import type { Page } from '@playwright/test'
import { faultsInBothSchemes } from './faults.ts'
import { clientOf, expect, leaveAsFound, type Running, releaseWait, test } from './running.ts'

/** A session is moved while readers look at the programme. */

leaveAsFound('session-sendai')

const former = { start: '11:00', end: '11:40' }
const later = { start: '11:15', end: '11:55' }

async function publish(page: Page, running: Running, times: typeof former) {
  await clientOf(running).patch('session-sendai', { set: times }).commit()
  await expect
    .poll(
      async () => (await page.request.get(`${running.site}/en/2019/programme/sendai-framework/`)).text(),
      releaseWait,
    )
    .toContain(`>${times.start}<`)
}

const row = (page: Page) => page.locator('[data-row="session-sendai"]')
const newer = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })

test('an open programme says that it has a newer version, and shows what moved where the reader was', async ({
  page,
  running,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await page.clock.install()
  await page.goto(`${running.site}/en/2019/programme/`)
  await expect(row(page)).toContainText(former.start)
  expect(asked.filter((one) => /since|newer|words/.test(one))).toEqual([])
  await row(page).getByRole('button').click()

  await publish(page, running, later)
  await page.clock.runFor(61_000)
  await expect(page.getByText('There is a newer version of this page.')).toBeVisible()
  expect(asked).toContain('HEAD /en/2019/programme/')
  expect(await faultsInBothSchemes(page)).toEqual([])

  const star = row(page).getByRole('button')
  await star.focus()
  await star.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  await newer(page, 'Show it').press('Enter')

  await expect(row(page)).toContainText(`Moved from ${former.start}`)
  await expect(row(page).getByRole('button')).toBeFocused()
  await expect(newer(page, 'Show it')).toHaveCount(0)
  await expect(row(page)).toBeInViewport()

  // What changed, first in the reader's own programme.
  const box = page.locator('.since')
  await expect(box.getByRole('heading', { name: 'In your programme' })).toBeVisible()
  await expect(box.getByRole('listitem')).toContainText(`Moved from ${former.start} to ${later.start}`)
  expect(await faultsInBothSchemes(page)).toEqual([])
  await page.goto(`${running.site}/fr/2019/mon-programme/`)
  await expect(box.getByText('Changements depuis votre dernière visite')).toBeVisible()
  await expect(box.getByRole('listitem')).toContainText(`Déplacée de ${former.start} à ${later.start}`)
  await box.getByRole('button', { name: 'Masquer' }).press('Enter')
  await expect(box).toHaveCount(0)
  await expect(page.locator('main')).toBeFocused()
  asked.length = 0
  await page.goto(`${running.site}/en/2019/programme/`)
  await expect(row(page)).toBeVisible()
  await expect.poll(() => page.evaluate(() => document.readyState)).toBe('complete')
  expect(asked.filter((one) => one.includes('since'))).toEqual([])
})

test('the page and the feeds of what changed say it in each language, and lead to the session', async ({
  page,
  running,
}) => {
  await publish(page, running, later)
  await page.goto(`${running.site}/en/2019/`)
  await page.getByRole('main').getByRole('link', { name: 'What changed' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'What changed' })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Moved from' })).toContainText(later.start)
  expect(await faultsInBothSchemes(page)).toEqual([])
  await page
    .getByRole('link', { name: /Español/ })
    .first()
    .click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Nuevo horario' })).toContainText(later.start)

  const feed = await (await page.request.get(`${running.site}/fr/feeds/edition-2019/changes.json`)).json()
  expect(feed.items[0]).toMatchObject({
    url: expect.stringContaining('/fr/2019/programme/cadre-de-sendai/'),
    content_text: expect.stringContaining(later.start),
    tags: ['moved'],
    _session: 'session-sendai',
  })
  const atom = await page.request.get(`${running.site}/fr/feeds/edition-2019/changes.atom`)
  expect(atom.headers()['content-type']).toBe('application/atom+xml')
  const isRead = await page.evaluate(
    (text) => new DOMParser().parseFromString(text, 'application/xml').querySelector('parsererror') === null,
    await atom.text(),
  )
  expect(isRead).toBe(true)
  await page.goto(feed.items[0].url)
  await expect(page.getByText(`Déplacée de ${former.start} à ${later.start}`)).toBeVisible()
})
