import { AxeBuilder } from '@axe-core/playwright'
import { Editor, saved, stored } from './editor.ts'
import { faultsIn } from './faults.ts'
import { expect, releaseWait, test } from './running.ts'

/** A mark as designers' programs write it, much wider than high, with what must never run. */
const mark = `<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" width="240" height="48" viewBox="0 0 240 48" onload="document.title='run'">
<style>.st0{fill:#7d5600;}</style><script>document.title = 'run'</script>
<path class="st0" d="M0 0h240v48H0z" onclick="document.title='run'"/></svg>`

test('an editor gives the forum its colours and its mark, and every page has them', async ({
  browser,
  page,
  request,
  running,
}) => {
  const editor = new Editor(page, running)
  await page.goto(`${running.studio}/intent/edit/id=forum;type=forum`)
  await page.getByRole('tab', { name: 'Mark and colours' }).click()

  await test.step('a colour that cannot be read says so, and which one can', async () => {
    const first = page.getByTestId('field-colours.firstLight')
    await expect(first.locator('input[type="text"]')).toHaveAttribute('placeholder', '#0b6b63')
    await expect(first.getByText('Suggestion: #0b6b63. Contrast 6.1:1.')).toBeVisible()
    await first.locator('input[type="text"]').fill('#ffff00')
    await expect(first.getByText('Contrast 1:1.')).toBeVisible()
    await saved(running.lake, 'forum', '#ffff00')
    await expect(page.getByTestId('action-publish')).toBeDisabled()
    await expect(
      page.getByText(/\(#ffff00\) cannot be read well on its background \(#fbfaf6\)/).first(),
    ).toBeAttached()
    await first.getByRole('button', { name: 'Use #777700' }).click()
    await expect(first.locator('input[type="text"]')).toHaveValue('#777700')
    await expect(first.getByText('Contrast 4.5:1.')).toBeVisible()
  })

  await test.step('the colour on dark pages follows, as long as nobody chooses one', async () => {
    const dark = page.getByTestId('field-colours.firstDark')
    await expect(dark.getByText(/^Suggestion: #c1c24b\. Contrast 9\.\d:1\.$/)).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expect.poll(() => faultsIn(page, '[data-testid="field-colours"]')).toEqual([])
    }
  })

  await test.step('a mark is uploaded and published', async () => {
    const input = page.getByTestId('field-mark').locator('input[type="file"]')
    await input.setInputFiles({ name: 'mark.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(mark) })
    await expect
      .poll(async () => JSON.stringify((await stored(running.lake, 'drafts.forum'))?.mark))
      .toMatch(/image-[0-9a-f]{40}-240x48-svg/)
    await editor.publish('forum')
  })

  await test.step('the mark is on the site, and none of it runs', async () => {
    const published = async () => (await request.get(`${running.site}/mark.svg`)).text()
    await expect.poll(published, releaseWait).toContain('#7d5600')
    expect(await published()).not.toMatch(/script|onload|onclick|run/)
    const answer = await request.get(`${running.site}/mark.svg`)
    expect(answer.headers()['content-security-policy']).toContain("default-src 'none'")
    expect(answer.headers()['content-type']).toContain('image/svg+xml')
    // As if somebody opened it alone.
    const alone = await browser.newPage()
    await alone.goto(`${running.site}/mark.svg`)
    expect(await alone.title()).not.toBe('run')
    await alone.close()
  })

  for (const [path, scheme, colour] of [
    ['/en/2019/programme/', 'light', 'rgb(119, 119, 0)'],
    ['/fr/', 'dark', 'rgb(193, 194, 75)'],
    ['/es/no-existe/', 'light', 'rgb(119, 119, 0)'],
  ] as const)
    await test.step(`${path} has both in the ${scheme} scheme, and fits the narrowest screen`, async () => {
      const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 320, height: 640 } })
      const reader = await context.newPage()
      await reader.goto(running.site + path)
      const image = reader.locator('.brand img')
      await expect(image).toHaveAttribute('alt', '')
      await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0)
      const box = await image.boundingBox()
      expect(box?.height).toBeCloseTo(44, 0)
      const name = await reader.locator('.brand span').boundingBox()
      expect(name?.width).toBeGreaterThan(70)
      expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
      const first = await reader.evaluate(() => {
        const probe = document.body.appendChild(document.createElement('i'))
        probe.style.setProperty('color', 'var(--part-1)')
        const { color } = getComputedStyle(probe)
        probe.remove()
        return color
      })
      expect(first).toBe(colour)
      expect((await new AxeBuilder({ page: reader }).analyze()).violations).toEqual([])
      await context.close()
    })
})
