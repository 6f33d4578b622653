import type { Page } from '@playwright/test'
import { faultsInBothSchemes } from './faults.ts'
import { expect, test } from './running.ts'

const languages = [
  {
    programme: '/en/2019/programme/',
    session: '/en/2019/programme/sendai-framework/',
    mine: '/en/2019/my-programme/',
    words: ['Add to my programme', 'In my programme', 'Remove', 'Undo', 'the day after'],
    empty: 'Choose sessions in the programme',
    needs: 'JavaScript is needed',
  },
  {
    programme: '/fr/2019/programme/',
    session: '/fr/2019/programme/cadre-de-sendai/',
    mine: '/fr/2019/mon-programme/',
    words: ['Ajouter à mon programme', 'Ajoutée à mon programme', 'Retirer', 'Annuler', 'le lendemain'],
    empty: 'Choisir des sessions dans le programme',
    needs: 'nécessite JavaScript',
  },
  {
    programme: '/es/2019/programa/',
    session: '/es/2019/programa/marco-de-sendai/',
    mine: '/es/2019/mi-programa/',
    words: ['Añadir a mi programa', 'Añadida a mi programa', 'Quitar', 'Deshacer', 'el día siguiente'],
    empty: 'Elegir sesiones en el programa',
    needs: 'se necesita JavaScript',
  },
]

const titles = (page: Page) => page.getByRole('main').getByRole('heading', { level: 3 })

/** Puts sessions into the reader's programme as if chosen earlier, whatever is stored. */
async function keep(page: Page, stored: string): Promise<void> {
  await page.evaluate((text) => localStorage.setItem('programme:edition-2019', text), stored)
}

for (const { programme, session, mine, words } of languages) {
  const [add = '', added = '', remove = '', undo = ''] = words
  test(`a star on the programme shows on the session and in another tab, and leads to ${mine}`, async ({
    context,
    page,
    running,
  }) => {
    await page.goto(running.site + programme)
    const star = page.getByRole('button', { name: new RegExp(`^(${add}|${added}), .*Sendai`) })
    await expect(star).toHaveAttribute('aria-pressed', 'false')
    await expect(star).toHaveText(add)
    const other = await context.newPage()
    await other.goto(running.site + session)
    const onSession = other.getByRole('button', { name: new RegExp(`^(${add}|${added}), .*Sendai`) })
    await expect(onSession).toHaveAttribute('aria-pressed', 'false')

    await star.focus()
    await page.keyboard.press('Enter')
    await expect(star).toHaveText(added)
    await expect(star).toHaveAttribute('aria-pressed', 'true')
    await expect(onSession).toHaveText(added)
    await page.reload()
    await expect(star).toHaveAttribute('aria-pressed', 'true')

    await other.goto(running.site + mine)
    await expect(titles(other)).toHaveText([/Sendai/])
    // The other way round: what is chosen here appears there.
    await page
      .getByRole('button', { name: new RegExp(`^${add}`) })
      .first()
      .click()
    await expect(titles(other)).toHaveCount(2)
    await expect(titles(other).nth(1)).toHaveText(/Sendai/)
    await other.getByRole('button', { name: new RegExp(`^${remove}, .*Sendai`) }).click()
    await expect(star).toHaveAttribute('aria-pressed', 'false')
    await expect(other.getByRole('button', { name: undo })).toBeFocused()
    await other.keyboard.press('Enter')
    await expect(titles(other)).toHaveCount(2)
    await expect(other.getByRole('link', { name: /Sendai/ })).toBeFocused()
    await expect(star).toHaveAttribute('aria-pressed', 'true')
  })
}

test('nothing moves when the stars come', async ({ page, running }) => {
  const { promise: looked, resolve: goOn } = Promise.withResolvers<void>()
  await page.route('**/_astro/*.js', async (route) => {
    await looked
    await route.continue()
  })
  const places = () =>
    page
      .locator('h2, h3, footer')
      .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)))
  await page.goto(`${running.site}/en/2019/programme/`, { waitUntil: 'commit' })
  await expect(page.getByRole('contentinfo')).toBeVisible()
  await page.evaluate(async () => document.fonts.ready)
  const before = await places()
  // What is cancelled has none.
  const stars = await page.locator('[data-star]').count()
  expect(stars).toBeGreaterThan(5)
  goOn()
  await expect(page.getByRole('button', { name: /^Add to my programme/ })).toHaveCount(stars)
  expect(await places()).toEqual(before)
})

test('what overlaps is said in words, of both; what follows at once does not overlap', async ({
  page,
  request,
  running,
}) => {
  const source = `${running.site}/en/2019/my-programme/sessions.json`
  const { sessions, withdrawn } = await (await request.get(source)).json()
  for (const session of sessions) {
    // The session on ground rules begins while the opening is still on, and ends as taking stock begins.
    if (session.id === 'session-ground-rules') {
      session.from -= 10 * 60_000
      session.to += 5 * 60_000
    }
    if (session.id === 'session-dialogue') session.status = 'cancelled'
    if (session.id === 'session-way-ahead') {
      session.status = 'moved'
      session.from -= 30 * 60_000
    }
  }
  await page.route(source, (route) => route.fulfill({ json: { sessions, withdrawn } }))
  await page.goto(`${running.site}/en/2019/my-programme/`)
  await keep(page, JSON.stringify(sessions.map(({ id }: { id: string }) => id).reverse()))
  await page.reload()
  await expect(titles(page)).toHaveText([
    'Opening and welcome',
    'Ground rules and participants’ expectations',
    'Taking stock of the work done',
    'Learning from an example: localizing the Sendai Framework',
    'Evolution of the modules & methodologies',
    'Key components to nurture the learning agenda',
    'Dialogue between mechanisms: how can we ensure transferability?',
    'The way ahead?',
  ])
  const row = (title: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })
  await expect(page.getByText(/^Overlaps with/)).toHaveText([
    'Overlaps with “Ground rules and participants’ expectations”',
    'Overlaps with “Opening and welcome”',
  ])
  await expect(row('Opening and welcome').getByText(/^Overlaps/)).toBeVisible()
  await expect(row('Dialogue between').getByText('Cancelled', { exact: true })).toBeVisible()
  await expect(row('The way ahead?').getByText('Moved', { exact: true })).toBeVisible()
})

for (const [timezoneId, times] of [
  ['America/Montreal', ['02:00', '10:00']],
  ['Asia/Seoul', ['16:00', '00:00']],
] as const) {
  test(`the reader’s own time in ${timezoneId}, by the reader’s own days`, async ({ browser, running }) => {
    const context = await browser.newContext({ timezoneId })
    const page = await context.newPage()
    for (const { mine, words } of languages) {
      await page.goto(running.site + mine)
      await keep(page, '["session-way-ahead","session-opening"]')
      await page.reload()
      const starts = page.getByRole('main').locator('time:first-child')
      await expect(starts).toHaveText(['09:00', '17:00'])
      await page.getByRole('radio', { name: timezoneId === 'Asia/Seoul' ? /UTC\+9/ : /UTC−5/ }).check()
      await expect(starts).toHaveText([...times])
      const days = page.getByRole('main').getByRole('heading', { level: 2 })
      await expect(days.first()).toContainText('12')
      if (timezoneId === 'Asia/Seoul') await expect(days.nth(1)).toContainText('13')
      await expect(days).toHaveCount(timezoneId === 'Asia/Seoul' ? 2 : 1)
      await expect(page.getByText(words[4] ?? '')).toHaveCount(0)
    }
    await context.close()
  })
}

test('in the edition’s own zone there is nothing to choose', async ({ browser, running }) => {
  const context = await browser.newContext({ timezoneId: 'Africa/Maputo' })
  const page = await context.newPage()
  await page.goto(`${running.site}/en/2019/my-programme/`)
  await keep(page, '["session-opening"]')
  await page.reload()
  await expect(titles(page)).toHaveCount(1)
  await expect(page.getByRole('radio')).toHaveCount(0)
  await context.close()
})

test('values that are no selection count as none, and the empty page leads to the programme', async ({
  page,
  running,
}) => {
  for (const { mine, programme, empty } of languages) {
    for (const stored of ['{', 'null', '{"a":1}', '[1,null,"nowhere"]', '"text"']) {
      await page.goto(running.site + mine)
      await keep(page, stored)
      await page.reload()
      await expect(page.getByRole('link', { name: empty })).toHaveAttribute('href', programme)
    }
  }
  await keep(page, '{')
  await page.goto(`${running.site}/en/2019/programme/`)
  await page.getByRole('button', { name: 'Add to my programme, Opening and welcome' }).click()
  await expect(page.getByRole('button', { name: 'In my programme, Opening and welcome' })).toBeVisible()
})

test('sessions that were withdrawn since are named, and can be removed', async ({
  page,
  request,
  running,
}) => {
  const source = `${running.site}/fr/2019/mon-programme/sessions.json`
  const { sessions } = await (await request.get(source)).json()
  const withdrawn = [{ id: 'session-walk', title: 'A walk by the sea', lang: 'en' }]
  await page.route(source, (route) => route.fulfill({ json: { sessions, withdrawn } }))
  await page.goto(`${running.site}/fr/2019/mon-programme/`)
  await keep(page, '["session-walk","session-opening"]')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Ne figure plus au programme' })).toBeVisible()
  await expect(page.getByText('A walk by the sea')).toHaveAttribute('lang', 'en')
  await page.getByRole('button', { name: 'Retirer, A walk by the sea' }).click()
  await expect(page.getByRole('heading', { name: 'Ne figure plus au programme' })).toHaveCount(0)
  await expect(page.locator('.told').getByRole('status')).toHaveText(
    '«\u202fA walk by the sea\u202f» ne figure plus dans votre programme.',
  )
})

test('where the programme cannot be loaded it says so, and asks again when told', async ({
  page,
  running,
}) => {
  await page.route('**/sessions.json', (route) => route.abort(), { times: 1 })
  await page.goto(`${running.site}/es/2019/mi-programa/`)
  await expect(page.getByRole('alert')).toContainText('No se ha podido cargar el programa.')
  await page.getByRole('button', { name: 'Reintentar' }).click()
  await expect(page.getByRole('link', { name: 'Elegir sesiones en el programa' })).toBeVisible()
})

test('on paper stand the sessions, and no controls', async ({ page, running }) => {
  await page.goto(`${running.site}/en/2019/my-programme/`)
  await keep(page, '["session-opening"]')
  await page.reload()
  await expect(page.getByRole('button', { name: 'Print' })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(titles(page)).toBeVisible()
  for (const control of await page.getByRole('main').locator('button, input').all())
    await expect(control).toBeHidden()
  await page.goto(`${running.site}/en/2019/programme/`)
  await expect(page.getByRole('button', { includeHidden: true, name: /^Add|^In/ }).first()).toBeAttached()
  await expect(page.getByRole('button')).toHaveCount(0)
})

test('without JavaScript the page says what it needs, and there are no stars', async ({
  browser,
  running,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  for (const { mine, programme, needs } of languages) {
    await page.goto(running.site + mine)
    await expect(page.locator('noscript p').first()).toBeVisible()
    await expect(page.locator('noscript p').first()).toContainText(needs)
    await expect(page.locator('noscript a')).toHaveAttribute('href', programme)
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', 'noindex')
    await expect(page.locator('link[hreflang]')).toHaveCount(0)
    await page.goto(running.site + programme)
    await expect(page.getByRole('main').getByRole('button')).toHaveCount(0)
    await expect(page.locator('[data-star]').first()).toBeHidden()
  }
  await context.close()
})

test('axe finds nothing on my programme, in light and in dark', async ({ browser, running }) => {
  const context = await browser.newContext({
    timezoneId: 'Asia/Seoul',
    viewport: { width: 320, height: 700 },
  })
  const page = await context.newPage()
  for (const { mine, words, empty } of languages) {
    await page.goto(running.site + mine)
    await keep(page, '[]')
    await page.reload()
    await expect(page.getByRole('link', { name: empty })).toBeVisible()
    expect([mine, await faultsInBothSchemes(page)]).toEqual([mine, []])
    await keep(page, '["session-opening","session-way-ahead"]')
    await page.reload()
    await page.getByRole('radio').nth(1).check()
    await page
      .getByRole('button', { name: new RegExp(`^${words[2]},`) })
      .first()
      .click()
    await expect(titles(page)).toHaveCount(1)
    expect([mine, await faultsInBothSchemes(page)]).toEqual([mine, []])
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
    ).toBe(false)
  }
  await context.close()
})
