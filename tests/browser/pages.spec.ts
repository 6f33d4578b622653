import { faultsInBothSchemes } from './faults.ts'
import { brokenTimes, sheetsOf, textSpacing } from './reading.ts'
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
  people: ['/en/people/', '/fr/personnes/', '/es/personas/'],
  organisation: ['/en/people/ungl/', '/fr/personnes/cglu-afrique/', '/es/personas/onu-habitat/'],
  'open data': ['/en/feeds/', '/fr/flux/', '/es/canales/'],
  'page for webmasters': ['/en/webmasters/', '/fr/webmestres/', '/es/webmasters/'],
  'page of the foot': ['/en/accessibility/', '/fr/confidentialite/', '/es/aviso-legal/'],
  embed: [
    ...['/en/embed/edition-2019/', '/fr/embed/part-2/', '/es/embed/session-sendai/'],
    ...['/en/embed/edition-2019/now/', '/fr/embed/un-habitat/', '/es/embed/strategy/', '/en/embed/forum/'],
  ],
  'not found': ['/en/nowhere/'],
}

for (const [kind, paths] of Object.entries(pages)) {
  test(`axe finds nothing on the ${kind}, in light and in dark`, async ({ page, running }) => {
    for (const path of paths) {
      await page.goto(running.site + path)
      expect([path, await faultsInBothSchemes(page)]).toEqual([path, []])
    }
  })
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

test('with the text spacing of WCAG 1.4.12 at 320 px no time of day breaks inside, and no page scrolls sideways', async ({
  browser,
  running,
}) => {
  // The policy of the pages refuses styles of others, so that of a reader is added without it.
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, bypassCSP: true })
  const page = await context.newPage()
  for (const path of Object.values(pages).flat()) {
    await page.goto(running.site + path)
    await page.addStyleTag({ content: textSpacing })
    const broken = await page.evaluate(brokenTimes)
    expect([path, broken]).toEqual([path, []])
  }
  await context.close()
})

test('a browser that allows no storage shows every page, opens the search, and says that it keeps no programme', async ({
  browser,
  running,
}) => {
  const context = await browser.newContext()
  await context.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('Storage is switched off', 'SecurityError')
      },
    })
  })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  for (const path of Object.values(pages).flat()) await page.goto(running.site + path)
  await page.goto(`${running.site}/`)
  await page.getByRole('link', { name: /Français/ }).click()
  await expect(page).toHaveURL(`${running.site}/fr/`)
  await page.goto(`${running.site}/fr/recherche/`)
  await expect(page.getByRole('checkbox')).toBeDisabled()
  await page.goto(`${running.site}/fr/2019/programme/`)
  await page.keyboard.press('/')
  await page.getByRole('searchbox').fill('sendai')
  await expect(page.getByRole('dialog').getByRole('link', { name: /Sendai/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Ajouter à mon programme, Ouverture/ }).click()
  const off = 'Votre navigateur ne permet pas à ce site de garder votre programme.'
  await expect(page).toHaveURL(`${running.site}/fr/2019/mon-programme/`)
  await expect(page.getByText(off)).toBeVisible()
  expect(errors).toEqual([])
  await context.close()
})

test('steps to other pages are not printed', async ({ browser, running }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${running.site}/en/2019/programme/sendai-framework/`)
  const steps = page.getByRole('navigation', { name: 'Previous and next session' })
  await expect(steps).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(steps).toBeHidden()
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
  // As newsletters send readers here.
  await page.goto(`${running.site}/s/session-sendai/?utm_source=letter#content`)
  await expect(page).toHaveURL(`${running.site}/es/2019/programa/marco-de-sendai/?utm_source=letter#content`)
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

test('text twice as large needs no sideways scrolling', async ({ browser, running }) => {
  const context = await browser.newContext({ viewport: { width: 640, height: 800 } })
  const page = await context.newPage()
  for (const path of Object.values(pages).flat()) {
    await page.goto(running.site + path)
    const overflow = await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
      return document.documentElement.scrollWidth - document.documentElement.clientWidth
    })
    expect([path, overflow > 0]).toEqual([path, false])
  }
  await context.close()
})

test('each page reads whole without JavaScript', async ({ browser, running }) => {
  const [plain, scripted] = [
    await browser.newContext({ javaScriptEnabled: false }),
    await browser.newContext({ timezoneId: 'Africa/Johannesburg' }),
  ]
  const texts = async (context: typeof plain, path: string) => {
    const page = await context.newPage()
    await page.goto(running.site + path)
    const found = await page
      .locator('main :is(h1, h2, h3, h4, p:not([data-star]), li, dt, dd, time)')
      .allInnerTexts()
    await page.close()
    return found.map((text) => text.replace(/\s+/g, ' ').trim())
  }
  for (const paths of Object.values(pages)) {
    for (const path of paths.slice(0, 1)) {
      const withScript = new Set(await texts(scripted, path))
      const missing = [...withScript].filter((text) => text.length > 0)
      const without = (await texts(plain, path)).join(' ')
      // What a script adds are actions, never content.
      const content = missing.filter((text) => !/programme|Copy|Share|QR/.test(text))
      expect([path, content.filter((text) => !without.includes(text))]).toEqual([path, []])
    }
  }
  await plain.close()
  await scripted.close()
})

test('the printed programme is one sheet of A4 in each language', async ({ browser, running }) => {
  const page = await browser.newPage()
  for (const path of pages.programme) {
    await page.goto(running.site + path)
    expect([path, sheetsOf(await page.pdf({ preferCSSPageSize: true }))]).toEqual([path, 1])
  }
  await page.close()
})

test('a session’s time stands in the reader’s own zone too, with the day where it differs', async ({
  browser,
  running,
}) => {
  const seen = async (timezoneId: string, path: string) => {
    const context = await browser.newContext({ timezoneId })
    const page = await context.newPage()
    await page.goto(running.site + path)
    const row = page.locator('[data-own]')
    const text = (await row.isVisible())
      ? `${await row.getByRole('term').textContent()} ${await row.getByRole('definition').textContent()}`
      : ''
    await context.close()
    return text.replace(/\s+/g, ' ')
  }
  expect(await seen('America/Montreal', '/en/2019/programme/opening/')).toBe('Your time 02:00–02:20')
  expect(await seen('Asia/Seoul', '/fr/2019/programme/voie-a-suivre/')).toBe(
    'Votre heure mercredi 00:00–01:00',
  )
  expect(await seen('Pacific/Honolulu', '/es/2019/programa/apertura/')).toBe('Su hora lunes 21:00–21:20')
  expect(await seen('Africa/Johannesburg', '/en/2019/programme/opening/')).toBe('')
})

test('the switcher keeps the place in the page', async ({ page, running }) => {
  await page.goto(`${running.site}/en/strategy/#co-creating`)
  await page.getByRole('link', { name: 'Français' }).click()
  await expect(page).toHaveURL(`${running.site}/fr/strategie/#co-creating`)
})

test('a session’s link is copied by keyboard, and its QR code is one link away', async ({
  browser,
  running,
}) => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await page.goto(`${running.site}/fr/2019/programme/bilan/`)
  await page.getByRole('button', { name: 'Partager' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Lien copié' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${running.site}/s/session-taking-stock/`,
  )
  await page.getByRole('link', { name: 'Code QR' }).click()
  await expect(page).toHaveURL(`${running.site}/qr/session-taking-stock.svg`)
  await expect(page.locator('svg path').first()).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await context.close()
})

test('the code for any page is written in the language of choice, copied, and seen at work', async ({
  page,
  context,
  running,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${running.site}/fr/2019/programme/bilan/`)
  await page.getByRole('link', { name: 'Intégrer cette page' }).click()
  const element = page.getByRole('textbox', { name: 'La page elle-même' })
  const address = `${running.site}/(fr|es)/2019/program(me|a)/(bilan|balance)/`
  await expect(element).toHaveValue(new RegExp(`lang="fr"><a href="${address}">`))
  await page.getByRole('radio', { name: 'Español' }).check()
  await expect(element).toHaveValue(new RegExp(`lang="es"><a href="${address}">`))
  await page.getByRole('figure').filter({ has: element }).getByRole('button', { name: 'Copier' }).click()
  await expect(page.getByRole('button', { name: 'Copié' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await element.inputValue())
  await page.getByText('Aperçu').click()
  const frame = page.frameLocator('learning-forum iframe')
  await expect(frame.getByRole('link', { name: 'Abrir en el sitio del foro' })).toBeVisible()
  await page.goto(`${running.site}/fr/webmestres/#nothing-here`)
  await page.reload()
  await expect(page.getByRole('status')).toHaveText(/Page introuvable/)
})
