import { localizedItems } from '#src/model/fields.ts'
import { stored } from './editor.ts'
import { faultsIn } from './faults.ts'
import { clientOf, expect, leaveAsFound, test } from './running.ts'

leaveAsFound()

test('a translation is written in the list, saved as a draft, and taken back', async ({ page, running }) => {
  const client = clientOf(running)
  await client.patch('session-dialogue').unset(['title[language=="fr"]']).commit()
  const french = async () =>
    localizedItems((await stored(running.lake, 'drafts.session-dialogue'))?.title)?.find(
      ({ language }) => language === 'fr',
    )?.value
  await page.goto(`${running.studio}/translations/fr/edition-2019/missing`)
  const line = page.getByRole('textbox', { name: /^Write: Français · .* · Title$/ })
  await expect(line).toHaveCount(1)
  expect(await faultsIn(page, '[data-testid="translation-desk"]')).toEqual([])

  await page.getByRole('button', { name: /^Copy the source · .* · Title$/ }).click()
  await expect(line).toHaveValue(/^Dialogue/)
  await line.press('Escape')
  await expect(line).toHaveValue('')
  await line.fill('Dialogue des mécanismes')
  await line.press('Enter')
  await expect.poll(french).toBe('Dialogue des mécanismes')
  // It stays where it is, and keeps the focus.
  await expect(line).toBeFocused()
  await line.fill('Dialogue entre les mécanismes')
  await line.press('Control+Enter')
  await expect.poll(french).toBe('Dialogue entre les mécanismes')
  const desk = page.getByTestId('translation-desk')
  await expect(desk.getByRole('link', { name: /^Title Dialogue/ })).toContainText('Reviewed')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(french).toBe('Dialogue des mécanismes')

  // The source changes while one writes: what is written is no translation of the new one.
  await expect(line).toHaveValue('Dialogue des mécanismes')
  await line.fill('Dialogue de mécanismes')
  await client
    .patch('drafts.session-dialogue')
    .set({ 'title[language=="en"].value': 'Dialogue between all mechanisms' })
    .commit()
  const link = desk.getByRole('link', { name: /^Title Dialogue between all/ })
  await expect(link).toBeVisible()
  await expect(line).toHaveValue('Dialogue de mécanismes')
  await line.press('Enter')
  await expect.poll(french).toBe('Dialogue de mécanismes')
  await expect(link).toContainText('Changed in the source since then')
  await client.delete('drafts.session-dialogue')
})

test('many translations are confirmed at once, and no draft is left to publish', async ({
  page,
  running,
}) => {
  const client = clientOf(running)
  const open =
    '*[_type == "session"]{"open": count(review[language == "es" && path != "slug" && reviewed != true])}.open'
  const drafts = () => client.withConfig({ perspective: 'raw' }).fetch('count(*[_id in path("drafts.**")])')
  const before = await drafts()
  await page.goto(`${running.studio}/translations/es/edition-2019/needsReview`)
  await page.getByRole('checkbox', { name: /^All that can be confirmed/ }).check()
  await page.getByRole('button', { name: /^Confirm \d+ translations$/ }).click()
  await expect(page.getByTestId('desk-notice')).toContainText('translations are confirmed.')
  await expect(page.getByTestId('translation-desk').getByText('0 texts')).toBeVisible()
  expect(new Set(await client.fetch(open))).toEqual(new Set([0]))
  expect(await drafts()).toBe(before)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByTestId('desk-notice')).toContainText('undone')
  expect(new Set(await client.fetch(open))).not.toEqual(new Set([0]))
})

test('a confirmation in the form of a published document makes no draft', async ({ page, running }) => {
  await page.goto(`${running.studio}/intent/edit/id=session-way-ahead;type=session`)
  const title = page.getByTestId('field-title')
  await title.getByRole('button', { name: 'Confirm the translation: Español' }).click()
  await expect(title.getByTestId('translation-title-es')).toHaveText('Reviewed')
  const review = (await stored(running.lake, 'session-way-ahead'))?.review
  expect(review).toContainEqual(expect.objectContaining({ path: 'title', language: 'es', reviewed: true }))
  expect(await stored(running.lake, 'drafts.session-way-ahead')).toBeUndefined()
})

test('two languages of choice stand side by side where three are too narrow, and a hidden one says that it has a fault', async ({
  page,
  running,
}) => {
  const client = clientOf(running)
  await page.setViewportSize({ width: 600, height: 900 })
  const open = () => page.goto(`${running.studio}/intent/edit/id=session-way-ahead;type=session`)
  await open()
  const title = page.getByTestId('field-title')
  const column = (name: string) => title.getByRole('group', { name, exact: true })
  const choice = page.getByRole('combobox', { name: 'Languages that the form shows' })
  const unfold = () => page.getByText(/^Languages shown: /).press('Enter')
  await expect(page.getByText('Languages shown: all, one below the other')).not.toBeFocused()
  await unfold()
  await expect(choice).toHaveValue('0')
  for (const name of ['English', 'Français', 'Español']) await expect(column(name)).toBeVisible()
  await choice.selectOption('Français · Español')
  await expect(column('English')).toBeHidden()
  const top = async (name: string) => (await column(name).boundingBox())?.y
  expect(await top('Français')).toBe(await top('Español'))
  expect(await faultsIn(page, '[data-testid="language-choice"]')).toEqual([])

  // It is remembered, and a fault of what is hidden is told.
  await client.patch('session-way-ahead').set({ 'slug[language=="en"].value.current': 'not a slug' }).commit()
  await open()
  await expect(column('Español')).toBeVisible()
  await expect(column('English')).toBeHidden()
  const show = page.getByTestId('field-slug').getByRole('button', { name: 'English has a mistake: show it' })
  await show.press('Enter')
  await expect(column('English')).toBeVisible()
  await expect(show).toBeHidden()

  // All three stand side by side where there is room, whatever was chosen.
  await unfold()
  await choice.selectOption('Français · Español')
  await page.setViewportSize({ width: 1900, height: 900 })
  await expect(column('English')).toBeVisible()
  await expect(choice).toBeHidden()
  expect(await top('English')).toBe(await top('Español'))
})

test('the form of a session fits on a phone, with all the languages that it can be in', async ({
  page,
  running,
}) => {
  await page.setViewportSize({ width: 320, height: 800 })
  await page.goto(`${running.studio}/intent/edit/id=session-sendai;type=session`)
  const form = page.getByTestId('document-panel-scroller')
  await form.getByTestId('field-group-select').first().selectOption('People')
  const languages = form.getByTestId('field-spokenLanguages').locator('label')
  await expect(languages.first()).toBeVisible()
  expect(await form.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
  const overlaps = await languages.evaluateAll((all) =>
    all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent),
  )
  expect(overlaps).toEqual([])
})
