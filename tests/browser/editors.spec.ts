import type { Browser, Page } from '@playwright/test'
import { wordsOf } from '#src/i18n.ts'
import { type Locale, locales } from '#src/locales.ts'
import { tokenKey } from '#studio/editors/name.ts'
import { Editor, saved, stored } from './editor.ts'
import { faultsIn } from './faults.ts'
import { clientOf, expect, type Running, test, unknown } from './running.ts'

/** A browser that nobody gave a name in. */
async function newcomer(browser: Browser, locale: Locale = 'en'): Promise<Page> {
  const { intl } = locales.find((one) => one.locale === locale) ?? { intl: 'en-GB' }
  const viewport = { width: 1280, height: 1000 }
  const context = await browser.newContext({ storageState: unknown, locale: intl, viewport })
  return context.newPage()
}

/** Gives a name as a person does, with the keys alone. */
async function introduce(page: Page, name: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Your name' })
  await expect(field).toBeFocused()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(field).toBeHidden()
}

/** An editor with a browser of their own, who has a session open. */
async function editorOf(browser: Browser, { studio }: Running, name: string, session: string) {
  const page = await newcomer(browser)
  await page.goto(`${studio}/intent/edit/id=${session};type=session`)
  await introduce(page, name)
  await expect(page.getByRole('tab', { name: 'Time and place' })).toBeVisible()
  return page
}

const french = (page: Page) =>
  page.getByTestId('field-title').getByRole('textbox', { name: 'Français', exact: true })
const face = (page: Page, name: string) => page.locator(`[data-ui="Avatar"][aria-label="${name}"]`)
const history = (page: Page) => page.getByTestId('timeline-item-button')

async function openHistory(page: Page): Promise<void> {
  await page.getByTestId('pane-footer-document-status').click()
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(history(page).first()).toBeVisible()
}

for (const { locale } of locales) {
  test(`a browser that was never here asks for a name, in ${locale}`, async ({ browser, running }) => {
    const t = wordsOf(locale)
    const page = await newcomer(browser, locale)
    await page.goto(running.studio)
    await expect(page.getByRole('heading', { name: t('studio.name.title') })).toBeVisible()
    await expect(page.getByRole('textbox', { name: t('studio.name.field') })).toBeFocused()
    await expect(page.getByRole('button', { name: t('studio.name.go') })).toBeDisabled()
    await expect(page.getByText(t('studio.name.help'))).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expect.poll(() => faultsIn(page, '[data-testid="editor-name"]')).toEqual([])
    }
    await page.setViewportSize({ width: 320, height: 640 })
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(320)
    await page.context().close()
  })
}

test('a name is asked for once, is shown in the Studio’s own menu, and can be changed', async ({
  browser,
  running,
}) => {
  const page = await newcomer(browser)
  await page.goto(`${running.studio}/translations`)
  await introduce(page, 'Ana Garcia')
  const desk = page.getByTestId('translation-desk')
  await expect(desk).toBeVisible()
  expect(new URL(page.url()).hash).toBe('')
  await page.reload()
  await expect(desk).toBeVisible()

  await page.getByRole('button', { name: 'Change my name' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change my name' })
  const field = dialog.getByRole('textbox', { name: 'Your name' })
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('Ana Garcia')
  await expect.poll(() => faultsIn(page, '[role="dialog"]')).toEqual([])
  await field.fill('Ana García')
  await field.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(desk).toBeVisible()
  await page.locator('#user-menu').click()
  await expect(page.getByTestId('user-menu')).toContainText('Ana García')
  await page.context().close()
})

test('a token that the lake does not know leads to the question again, and on from there', async ({
  browser,
  running,
}) => {
  const page = await newcomer(browser)
  await page.addInitScript(
    ([key, token]) => {
      if (localStorage.getItem(key ?? '') === null) localStorage.setItem(key ?? '', token ?? '')
    },
    [tokenKey('local'), JSON.stringify({ token: 'of-a-folder-that-is-gone' })],
  )
  await page.goto(`${running.studio}/translations`)
  await introduce(page, 'Chantal')
  await expect(page.getByTestId('translation-desk')).toBeVisible()
  await page.context().close()
})

test('two editors see each other by name, and what each writes; the history tells who wrote what, and gives it back', async ({
  browser,
  running,
}) => {
  test.slow()
  const session = 'session-sendai'
  const ana = await editorOf(browser, running, 'Ana García', session)
  const first = await french(ana).inputValue()
  await french(ana).fill('Un titre d’Ana')
  await saved(running.lake, session, 'Un titre d’Ana')
  const badou = await editorOf(browser, running, 'Badou Diop', session)

  await test.step('an edit shows at the other editor', async () => {
    await expect(french(badou)).toHaveValue('Un titre d’Ana')
    for (const title of ['Un titre d’Ana, puis un autre', 'Un dernier titre d’Ana']) {
      await french(ana).fill(title)
      await expect(french(badou)).toHaveValue(title)
    }
  })

  await test.step('each sees the other in the document, and where the other is', async () => {
    await expect(
      badou.getByTestId('document-level-presence').locator(face(badou, 'Ana García')),
    ).toBeVisible()
    await expect(ana.getByTestId('document-level-presence').locator(face(ana, 'Badou Diop'))).toBeVisible()
    await french(ana).blur()
    await french(ana).click()
    await expect
      .poll(async () => {
        const field = await french(badou).boundingBox()
        const places = await face(badou, 'Ana García').all()
        const boxes = await Promise.all(places.map((place) => place.boundingBox()))
        // Above the end of the field, beside the name of its language.
        return boxes.some((box) => box && field && box.y < field.y && field.y - box.y < 60 && box.x > field.x)
      })
      .toBe(true)
  })

  await test.step('who leaves is gone', async () => {
    await ana.goto(`${running.studio}/translations`)
    await expect(badou.getByTestId('document-level-presence').locator(face(badou, 'Ana García'))).toBeHidden()
  })

  await test.step('the history names both, and compares', async () => {
    await french(badou).fill('Un dernier titre d’Ana et de Badou')
    await saved(running.lake, session, 'Un dernier titre d’Ana et de Badou')
    await openHistory(badou)
    await expect(history(badou).first()).toContainText('Edited')
    await expect(history(badou).first().locator(face(badou, 'Ana García')).first()).toBeVisible()
    await expect(history(badou).first().locator(face(badou, 'Badou Diop')).first()).toBeVisible()
    await expect(history(badou)).toContainText(['Edited', 'Draft created', 'Published'])
    await badou.getByRole('tab', { name: 'Review changes' }).click()
    const changes = badou.locator('#review-panel')
    await expect(changes.locator('del', { hasText: first.slice(0, 12) }).first()).toBeVisible()
    await expect(changes).toContainText('et de Badou')
  })

  await test.step('an older version is restored', async () => {
    await badou.getByRole('tab', { name: 'History' }).click()
    await history(badou).last().click()
    await expect(french(badou)).toHaveValue(first)
    await badou.getByRole('button', { name: 'Revert to revision' }).click()
    await badou.getByTestId('confirm-popover-confirm-button').click()
    await expect(badou.getByRole('button', { name: 'Revert to revision' })).toBeHidden()
    await expect(french(badou)).toHaveValue(first)
    await expect(french(badou)).toBeEditable()
  })
  await ana.context().close()
  await badou.context().close()
})

test('a deleted document is given back as it was', async ({ page, running }) => {
  const editor = new Editor(page, running)
  await editor.open('session-way-ahead')
  const title = await french(page).inputValue()
  await editor.delete('session-way-ahead')
  await page.goto(`${running.studio}/intent/edit/id=session-way-ahead;type=session`)
  const banner = page.getByTestId('deleted-document-banner')
  await expect(banner).toContainText('This document has been deleted')
  await banner.getByRole('button').click()
  await expect(banner).toBeHidden()
  await expect(french(page)).toBeEditable()
  await expect(french(page)).toHaveValue(title)
  // As a draft: readers have it back once it is published.
  await editor.publish('session-way-ahead')
})

test('what is in use is taken out of there and deleted, and one press brings all back', async ({
  page,
  running,
}) => {
  const opened = async (id: string, type: string) => {
    await page.goto(`${running.studio}/intent/edit/id=${id};type=${type}`)
    await expect(page.getByTestId('field-title')).toBeVisible()
    await page.getByRole('button', { name: 'Open document actions' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete' })
    await expect(dialog.getByRole('link', { name: /Evolution of the modules/ }).first()).toBeVisible()
    return dialog
  }
  const sessions = () =>
    clientOf(running)
      .withConfig({ perspective: 'raw' })
      .fetch<object[]>('*[_type == "session"] | order(_id){_id, part, title}')
  const before = await sessions()

  await test.step('an edition is not deleted while its sessions need it', async () => {
    const dialog = await opened('edition-2019', 'edition')
    await expect(dialog.getByText('It cannot be deleted while these need it')).toBeVisible()
    await expect(dialog.getByTestId('go-on')).toBeDisabled()
  })
  await test.step('a part is taken out of its sessions', async () => {
    const dialog = await opened('part-2', 'part')
    await expect.poll(() => faultsIn(page, '[role=dialog]')).toEqual([])
    await dialog.getByRole('button', { name: 'Take it out and delete it' }).press('Enter')
    await expect(dialog).toBeHidden()
    await expect.poll(() => stored(running.lake, 'part-2')).toBeUndefined()
    expect(JSON.stringify(await sessions())).not.toContain('part-2')
  })
  await test.step('and back', async () => {
    await page.getByRole('button', { name: 'Undo' }).press('Enter')
    await expect.poll(sessions).toEqual(before)
    expect(await stored(running.lake, 'part-2')).toBeDefined()
  })
})
