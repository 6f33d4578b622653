import { expect, test } from '../browser/running.ts'
import { WordPress } from './wordpress.ts'

let wordPress: WordPress
test.beforeAll(async ({ running }) => {
  wordPress = await WordPress.open(running.site)
})
test.afterAll(() => wordPress.close())

for (const { path, user, heading } of [
  { path: '/fr/2019/programme/', user: 'admin', heading: 'Localisation des agendas mondiaux' },
  { path: '/es/2019/programa/', user: 'author', heading: 'Localización de las agendas globales' },
] as const)
  test(`an address that the ${user} pastes becomes the frame, with its height and its links: ${path}`, async ({
    page,
    running: { site },
  }) => {
    const id = await wordPress.publish(`News\n\n${site}${path}\n\nMore`, user)
    await page.goto(`${wordPress.url}/?p=${id}`)
    const element = page.locator('iframe')
    const frame = element.contentFrame()
    await expect(frame.getByRole('heading', { name: heading })).toBeVisible()
    await expect(page.getByRole('blockquote')).toBeHidden()
    await expect.poll(() => element.evaluate((one) => one.clientHeight)).toBeGreaterThan(600)
    expect(await element.evaluate((one) => one.clientHeight)).toBeLessThanOrEqual(1000)
    expect(
      await frame
        .locator('html')
        .evaluate(() => [...document.fonts].some(({ status }) => status === 'loaded')),
    ).toBe(true)
    await frame.getByRole('link').first().press('Enter')
    await page.waitForURL(`${site}${path}**`)
  })

test('the editor shows it too', async ({ page, running: { site } }) => {
  const url = `${site}/fr/2019/programme/`
  const content = `<!-- wp:embed {"url":"${url}","type":"wp-embed"} -->\n<figure class="wp-block-embed is-type-wp-embed"><div class="wp-block-embed__wrapper">\n${url}\n</div></figure>\n<!-- /wp:embed -->`
  const id = await wordPress.publish(content, 'admin')
  await page.goto(`${wordPress.url}/wp-login.php`)
  await page.locator('#user_login').fill('admin')
  await page.locator('#user_pass').fill('admin')
  await page.locator('#wp-submit').click()
  await page.goto(`${wordPress.url}/wp-admin/post.php?post=${id}&action=edit`)
  await page.getByRole('button', { name: 'Close dialog' }).click()
  const preview = () =>
    page.frames().find((frame) => frame.url().startsWith(`${site}/fr/embed/edition-2019/`))
  await expect.poll(() => preview() !== undefined).toBe(true)
  await expect(
    preview()?.getByRole('heading', { name: 'Localisation des agendas mondiaux' }) ?? page.locator('none'),
  ).toBeVisible()
})
