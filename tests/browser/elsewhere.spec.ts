import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Locator, Page } from '@playwright/test'
import jsqr from 'jsqr'
import sharp from 'sharp'
import { eventsIn } from '../feeds/calendars.ts'
import { faultsInBothSchemes } from './faults.ts'
import { sheetsOf } from './reading.ts'
import { expect, test } from './running.ts'

/** The reader's own programme of the congress, away from the page that it was chosen on. */
test.use({ defaultContent: 'congress' })

const key = 'programme:906d835f-8531-8b40-b3c9-2503e6492bd2'
const languages = [
  {
    mine: '/en/2027/my-programme/',
    file: '2027-my-programme.ics',
    calendar: ['In your calendar', 'Reminder', '15 minutes before', 'Download the calendar'],
    link: ['On another device', 'Link with your sessions', 'QR code of the link with your sessions'],
    arrived: ['Sessions from another device', 'New', 'In your programme already'],
    choices: ['Add them to my programme', 'Replace my programme with these', 'Leave my programme as it is'],
    told: ['The sessions are now in your programme.', 'Undo', 'Your programme is as it was before.'],
    unknown: 'Not found in the programme: 1',
  },
  {
    mine: '/fr/2027/mon-programme/',
    file: '2027-mon-programme.ics',
    calendar: ['Dans votre agenda', 'Rappel', '15 minutes avant', 'Télécharger l’agenda'],
    link: [
      ...['Sur un autre appareil', 'Lien contenant vos sessions'],
      'Code QR du lien contenant vos sessions',
    ],
    arrived: ['Sessions venues d’un autre appareil', 'Nouvelles', 'Déjà dans votre programme'],
    choices: [
      ...['Les ajouter à mon programme', 'Remplacer mon programme par celles-ci'],
      'Laisser mon programme tel quel',
    ],
    told: [
      ...['Ces sessions figurent maintenant dans votre programme.', 'Annuler'],
      'Votre programme est de nouveau comme avant.',
    ],
    unknown: 'Introuvables dans le programme\u00a0: 1',
  },
  {
    mine: '/es/2027/mi-programa/',
    file: '2027-mi-programa.ics',
    calendar: ['En su calendario', 'Recordatorio', '15 minutos antes', 'Descargar el calendario'],
    link: ['En otro dispositivo', 'Enlace con sus sesiones', 'Código QR del enlace con sus sesiones'],
    arrived: ['Sesiones de otro dispositivo', 'Nuevas', 'Ya están en su programa'],
    choices: [
      ...['Añadirlas a mi programa', 'Sustituir mi programa por estas'],
      'Dejar mi programa como está',
    ],
    told: [
      ...['Las sesiones ya figuran en su programa.', 'Deshacer'],
      'Su programa vuelve a estar como antes.',
    ],
    unknown: 'No encontradas en el programa: 1',
  },
] as const

type Selectable = { id: string; title: string; from: number; to: number; status?: string }

async function sessionsAt(page: Page, mine: string): Promise<readonly Selectable[]> {
  const { sessions } = await (await page.request.get(`${mine}sessions.json`)).json()
  return sessions
}

/** A device on which sessions were chosen earlier. */
async function device(browser: Browser, ids: readonly string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 320, height: 800 } })
  await context.addInitScript(
    ([name, value]) => {
      if (!(name in localStorage)) localStorage[name] = value
    },
    [key, JSON.stringify(ids)] as const,
  )
  return context.newPage()
}

const titles = (page: Page) => page.getByRole('main').locator('.thread').getByRole('heading', { level: 3 })

/** What a reader of QR codes finds in a picture of what is seen. */
async function readCode(code: Locator): Promise<string | undefined> {
  const picture = sharp(await code.screenshot()).ensureAlpha()
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  return jsqr(new Uint8ClampedArray(data), info.width, info.height)?.data
}

for (const { mine, file, calendar, link, arrived, choices, told, unknown } of languages) {
  test(`sessions of ${mine} go into a calendar, and to another device that has others`, async ({
    browser,
    running,
  }) => {
    const address = running.site + mine
    const page = await device(browser, [])
    const all = await sessionsAt(page, address)
    const chosen = all.slice(20, 60)
    await page.goto(address)
    await page.evaluate(([name, value]) => localStorage.setItem(name, value), [
      key,
      JSON.stringify(chosen.map(({ id }) => id)),
    ] as const)
    await page.reload()
    await expect(titles(page)).toHaveCount(40)

    const [summary, reminder, minutes, download] = calendar
    await page.getByText(summary, { exact: true }).click()
    await page.getByLabel(reminder).selectOption(minutes)
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: download }).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe(file)
    const text = await readFile(await saved.path(), 'utf8')
    expect(eventsIn(text).map(({ uid, from, to }) => [uid.replace(/@.*/, ''), from, to])).toEqual(
      chosen.map(({ id, from, to }) => [id, from, to]),
    )
    const takesPlace = chosen.filter(({ status }) => status !== 'cancelled')
    expect(text.split('\r\nTRIGGER:-PT15M\r\n').length - 1).toBe(takesPlace.length)

    const [device2, label, code] = link
    await page.getByText(device2, { exact: true }).click()
    const carried = await page.getByRole('textbox', { name: label }).inputValue()
    expect(carried).toMatch(new RegExp(`^${address}#s=4\\.[0-9A-Z]{160}$`))
    await expect(page.getByRole('img', { name: code })).toBeVisible()
    expect(await readCode(page.getByRole('img', { name: code }))).toBe(carried)
    expect([mine, await faultsInBothSchemes(page)]).toEqual([mine, []])

    const own = all.slice(10, 22)
    const other = await device(
      browser,
      own.map(({ id }) => id),
    )
    await other.goto(`${carried}0000`)
    const asked = other.getByRole('region', { name: arrived[0] })
    await expect(asked.getByRole('heading', { name: arrived[0] })).toBeFocused()
    await expect(asked.getByRole('heading', { name: arrived[1], exact: true })).toBeVisible()
    await expect(asked.getByRole('heading', { name: arrived[2] })).toBeVisible()
    await expect(asked.getByRole('listitem')).toHaveCount(40)
    await expect(asked.getByText(unknown)).toBeVisible()
    await expect(titles(other)).toHaveCount(12)
    expect([mine, await faultsInBothSchemes(other)]).toEqual([mine, []])
    const { scrollWidth, clientWidth } = await other.evaluate(() => document.documentElement)
    expect(scrollWidth).toBe(clientWidth)

    await asked.getByRole('button', { name: choices[0] }).focus()
    await other.keyboard.press('Enter')
    await expect(asked).toHaveCount(0)
    await expect(titles(other)).toHaveCount(50)
    await expect(other.locator('.mine').getByRole('status')).toHaveText(told[0])
    expect(new URL(other.url()).hash).toBe('')
    await expect(other.getByRole('button', { name: told[1] })).toBeFocused()
    await other.keyboard.press('Enter')
    await expect(titles(other)).toHaveCount(12)
    await expect(other.locator('.mine').getByRole('status')).toHaveText(told[2])
    await expect(other.locator('.mine').getByRole('status')).toBeFocused()

    // The same page may be open when a link to it is followed.
    await other.goto(carried)
    await asked.getByRole('button', { name: choices[1] }).click()
    await expect(titles(other)).toHaveText(chosen.map(({ title }) => title))
    await other.getByRole('button', { name: told[1] }).click()
    await expect(titles(other)).toHaveText(own.map(({ title }) => title))

    await other.goto(carried)
    await asked.getByRole('button', { name: choices[2] }).click()
    await expect(asked).toHaveCount(0)
    await other.reload()
    await expect(titles(other)).toHaveText(own.map(({ title }) => title))
    await Promise.all([page, other].map((one) => one.context().close()))
  })
}

test('where a browser keeps nothing, a link shows its sessions as long as the page is open, and says so', async ({
  browser,
  running,
}) => {
  const address = `${running.site}${languages[0].mine}`
  const sender = await device(browser, [])
  const [first, second] = await sessionsAt(sender, address)
  await sender.goto(address)
  await sender.evaluate(([name, value]) => localStorage.setItem(name, value), [
    key,
    JSON.stringify([first?.id, second?.id]),
  ] as const)
  await sender.reload()
  await sender.getByText('On another device', { exact: true }).click()
  const carried = await sender.getByRole('textbox', { name: 'Link with your sessions' }).inputValue()
  const context = await browser.newContext()
  await context.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('Denied', 'SecurityError')
      },
    }),
  )
  const page = await context.newPage()
  await page.goto(carried)
  await page.getByRole('button', { name: 'Add them to my programme' }).click()
  await expect(titles(page)).toHaveText([first?.title ?? '', second?.title ?? ''])
  await expect(page.getByText('does not let this site keep your programme')).toBeVisible()
  await page.getByRole('button', { name: `Remove, ${first?.title}` }).click()
  await expect(titles(page)).toHaveText([second?.title ?? ''])
  await Promise.all([context, sender.context()].map((one) => one.close()))
})

test('on paper stands the code of the sessions', async ({ browser, running }) => {
  const address = `${running.site}${languages[2].mine}`
  const page = await device(browser, ['nobody', ...(await idsOf(browser, address))])
  await page.addInitScript(() => {
    window.print = () => document.documentElement.classList.add('printed')
  })
  await page.goto(address)
  await page.getByRole('button', { name: 'Imprimir' }).click()
  await expect(page.locator('html.printed')).toBeAttached()
  await page.emulateMedia({ media: 'print' })
  const code = page.getByRole('figure').getByRole('img')
  await expect(code).toBeVisible()
  expect(await readCode(code)).toMatch(/\/es\/2027\/mi-programa\/#s=4\.[0-9A-Z]{12}$/)
  await page.context().close()
})

async function idsOf(browser: Browser, address: string): Promise<readonly string[]> {
  const page = await device(browser, [])
  const all = await sessionsAt(page, address)
  await page.context().close()
  return all.slice(0, 3).map(({ id }) => id)
}

for (const { locale, edition, linked, find, found, title, now, next } of [
  {
    ...{
      locale: 'en',
      edition: '/en/2027/',
      linked: 'As a page (HTML)',
      find: 'Search this file',
      found: 'Found:',
    },
    ...{ title: 'Aquifers have no borders', now: 'Now', next: 'Next' },
  },
  {
    ...{
      locale: 'fr',
      edition: '/fr/2027/',
      linked: 'En une page (HTML)',
      find: 'Rechercher dans ce fichier',
    },
    ...{
      found: 'Résultats\u00a0:',
      title: 'Les nappes n’ont pas de frontières',
      now: 'En cours',
      next: 'À suivre',
    },
  },
  {
    ...{ locale: 'es', edition: '/es/2027/', linked: 'Como página (HTML)', find: 'Buscar en este archivo' },
    ...{
      found: 'Resultados:',
      title: 'Los acuíferos no tienen fronteras',
      now: 'Ahora',
      next: 'Siguiente',
    },
  },
]) {
  test(`the whole edition is a file in ${locale} that opens from a disk and asks for nothing`, async ({
    browser,
    page,
    running,
  }) => {
    await page.goto(running.site + edition)
    const address = await page.getByRole('link', { name: linked }).getAttribute('href')
    const book = await page.request.get(`${running.site}${address}`.replace(/html$/, 'epub'))
    expect(book.headers()['content-type']).toBe('application/epub+zip')
    const text = await (await page.request.get(`${running.site}${address}`)).text()
    const folder = mkdtempSync(join(tmpdir(), 'edition-'))
    const file = join(folder, 'edition.html')
    writeFileSync(file, text)
    const context = await browser.newContext({
      viewport: { width: 320, height: 800 },
      timezoneId: 'Asia/Seoul',
    })
    const read = await context.newPage()
    const asked: string[] = []
    read.on('request', (request) => asked.push(request.url()))
    // Half past ten where it takes place, whatever the reader's own clock shows.
    await read.clock.install({ time: new Date('2027-06-09T10:30:00+01:00') })
    await read.goto(pathToFileURL(file).href)
    expect(await read.evaluate(() => document.fonts.check('16px Forum'))).toBe(true)
    const isOn = read.locator('.clock')
    await expect(isOn.getByRole('heading')).toHaveText([now, next])
    await expect(isOn.getByRole('link', { name: title })).toBeVisible()
    expect([locale, await faultsInBothSchemes(read)]).toEqual([locale, []])
    const { scrollWidth, clientWidth } = await read.evaluate(() => document.documentElement)
    expect(scrollWidth).toBe(clientWidth)

    const all = await read.getByRole('article').count()
    await read.getByLabel(find).fill(title.toUpperCase().normalize('NFD'))
    await expect(read.getByRole('status')).toHaveText(new RegExp(`^${found} \\d+$`))
    await expect(read.getByRole('article').getByRole('heading', { name: title })).toBeVisible()
    expect(await read.getByRole('article').count()).toBeLessThan(all / 4)
    await read.getByLabel(find).fill('')
    await expect(read.getByRole('article')).toHaveCount(all)
    const place = await isOn.getByRole('link', { name: title }).getAttribute('href')
    await read.getByLabel(find).fill('xyzzy')
    await expect(isOn).toBeHidden()
    await read.evaluate((hash) => {
      location.hash = `${hash}`
    }, place)
    await expect(read.getByRole('heading', { name: title })).toBeInViewport()

    // On paper: each of the five days begins on a sheet of its own, without what only screens have.
    await read.emulateMedia({ media: 'print' })
    await expect(read.getByLabel(find)).toBeHidden()
    expect(sheetsOf(await read.pdf({ preferCSSPageSize: true }))).toBeGreaterThan(7)
    expect(asked).toEqual([pathToFileURL(file).href])
    await context.close()

    const plain = await browser.newContext({ javaScriptEnabled: false })
    const bare = await plain.newPage()
    await bare.goto(pathToFileURL(file).href)
    await expect(bare.getByRole('heading', { name: title })).toBeAttached()
    await expect(bare.getByRole('searchbox')).toHaveCount(0)
    await plain.close()
    rmSync(folder, { recursive: true })
  })
}
