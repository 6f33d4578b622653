import { scheduledId } from '#src/model/scheduled-version.ts'
import { Editor, saved, stored } from './editor.ts'
import { faultsIn } from './faults.ts'
import { clientOf, expect, leaveAsFound, releaseWait, test } from './running.ts'

leaveAsFound('session-sendai', 'session-opening')

test('a version is approved for later, taken back by one press, and comes by itself while what is public goes on', async ({
  page,
  running,
}) => {
  const editor = new Editor(page, running)
  const address = `${running.site}/en/2019/programme/sendai-framework/`
  const onSite = async () => (await fetch(address)).text()
  const form = page.getByTestId('document-panel-scroller')
  const notice = page.getByTestId('scheduled')
  const dialog = page.getByRole('dialog', { name: 'Publish later' })
  const approve = async () => {
    await page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
    await page.getByRole('menuitem', { name: 'Publish later…' }).click()
    await expect(dialog.getByRole('button', { name: 'Approve for this time' })).toBeEnabled()
  }
  const id = scheduledId('session-sendai')

  await test.step('approved for tomorrow; a time that is over is refused', async () => {
    await editor.open('session-sendai')
    await editor.fill('English', 'Embargoed until noon')
    await saved(running.lake, 'session-sendai', 'Embargoed until noon')
    await approve()
    const day = dialog.getByLabel('Day')
    const tomorrow = await day.inputValue()
    await day.fill('2019-11-12')
    await expect(dialog.getByText('This time is over.')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Approve for this time' })).toBeDisabled()
    await day.fill(tomorrow)
    await page.mouse.move(0, 0)
    await expect.poll(() => faultsIn(page, ['[role=dialog]'])).toEqual([])
    await dialog.getByRole('button', { name: 'Approve for this time' }).click()
    await expect(notice).toContainText('Approved by Test, and not public before')
    await expect(notice).toContainText('What changes then: Title (English).')
    await expect(notice).toContainText('Title (English): Embargoed until noon')
    await expect(form.getByRole('textbox', { name: 'English', exact: true }).first()).not.toHaveValue(
      'Embargoed until noon',
    )
    expect(await stored(running.lake, 'drafts.session-sendai')).toBeUndefined()
  })

  await test.step('it is listed, and taken back to a draft', async () => {
    await page.getByRole('link', { name: 'Approved for later' }).click()
    await notice.first().getByRole('button', { name: 'Take it back' }).click()
    await expect.poll(() => stored(running.lake, id)).toBeUndefined()
    await saved(running.lake, 'session-sendai', 'Embargoed until noon')
  })

  await test.step('approved again; what is public is changed meanwhile', async () => {
    await editor.open('session-sendai')
    await approve()
    await dialog.getByRole('button', { name: 'Approve for this time' }).click()
    await expect(notice).toBeVisible()
    await clientOf(running)
      .patch('session-sendai')
      .set({ end: '11:36', 'title[language=="fr"].value': 'Mots changés' })
      .commit()
    await expect.poll(onSite, releaseWait).toContain('11:36')
    expect(await onSite()).not.toContain('Embargoed until noon')
  })

  await test.step('where it is unpublished meanwhile, nothing waits any more, and that is told', async () => {
    const before = await stored(running.lake, 'session-sendai')
    await clientOf(running).delete('session-sendai')
    await expect(notice).toContainText('Nothing becomes public then')
    if (before)
      await clientOf(running).createOrReplace({ ...before, _id: 'session-sendai', _type: 'session' })
    await expect(notice).toContainText('What changes then: Title (English).')
  })

  await test.step('its time comes: readers see it, and the open Studio stores what they see', async () => {
    const from = new Date(Date.now() + 2000).toISOString()
    await clientOf(running).patch(id).set({ from }).commit()
    await expect.poll(onSite, releaseWait).toContain('Embargoed until noon')
    expect(await onSite()).toContain('11:36')
    await expect.poll(() => stored(running.lake, id), releaseWait).toBeUndefined()
    const now = await stored(running.lake, 'session-sendai')
    expect(now).toMatchObject({ end: '11:36' })
    // Another language of the same text stays as it was published meanwhile.
    expect(JSON.stringify(now?.title)).toContain('Mots changés')
    await expect(notice).toBeHidden()
    await expect(form.getByRole('textbox', { name: 'English', exact: true }).first()).toHaveValue(
      'Embargoed until noon',
    )
    // Its history tells a publication.
    await expect(page.getByTestId('pane-footer-document-status')).toContainText('Last published')
  })
})
