import AxeBuilder from '@axe-core/playwright'
import type { FrameLocator, Locator, Page } from '@playwright/test'
import fc from 'fast-check'
import { headerRules, headersAt } from '#src/release/headers.ts'
import { HostSite, wordPressPage } from './host-pages.ts'
import { expect, test } from './running.ts'

let hosts: HostSite
test.beforeAll(async () => {
  hosts = await HostSite.open()
})
test.afterAll(() => hosts.close())

const linkName = 'Programme du Forum d\u2019apprentissage'
const localization = { name: 'Localisation des agendas mondiaux' }

/** A page with the element, as webmasters write it. */
const pageWith = (
  site: string,
  { head = '', attributes = '', html = 'lang="fr-CA"', path = '/s/edition-2019/', more = '' } = {},
) => `<!doctype html><html ${html}><title>Congrès</title>${head}
  <script src="${site}/embed.js" async></script>
  <main><h1>Congrès</h1><learning-forum ${attributes}><a href="${site}${path}">${linkName}</a></learning-forum>${more}</main>`

/**
 * Opens a page, and waits until something in a frame is there. Of a busy machine the driver does not always hear that a frame of
 * another site has come, though the page shows it: then it is opened anew.
 */
async function openUntil(page: Page, address: string, inFrame: Locator, name?: string): Promise<void> {
  await expect(async () => {
    await page.goto(address)
    await expect(inFrame, name).toBeVisible({ timeout: 20_000 })
  }).toPass({ timeout: 90_000 })
}

/** How much a frame could be scrolled, in pixels. */
const hiddenPixels = (frame: FrameLocator) =>
  frame
    .locator('html')
    .evaluate((root) => [root.scrollHeight - root.clientHeight, root.scrollWidth - root.clientWidth])

const isShown = async (page: Page, frame = page.frameLocator('iframe')) => {
  await expect(frame.getByRole('heading').first()).toBeVisible()
  await expect.poll(() => hiddenPixels(frame)).toEqual([0, 0])
}

test('a French page elsewhere shows the French programme, without a scrollbar at any width', async ({
  page,
  running,
}) => {
  const frame = page.frameLocator(`iframe[title="Forum d\u2019apprentissage de CGLU\u00a0: ${linkName}"]`)
  const address = hosts.show('plain', { html: pageWith(running.site) })
  await openUntil(page, address, frame.getByRole('heading', localization))
  await expect(page.getByRole('link', { name: linkName })).toBeHidden()
  for (const width of [1200, 768, 280]) {
    await page.setViewportSize({ width, height: 720 })
    await expect.poll(() => hiddenPixels(frame)).toEqual([0, 0])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
  }
})

test('in any page around, the programme is there', async ({ page, running: { site } }) => {
  const policy = `default-src 'none'; script-src ${site}; frame-src ${site}`
  const pages = {
    policy: { html: pageWith(site), headers: { 'Content-Security-Policy': policy } },
    hostile: { html: pageWith(site, { head: '<style>* { all: unset !important }</style>' }) },
    latin: {
      html: pageWith(site),
      headers: { 'Content-Type': 'text/html; charset=iso-8859-1' },
    },
    rtl: { html: pageWith(site, { html: 'lang="fr" dir="rtl"' }) },
    sandbox: { html: pageWith(site), headers: { 'Content-Security-Policy': 'sandbox allow-scripts' } },
    address: {
      html: pageWith(site, { path: '/en/2019/#programme' }),
      headers: { 'Content-Security-Policy': policy },
    },
    'sandboxed-address': {
      html: pageWith(site, { path: '/en/2019/' }),
      headers: { 'Content-Security-Policy': 'sandbox allow-scripts' },
    },
  }
  for (const [name, hostPage] of Object.entries(pages)) {
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(`${name}: ${message}`))
    const heading = page.frameLocator('iframe').getByRole('heading', localization)
    await openUntil(page, hosts.show(name, hostPage), heading, name)
    await expect(page.getByRole('link', { name: linkName }), name).toBeHidden()
    await isShown(page)
    const { width, height } = (await page.locator('iframe').boundingBox()) ?? { width: 0, height: 0 }
    expect(Math.min(width, height), name).toBeGreaterThan(300)
    expect(errors).toEqual([])
    page.removeAllListeners('pageerror')
  }
  await page.goto(
    hosts.show('srcdoc', {
      html: `<!doctype html><title>x</title><iframe sandbox="allow-scripts" width="800" height="600" srcdoc='${pageWith(site)}'></iframe>`,
    }),
  )
  await expect(
    page.frameLocator('iframe').frameLocator('iframe').getByRole('heading', localization),
  ).toBeVisible()
})

test('a page that says no language gets that of the address, and says what is gone', async ({
  page,
  running: { site },
}) => {
  await page.goto(hosts.show('es', { html: pageWith(site, { html: '', path: '/es/2019/programa/#x' }) }))
  await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toHaveText(
    /Foro de Aprendizaje/,
  )
  await page.goto(hosts.show('gone', { html: pageWith(site, { path: '/en/2019/nothing/' }) }))
  await expect(page.frameLocator('iframe').getByRole('heading')).toHaveText('Cette page n\u2019existe pas')
})

test('several at once, each as it is asked to be', async ({ page, running: { site } }) => {
  await page.clock.setFixedTime('2019-11-12T09:30:00+02:00')
  const more = [
    `<learning-forum view="now"><a href="${site}/en/2019/programme/">Maintenant</a></learning-forum>`,
    `<learning-forum view="part-2" accent="#00f" compact><a href="${site}/s/edition-2019/">Partie</a></learning-forum>`,
    `<learning-forum><a href="${site}/fr/personnes/onu-habitat/">ONU-Habitat</a></learning-forum>`,
    `<learning-forum><a href="${site}/fr/accessibilite/">Accessibilité</a></learning-forum>`,
  ].join('')
  await page.goto(hosts.show('several', { html: pageWith(site, { more }) }))
  const frameOf = (title: string) => page.frameLocator(`iframe[title$="${title}"]`)
  await expect(frameOf('Maintenant').getByRole('listitem')).toHaveText([
    /^\s*En cours 09:20–09:55/,
    /^\s*À suivre 10:00–11:00/,
  ])
  const part = frameOf('Partie')
  await expect(part.locator('html')).toHaveClass(/accent/)
  await expect(part.getByText('Sendai', { exact: false }).first()).toBeVisible()
  expect(await part.locator('.what > .small').first().isHidden()).toBe(true)
  await expect(frameOf('ONU-Habitat').getByRole('heading', { level: 1 })).toHaveText(/Nations Unies/)
  await expect(frameOf('Accessibilité').getByRole('heading', { level: 1 })).toBeVisible()
  for (const title of ['Maintenant', 'Partie', 'ONU-Habitat', 'Accessibilité'])
    await expect.poll(() => hiddenPixels(frameOf(title))).toEqual([0, 0])
})

test('it follows the colours of the page around, by keyboard and for screen readers', async ({
  page,
  running: { site },
}) => {
  const head =
    '<style>body { background: #fff; color: #000 } a { color: inherit } .dark { background: #111; color: #eee }</style>'
  await page.goto(
    hosts.show('colours', {
      html: pageWith(site, { head, more: '<p><a href="#end">Fin</a></p>' }),
    }),
  )
  const frame = page.frameLocator('iframe')
  const ground = () => frame.locator('html').evaluate((root) => getComputedStyle(root).backgroundColor)
  await isShown(page)
  expect(await ground()).toBe('rgb(251, 250, 246)')
  await page.evaluate(() => document.body.classList.add('dark'))
  await expect.poll(ground).toBe('rgb(20, 22, 26)')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.keyboard.press('Tab')
  await expect(frame.getByRole('link').first()).toBeFocused()
  const count = await frame.getByRole('link').count()
  for (let index = 0; index < count; index += 1) await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Fin' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${site}/fr/2019/programme/`)
})

test('messages that are none of the frame, or no height, change nothing', async ({ page, running }) => {
  await page.goto(hosts.show('fuzz', { html: pageWith(running.site) }))
  await isShown(page)
  const frame = page.locator('iframe')
  const before = await frame.evaluate((element: HTMLIFrameElement) => {
    const heights = [element.style.height]
    const isLast = new Promise<void>((done) =>
      addEventListener('message', ({ data }) => data === 'last' && done()),
    )
    Object.assign(window, { heights, isLast })
    new MutationObserver(() => heights.push(element.style.height)).observe(element, { attributes: true })
    return heights[0]
  })
  const ofHeight = (height: unknown) => ({ type: 'learning-forum:height', height })
  const noHeights = [0, -1, 1e5, 1e300, Number.NaN, Infinity, '5', null, {}, [5], undefined].map(ofHeight)
  const drawn = fc.sample(fc.oneof(fc.anything(), fc.string().map(ofHeight)), { numRuns: 200, seed: 1 })
  const garbage = [...noHeights, ...drawn]
  const own = [5, 300, 5000].map(ofHeight)
  const isPlain = (value: unknown) => {
    try {
      structuredClone(value)
      return true
    } catch {
      return false
    }
  }
  const post = (messages: unknown[]) =>
    new Promise((done) => {
      for (const message of messages) parent.postMessage(message, '*')
      setTimeout(done)
    })
  await page.evaluate(post, [...own, ...garbage.filter(isPlain)])
  await frame
    .contentFrame()
    .locator('html')
    .evaluate(
      (_root, messages) => {
        for (const message of messages) parent.postMessage(message, '*')
      },
      [...garbage.filter(isPlain), 'last'],
    )
  await page.evaluate(() => (window as unknown as { isLast: Promise<void> }).isLast)
  // A wrong height would not stay: the frame tells the right one at once.
  const heights = await page.evaluate(() => (window as unknown as { heights: string[] }).heights)
  expect([...new Set(heights)]).toEqual([before])
})

test('where it is refused, and without JavaScript, there is the link', async ({ browser, page, running }) => {
  const html = pageWith(running.site)
  const { 'Content-Security-Policy': policy = '' } = headersAt(
    headerRules({ embedHosts: ['congress.example.org'], https: false }),
    '/fr/embed/edition-2019/',
  )
  await page.route('**/fr/embed/**', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } })
  })
  const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
  await page.goto(hosts.show('refused', { html }))
  await refused
  await expect(page.getByRole('link', { name: linkName })).toBeVisible()
  expect(await page.locator('iframe').evaluate((frame) => [frame.clientHeight, frame.ariaHidden])).toEqual([
    0,
    'true',
  ])
  const context = await browser.newContext({ javaScriptEnabled: false })
  const plain = await context.newPage()
  await plain.goto(hosts.show('refused', { html }))
  await expect(plain.getByRole('link', { name: linkName })).toHaveAttribute(
    'href',
    `${running.site}/s/edition-2019/`,
  )
  await context.close()
})

test('a page of WordPress shows what its oEmbed file says, and follows its links', async ({
  page,
  request,
  running: { site },
}) => {
  const text = await (await request.get(`${site}/fr/2019/programme/`)).text()
  const [, address = ''] = /type="application\/json\+oembed" href="([^"]+)"/.exec(text) ?? []
  const { html } = await (await request.get(`${address}?maxwidth=600&format=json`)).json()
  await page.goto(hosts.show('wordpress', { html: wordPressPage(html, 'a1B2c3D4e5') }))
  const frame = page.frameLocator('iframe')
  await expect(frame.getByRole('heading', localization)).toBeVisible()
  await expect(page.getByRole('blockquote')).toBeHidden()
  expect(
    await frame.locator('html').evaluate(() => [self.origin, document.fonts.check('1rem "Hanken Grotesk"')]),
  ).toMatchObject(['null', expect.any(Boolean)])
  await expect.poll(() => page.locator('iframe').evaluate((one) => one.clientHeight)).toBeGreaterThan(600)
  const count = () =>
    page.evaluate(() => (window as unknown as { heard: { message?: string }[] }).heard.length)
  const before = await count()
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector('iframe') ?? {}
    for (const secret of ['wrong', '', 7, null, 'a1B2c3D4e'])
      contentWindow?.postMessage({ message: 'ready', secret }, '*')
    return new Promise((done) => setTimeout(done, 50))
  })
  expect(await count()).toBe(before)
  await frame.getByRole('link').first().click()
  await page.waitForURL(`${site}/fr/2019/**`)
})

test('in a sandbox links open a window', async ({ page, context, running: { site } }) => {
  const frame = `<iframe title="Forum" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" width="600" height="400" src="${site}/fr/embed/edition-2019/"></iframe>`
  await page.goto(hosts.show('popup', { html: `<!doctype html><title>x</title>${frame}` }))
  const opened = context.waitForEvent('page')
  await page.frameLocator('iframe').getByRole('link').first().click()
  await expect(await opened).toHaveURL(new RegExp(`^${site}/fr/2019/`))
})
