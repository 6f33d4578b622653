import { readFileSync } from 'node:fs'
import type { FrameLocator, Locator, Page } from '@playwright/test'
import { words } from '../seed/stored.ts'
import { Editor, stored } from './editor.ts'
import { faultsIn, faultsInBothSchemes } from './faults.ts'
import { clientOf, expect, releaseWait, test, unknown } from './running.ts'

/** The Studio's preview as an editor has it open: the site in a frame, the form beside it. */
class Preview {
  readonly site: FrameLocator
  readonly #page: Page
  readonly #studio: string

  constructor(page: Page, studio: string) {
    this.site = page.locator('iframe').first().contentFrame()
    this.#page = page
    this.#studio = studio
  }

  /** Opens a page of the preview, and waits until the Studio has found it. */
  async open(address: string): Promise<void> {
    await this.#page.goto(`${this.#studio}/preview?preview=${encodeURIComponent(address)}`)
    await expect(this.site.locator('h1')).toBeVisible()
    await expect(this.#page.getByTestId('field-title')).toBeVisible()
  }

  title(language: string) {
    return this.#page.getByTestId('field-title').getByRole('textbox', { name: language, exact: true })
  }

  /** Clicks on what can be edited there, until its field opens: the first moments a click is one on the page. */
  async edit(text: Locator, address: RegExp): Promise<void> {
    await expect(async () => {
      // Only a pointer that comes from elsewhere is noticed.
      await this.#page.mouse.move(0, 0)
      await text.click({ timeout: 5000 })
      await expect(this.#page).toHaveURL(address, { timeout: 5000 })
    }).toPass()
  }

  async switchTo(language: string, lang: string): Promise<void> {
    await this.site.getByRole('link', { name: language, exact: true }).click()
    await expect(this.site.locator(`html[lang=${lang}]`)).toBeAttached()
  }
}

const titles = { en: 'Sendai, close up', fr: 'Sendai avant publication', es: 'Sendai, de cerca' }
const addresses = {
  en: '/en/2019/programme/sendai-framework/',
  fr: '/fr/2019/programme/cadre-de-sendai/',
  es: '/es/2019/programa/marco-de-sendai/',
}

test.beforeEach(async ({ request, running }) => {
  // It is built after everything else, and its port says so until then.
  await expect.poll(async () => (await request.get(running.preview)).status(), releaseWait).toBe(401)
})

test('a draft is seen in three languages before it is published, and only then on the site', async ({
  page,
  request,
  running,
}) => {
  test.slow()
  await page.setViewportSize({ width: 1600, height: 900 })
  const preview = new Preview(page, running.studio)
  const heading = preview.site.locator('h1')
  const published = async (path: string) => (await request.get(running.site + path)).text()

  await test.step('a click on a text opens its field', async () => {
    await preview.open(running.preview + addresses.fr)
    await preview.edit(heading.locator('[data-sanity]'), /session-sendai.*title\[_key==%22fr%22\]/)
    await expect(preview.title('Français')).toBeFocused()
  })

  await test.step('what is typed shows as it is typed, in each language', async () => {
    await preview.title('Français').fill(titles.fr)
    await expect(heading).toHaveText(titles.fr)
    await preview.switchTo('Español', 'es')
    await preview.title('Español').fill(titles.es)
    await expect(heading).toHaveText(titles.es)
    await preview.switchTo('English', 'en')
    await preview.title('English').fill(titles.en)
    await expect(heading).toHaveText(titles.en)
  })

  await test.step('the programme shows it too', async () => {
    const ways = preview.site.getByRole('navigation', { name: 'Main' })
    await ways.getByRole('link', { name: 'Programme' }).click()
    await expect(preview.site.getByRole('heading', { name: titles.en })).toBeVisible()
  })

  await test.step('the site shows it only once it is published', async () => {
    for (const [locale, path] of Object.entries(addresses)) {
      expect(await published(path)).not.toContain(titles[locale as keyof typeof titles])
    }
    await preview.open(running.preview + addresses.en)
    await new Editor(page, running).publish('session-sendai')
    await expect.poll(() => published(addresses.en), releaseWait).toContain(`${titles.en}</h1>`)
    expect(await published(addresses.fr)).toContain(`${titles.fr}</h1>`)
    expect(await published(addresses.es)).toContain(`${titles.es}</h1>`)
    expect(await published(addresses.en)).not.toMatch(/sanity|data-revision/)
  })

  await test.step('an unfinished draft says what it lacks, and a click on that opens the field', async () => {
    await page.getByRole('tab', { name: 'Time and place' }).click()
    const end = page
      .getByTestId('field-end')
      .or(page.getByTestId(/field-.*end$/))
      .getByRole('textbox')
      .first()
    await end.fill('')
    await end.blur()
    const notes = preview.site.getByRole('complementary', { name: 'Preview' })
    await expect(notes).toContainText('One thing to fix before this can be published')
    await expect(notes).toContainText('Sendai, close up (session): End is missing. Fill it in.')
    await expect(heading).toHaveText(titles.en)
    await expect(preview.site.locator('.time [data-stand-in]')).toHaveAttribute(
      'data-fault',
      'End is missing',
    )
    await expect.poll(() => faultsIn(page, ['iframe', 'html'])).toEqual([])
    await preview.switchTo('Français', 'fr')
    await expect(preview.site.getByRole('complementary', { name: 'Aperçu' })).toContainText('Fin')
    await preview.edit(preview.site.locator('.preview-notes [data-sanity]'), /session-sendai\/end/)
  })
})

test('the door: nothing without a pass, and no way out', async ({ request, running }) => {
  const get = (path: string) => request.get(running.preview + path, { maxRedirects: 0 })
  for (const path of [
    '/',
    addresses.fr,
    '/api/preview/events/',
    '/api/preview/perspective/',
    '/api/preview/enable/',
    '/api/preview/enable/?sanity-preview-secret=guessed&sanity-preview-pathname=/en/',
    '/favicon.svg',
    '/search.js',
  ]) {
    const response = await get(path)
    expect([path, response.status()]).toEqual([path, 401])
    expect(response.headers()).toMatchObject({
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'content-security-policy': expect.stringContaining(`frame-ancestors ${running.studio}`),
    })
    expect(response.headers()).not.toHaveProperty('set-cookie')
  }

  await test.step('the Studio’s secret opens it, and a redirect stays inside', async () => {
    const secret = 'a-secret-of-the-studio'
    const document = {
      _id: 'drafts.a-secret',
      _type: 'sanity.previewUrlSecret',
      secret,
      studioUrl: running.studio,
    }
    const written = await request.post(`${running.lake}/v2025-02-19/data/mutate/production`, {
      data: { mutations: [{ createOrReplace: document }] },
    })
    expect(written.ok()).toBe(true)
    const enable = (to: string) =>
      get(
        `/api/preview/enable/?sanity-preview-secret=${secret}&sanity-preview-pathname=${encodeURIComponent(to)}`,
      )
    const opened = await enable('/fr/2019/')
    expect([opened.status(), opened.headers().location]).toEqual([307, '/fr/2019/'])
    expect(opened.headers()['set-cookie']).toMatch(
      /^preview_\d+=\d+\.[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Lax/,
    )
    for (const forged of [
      '//evil.example/',
      '/x/..//evil.example/',
      'https://evil.example/',
      '/\\evil.example/',
    ]) {
      const response = await enable(forged)
      expect([forged, new URL(response.headers().location ?? '', running.preview).origin]).toEqual([
        forged,
        running.preview,
      ])
    }
    // The request keeps the cookie, as the Studio's frame does.
    expect((await get('/fr/2019/')).status()).toBe(200)
    expect((await get('/fr/nowhere/')).status()).toBe(404)
    const image = /\/images\/[\w-]+\.webp/.exec(await (await get('/fr/2019/')).text())?.[0] ?? ''
    expect((await get(image)).headers()['content-type']).toBe('image/webp')
  })
})

test('a document is saved from the preview too, and becomes no part of its page', async ({
  page,
  request,
  running,
}) => {
  const name = 'Rapport d’été (final).pdf'
  const bytes = '<title>x</title><img src=x onerror="window.ran=1"><script>window.ran=1</script>'
  const write = async (document: object) => {
    const mutations = { mutations: [{ createOrReplace: document }] }
    const written = await request.post(`${running.lake}/v2025-02-19/data/mutate/production`, {
      data: mutations,
    })
    expect(written.ok()).toBe(true)
  }
  const uploaded = await request.post(
    `${running.lake}/v2025-02-19/assets/files/production?filename=${encodeURIComponent(name)}`,
    { data: Buffer.from(bytes), headers: { 'Content-Type': 'application/pdf' } },
  )
  const asset = { _type: 'reference', _ref: (await uploaded.json()).document._id }
  const title = [
    { _key: 'en', _type: 'internationalizedArrayStringValue', language: 'en', value: 'The report' },
  ]
  const session = await stored(running.lake, 'session-modules')
  await write({
    ...session,
    _id: 'drafts.session-modules',
    documents: [{ _key: 'a', _type: 'sessionDocument', title, file: { _type: 'file', asset } }],
  })
  const secret = 'another-secret-of-the-studio'
  await write({
    _id: 'drafts.another-secret',
    _type: 'sanity.previewUrlSecret',
    secret,
    studioUrl: running.studio,
  })

  await page.goto(
    `${running.preview}/api/preview/enable/?sanity-preview-secret=${secret}&sanity-preview-pathname=/en/2019/programme/modules/`,
  )
  const link = page.getByRole('link', { name: 'The report' })
  await expect(link).toBeVisible()
  // The page changes itself once its script is there.
  await page.waitForLoadState('load')
  const heading = await page.getByRole('heading', { level: 1 }).textContent()
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toBe(name)
  expect(readFileSync(await download.path(), 'utf8')).toBe(bytes)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading ?? '')
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
})

test('an edition is signed off before it is public, by a link in a browser that has no Studio', async ({
  browser,
  page,
  running,
}) => {
  const client = clientOf(running)
  const draftOf = async (id: string, fields: Readonly<Record<string, unknown>>) => {
    const document = await client.getDocument(id)
    if (!document) throw new Error(`No document ${id}`)
    await client.createOrReplace({ ...document, ...fields, _id: `drafts.${id}` })
  }
  await draftOf('session-opening', {
    title: words({ en: 'Good morning', fr: 'Bien le bonjour', es: 'Buenos días' }),
  })
  await draftOf('forum', { hashtag: 'NotForGuests' })

  const dialog = page.getByRole('dialog', { name: 'Show before it is public' })
  const address = await test.step('a link is made in the Studio, in one language', async () => {
    await page.goto(`${running.studio}/intent/edit/id=edition-2019;type=edition/`)
    await page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
    await page.getByRole('menuitem', { name: 'Show before it is public' }).click()
    await dialog.getByLabel('Language').selectOption('Français')
    await dialog.getByRole('button', { name: 'Make a link' }).click()
    await expect(dialog.getByText('No answer yet')).toBeVisible()
    // Under the pointer the button has other colours.
    await page.mouse.move(0, 0)
    await expect.poll(() => faultsIn(page, ['[role=dialog]'])).toEqual([])
    return dialog.getByLabel('Address of the link').inputValue()
  })

  const context = await browser.newContext({ storageState: unknown, viewport: { width: 320, height: 640 } })
  const guest = await context.newPage()
  const box = guest.getByRole('complementary', { name: 'Pour relecture' })
  await test.step('a guest sees the edition as its drafts are, and no draft beside it', async () => {
    await guest.goto(address)
    await expect(guest).toHaveURL(/\/fr\/2019\/$/)
    await expect(box).toContainText('Ce contenu n’est pas encore public.')
    await guest.goto(`${running.preview}/fr/2019/programme/`)
    await expect(guest.getByRole('link', { name: 'Bien le bonjour' })).toBeVisible()
    await expect(guest.getByText('#NotForGuests')).toHaveCount(0)
    await expect(guest.locator('[data-sanity]')).toHaveCount(0)
    expect((await guest.goto(`${running.preview}/en/2019/programme/`))?.status()).toBe(403)
    expect((await guest.goto(`${running.preview}/api/preview/events/`))?.status()).toBe(404)
  })

  await test.step('and approves it; the Studio tells who, and when something changed since', async () => {
    await guest.goto(`${running.preview}/fr/2019/programme/`)
    await box.getByText('Répondre').click()
    await box.getByLabel('Votre nom').fill('Ana Example')
    await box.getByRole('button', { name: 'J’approuve' }).click()
    await expect(box).toContainText('Approuvé par Ana Example')
    expect(await guest.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
    expect(await faultsInBothSchemes(guest)).toEqual([])
    await expect(dialog.getByText('Approved by Ana Example')).toBeVisible()
    await expect(dialog.getByText('Changed since')).toBeHidden()
    await draftOf('session-opening', { title: words({ en: 'Good evening' }) })
    await expect(dialog.getByText('Changed since')).toBeVisible()
  })

  await test.step('until it is ended', async () => {
    await dialog.getByRole('button', { name: 'End this link' }).click()
    await expect(dialog.getByText(/^Ended /)).toBeVisible()
    await expect
      .poll(async () => (await guest.goto(`${running.preview}/fr/2019/programme/`))?.status())
      .toBe(410)
    await expect(guest.getByRole('heading', { name: 'Ce lien ne fonctionne plus' })).toBeVisible()
  })
  await context.close()
  await client.delete({
    query: '*[_id in ["drafts.session-opening", "drafts.forum"] || _type == "previewLink"]',
  })
})
