import sharp from 'sharp'
import { Editor, stored } from './editor.ts'
import { expect, releaseWait, test } from './running.ts'

const colours = { red: '#e02020', green: '#20c040', blue: '#2040e0', yellow: '#f0d020' } as const

/** 2100 by 1800 pixels in four colours, as a camera that was held sideways stores them. */
async function quarters(): Promise<Buffer> {
  const upright = await sharp({ create: { width: 2100, height: 1800, channels: 3, background: colours.red } })
    .composite(
      (
        [
          ['green', 1050, 0],
          ['blue', 0, 900],
          ['yellow', 1050, 900],
        ] as const
      ).map(([name, left, top]) => ({
        input: { create: { width: 1050, height: 900, channels: 3, background: colours[name] } },
        left,
        top,
      })),
    )
    .png()
    .toBuffer()
  return sharp(upright).rotate(270).jpeg({ quality: 95 }).withMetadata({ orientation: 6 }).toBuffer()
}

/** The colours a little inside the four corners, from left to right and from the top down. */
async function corners(bytes: Buffer): Promise<string[]> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => {
    const start = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
    return [...data.subarray(start, start + 3)]
  }
  const far = (pixel: readonly number[], hex: string) =>
    pixel.reduce(
      (sum, value, i) => sum + Math.abs(value - Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16)),
      0,
    )
  return [at(0.2, 0.2), at(0.8, 0.2), at(0.2, 0.8), at(0.8, 0.8)].map(
    (pixel) => Object.entries(colours).find(([, hex]) => far(pixel, hex) < 60)?.[0] ?? `none (${pixel})`,
  )
}

test('a picture from the editor’s machine is framed in the Studio, and shown so on the site', async ({
  browser,
  page,
  request,
  running,
}) => {
  /** The picture of the edition as its page offers it. */
  const shown = async () => {
    const html = await (await request.get(`${running.site}/en/2019/`)).text()
    const [, src = ''] = /<img[^>]*class="picture[^>]*src="([^"]+)"/.exec(html) ?? []
    return (await request.get(running.site + src)).body()
  }

  /** The picture of the edition's draft, with its frame, as the lake has it. */
  const framed = async () => (await stored(running.lake, 'drafts.edition-2019'))?.image

  /** What the dark scheme does with the picture. */
  const filterInTheDark = async () => {
    const context = await browser.newContext({ colorScheme: 'dark' })
    const reader = await context.newPage()
    await reader.goto(`${running.site}/en/2019/`)
    const filter = await reader.getByRole('img').evaluate((picture) => getComputedStyle(picture).filter)
    await context.close()
    return filter
  }

  await test.step('the drawing before it, on light paper, has dark paper in the dark', async () => {
    expect(await filterInTheDark()).toContain('invert')
  })

  await test.step('it is uploaded, upright, and stands in the field and in the list', async () => {
    await page.goto(`${running.studio}/intent/edit/id=edition-2019;type=edition;path=image`)
    await page.getByRole('button', { name: 'Open image options menu' }).click()
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('menuitem', { name: 'Upload' }).click()
    const file = { name: 'quarters.jpg', mimeType: 'image/jpeg', buffer: await quarters() }
    await (await choosing).setFiles(file)
    const inField = page
      .getByTestId('hotspot-image-input')
      .or(page.locator('img[src*="-2100x1800.jpg"]'))
      .first()
    const inList = page.getByRole('link', { name: 'IV Learning Forum' }).locator('img').first()
    for (const image of [inField, inList])
      await expect(async () => {
        const seen = await corners(await image.screenshot({ timeout: 3000 }))
        expect(seen).toEqual(['red', 'green', 'blue', 'yellow'])
      }).toPass()
    await expect.poll(framed).toMatchObject({ asset: { _ref: expect.stringMatching(/-2100x1800-jpg$/) } })
  })

  await test.step('its left half is cut off, and its focus is at the bottom', async () => {
    await page.getByRole('button', { name: 'Open image edit dialog' }).click()
    const dialog = page.getByRole('dialog')
    /** Where something is once it has come to rest: a dialog grows when it opens, and again with its picture. */
    const placeOf = async (selector: string) => {
      const thing = dialog.locator(selector).last()
      await (await thing.elementHandle())?.waitForElementState('stable')
      const box = await thing.boundingBox()
      if (box === null) throw new Error(`${selector} is not to be seen`)
      return box
    }
    const drag = async (handle: string, x: number, y: number) => {
      const box = await placeOf(`[data-handle="${handle}"]`)
      const [fromX, fromY] = [box.x + box.width / 2, box.y + box.height / 2]
      await page.mouse.move(fromX, fromY)
      await page.mouse.down()
      await page.mouse.move(fromX + x / 2, fromY + y / 2)
      await page.mouse.move(fromX + x, fromY + y)
      await page.mouse.up()
    }
    const frame = await placeOf('rect[data-handle="crop"]')
    await drag('hotspot', 0, frame.height * 0.35)
    await drag('crop-left', frame.width * 0.55, 0)
    await dialog.getByRole('button', { name: 'Close the window' }).click()
    await expect(dialog).toBeHidden()
    await expect.poll(framed).toMatchObject({
      crop: { left: expect.closeTo(0.55, 1), right: 0, top: 0, bottom: 0 },
      hotspot: { y: expect.closeTo(0.7, 1) },
    })
  })

  await test.step('the site shows that part once it is published', async () => {
    await new Editor(page, running).publish('edition-2019')
    // A release may be switched between a page and its picture, which then is not there.
    await expect(async () => {
      expect(await corners(await shown())).toEqual(['yellow', 'yellow', 'yellow', 'yellow'])
    }).toPass(releaseWait)
    const { width, height } = await sharp(await shown()).metadata()
    expect(width / height).toBeCloseTo(21 / 9, 1)
    expect(await filterInTheDark()).not.toContain('invert')
  })
})

test('a drawing and a page that were uploaded run no script when they are opened', async ({
  page,
  request,
  running,
}) => {
  const script = 'document.documentElement.setAttribute("data-ran", "yes")'
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60" onload='${script}'><rect width="90" height="60" fill="#e02020"/><script>${script}</script></svg>`
  const html = `<!doctype html><title>uploaded</title><body onload='${script}'><script>${script}</script>`
  for (const [kind, filename, data] of [
    ['images', 'x.svg', svg],
    ['files', 'x.html', html],
  ] as const) {
    const answer = await request.post(`${running.lake}/v1/assets/${kind}/production?filename=${filename}`, {
      data,
    })
    const { document } = await answer.json()
    const said: string[] = []
    page.on('console', (message) => said.push(message.text()))
    await page.goto(document.url)
    expect(await page.evaluate(() => document.documentElement.getAttribute('data-ran'))).toBeNull()
    await expect.poll(() => said.join('\n')).toContain('Blocked script execution')
    if (kind === 'images') {
      // It is seen all the same, opened or in a page.
      const { data: pixels } = await sharp(await page.screenshot())
        .extract({ left: 20, top: 20, width: 1, height: 1 })
        .raw()
        .toBuffer({ resolveWithObject: true })
      expect([...pixels.subarray(0, 3)]).toEqual([0xe0, 0x20, 0x20])
    }
    page.removeAllListeners('console')
  }
})
