import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './running.ts'

const pages = {
  chooser: ['/'],
  forum: ['/en/', '/fr/', '/es/'],
  strategy: ['/en/strategy/', '/fr/strategie/', '/es/estrategia/'],
  edition: ['/en/2019/', '/fr/2019/', '/es/2019/'],
  'edition without a programme': ['/en/2022/', '/fr/2022/', '/es/2022/'],
  programme: ['/en/2019/programme/', '/fr/2019/programme/', '/es/2019/programa/'],
  part: [
    '/en/2019/programme/global-agendas/',
    '/fr/2019/programme/agendas-mondiaux/',
    '/es/2019/programa/agendas-globales/',
  ],
  session: [
    '/en/2019/programme/sendai-framework/',
    '/fr/2019/programme/cadre-de-sendai/',
    '/es/2019/programa/marco-de-sendai/',
  ],
  'page of the foot': ['/en/accessibility/', '/fr/confidentialite/', '/es/aviso-legal/'],
  embed: ['/en/embed/edition-2019/', '/fr/embed/part-2/', '/es/embed/session-sendai/'],
  'not found': ['/en/nowhere/'],
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [kind, paths] of Object.entries(pages)) {
    test(`axe finds nothing on the ${kind}, ${colorScheme}`, async ({ browser, running }) => {
      const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' })
      const page = await context.newPage()
      for (const path of paths) {
        await page.goto(running.site + path)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => [path, id, nodes.map(({ html }) => html)])).toEqual([])
      }
      await context.close()
    })
  }
}

test('no page scrolls sideways at 320 px, or asks another host for anything, or writes to the console', async ({
  browser,
  running,
}) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  const page = await context.newPage()
  const strange: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(running.site)) strange.push(request.url())
  })
  page.on('console', (message) => {
    if (!message.text().includes('404')) strange.push(message.text())
  })
  page.on('pageerror', (error) => strange.push(error.message))
  for (const path of Object.values(pages).flat()) {
    await page.goto(running.site + path)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect([path, overflow > 0]).toEqual([path, false])
  }
  expect(strange).toEqual([])
  await context.close()
})

test('a permalink goes to the reader’s language, and without JavaScript offers all of them', async ({
  browser,
  running,
}) => {
  const spanish = await browser.newContext({ locale: 'es-MX' })
  const page = await spanish.newPage()
  await page.goto(`${running.site}/s/session-sendai/`)
  await expect(page).toHaveURL(`${running.site}/es/2019/programa/marco-de-sendai/`)
  await spanish.close()

  const plain = await browser.newContext({ javaScriptEnabled: false })
  const bare = await plain.newPage()
  await bare.goto(`${running.site}/s/session-sendai/`)
  await bare.getByRole('link', { name: /Français/ }).click()
  await expect(bare).toHaveURL(`${running.site}/fr/2019/programme/cadre-de-sendai/`)
  await plain.close()
})

test('the chooser remembers, offers and never forces', async ({ page, running }) => {
  await page.goto(`${running.site}/`)
  await page.getByRole('link', { name: /Français/ }).click()
  await expect(page).toHaveURL(`${running.site}/fr/`)
  await page.goto(`${running.site}/`)
  await expect(page).toHaveURL(`${running.site}/`)
  await expect(page.getByRole('link', { name: /Français.*Votre dernier choix/s })).toBeVisible()
})

test('the switcher keeps the page, by keyboard alone', async ({ page, running }) => {
  await page.goto(`${running.site}/en/2019/programme/sendai-framework/`)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.getByRole('link', { name: 'Español' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${running.site}/es/2019/programa/marco-de-sendai/`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})
