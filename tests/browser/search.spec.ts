import type { Page } from '@playwright/test'
import { faultsInBothSchemes } from './faults.ts'
import { expect, test } from './running.ts'

const languages = [
  { locale: 'en', button: 'Search', page: '/en/search/', programme: '/en/2019/programme/' },
  { locale: 'fr', button: 'Rechercher', page: '/fr/recherche/', programme: '/fr/2019/programme/' },
  { locale: 'es', button: 'Buscar', page: '/es/busqueda/', programme: '/es/2019/programa/' },
]
const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name })

test('opens by its button in each language, finds without accents and shows part and time', async ({
  page,
  running,
}) => {
  const found = {
    en: ['SENDAI 11:40', 'Part Two · Localizing the global agendas', '11:00–11:40', '1 result'],
    fr: [
      'DEUXIEME sendai 11:40',
      'Deuxième partie · Localisation des agendas mondiaux',
      '11:00–11:40',
      '1 résultat',
    ],
    es: [
      'localizacion SEGUNDA sendai',
      'Segunda parte · Localización de las agendas globales',
      '11:00–11:40',
      '1 resultado',
    ],
  }
  for (const { locale, button, programme } of languages) {
    await page.goto(running.site + programme)
    await page.getByRole('button', { name: button, exact: true }).click()
    const dialog = dialogOf(page, button)
    const [query = '', part = '', times = '', count = ''] = found[locale as keyof typeof found]
    await expect(dialog.getByRole('searchbox', { name: button })).toBeFocused()
    await page.keyboard.type(query)
    await expect(dialog.getByRole('status')).toHaveText(count)
    await expect(dialog.getByRole('heading', { name: part })).toBeVisible()
    await expect(dialog.getByRole('listitem')).toHaveText(new RegExp(`^${times}.*Sendai`))
  }
})

test('finds the inclusive forms of French by each of them', async ({ page, running }) => {
  await page.goto(`${running.site}/fr/`)
  await page.keyboard.press('/')
  const dialog = dialogOf(page, 'Rechercher')
  for (const query of ['participant', 'participante', 'participants', 'participantes', 'participant·e·s']) {
    await dialog.getByRole('searchbox').fill(`règles du jeu ${query}`)
    await expect(
      dialog.getByRole('link', { name: 'Règles du jeu et attentes des participant·e·s' }),
    ).toBeVisible()
    await dialog.getByRole('searchbox').fill('')
    await expect(dialog.getByRole('listitem')).toHaveCount(0)
  }
})

test('by keyboard alone: opened by its key, to a session, and nothing asked for before', async ({
  page,
  running,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(`${running.site}/en/`, { waitUntil: 'networkidle' })
  expect(asked.filter((path) => path.includes('search'))).toEqual([])
  await page.keyboard.press('/')
  await expect(dialogOf(page, 'Search').getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('sendai')
  await expect(dialogOf(page, 'Search').getByRole('status')).toHaveText(/result/)
  expect(asked.filter((path) => path.includes('search'))).toEqual(['/search.js', '/en/search.json'])
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('link', { name: /Sendai/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${running.site}/en/2019/programme/sendai-framework/`)
})

test('closes by Escape, and the focus is where it was', async ({ page, running }) => {
  await page.goto(`${running.site}/en/2019/programme/`)
  const link = page.getByRole('link', { name: 'The way ahead?' })
  await link.focus()
  await page.keyboard.press('Control+k')
  await expect(dialogOf(page, 'Search')).toBeVisible()
  await page.keyboard.type('sendai')
  await page.keyboard.press('Escape')
  await expect(dialogOf(page, 'Search')).toBeHidden()
  await expect(link).toBeFocused()
  await page.getByRole('button', { name: 'Search', exact: true }).press('Enter')
  await dialogOf(page, 'Search').getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('button', { name: 'Search', exact: true })).toBeFocused()
})

test('what is typed is carried to the page of everything, whose box narrows its list', async ({
  page,
  running,
}) => {
  await page.goto(`${running.site}/es/`)
  await page.keyboard.press('/')
  await dialogOf(page, 'Buscar').getByRole('searchbox').fill('nada de esto')
  await expect(dialogOf(page, 'Buscar').getByRole('status')).toHaveText(
    'Ningún resultado para «nada de esto».',
  )
  await dialogOf(page, 'Buscar').getByRole('searchbox').fill('modulos')
  await page.getByRole('link', { name: 'Todo el contenido del sitio' }).click()
  await expect(page).toHaveURL(`${running.site}/es/busqueda/?q=modulos`)
  const box = page.getByRole('searchbox', { name: 'Filtrar esta lista' })
  await expect(box).toHaveValue('modulos')
  await expect(page.getByRole('link', { name: 'Apertura y bienvenida' })).toBeHidden()
  await box.fill('bienvenida')
  await expect(page.getByRole('link', { name: 'Apertura y bienvenida' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('status')).toHaveText(/^\d+ resultados?$/)
  await box.blur()
  await page.keyboard.press('/')
  await expect(box).toBeFocused()
})

test('its key can be turned off, and does nothing while something is typed', async ({ page, running }) => {
  await page.goto(`${running.site}/en/search/`)
  await page.getByRole('searchbox').fill('')
  await page.getByRole('searchbox').press('/')
  await expect(page.getByRole('searchbox')).toHaveValue('/')
  await page.getByRole('checkbox', { name: 'The / key opens the search on every page' }).uncheck()
  await page.goto(`${running.site}/en/`)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.keyboard.press('/')
  await page.evaluate(() => document.title)
  expect(asked).toEqual([])
  await page.keyboard.press('Control+k')
  await expect(dialogOf(page, 'Search')).toBeVisible()
  await page.keyboard.type('x')
  await expect(dialogOf(page, 'Search').getByRole('searchbox')).toHaveValue('x')
})

test('shows at once and loses nothing typed while its index is under way; closed meanwhile, it stays closed', async ({
  page,
  running,
}) => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
  await page.route('**/search.json', async (route) => {
    await arrived
    await route.continue()
  })
  await page.goto(`${running.site}/en/`)
  const dialog = dialogOf(page, 'Search')
  await page.keyboard.press('/')
  await expect(dialog).toBeVisible()
  await page.keyboard.type('sendai')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  const answered = page.waitForResponse('**/search.json')
  arrive()
  await answered
  await page.keyboard.press('/')
  await expect(dialog.getByRole('status')).toHaveText(/results?$/)
  await expect(dialog.getByRole('searchbox')).toHaveValue('sendai')
})

test('where its code cannot be loaded it leads to its page', async ({ page, running }) => {
  await page.route('**/search.js', (route) => route.abort())
  await page.goto(`${running.site}/fr/`)
  await page.getByRole('button', { name: 'Rechercher' }).click()
  await expect(page).toHaveURL(`${running.site}/fr/recherche/`)
})

test('without JavaScript a link leads to a list of everything', async ({ browser, running }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  for (const { button, page: address, programme } of languages) {
    await page.goto(running.site + programme)
    await page.getByRole('link', { name: button, exact: true }).click()
    await expect(page).toHaveURL(running.site + address)
    await expect(page.getByRole('searchbox')).toBeHidden()
    await expect(
      page
        .getByRole('main')
        .getByRole('listitem')
        .filter({ hasText: /\d\d:\d\d–\d\d:\d\d/ }),
    ).toHaveCount(8)
    await expect(page.getByRole('main').locator('a[href*="#"]')).toHaveCount(2)
  }
  await context.close()
})

test('axe finds nothing in the dialog and on the page of the search, in light and in dark', async ({
  browser,
  running,
}) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 700 } })
  const page = await context.newPage()
  for (const { button, page: address, programme } of languages) {
    await page.goto(running.site + address)
    expect([address, await faultsInBothSchemes(page)]).toEqual([address, []])
    await page.goto(running.site + programme)
    await page.keyboard.press('/')
    await dialogOf(page, button).getByRole('searchbox').fill('a')
    await expect(dialogOf(page, button).getByRole('status')).toHaveText(/^\d+/)
    expect([button, await faultsInBothSchemes(page)]).toEqual([button, []])
    expect(await dialogOf(page, button).evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0)
  }
  await context.close()
})
