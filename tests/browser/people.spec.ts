import { lakeClient } from '#src/client/client.ts'
import { readConfig } from '#src/config.ts'
import { reference } from '#src/seed/write.ts'
import { words } from '../seed/stored.ts'
import { faultsInBothSchemes } from './faults.ts'
import { expect, releaseWait, test } from './running.ts'

const localized = (texts: Readonly<Record<string, string>>) => words(texts)
const person = (id: string, name: string, sortName: string, more: object = {}) => ({
  ...{ _id: id, _type: 'contributor', kind: 'person', name: localized({ en: name }) },
  ...{ sortName: localized({ en: sortName }), ...more },
})

/** Three people, two of them in a session that a reader knows. */
const people = [
  person('katerina', 'Kateřina Dvořáčková', 'Dvořáčková, Kateřina', {
    position: localized({ en: 'City librarian', fr: 'Bibliothécaire', es: 'Bibliotecaria' }),
    organisation: reference('ungl'),
    place: localized({ en: 'Ostrava', fr: 'Ostrava', es: 'Ostrava' }),
  }),
  person('leila', 'ليلى العلوي', 'العلوي, ليلى'),
  person('bodnar', 'Bálint Bodnár', 'Bodnár, Bálint', {
    affiliation: localized({ en: 'Danube Towns', fr: 'Villes du Danube', es: 'Ciudades del Danubio' }),
  }),
]

test.beforeEach(async ({ page, running }) => {
  const config = readConfig({ LAKE_PORT: new URL(running.lake).port })
  const client = lakeClient(config)
  if ((await client.fetch('count(*[_id == "katerina"])')) === 0) {
    const transaction = client.transaction()
    for (const document of people) transaction.create(document)
    transaction.patch('session-dialogue', {
      set: {
        contributors: ['katerina', 'leila'].map((id, index) => ({
          ...{ _key: id, _type: 'contribution', contributor: reference(id) },
          ...(index === 0 && {
            role: localized({ en: 'Moderator', fr: 'Modération', es: 'Moderación' }),
            affiliation: localized({ en: 'As of 2019', fr: 'En 2019', es: 'En 2019' }),
          }),
        })),
      },
    })
    await transaction.commit()
  }
  await expect
    .poll(async () => (await page.request.get(`${running.site}/en/people/katerina/`)).status(), releaseWait)
    .toBe(200)
})

test('from a session to a person, to the organisation, to its people, and back', async ({
  page,
  running,
}) => {
  await page.goto(`${running.site}/fr/2019/programme/dialogue/`)
  await page.getByRole('link', { name: 'Kateřina Dvořáčková' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kateřina Dvořáčková')
  await expect(page.locator('main')).toContainText('Bibliothécaire')
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: '16:00' })
  await expect(row).toContainText('Modération')
  await expect(row).toContainText('En 2019')
  await expect(row).toContainText('mar. 12 nov.')
  await page.getByRole('main').getByRole('link', { name: 'Unión Nacional de Gobiernos Locales' }).click()
  await expect(page).toHaveURL(`${running.site}/fr/personnes/ungl/`)
  await page.getByRole('link', { name: 'Kateřina Dvořáčková' }).click()
  await page
    .getByRole('navigation', { name: 'Vous êtes ici' })
    .getByRole('link', { name: 'Personnes' })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Personnes et organisations')
})

test('the list is in the order of family names, other scripts last, each name set apart', async ({
  page,
  running,
}) => {
  await page.goto(`${running.site}/es/personas/`)
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    'B',
    'C',
    'D',
    'L',
    'P',
    'S',
    'U',
    'Árabe',
  ])
  await expect(page.locator('.letter').filter({ hasText: 'Kateřina' }).getByRole('heading')).toHaveText('D')
  await expect(page.locator('bdi', { hasText: 'ليلى العلوي' })).toHaveCount(1)
  await expect(page.getByText('3 personas y 8 organizaciones, por apellido.')).toBeVisible()
})

test('the box filters by names, organisations and places without accents, and says how many', async ({
  page,
  running,
}) => {
  await page.goto(`${running.site}/en/people/`)
  const box = page.getByRole('searchbox', { name: 'Find a person, an organisation or a place' })
  const rows = page.locator('.letter li:visible')
  for (const [query, count, name] of [
    ['dvorack', '1 of 11', 'Kateřina Dvořáčková'],
    ['OSTRAVA', '1 of 11', 'Kateřina Dvořáčková'],
    ['danube', '1 of 11', 'Bálint Bodnár'],
    ['bal', '1 of 11', 'Bálint Bodnár'],
    ['العلوي', '1 of 11', 'ليلى العلوي'],
    ['katarina', '1 of 11', 'Kateřina Dvořáčková'],
    ['dvoracokva', '1 of 11', 'Kateřina Dvořáčková'],
  ] as const) {
    await box.fill(query)
    await expect(page.getByRole('status')).toHaveText(count)
    await expect(rows).toHaveCount(1)
    await expect(rows).toContainText(name)
    await expect(page.locator('.letters a:visible')).toHaveCount(1)
  }
  await box.fill('nobody at all')
  await expect(page.getByRole('status')).toHaveText('Nobody found.')
  await expect(rows).toHaveCount(0)
  await box.fill('')
  await expect(rows).toHaveCount(11)
  await expect(page.getByRole('status')).toHaveText('')
})

test('without JavaScript there is no box, and the letters lead', async ({ browser, running }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${running.site}/en/people/`)
  await expect(page.getByRole('searchbox')).toHaveCount(0)
  await page.getByRole('navigation', { name: 'Letters' }).getByRole('link', { name: 'U' }).click()
  await expect(page.getByRole('heading', { name: 'U', exact: true })).toBeInViewport()
  await context.close()
})

test('a name that is typed in the search finds the person', async ({ page, running }) => {
  await page.goto(`${running.site}/fr/`)
  await page.keyboard.press('/')
  const dialog = page.getByRole('dialog', { name: 'Rechercher' })
  await dialog.getByRole('searchbox').fill('katerina')
  await dialog.getByRole('link', { name: 'Kateřina Dvořáčková' }).click()
  await expect(page).toHaveURL(`${running.site}/fr/personnes/katerina/`)
})

test('axe finds nothing on people of any script, and nothing scrolls sideways at 320 px', async ({
  browser,
  running,
}) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  const page = await context.newPage()
  for (const path of ['/en/people/', '/fr/personnes/katerina/', '/es/personas/leila/']) {
    await page.goto(running.site + path)
    expect([path, await faultsInBothSchemes(page)]).toEqual([path, []])
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement)
    expect([path, scrollWidth > clientWidth]).toEqual([path, false])
  }
  await context.close()
})
