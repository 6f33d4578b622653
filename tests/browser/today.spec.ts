import type { Page } from '@playwright/test'
import { referencesTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { reference } from '#src/seed/write.ts'
import { words } from '../seed/stored.ts'
import { faultsInBothSchemes } from './faults.ts'
import { clientOf, expect, releaseWait, test } from './running.ts'

/** An edition of two days, with sessions side by side, a break, a night, and changes. */
const edition = 'edition-clock'
const session = (id: string, date: string, start: string, end: string, more: object = {}) => ({
  ...{ _id: `clock-${id}`, _type: 'session', title: words({ en: `The ${id}` }), edition: reference(edition) },
  ...{ date, start, end, ...more },
})
const room = (id: string) => ({
  ...{
    _id: `clock-room-${id}`,
    _type: 'room',
    edition: reference(edition),
    name: words({ en: `Room ${id}` }),
  },
})
const inRoom = (id: string) => ({ rooms: referencesTo([`clock-room-${id}`]) })
const documents: readonly RawDocument[] = [
  {
    ...{ _id: edition, _type: 'edition', title: words({ en: 'The clock' }), ordinal: 9 },
    ...{ firstDay: '2027-06-08', lastDay: '2027-06-09', timeZone: 'Africa/Johannesburg' },
    ...{ city: words({ en: 'Durban' }), slug: { _type: 'slug', current: 'clock' } },
  },
  ...['a', 'b', 'c'].map(room),
  session('opening', '2027-06-08', '09:00', '10:00'),
  session('walk', '2027-06-08', '22:00', '00:30'),
  session('first', '2027-06-09', '09:00', '10:00', inRoom('a')),
  session('long', '2027-06-09', '09:00', '11:30', inRoom('b')),
  session('cancelled', '2027-06-09', '09:00', '10:00', { status: 'cancelled', ...inRoom('c') }),
  {
    ...{ _id: 'clock-lunch', _type: 'break', title: words({ en: 'Lunch' }), edition: reference(edition) },
    ...{ date: '2027-06-09', start: '11:30', end: '12:00' },
  },
  session('moved', '2027-06-09', '12:00', '13:00', { status: 'moved', movedFrom: { start: '09:00' } }),
  session('last', '2027-06-09', '15:00', '16:00'),
]
const programme = '/en/clock/programme/'
const day = `${programme}2027-06-09/`

test.beforeEach(async ({ page, running }) => {
  const client = clientOf(running)
  if ((await client.fetch('count(*[_id == $edition])', { edition })) === 0) {
    const transaction = client.transaction()
    for (const document of documents) transaction.create<RawDocument>(document)
    await transaction.commit()
  }
  await expect.poll(async () => (await page.request.get(running.site + day)).status(), releaseWait).toBe(200)
})
// Others count the editions.
test.afterAll(async ({ running }) => {
  const transaction = clientOf(running).transaction()
  for (const { _id } of documents.toReversed()) transaction.delete(_id)
  await transaction.commit()
})

/** By the clock of the edition. */
const at = (time: string) => new Date(`${time}:00+02:00`)
/** The times of a page that have a word, and the link to what is on. */
const said = (page: Page) =>
  page.evaluate(() => [
    ...[...document.querySelectorAll('.plan .when')].flatMap((when) => {
      const word = when.querySelector('.clock')?.textContent
      return word ? [`${when.querySelector('time')?.textContent} ${word.trim()}`] : []
    }),
    ...[...document.querySelectorAll('.jump')].map(({ textContent }) => `> ${textContent}`),
  ])
const isLoaded = (page: Page) =>
  page.evaluate(() => document.adoptedStyleSheets.length > 0 && document.readyState === 'complete')

async function open(page: Page, address: string, time: string): Promise<void> {
  await page.clock.setFixedTime(at(time))
  await page.goto(address)
  await expect.poll(() => isLoaded(page)).toBe(true)
}

for (const timezoneId of ['Africa/Johannesburg', 'Pacific/Auckland'])
  test.describe(`a reader in ${timezoneId}`, () => {
    test.use({ timezoneId })
    for (const [when, time, address, expected] of [
      ['the day before', '2027-06-08T08:00', day, []],
      ['in the morning', '2027-06-09T07:00', day, ['09:00 Next', '> Now, 07:00']],
      ['while sessions are on', '2027-06-09T09:30', day, ['09:00 Now', '> Now, 09:30']],
      ['while only a long one goes on', '2027-06-09T10:30', day, ['09:00 Now', '> Now, 10:30']],
      ['in a break', '2027-06-09T11:45', day, ['09:00 Over', '11:30 Now', '12:00 Next', '> Now, 11:45']],
      [
        ...['between sessions', '2027-06-09T14:00', day],
        ['09:00 Over', '11:30 Over', '12:00 Over', '15:00 Next', '> Now, 14:00'],
      ],
      [
        ...['in the evening', '2027-06-09T17:00', day],
        ['09:00 Over', '11:30 Over', '12:00 Over', '15:00 Over'],
      ],
      [
        ...['after midnight, on the page of the evening', '2027-06-09T00:10', `${programme}2027-06-08/`],
        ['09:00 Over', '22:00 Now', '> Now, 00:10'],
      ],
      ['after midnight, on the page of the day', '2027-06-09T00:10', day, ['09:00 Next', '> Now, 00:10']],
    ] as const)
      test(`sees what is on, ${when}`, async ({ page, running }) => {
        await open(page, running.site + address, time)
        expect(await said(page)).toEqual(expected)
      })
  })

for (const timezoneId of ['America/Montreal', 'Europe/Paris', 'Asia/Kathmandu', 'Asia/Seoul'])
  test.describe(`a reader in ${timezoneId}`, () => {
    test.use({ timezoneId })
    test('sees what is on, in a break and after midnight', async ({ page, running }) => {
      await open(page, running.site + day, '2027-06-09T11:45')
      expect(await said(page)).toEqual(['09:00 Over', '11:30 Now', '12:00 Next', '> Now, 11:45'])
      await open(page, `${running.site}${programme}2027-06-08/`, '2027-06-09T00:10')
      expect(await said(page)).toEqual(['09:00 Over', '22:00 Now', '> Now, 00:10'])
    })
  })

test('what is on is filled and said to be, what is over is soft, and what is cancelled is neither', async ({
  page,
  running,
}) => {
  await open(page, running.site + day, '2027-06-09T10:30')
  const on = page.locator('[aria-current=time]')
  await expect(on.getByRole('heading')).toHaveText(['The long'])
  const colours = (name: string) =>
    page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name, exact: true }) })
      .last()
      .evaluate((row) => {
        const { backgroundColor, borderTopColor } = getComputedStyle(row, '::after')
        return [backgroundColor === borderTopColor, getComputedStyle(row.querySelector('h2') ?? row).color]
      })
  const [ink, soft] = await page.evaluate(() =>
    ['h1', '.words.soft'].map(
      (selector) => getComputedStyle(document.querySelector(selector) ?? document.body).color,
    ),
  )
  expect(await colours('The long')).toEqual([true, ink])
  expect(await colours('The first')).toEqual([false, soft])
  expect(await colours('The last')).toEqual([false, ink])
})

test('the link in the bar leads to what is on, in a break to what comes next, and works as an address', async ({
  page,
  running,
}) => {
  await page.setViewportSize({ width: 320, height: 500 })
  await open(page, running.site + day, '2027-06-09T11:45')
  await page.getByRole('navigation', { name: 'Days' }).getByRole('link', { name: 'Now, 11:45' }).click()
  const next = page.getByRole('heading', { name: 'The moved' })
  await expect(next).toBeInViewport()
  expect((await next.boundingBox())?.y).toBeLessThan(200)
  await open(page, `${running.site}${day}?#now`, '2027-06-09T15:30')
  await expect(page.getByRole('heading', { name: 'The last' })).toBeInViewport()
})

test('the programme opens at today, and not where somebody asked for another place', async ({
  page,
  running,
}) => {
  await page.setViewportSize({ width: 390, height: 500 })
  const heading = page.getByRole('heading', { name: 'Wednesday 9 June' })
  await open(page, running.site + programme, '2027-06-09T09:30')
  await expect(heading).toBeInViewport()
  expect((await heading.boundingBox())?.y).toBeLessThan(200)
  expect(await said(page)).toEqual(['09:00 Over', '22:00 Over', '09:00 Now', '> Now, 09:30'])

  await page.evaluate(() => scrollTo(0, 120))
  await page.reload()
  await expect.poll(() => isLoaded(page)).toBe(true)
  expect(await page.evaluate(() => scrollY)).toBe(120)

  await open(page, `${running.site}${programme}?#day-2027-06-08`, '2027-06-09T09:30')
  await expect(page.getByRole('heading', { name: 'Tuesday 8 June' })).toBeInViewport()
  await open(page, `${running.site}${programme}?first`, '2027-06-08T09:30')
  expect(await page.evaluate(() => scrollY)).toBe(0)
})

test('the page follows the clock, each minute and when it is shown again', async ({ page, running }) => {
  await page.clock.install({ time: at('2027-06-09T11:29') })
  await page.goto(running.site + day)
  await expect.poll(() => said(page)).toEqual(['09:00 Now', '> Now, 11:29'])
  await page.clock.runFor(61_000)
  expect(await said(page)).toEqual(['09:00 Over', '11:30 Now', '12:00 Next', '> Now, 11:30'])
  await page.clock.setFixedTime(at('2027-06-09T12:10'))
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  expect(await said(page)).toEqual(['09:00 Over', '11:30 Over', '12:00 Now', '> Now, 12:10'])
})

test('the page of a session says whether it is on or over, in the reader’s language', async ({
  page,
  running,
}) => {
  const states = async (address: string, time: string) => {
    await open(page, running.site + address, time)
    return (await page.locator('.time .clock').allTextContents()).map((word) => word.trim())
  }
  const own = (id: string, locale = 'en') =>
    `/${locale}/clock/${locale === 'es' ? 'programa' : 'programme'}/clock-${id}/`
  expect(await states(own('first'), '2027-06-09T08:00')).toEqual([])
  expect(await states(own('first'), '2027-06-09T09:30')).toEqual(['Now'])
  expect(await states(own('first', 'fr'), '2027-06-09T09:30')).toEqual(['En cours'])
  expect(await states(own('first', 'es'), '2027-06-09T09:30')).toEqual(['Ahora'])
  expect(await states(own('first'), '2027-06-09T10:00')).toEqual(['Over'])
  expect(await states(own('cancelled'), '2027-06-09T09:30')).toEqual([])
  expect(await states(own('walk'), '2027-06-09T00:10')).toEqual(['Now'])
})

test('an edition of one day has the link in its head', async ({ page, running }) => {
  await open(page, `${running.site}/fr/2019/programme/`, '2019-11-12T11:10')
  await page.getByRole('link', { name: 'Maintenant, 11:10' }).click()
  await expect(page.locator('[aria-current=time]')).toBeInViewport()
})

/** What the home page or the page of an edition leads with: a line for each heading and each session. */
const leading = (page: Page) => page.locator('.today:not([hidden])').locator('h2, li').allTextContents()

for (const timezoneId of ['Africa/Johannesburg', 'Pacific/Auckland'])
  test.describe(`on the page of an edition, a reader in ${timezoneId}`, () => {
    test.use({ timezoneId })
    for (const [when, time, expected] of [
      ['the day before', '2027-06-07T12:00', []],
      [
        'in the morning',
        '2027-06-09T07:00',
        ['Next', 'The first 09:00–10:00 · Room a', 'The long 09:00–11:30 · Room b'],
      ],
      [
        ...['while sessions are on', '2027-06-09T09:30'],
        [
          ...['Now', 'The first 09:00–10:00 · Room a', 'The long 09:00–11:30 · Room b'],
          ...['Next', 'The moved 12:00–13:00'],
        ],
      ],
      ['in a gap', '2027-06-09T14:00', ['Next', 'The last 15:00–16:00']],
      [
        ...['after midnight', '2027-06-09T00:10'],
        [
          ...['Now', 'The walk 22:00–00:30'],
          ...['Next', 'The first 09:00–10:00 · Room a', 'The long 09:00–11:30 · Room b'],
        ],
      ],
      ['in the evening', '2027-06-09T17:00', []],
    ] as const)
      test(`sees first what is on and what comes next, ${when}`, async ({ page, running }) => {
        await open(page, `${running.site}/en/clock/`, time)
        // Also where nothing leads, it is known only once the list is there.
        await page.waitForLoadState('networkidle')
        await expect.poll(() => leading(page)).toEqual(expected)
      })
  })

test('the home page leads with it, in the reader’s language, with links to the sessions and to the programme', async ({
  page,
  running,
}) => {
  await open(page, `${running.site}/fr/`, '2019-11-12T11:10')
  await expect
    .poll(() => leading(page))
    .toEqual([
      // Other journeys give it another title, and five minutes more.
      ...['En cours', expect.stringMatching(/Sendai.* 11:00–11:4[05]$/)],
      ...[
        'À suivre',
        expect.stringMatching(/^Évolution des modules et des méthodologies 11:4[05]–13:0[05]$/),
      ],
    ])
  const now = page.getByRole('heading', { name: 'En cours' })
  await expect(now).toBeVisible()
  const edition = page.getByRole('heading', { name: /Durban/ }).first()
  expect((await now.boundingBox())?.y).toBeLessThan((await edition.boundingBox())?.y ?? 0)
  await page.locator('.today').getByRole('link', { name: 'Voir tout le programme' }).click()
  await expect(page).toHaveURL(/\/fr\/2019\/programme\/#now$/)
  await expect(page.locator('[aria-current=time]')).toBeInViewport()
  await page.goBack()
  const first = page.locator('.today li a').first()
  const title = await first.textContent()
  await first.click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title ?? '?')
})

test('what leads follows the clock, keeps who has reached a link of it there, and is not printed', async ({
  page,
  running,
}) => {
  await page.clock.install({ time: at('2027-06-09T09:59') })
  await page.goto(`${running.site}/en/clock/`)
  const long = page.locator('.today').getByRole('link', { name: 'The long' })
  await long.focus()
  await page.clock.runFor(61_000)
  await expect
    .poll(() => leading(page))
    .toEqual(['Now', 'The long 09:00–11:30 · Room b', 'Next', 'The moved 12:00–13:00'])
  await expect(long).toBeFocused()
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.today')).toBeHidden()
})

test('without a script, on other days and without a network nothing leads', async ({
  browser,
  page,
  running,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const lists = () => asked.filter((path) => /today\.js|sessions\.json/.test(path))
  await page.clock.setFixedTime(at('2027-06-20T09:30'))
  await page.goto(`${running.site}/en/clock/`, { waitUntil: 'networkidle' })
  expect(lists()).toEqual([])
  await page.clock.setFixedTime(at('2027-06-07T09:30'))
  await page.goto(`${running.site}/en/clock/`, { waitUntil: 'networkidle' })
  expect(lists()).toEqual(['/today.js'])
  await page.route('**/sessions.json', (route) => route.abort())
  await page.clock.setFixedTime(at('2027-06-09T09:30'))
  await page.goto(`${running.site}/en/clock/`, { waitUntil: 'networkidle' })
  expect(await leading(page)).toEqual([])

  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await plain.goto(`${running.site}/en/clock/`)
  await expect(plain.locator('.today')).toBeHidden()
  await plain.context().close()
})

test('pages of other times load no clock, and pages without a script miss nothing', async ({
  browser,
  page,
  running,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.clock.setFixedTime(at('2027-06-20T09:30'))
  await page.goto(running.site + day, { waitUntil: 'networkidle' })
  expect(asked.filter((path) => path === '/now.js')).toEqual([])
  await page.clock.setFixedTime(at('2027-06-09T09:30'))
  await page.goto(running.site + day, { waitUntil: 'networkidle' })
  expect(asked.filter((path) => path === '/now.js')).toEqual(['/now.js'])

  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await plain.goto(running.site + day)
  await expect(plain.locator('.clock, .over, .jump')).toHaveCount(0)
  await expect(plain.getByRole('heading', { name: 'The moved' })).toBeVisible()
  await plain.context().close()
})

test('axe finds nothing while sessions are on, in light and in dark, and nothing scrolls sideways', async ({
  browser,
  running,
}) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  const page = await context.newPage()
  for (const [address, time] of [
    [day, '2027-06-09T10:30'],
    ['/fr/clock/programme/2027-06-09/', '2027-06-09T11:45'],
    ['/es/clock/programa/', '2027-06-09T00:10'],
    ['/fr/clock/programme/clock-first/', '2027-06-09T09:30'],
    ['/en/clock/', '2027-06-09T09:30'],
    ['/es/', '2019-11-12T11:10'],
  ] as const) {
    await open(page, running.site + address, time)
    expect([address, await faultsInBothSchemes(page)]).toEqual([address, []])
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect([address, overflow > 0]).toEqual([address, false])
  }
  await context.close()
})

test('a screen says what is on in each room, takes what is published, and goes on without a network', async ({
  page,
  running,
}) => {
  const rooms = () => page.locator('main section').allInnerTexts()
  const minute = () => page.clock.runFor(60_000)
  await page.clock.install({ time: at('2027-06-09T09:30') })
  await page.goto(`${running.site}/en/screen/${edition}/?also=fr`)
  await expect(page.locator('[lang=fr]').first()).toBeVisible()
  expect((await rooms()).map((text) => text.replace(/\s+/g, ' '))).toEqual([
    'Room a Until 10:00 The first',
    'Room b Until 11:30 The long',
    'Room c Cancelled The cancelled The cancelled Annulée',
    // Without a room: what was moved from this time, to 12:00.
    expect.stringContaining('Moved to 12:00'),
  ])
  expect(await faultsInBothSchemes(page)).toEqual([])

  await page.context().setOffline(true)
  await page.clock.setFixedTime(at('2027-06-09T11:45'))
  await minute()
  await expect(page.locator('.pause')).toHaveText('Lunch')
  await expect(page.locator('footer')).toContainText('As of 09:3')
  await expect(page.locator('footer')).toContainText('État à 09:3')

  await page.context().setOffline(false)
  const title = words({ en: 'The next one' })
  await clientOf(running).patch('clock-moved').set({ title }).commit()
  await expect
    .poll(async () => {
      await minute()
      return (await rooms()).join()
    }, releaseWait)
    .toContain('The next one')
  await expect(page.locator('footer')).toBeHidden()
})

test('a screen at a door has the day of its room, at any size and without a script', async ({
  browser,
  page,
  running,
}) => {
  await page.clock.setFixedTime(at('2027-06-09T08:00'))
  for (const [width, height] of [
    [320, 568],
    [1080, 1920],
    [3840, 2160],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.goto(`${running.site}/fr/screen/clock-room-b/`)
    await expect(page.locator('main section')).toHaveText(/Libre jusqu’à 09:00.*The long/s)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  }
  await page.clock.setFixedTime(at('2027-06-10T08:00'))
  await page.goto(`${running.site}/es/screen/clock-room-b/`)
  await expect(page.locator('main')).toHaveText('El programa ha terminado.')

  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await plain.goto(`${running.site}/fr/screen/${edition}/`)
  await expect(plain.getByText('The opening')).toBeVisible()
  await plain.context().close()
})
