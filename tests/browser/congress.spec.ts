import { faultsIn, faultsInBothSchemes } from './faults.ts'
import { brokenTimes, sheetsOf, textSpacing } from './reading.ts'
import { clientOf, expect, test } from './running.ts'

test.use({ defaultContent: 'congress' })

const pages = {
  forum: ['/en/', '/fr/', '/es/'],
  edition: ['/en/2027/', '/fr/2027/', '/es/2027/'],
  programme: ['/en/2027/programme/', '/fr/2027/programme/', '/es/2027/programa/'],
  'day of two columns and more': [
    '/en/2027/programme/2027-06-08/',
    '/fr/2027/programme/2027-06-08/',
    '/es/2027/programa/2027-06-08/',
  ],
  'day of many': [
    '/en/2027/programme/2027-06-10/',
    '/fr/2027/programme/2027-06-10/',
    '/es/2027/programa/2027-06-10/',
  ],
  part: [
    '/en/2027/programme/water-and-the-commons/',
    '/fr/2027/programme/l-eau-et-les-biens-communs/',
    '/es/2027/programa/el-agua-y-los-bienes-comunes/',
  ],
  session: [
    '/en/2027/programme/city-lab-a-budget-in-one-morning/',
    '/fr/2027/programme/le-prix-d-une-fuite/',
    '/es/2027/programa/cortometrajes-de-doce-ciudades/',
  ],
  people: ['/en/people/', '/fr/personnes/', '/es/personas/'],
  person: [
    '/en/people/leila-benhaddou/',
    '/fr/personnes/layla-al-shadhili/',
    '/es/personas/tomas-o-braonain/',
  ],
  papers: [
    '/en/feeds/906d835f-8531-8b40-b3c9-2503e6492bd2/doors/',
    '/fr/feeds/906d835f-8531-8b40-b3c9-2503e6492bd2/booths/',
  ],
  'rooms, a room and a frame': [
    '/en/2027/rooms/',
    '/fr/2027/salles/grande-salle/',
    '/es/embed/906d835f-8531-8b40-b3c9-2503e6492bd2.2027-06-10/',
  ],
}

// A short run opens each kind in one of the languages, one after the other: all of them are tried on the forum of a day.
for (const [index, [kind, paths]] of Object.entries(pages).entries()) {
  test(`axe finds nothing on the ${kind} of the congress, in light and in dark`, async ({
    page,
    running,
  }) => {
    for (const path of process.env.LONG ? paths : paths.slice(index % paths.length).slice(0, 1)) {
      const answer = await page.goto(running.site + path)
      expect([path, answer?.status()]).toEqual([path, 200])
      expect([path, await faultsInBothSchemes(page)]).toEqual([path, []])
    }
  })
}

test('no page of the congress scrolls sideways or breaks a time at 320 px, with the text spacing of WCAG 1.4.12 too', async ({
  browser,
  running,
}) => {
  // The policy of the pages refuses styles of others, so that of a reader is added without it.
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, bypassCSP: true })
  const page = await context.newPage()
  for (const path of Object.values(pages).flat()) {
    await page.goto(running.site + path)
    expect([path, await page.evaluate(brokenTimes)]).toEqual([path, []])
    await page.addStyleTag({ content: textSpacing })
    expect([path, await page.evaluate(brokenTimes)]).toEqual([path, []])
  }
  await context.close()
})

test('a door sign is printed on one sheet of A4, and the booth sheets of a room begin on one of their own', async ({
  browser,
  running,
}) => {
  const page = await browser.newPage()
  for (const path of pages.papers) {
    await page.goto(running.site + path)
    const sheets = await page.locator('.sheet').count()
    expect(sheets).toBeGreaterThan(5)
    const printed = sheetsOf(await page.pdf({ preferCSSPageSize: true }))
    if (path.includes('doors')) expect(printed).toBe(sheets)
    else expect(printed).toBeGreaterThanOrEqual(sheets)
  }
  await page.close()
})

test('a printed day of the congress is at most two sheets of A4, and a session one', async ({
  browser,
  running,
}) => {
  const page = await browser.newPage()
  const days = ['2027-06-07', '2027-06-08', '2027-06-09', '2027-06-10', '2027-06-11']
  for (const path of days.map((date) => `/fr/2027/programme/${date}/`)) {
    await page.goto(running.site + path)
    const sheets = sheetsOf(await page.pdf({ preferCSSPageSize: true }))
    expect(sheets, path).toBeGreaterThan(0)
    expect(sheets, path).toBeLessThanOrEqual(2)
  }
  for (const path of pages.session) {
    await page.goto(running.site + path)
    expect([path, sheetsOf(await page.pdf({ preferCSSPageSize: true }))]).toEqual([path, 1])
    // With the way back to it: a QR code, and the permalink in words.
    await page.emulateMedia({ media: 'print' })
    const code = page.locator('.head > img')
    await expect(code).toBeVisible()
    await expect.poll(() => code.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    await expect(page.locator('[data-share]')).toBeVisible()
    await page.emulateMedia({ media: null })
  }
  await page.close()
})

test('the search of a congress: people first, in any script, with days, rooms and breaks; much is cut short', async ({
  page,
  running,
}) => {
  await page.goto(`${running.site}/en/2027/`)
  await page.keyboard.press('/')
  const dialog = page.getByRole('dialog', { name: 'Search' })
  const box = dialog.getByRole('searchbox')
  const first = dialog.getByRole('listitem').first()
  for (const [query, group, text] of [
    ['benhadou', 'People and organisations', 'Leila Benhaddou'],
    ['papadopoulou', 'People and organisations', 'Νίκη Παπαδοπούλου'],
    ['Παπαδοπουλου', 'People and organisations', 'Νίκη Παπαδοπούλου'],
    ['الشاذلي', 'People and organisations', 'ليلى الشاذلي'],
    ['chen yi', 'People and organisations', '陳怡君'],
    ['怡君', 'People and organisations', '陳怡君'],
    ['Ковальчук', 'People and organisations', 'Олена Ковальчук'],
    ['obraonain', 'People and organisations', 'Tomás Ó Braonáin'],
    ['lunch', 'Breaks', /^8 June, 12:30.*Lunch/],
  ] as const) {
    await box.fill(query)
    await expect(dialog.getByRole('heading').first()).toContainText(group)
    await expect(first).toContainText(text)
  }
  await box.fill('a')
  await expect(dialog.getByRole('status')).toHaveText(/^\d+ results; the first 50 are listed here$/)
  await expect(dialog.getByRole('listitem')).toHaveCount(50)
  await page.getByRole('link', { name: 'Everything on this site' }).click()
  await expect(page.getByRole('main').getByRole('status')).toHaveText(/^\d+ results$/)
  await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toHaveText(
    'People and organisations',
  )
})

test('on the board of the congress sessions without a room come first, and no card covers another', async ({
  page,
  running,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${running.studio}/board/906d835f-8531-8b40-b3c9-2503e6492bd2/2027-06-08`)
  const cards = page.locator('[data-testid="board"] li[data-type="session"]')
  await expect(cards.first()).toBeVisible()
  await expect(page.getByText('No room yet', { exact: true })).toBeInViewport()
  const covered = await cards.evaluateAll((all) => {
    const boxes = all.map((one) => ({ box: one.getBoundingClientRect(), text: one.textContent }))
    return boxes.flatMap(({ box, text }, index) =>
      boxes
        .slice(index + 1)
        .filter(
          ({ box: other }) =>
            Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1 &&
            Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 1,
        )
        .map((other) => [text, other.text]),
    )
  })
  expect(covered).toEqual([])
})

test('on the board of the congress a session goes to another day and comes back, columns fold, and a new session has its place', async ({
  page,
  running,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${running.studio}/board/906d835f-8531-8b40-b3c9-2503e6492bd2/2027-06-08`)
  const board = page.getByTestId('board')
  const button = (name: string | RegExp) => board.getByRole('button', { name, exact: true })
  const noFaults = () => expect.poll(() => faultsIn(page, '[data-testid="board"]')).toEqual([])
  await expect(board.locator('[data-line]').first()).toBeVisible()

  await test.step('a key draws the card that it moves, and no other', async () => {
    await board.locator('li').evaluateAll((cards) => {
      const seen = new Set<Element>()
      const note = new MutationObserver((changes) => {
        for (const { target } of changes) {
          const card = (target instanceof Element ? target : target.parentElement)?.closest('li')
          if (card) seen.add(card)
        }
      })
      for (const card of cards)
        note.observe(card, { attributes: true, childList: true, subtree: true, characterData: true })
      Object.assign(window, { cardsDrawn: () => seen.size })
    })
    const line = board.locator('li[data-type="session"] [data-line]').first()
    await line.press('ArrowDown')
    await expect(button('1 unpublished change')).toBeEnabled()
    await button('Undo').click()
    await expect(page.getByText('Everything is published')).toBeVisible()
    expect(
      await page.evaluate(() => (window as unknown as { cardsDrawn(): number }).cardsDrawn()),
    ).toBeLessThan(12)
  })

  await test.step('all days: to the next one by a key, and back', async () => {
    await button('All days').click()
    const all = board.getByRole('list', { name: 'All days' })
    const line = all.getByRole('link', { name: /Opening plenary|Opening of the congress|Opening/ }).first()
    await line.press('ArrowRight')
    await expect(page.getByTestId('board-announced')).toContainText('Tuesday 8 June')
    await expect(line).toBeFocused()
    await expect(page).toHaveURL(/\/all$/)
    await expect(button('1 unpublished change')).toBeEnabled()
    await noFaults()
    await button('Undo').click()
    await expect(page.getByText('Everything is published')).toBeVisible()
  })

  await test.step('parts as columns; one folds and unfolds, and it is so after a reload', async () => {
    await button('Tuesday 8 June').click()
    await board.getByRole('combobox', { name: 'Columns' }).selectOption('Parts')
    await button('Fold “Water and the commons”').click()
    await noFaults()
    await page.reload()
    await button('Unfold “Water and the commons”').click()
    await board.getByRole('combobox', { name: 'Columns' }).selectOption('Rooms')
  })

  await test.step('a new session in a room has its edition, its day, its room and the next free time', async () => {
    await board.getByRole('link', { name: 'Add a session in “Main hall”' }).click()
    await page.getByRole('tab', { name: 'Time and place' }).click()
    await expect(page.getByTestId('field-start').getByRole('textbox')).toHaveValue(/^\d\d:\d\d$/)
    await expect(page.getByTestId('field-rooms')).toContainText('Main Hall')
  })

  await test.step('and once it has a title it stands in the list, on the board, and among what waits to be published', async () => {
    const title = 'A talk that nobody had planned'
    const client = clientOf(running).withConfig({ perspective: 'raw' })
    const written = () => client.fetch<string | null>('*[title[0].value == $title][0]._id', { title })
    await page.getByRole('tab', { name: 'Content' }).click()
    const field = page.getByTestId('field-title').getByRole('textbox').first()
    await expect(field).toBeEditable()
    await field.fill(title)
    await field.blur()
    await expect.poll(written).toMatch(/^drafts\./)
    const id = await written()
    await page.goto(`${running.studio}/structure/programme`)
    await page.getByRole('searchbox').fill('nobody had planned')
    await expect(page.getByRole('link', { name: new RegExp(title) })).toBeVisible()
    await page.goto(`${running.studio}/board/906d835f-8531-8b40-b3c9-2503e6492bd2/2027-06-08`)
    await expect(board.getByRole('link', { name: new RegExp(title) }).first()).toBeVisible()
    await board.getByRole('button', { name: /unpublished change/ }).click()
    await expect(page.getByRole('dialog').getByRole('checkbox', { name: new RegExp(title) })).toBeChecked()
    await client.delete(id ?? '')
  })
})

test('the frame of what is on now goes from day to day, and says when all is over', async ({
  page,
  running,
}) => {
  const edition = '906d835f-8531-8b40-b3c9-2503e6492bd2'
  const at = async (time: string) => {
    await page.clock.setFixedTime(time)
    await page.reload()
    await page.waitForFunction(() => document.querySelector('strong, [data-over]:not([hidden])'))
  }
  await page.clock.setFixedTime('2027-06-08T09:15:00+01:00')
  await page.goto(`${running.site}/en/embed/${edition}/now/#fit=`)
  await page.waitForURL(`**/${edition}.2027-06-08/now/#fit=&of=${edition}`)
  await expect(page.getByRole('listitem').filter({ hasText: /^\s*Now / })).toHaveText([
    /What a city owes its water/,
  ])
  await at('2027-06-09T05:00:00+01:00')
  await page.waitForURL(`**/${edition}.2027-06-09/now/**`)
  await expect(page.getByRole('listitem').first()).toHaveText(/^\s*Next /)
  await at('2027-07-01T12:00:00+01:00')
  await page.waitForURL(`**/${edition}/now/**`)
  await expect(page.getByText('Over')).toBeVisible()
  await expect(page.getByRole('listitem')).toHaveCount(0)
})
