import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './running.ts'

let server: Server
let host: string

test.beforeAll(async ({ running }) => {
  server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="fr-CA"><title>Congrès</title>
      <script src="${running.site}/embed.js" async></script>
      <learning-forum><a href="${running.site}/s/edition-2019/">Programme du Forum d’apprentissage</a></learning-forum>`)
  })
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening))
  host = `http://localhost:${(server.address() as AddressInfo).port}/`
})
test.afterAll(() => new Promise((closed) => server.close(closed)))

test('a French page elsewhere shows the French programme, whole and without a scrollbar of its own', async ({
  page,
}) => {
  await page.goto(host)
  const frame = page.frameLocator(
    'iframe[title="Forum d’apprentissage\u00a0: Programme du Forum d’apprentissage"]',
  )
  await expect(frame.getByRole('heading', { name: 'Localisation des agendas mondiaux' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Programme du Forum d’apprentissage' })).toBeHidden()
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 720 })
    await expect
      .poll(() =>
        frame
          .locator('html')
          .evaluate((root) => [root.scrollHeight - root.clientHeight, root.scrollWidth - root.clientWidth]),
      )
      .toEqual([0, 0])
  }
})

test('what others send is not taken for the height', async ({ page }) => {
  await page.goto(host)
  await expect(page.getByRole('link', { name: 'Programme du Forum d’apprentissage' })).toBeHidden()
  const frame = page.locator('iframe')
  // It tells its height again when its fonts are there.
  await expect
    .poll(() =>
      frame
        .contentFrame()
        .locator('html')
        .evaluate(async (root) => {
          await document.fonts.ready
          return root.scrollHeight - root.clientHeight
        }),
    )
    .toBe(0)
  const before = await frame.evaluate((element) => element.clientHeight)
  await page.evaluate(() => {
    for (const data of [{ type: 'learning-forum:height', height: 5 }, { height: 7 }, null])
      postMessage(data, '*')
    return new Promise((done) => setTimeout(done))
  })
  expect(await frame.evaluate((element) => element.clientHeight)).toBe(before)
})

test('without JavaScript there is the link', async ({ browser, running }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(host)
  await expect(page.getByRole('link', { name: 'Programme du Forum d’apprentissage' })).toHaveAttribute(
    'href',
    `${running.site}/s/edition-2019/`,
  )
  await context.close()
})
