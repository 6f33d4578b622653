import type { Page } from '@playwright/test'
import { noteType } from '#src/model/note.ts'
import { giveName, tokenKey } from '#studio/editors/name.ts'
import { addNote } from '#studio/notes/note-writes.ts'
import { words } from '../seed/stored.ts'
import { faultsIn } from './faults.ts'
import { clientOf, expect, leaveAsFound, test } from './running.ts'

leaveAsFound()

const notesIn = (running: Parameters<typeof clientOf>[0]) =>
  clientOf(running)
    .withConfig({ perspective: 'raw' })
    .fetch<{ document: string; path?: string; text: string; isDone: boolean }[]>(
      '*[_type == $type] | order(at){document, path, text, isDone}',
      { type: noteType },
    )

test.afterAll(async ({ running }) => {
  await clientOf(running).delete({ query: '*[_type == $type]', params: { type: noteType } })
})

const card = (page: Page, text: string) => page.getByTestId('note').filter({ hasText: text })

test('a note is written about a field by keyboard, seen by a colleague in every list, done, deleted and brought back', async ({
  page,
  running,
  browser,
}) => {
  await page.goto(`${running.studio}/intent/edit/id=session-sendai;type=session`)
  await page.getByTestId('field-title').getByRole('textbox').nth(1).focus()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Add a note' }).press('Enter')
  const form = page.getByTestId('note-form')
  await expect(form).toContainText('About: Title (Français)')
  await expect(form.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('French by Friday')
  await page.keyboard.press('Control+Enter')
  await expect(card(page, 'French by Friday')).toContainText('Title (Français)')
  await expect(form).not.toContainText('About')
  await page.keyboard.type('The mayor’s office to confirm')
  await form.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(page.getByTestId('note')).toHaveText([/French by Friday/, /mayor’s office/])
  await expect(page.getByTestId('field-title').getByRole('button', { name: '1 open note' })).toBeVisible()
  await expect(page.getByRole('button', { name: '2 open notes' })).toBeVisible()
  const title = expect.stringMatching(/^title\[_key=="[^"]+"\]\.value$/)
  expect(await notesIn(running)).toEqual([
    { document: 'session-sendai', path: title, text: 'French by Friday', isDone: false },
    { document: 'session-sendai', path: null, text: 'The mayor’s office to confirm', isDone: false },
  ])
  expect(await faultsIn(page, '[data-testid="notes-panel"]')).toEqual([])

  await test.step('a note that was begun is there again after a reload', async () => {
    await form.getByRole('textbox').fill('Ask Inés')
    await page.reload()
    await expect(form.getByRole('textbox')).toHaveValue('Ask Inés')
    await form.getByRole('textbox').fill('')
  })

  await test.step('a colleague finds it in the list of the edition, which leads to the field', async () => {
    const token = await giveName(running.lake, 'Karim')
    const localStorage = [{ name: tokenKey('local'), value: JSON.stringify({ token }) }]
    const context = await browser.newContext({
      storageState: { cookies: [], origins: [{ origin: running.studio, localStorage }] },
    })
    const other = await context.newPage()
    await other.goto(`${running.studio}/structure/programme`)
    await expect(other.getByRole('link', { name: /Sendai.*2 open notes/ })).toBeVisible()
    await other.getByRole('link', { name: 'Notes', exact: true }).click()
    const list = other.getByTestId('edition-notes')
    await expect(list.getByRole('status').filter({ hasText: '2 notes' })).toBeVisible()
    await list.getByRole('searchbox').fill('sendai friday')
    await expect(card(other, 'mayor’s office')).toBeHidden()
    expect(await faultsIn(other, '[data-testid="edition-notes"]')).toEqual([])
    await expect(card(other, 'French by Friday').getByRole('button', { name: 'Delete' })).toBeHidden()
    await card(other, 'French by Friday').getByRole('link', { name: 'Title (Français)' }).click()
    await expect(other.getByTestId('field-title').getByRole('textbox').nth(1)).toBeFocused()
    await card(other, 'French by Friday').getByRole('checkbox', { name: 'Done' }).press('Space')
    await expect(card(other, 'French by Friday')).toBeHidden()
    await context.close()
  })

  await expect(card(page, 'French by Friday')).toHaveAttribute('data-done', 'true')
  await expect(page.getByRole('button', { name: '1 open note' })).toBeVisible()
  await card(page, 'mayor’s office').getByRole('button', { name: 'Edit' }).press('Enter')
  await card(page, 'Cancel').getByRole('textbox').fill('The mayor’s office has confirmed')
  await page.keyboard.press('Control+Enter')
  await card(page, 'has confirmed').getByRole('button', { name: 'Delete' }).press('Enter')
  await expect(card(page, 'has confirmed')).toBeHidden()
  await page.getByTestId('note-notice').getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(card(page, 'has confirmed')).toBeVisible()

  await test.step('many notes scroll in their panel, and the form stays beside them', async () => {
    const text = 'A long note. '.repeat(40)
    const author = { id: 'karim', name: 'Karim' }
    const client = clientOf(running)
    for (let at = 0; at < 6; at++)
      await addNote(client, { document: 'session-sendai', path: '', text, author })
    await expect(page.getByTestId('note')).toHaveCount(8)
    await form.getByRole('textbox').scrollIntoViewIfNeeded()
    await form.getByRole('textbox').fill('Last')
    await form.getByRole('button', { name: 'Save' }).press('Enter')
    await expect(page.getByTestId('note')).toHaveCount(9)
    // The page and the form have not moved under it.
    await expect(page.getByTestId('field-title')).toBeInViewport()
    await expect(form.getByRole('button', { name: 'Save' })).toBeInViewport()
    await page.getByTestId('note').first().scrollIntoViewIfNeeded()
    await expect(page.getByTestId('note').first()).toBeInViewport()
  })
})

test('the findings of an edition stand in one list by kind, and lead to their fields', async ({
  page,
  running,
}) => {
  const client = clientOf(running)
  const sendai = await client.getDocument('session-sendai')
  if (!sendai) throw new Error('No such session')
  const draft = { ...sendai, _id: 'drafts.session-sendai', end: '10:00', title: words({ en: 'Sendai' }) }
  await client.create(draft)
  await page.goto(`${running.studio}/structure/findings`)
  const list = page.getByTestId('edition-findings')
  await expect(list.getByRole('status')).toHaveText('2 findings')
  await expect(list.getByRole('alert')).toContainText('This cannot be published yet')
  const missing = list.getByRole('button', { name: 'Not translated · 1' })
  await missing.press('Enter')
  await expect(list.getByRole('listitem').last()).toHaveText(
    /Sendai \(session\) – Title \(Français, Español\)/,
  )
  expect(await faultsIn(page, '[data-testid="edition-findings"]')).toEqual([])
  await list.getByRole('alert').getByRole('link', { name: 'Sendai (session)' }).press('Enter')
  await expect(page.getByTestId('field-end').getByRole('textbox')).toHaveValue('10:00')
  // It stays beside the form, and follows what is put right there.
  await client.patch('drafts.session-sendai').set({ end: sendai.end }).commit()
  await expect(list.getByRole('status')).toHaveText('1 finding')
})
