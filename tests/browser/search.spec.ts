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

test('forgives typing errors, a missing space and an apostrophe, and finds breaks, numbers and dates', async ({
  page,
  running,
}) => {
  await page.goto(`${running.site}/fr/`)
  await page.keyboard.press('/')
  const dialog = dialogOf(page, 'Rechercher')
  for (const [query, found, group] of [
    // Other journeys give this session another title, with the same name in it.
    ['sendia', /Sendai/, 'Deuxième partie · Localisation des agendas mondiaux'],
    ['reglesdujeu', /Règles du jeu/, 'Première partie · Introduction'],
    [
      ...["l'agneda cles", /Éléments clés/],
      'Troisième partie · Renforcer l’agenda d’apprentissage par la coopération entre pairs et la coopération décentralisée',
    ],
    ['12 novembre 11h40', /Sendai/, 'Deuxième partie · Localisation des agendas mondiaux'],
    ['dejeuner', /Déjeuner/, 'Pauses'],
  ] as const) {
    await dialog.getByRole('searchbox').fill(query)
    await expect(dialog.getByRole('heading', { name: group })).toBeVisible()
    await expect(dialog.getByRole('link', { name: found }).first()).toBeVisible()
  }
  await dialog.getByRole('link', { name: 'Déjeuner' }).click()
  await expect(page).toHaveURL(`${running.site}/fr/2019/programme/#break-lunch`)
  await expect(page.getByRole('heading', { name: 'Déjeuner' })).toBeInViewport()
})

test('a word of another language finds what is shown in the reader’s, and says where it was found', async ({
  page,
  running,
}) => {
  for (const [path, button, query, title, note, lang] of [
    ['/fr/', 'Rechercher', 'ground rules', /Règles du jeu/, /^trouvé en anglais\u00a0: Ground rules/, 'en'],
    ['/en/', 'Search', 'almuerzo', /Lunch/, /^found in Spanish: Almuerzo/, 'es'],
    ['/es/', 'Buscar', 'déjeuner', /Almuerzo/, /^encontrado en francés: Déjeuner/, 'fr'],
  ] as const) {
    await page.goto(running.site + path)
    await page.keyboard.press('/')
    const dialog = dialogOf(page, button)
    await dialog.getByRole('searchbox').fill(query)
    const row = dialog.getByRole('listitem').filter({ has: page.getByRole('link', { name: title }) })
    await expect(row.locator('small')).toHaveText(note)
    await expect(row.locator('small span')).toHaveAttribute('lang', lang)
    await page.keyboard.press('Enter')
    const listed = page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: page.getByRole('link', { name: title }) })
    await expect(listed.locator('small')).toHaveText(note)
  }
})

test('what nobody means by a search finds nothing, says so in short, and the list stays one step away', async ({
  page,
  running,
}) => {
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  await page.goto(`${running.site}/en/`)
  await page.keyboard.press('/')
  const dialog = dialogOf(page, 'Search')
  const box = dialog.getByRole('searchbox')
  const all = dialog.getByRole('link', { name: 'Everything on this site' })
  for (const query of ['<img src=x onerror="window.ran = 1">', '🎉', '?!…', '$&', '((', 'ÿ'.repeat(10_000)]) {
    await box.fill(query)
    await expect(dialog.getByRole('status')).toHaveText(/^Nothing found for “.{1,62}”\.$/)
    await expect(dialog.getByRole('listitem')).toHaveCount(0)
    await expect(all).toHaveAttribute('href', /\/en\/search\/$/)
  }
  await box.fill('   ')
  await expect(dialog.getByRole('status')).toHaveText('')
  await box.fill('<b>zebra</b> of it')
  await page.keyboard.press('Enter')
  const status = page.getByRole('main').getByRole('status')
  await expect(status).toHaveText('Nothing found for “<b>zebra</b> of it”. Everything on this site')
  await status.getByRole('link').click()
  await expect(page).toHaveURL(`${running.site}/en/search/`)
  await expect(page.getByRole('link', { name: 'Opening and welcome' })).toBeVisible()
  // An address that somebody made by hand.
  await page.goto(`${running.site}/en/search/?q=${'%3Cscript%3Ewindow.ran%3D1%3C%2Fscript%3E'.repeat(50)}`)
  await expect(status).toHaveText(/^Nothing found for “<script>/)
  expect([errors, await page.evaluate(() => 'ran' in window)]).toEqual([[], false])
})

test('Escape brings the reader back to the place on the page where the key was pressed', async ({
  page,
  running,
}) => {
  await page.goto(`${running.site}/en/2019/programme/`)
  await page.evaluate(() => scrollTo(0, 600))
  const place = await page.evaluate(() => scrollY)
  expect(place).toBeGreaterThan(300)
  await page.keyboard.press('/')
  await expect(dialogOf(page, 'Search').getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('sendai')
  await page.keyboard.press('Escape')
  await expect(dialogOf(page, 'Search')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Search', exact: true })).toBeFocused()
  expect(await page.evaluate(() => scrollY)).toBe(place)
  await page.keyboard.press('/')
  await expect(dialogOf(page, 'Search')).toBeVisible()
  await page.mouse.click(3, 3)
  await expect(dialogOf(page, 'Search')).toBeHidden()
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
  // The other languages come once something is typed.
  await expect
    .poll(() => asked.filter((path) => path.includes('search')).toSorted())
    .toEqual(['/en/search.json', '/es/search.json', '/fr/search.json', '/search.js'])
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('link', { name: /Sendai/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${running.site}/en/2019/programme/sendai-framework/`)
})

test('who has reached a result stays there when the other languages come in', async ({ page, running }) => {
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route('**/fr/search.json', (route) => held.then(() => route.continue()))
  await page.goto(`${running.site}/en/`)
  await page.keyboard.press('/')
  await expect(dialogOf(page, 'Search').getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('sendai')
  await expect(dialogOf(page, 'Search').getByRole('status')).toHaveText(/result/)
  await page.keyboard.press('ArrowDown')
  const result = page.getByRole('link', { name: /Sendai/ })
  await expect(result).toBeFocused()
  await result.evaluate((link) => link.classList.add('before'))
  letThrough()
  await expect(page.locator('a.before')).toHaveCount(0)
  await expect(result).toBeFocused()
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
  await dialogOf(page, 'Buscar').getByRole('searchbox').fill('girasoles azules')
  await expect(dialogOf(page, 'Buscar').getByRole('status')).toHaveText(
    'Ningún resultado para «girasoles azules».',
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
    ).toHaveCount(10)
    // Two sections of the strategy, and two breaks.
    await expect(page.getByRole('main').locator('a[href*="#"]')).toHaveCount(4)
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
