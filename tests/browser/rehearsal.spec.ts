import type { Page } from '@playwright/test'
import { faultsInBothSchemes } from './faults.ts'
import { clientOf, expect, releaseWait, test } from './running.ts'

test.use({ defaultContent: 'congress' })

const edition = '906d835f-8531-8b40-b3c9-2503e6492bd2'
const onSecondDay = '2027-06-08'

/** The panel of the rehearsal on a page of the preview. */
class Panel {
  readonly root
  readonly #page: Page
  constructor(page: Page) {
    this.#page = page
    this.root = page.locator('.preview-rehearsal')
  }
  async open(): Promise<void> {
    if (!(await this.root.locator('details[open]').isVisible())) await this.root.locator('summary').click()
  }
  async press(name: string): Promise<void> {
    await this.open()
    await Promise.all([
      this.#page.waitForEvent('load'),
      this.root.getByRole('button', { name, exact: true }).first().click(),
    ])
  }
}

test('staff see the second day at 10:40 as readers will, with a session moved and cancelled that nobody changed', async ({
  page,
  request,
  running,
}) => {
  test.slow()
  await expect.poll(async () => (await request.get(running.preview)).status(), releaseWait).toBe(401)
  const query = `*[_type == "session" && edition._ref == $edition && date == $date && start > "10:40" && start < "13:00"
    && status == "scheduled" && count(rooms) == 1 && defined(part)] | order(start, _id)[0]{
    _id, start, "slug": slug[language == "en"][0].value.current, "title": title[language == "en"][0].value}`
  const session = await clientOf(running).fetch(query, { edition, date: onSecondDay })
  const address = `/en/2027/programme/${session.slug}/`
  const panel = new Panel(page)
  const text = async (path: string) => (await page.request.get(running.preview + path)).text()

  await test.step('in the Studio, the clock is set, and pages say what is on', async () => {
    await page.goto(
      `${running.studio}/preview?preview=${encodeURIComponent(`${running.preview}/en/2027/programme/`)}`,
    )
    const site = page.locator('iframe').first().contentFrame()
    await site.locator('.preview-rehearsal summary').click()
    const moment = site.getByLabel('Day and time at the venue')
    await expect(moment).toHaveValue(`${onSecondDay}T09:00`)
    await moment.fill(`${onSecondDay}T10:40`)
    await site.getByRole('button', { name: 'Set the clock' }).click()
    await expect(site.locator('.preview-rehearsal summary')).toHaveText(/Rehearsal: Tuesday 8 June, 10:4\d/)
    await expect(site.locator('.clock.now').first()).toHaveText(/Now/)
    await expect(site.locator('.jump')).toBeVisible()
  })

  await test.step('a session that is tried as moved is so on its page, in the programme and in its calendar', async () => {
    await page.goto(running.preview + address)
    await panel.open()
    await panel.root.getByLabel('Start').fill('14:10')
    await panel.root.getByLabel('End').fill('14:50')
    await panel.press('Try the move')
    await expect(page.locator('.time')).toContainText('14:10')
    await expect(page.locator('main')).toContainText(`Moved from`)
    await expect(panel.root).toContainText(`${session.title}: Tuesday 8 June, 14:10–14:50`)
    expect(await text(`/en/feeds/${session._id}/calendar.ics`)).toContain(`T141000`)
    expect(await text('/en/2027/changes/')).toContain(session.title)
  })

  await test.step('the same, cancelled: struck everywhere, also on screens and in frames', async () => {
    await panel.press('Try the cancellation')
    await expect(page.locator('h1 s')).toHaveText(session.title)
    expect(await text(`/en/feeds/${session._id}/calendar.ics`)).toContain('STATUS:CANCELLED')
    await page.goto(`${running.preview}/en/embed/${edition}.${onSecondDay}/`)
    await expect(page.locator('.cancelled', { hasText: session.title }).first()).toBeVisible()
    await page.goto(`${running.preview}/en/screen/${edition}/`)
    await expect(page.locator('main section').first()).toBeVisible()
    await expect(page.locator('header .clock')).toContainText(/10:4\d|10:5\d/)
  })

  await test.step('the panel reads well on a small screen, and axe finds nothing on it', async () => {
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto(running.preview + address)
    await panel.open()
    await expect(panel.root.getByRole('button', { name: 'Take back' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
    expect(await faultsInBothSchemes(page)).toEqual([])
  })

  await test.step('nothing of it is in a document or on the site, and it ends', async () => {
    const found = await clientOf(running)
      .withConfig({ perspective: 'raw' })
      .fetch('*[_id in [$id, "drafts." + $id]]{_id, status, start}', { id: session._id })
    expect(found).toEqual([{ _id: session._id, status: 'scheduled', start: session.start }])
    expect(await (await request.get(running.site + address)).text()).not.toContain('<h1><s>')
    await panel.press('End the rehearsal')
    await expect(page.locator('h1')).toHaveText(session.title)
    await expect(page.locator('h1 s')).toHaveCount(0)
    await expect(page.locator('html')).not.toHaveAttribute('data-rehearsal')
    await expect(page.locator('h1 [data-sanity]')).toBeVisible()
  })
})
