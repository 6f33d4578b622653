import type { Browser, Page } from '@playwright/test'
import { Editor } from './editor.ts'
import { faultsIn } from './faults.ts'
import { expect, releaseWait, test } from './running.ts'
import { listenToToasts } from './toasts.ts'

/** The Studio as an editor has it who chose a language, somewhere in the world. */
async function studioIn(browser: Browser, tag: string, timezoneId = 'Europe/Madrid'): Promise<Page> {
  const context = await browser.newContext({ timezoneId, locale: tag })
  await context.addInitScript((chosen) => localStorage.setItem('sanity-locale:local:default', chosen), tag)
  return context.newPage()
}

test('nine o’clock is nine o’clock in Durban, wherever it is typed; publishing says what changes, and when it shows', async ({
  browser,
  request,
  running,
}) => {
  // Three releases, and as many browsers with a Studio.
  test.slow()
  const places = [
    ['America/Toronto', '9', '9h21', '09:00–09:21'],
    ['Asia/Seoul', '9h', '9.22', '09:00–09:22'],
    ['Europe/Madrid', '0900', '9 h 23', '09:00–09:23'],
  ] as const
  for (const [timeZone, start, end, shown] of places) {
    const page = await studioIn(browser, 'en-US', timeZone)
    const editor = new Editor(page, running)
    await editor.open('session-opening')
    await editor.tab('Time and place')
    await editor.fill('Start', start)
    await editor.fill('End', end)
    await expect(page.getByRole('textbox', { name: 'Start' })).toHaveValue('09:00')
    await expect(page.getByRole('textbox', { name: 'End' })).toHaveValue(shown.slice(-5))
    await expect(page.getByText('Times in Durban, UTC+2')).toBeVisible()
    const told = await listenToToasts(page)
    await editor.publish('session-opening')
    await told('Live on the site since', releaseWait)
    const session = async () => (await request.get(`${running.site}/en/2019/programme/opening/`)).text()
    const time = async () => /<p class="time"[^>]*>(.*?)<\/p>/.exec(await session())?.[1]
    await expect.poll(async () => (await time())?.replace(/<[^>]+>/g, ''), releaseWait).toBe(shown)
    expect(/datetime="([^"]+)"/.exec(await session())?.[1]).toBe('2019-11-12T09:00+02:00')
    await page.context().close()
  }
})

test('a part is published with everything in it, after a look at what will change and what holds it back', async ({
  page,
  request,
  running,
}) => {
  const lake = `${running.lake}/v2025-02-19/data`
  const read = await request.get(
    `${lake}/query/production?query=*[_id in ["session-sendai","session-modules"]]`,
  )
  const sessions: { _id: string; end: string }[] = (await read.json()).result
  await request.post(`${lake}/mutate/production`, {
    data: {
      mutations: sessions.map((one) => ({
        createOrReplace: { ...one, _id: `drafts.${one._id}`, end: one.end.replace(/.$/, '5') },
      })),
    },
  })
  const change = (set: object) =>
    request.post(`${lake}/mutate/production`, {
      data: { mutations: [{ patch: { id: 'session-way-ahead', set } }] },
    })
  const state = async () => (await (await request.get(`${running.site}/status.json`)).json()).state
  await change({ end: '16:00' })
  await page.goto(`${running.studio}/intent/edit/id=part-2;type=part`)
  const held = page.getByTestId('held-back')
  await expect(held.getByRole('link', { name: 'The way ahead? (session)' })).toBeVisible()
  await expect.poll(state, releaseWait).toBe('heldBack')
  await expect(held.getByText('1 fault holds back what was published since')).toBeVisible()
  await expect.poll(() => faultsIn(page, '[data-testid="held-back"]')).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  await expect(page.getByTestId('field-title')).toBeVisible()
  await page.evaluate(() => window.scrollTo(0, 600))
  // The bar, then the head of the form, then the form.
  const bottomOf = async (box: Promise<{ y: number; height: number } | null>) => {
    const { y, height } = (await box) ?? { y: Number.NaN, height: 0 }
    return Math.round(y + height)
  }
  const bar = held.getByRole('status')
  await expect.poll(async () => (await bar.boundingBox())?.y).toBe(8)
  const head = page.getByTestId('pane-header').last()
  const under = async () =>
    Math.round((await head.boundingBox())?.y ?? 0) - (await bottomOf(bar.boundingBox()))
  await expect.poll(under).toBeLessThan(12)
  expect(await under()).toBeGreaterThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 720 })
  const actions = page.getByRole('button', { name: 'Open document actions' })
  await expect(actions).toBeVisible()
  await actions.click()
  await page.getByRole('menuitem', { name: 'Publish with everything in it' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish' })
  await expect(dialog.getByRole('checkbox')).toHaveCount(3)
  await expect(dialog.getByRole('checkbox', { name: 'All' })).toBeChecked()
  await expect(dialog.getByText(/^Session · /)).toHaveCount(2)
  await expect(dialog.getByText('at the same time as “Lunch”')).toBeVisible()
  const warned = dialog.getByText('None of this reaches the site until these faults are fixed')
  await expect(warned).toBeVisible()
  await expect.poll(() => faultsIn(page, '[role="dialog"]')).toEqual([])
  await change({ end: '18:00' })
  await expect(warned).toBeHidden()
  await expect(held.getByRole('link')).toHaveCount(0, releaseWait)
  const told = await listenToToasts(page)
  const count = await dialog.getByRole('heading', { name: /^\d+ pages of the site change/ }).textContent()
  await dialog.getByRole('button', { name: 'Publish 2 changes' }).click()
  await told('2 changes published')
  await told('Live on the site since', releaseWait)
  await told(', made in ')
  await told(`${Number.parseInt(count ?? '', 10)} pages changed, counting each language`)
  const programme = async () => (await request.get(`${running.site}/en/2019/programme/`)).text()
  await expect.poll(programme, releaseWait).toContain('11:45')
  expect(await programme()).toContain('13:05')
})

test('the guide opens at the chapter that a tool leads to', async ({ page, running }) => {
  await page.goto(`${running.studio}/board`)
  const opening = page.waitForEvent('popup')
  await page.getByRole('link', { name: 'In the guide: The day itself' }).click()
  const guide = await opening
  await expect(guide.getByRole('heading', { name: 'The day itself' })).toBeFocused()
  await expect(guide.getByRole('heading', { name: 'The day itself' })).toBeInViewport()
  expect(await faultsIn(guide, '[data-testid="guide"]')).toEqual([])
})

test('a link to a field of an edition that is not the current one opens that field', async ({
  page,
  running,
}) => {
  await page.goto(`${running.studio}/intent/edit/id=edition-2022;type=edition;path=timeZone/`)
  await expect(page.getByTestId('field-timeZone')).toBeVisible()
})
