import type { Locator, Page } from '@playwright/test'
import { scheduledId } from '#src/model/scheduled-version.ts'
import { Editor, saved, stored } from './editor.ts'
import { expect, leaveAsFound, test } from './running.ts'

leaveAsFound()

/** Goes to something by one key, as who has no mouse does. @param most how many presses that may take */
async function to(page: Page, target: Locator, most: number, key = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  const has = () => target.evaluate((element) => element === document.activeElement)
  for (let steps = 0; steps < most && !(await has()); steps += 1) await page.keyboard.press(key)
  await expect(target).toBeFocused()
}

test('a version is approved for later, translations are written and confirmed, a preview link is made and ended: by keys alone', async ({
  page,
  running,
}) => {
  const editor = new Editor(page, running)
  const english = page.getByTestId('field-title').getByRole('textbox').first()
  const actions = page.getByRole('button', { name: 'Open document actions' })
  const choose = async (name: string) => {
    await page.keyboard.press('Enter')
    await to(page, page.getByRole('menuitem', { name }), 20, 'ArrowDown')
    await page.keyboard.press('Enter')
  }

  await test.step('a title is written, and approved for later', async () => {
    await editor.open('session-sendai')
    await to(page, english, 60)
    await page.keyboard.press('End')
    await page.keyboard.type(', by keys')
    await saved(running.lake, 'session-sendai', ', by keys')
    await to(page, actions, 60, 'Shift+Tab')
    await choose('Publish later…')
    const dialog = page.getByRole('dialog', { name: 'Publish later' })
    const approve = dialog.getByRole('button', { name: 'Approve for this time' })
    await expect(approve).toBeEnabled()
    await to(page, approve, 30)
    await page.keyboard.press('Enter')
    await expect.poll(() => stored(running.lake, scheduledId('session-sendai'))).toBeDefined()
    await expect(page.locator('body')).not.toBeFocused()
    await to(page, page.getByTestId('scheduled').getByRole('button', { name: 'Take it back' }), 60)
    await page.keyboard.press('Enter')
    await expect.poll(() => stored(running.lake, scheduledId('session-sendai'))).toBeUndefined()
    await saved(running.lake, 'session-sendai', ', by keys')
  })

  await test.step('a translation is written in the list, and confirmed with others', async () => {
    await page.goto(`${running.studio}/translations`)
    await to(page, page.getByRole('textbox', { name: 'Write: Français · UCLG Learning Forum · Name' }), 60)
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' bis')
    await page.keyboard.press('Control+Enter')
    await saved(running.lake, 'forum', ' bis')
    const line = page.getByTestId('translation-desk').getByRole('link', { name: /^Name UCLG/ })
    await expect(line).toContainText('Reviewed')
    await expect(page.locator('body')).not.toBeFocused()
    await to(page, page.getByRole('checkbox', { name: /^All that can be confirmed/ }), 200, 'Shift+Tab')
    await page.keyboard.press('Space')
    await to(page, page.getByRole('button', { name: /^Confirm \d+ translations/ }), 5)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('desk-notice')).toContainText('translations are confirmed.')
    await expect(page.locator('body')).not.toBeFocused()
  })

  await test.step('a link for somebody without the Studio is made, and ended', async () => {
    await page.goto(`${running.studio}/intent/edit/id=edition-2019;type=edition`)
    await expect(page.getByTestId('field-title')).toBeVisible()
    await to(page, actions, 200)
    await choose('Show before it is public')
    const dialog = page.getByRole('dialog', { name: 'Show before it is public' })
    await to(page, dialog.getByRole('button', { name: 'Make a link' }), 20)
    await page.keyboard.press('Enter')
    const end = dialog.getByRole('button', { name: 'End this link' })
    await to(page, end, 30)
    await page.keyboard.press('Enter')
    await expect(dialog.getByText(/^Ended /)).toBeVisible()
    const away = dialog.getByRole('button', { name: 'Delete this link and its answers' })
    await to(page, away, 30)
    await page.keyboard.press('Enter')
    await expect(away).toBeHidden()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(actions).toBeFocused()
  })
})
