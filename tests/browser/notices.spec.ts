import type { Page } from '@playwright/test'
import { words } from '../seed/stored.ts'
import { Editor } from './editor.ts'
import { faultsInBothSchemes } from './faults.ts'
import { clientOf, expect, releaseWait, test } from './running.ts'

/** The notice of the day: published beside everything else, and gone by itself when it is over. */

const until = { date: '2027-06-09', time: '10:00' }
const ofEdition = {
  text: words(
    {
      en: 'Doors open at 09:30. The way in is by the east gate.',
      fr: 'Ouverture des portes à 09:30. L’entrée se fait par la porte est.',
    },
    'Text',
  ),
  until,
}
const ofForum = { text: words({ en: 'The site is being moved.', es: 'El sitio se traslada.' }, 'Text') }

const at = (time: string) => new Date(`2027-06-09T${time}+02:00`)
const box = (page: Page, name = 'Notice') => page.getByRole('complementary', { name })
const said = async (page: Page, name?: string) =>
  (await box(page, name).locator('p:not([hidden])').allTextContents()).map((text) =>
    text.replace(/\s+/g, ' ').trim(),
  )

test.beforeEach(async ({ page, running }) => {
  const client = clientOf(running)
  await client
    .transaction()
    .patch('edition-2019', { set: { notice: ofEdition } })
    .patch('forum', { set: { notice: ofForum } })
    .commit()
  await expect
    .poll(async () => (await page.request.get(`${running.site}/en/2019/`)).text(), releaseWait)
    .toContain('the east gate')
})
// Others look at pages without one.
test.afterAll(async ({ running }) => {
  await clientOf(running)
    .transaction()
    .patch('edition-2019', { unset: ['notice'] })
    .patch('forum', { unset: ['notice'] })
    .commit()
})

test('every page of the edition has its notice and that of the forum, other pages that of the forum alone', async ({
  page,
  running,
}) => {
  await page.clock.setFixedTime(at('09:00'))
  const both = [
    'The site is being moved.',
    'Doors open at 09:30. The way in is by the east gate. Until 9 June, 10:00',
  ]
  for (const address of [
    '/en/2019/',
    '/en/2019/programme/',
    '/en/2019/programme/opening/',
    '/en/2019/my-programme/',
    '/en/embed/edition-2019/',
    '/en/embed/session-sendai/',
  ]) {
    await page.goto(running.site + address)
    expect([address, await said(page)]).toEqual([address, both])
  }
  for (const address of ['/en/', '/en/2022/', '/en/people/', '/en/search/', '/en/privacy/']) {
    await page.goto(running.site + address)
    expect([address, await said(page)]).toEqual([address, ['The site is being moved.']])
  }
})

test('it is in the reader’s language, else marked with the language that it is in', async ({
  page,
  running,
}) => {
  await page.clock.setFixedTime(at('09:00'))
  await page.goto(`${running.site}/fr/2019/`)
  expect(await said(page, 'Avis')).toEqual([
    'The site is being moved.',
    'Ouverture des portes à 09:30. L’entrée se fait par la porte est. Jusqu’au 9 juin, 10:00',
  ])
  await expect(page.getByText('The site is being moved.')).toHaveAttribute('lang', 'en')
  await page.goto(`${running.site}/es/2019/`)
  await expect(page.getByText('The way in is by the east gate.')).toHaveAttribute('lang', 'en')
  expect((await said(page, 'Aviso'))[0]).toBe('El sitio se traslada.')
})

test('when it is over it goes while the page is open, also in a frame, and stays away', async ({
  page,
  running,
}) => {
  for (const address of ['/en/2019/programme/', '/en/embed/edition-2019/']) {
    await page.clock.install({ time: at('09:59:30') })
    await page.goto(running.site + address)
    await expect.poll(() => said(page)).toHaveLength(2)
    await page.clock.runFor(31_000)
    expect([address, await said(page)]).toEqual([address, ['The site is being moved.']])
  }
  await page.goto(`${running.site}/en/2019/`)
  await expect.poll(() => said(page)).toEqual(['The site is being moved.'])
})

test('readers elsewhere see the time of the edition, and it goes at the same instant', async ({
  browser,
  running,
}) => {
  const context = await browser.newContext({ timezoneId: 'America/Toronto' })
  const page = await context.newPage()
  await page.clock.setFixedTime(at('09:59'))
  await page.goto(`${running.site}/en/2019/`)
  expect((await said(page))[1]).toContain('Until 9 June, 10:00')
  await page.clock.setFixedTime(at('10:00'))
  await page.evaluate(() => dispatchEvent(new Event('pageshow')))
  await expect.poll(() => said(page)).toHaveLength(1)
  await context.close()
})

test('pages load its script only where it has an end, and need none to show it', async ({
  browser,
  page,
  running,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(`${running.site}/en/`, { waitUntil: 'networkidle' })
  expect(asked.filter((path) => path === '/notices.js')).toEqual([])
  await page.goto(`${running.site}/en/2019/`, { waitUntil: 'networkidle' })
  expect(asked.filter((path) => path === '/notices.js')).toEqual(['/notices.js'])

  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await plain.goto(`${running.site}/en/2019/`)
  expect(await said(plain)).toHaveLength(2)
  await expect(plain.locator('.notices time')).toHaveAttribute('datetime', '2027-06-09T10:00+02:00')
  await plain.context().close()
})

test('axe finds nothing, nothing scrolls sideways at 320 pixels, and it is printed', async ({
  browser,
  running,
}) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  const page = await context.newPage()
  await page.clock.setFixedTime(at('09:00'))
  for (const address of ['/en/2019/', '/fr/2019/programme/', '/es/embed/session-sendai/']) {
    await page.goto(running.site + address)
    expect([address, await faultsInBothSchemes(page)]).toEqual([address, []])
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect([address, overflow > 0]).toEqual([address, false])
  }
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.notices p').last()).toBeVisible()
  await context.close()
})

test('an editor changes one in its form; a day without a time is refused, and then every page has it', async ({
  page,
  running,
}) => {
  const editor = new Editor(page, running)
  await page.goto(`${running.studio}/intent/edit/id=edition-2019;type=edition`)
  await editor.tab('Notice')
  await editor.fill('English', 'The hall is closed.')
  const until = page.getByTestId('field-notice.until')
  await until.getByRole('textbox', { name: 'Time' }).fill('')
  await until.getByRole('textbox', { name: 'Time' }).blur()
  await expect(page.getByTestId('action-publish')).toBeDisabled()
  await until.getByRole('textbox', { name: 'Time' }).fill('18h')
  await until.getByRole('textbox', { name: 'Time' }).blur()
  await expect(until.getByRole('textbox', { name: 'Time' })).toHaveValue('18:00')
  await editor.publish('edition-2019')
  await expect
    .poll(async () => (await page.request.get(`${running.site}/en/2019/programme/`)).text(), releaseWait)
    .toMatch(/The hall is closed\.[\s\S]*Until 9 June, 18:00/)
})

test('the preview shows one at any time, with its window in words', async ({ page, running }) => {
  const later = { ...ofEdition, from: { date: '2031-01-01', time: '08:00' }, until: undefined }
  await clientOf(running)
    .patch('edition-2019', { set: { notice: later } })
    .commit()
  await expect
    .poll(async () => (await page.request.get(`${running.site}/en/2019/`)).text(), releaseWait)
    .not.toContain('the east gate')
  // It is built after everything else, and its port says so until then.
  await expect.poll(async () => (await page.request.get(running.preview)).status(), releaseWait).toBe(401)
  await page.goto(`${running.studio}/preview?preview=${encodeURIComponent('/en/2019/')}`)
  const frame = page.locator('iframe').first().contentFrame()
  await expect(frame.getByText('The way in is by the east gate.')).toBeVisible()
  await expect(frame.getByText('Shown from 1 January 2031, 08:00')).toBeVisible()
})
