import { recordsIn } from '#src/model/fields.ts'
import { referencedId } from '#src/model/references.ts'
import { reference } from '#src/seed/write.ts'
import { everyText } from '#studio/schema/localized-fields.ts'
import { words } from '../seed/stored.ts'
import { stored } from './editor.ts'
import { faultsIn } from './faults.ts'
import { clientOf, expect, leaveAsFound, releaseWait, test } from './running.ts'

leaveAsFound()

const person = (id: string, name: string, more: object = {}) => ({
  ...{ _id: id, _type: 'contributor', kind: 'person', name: words({ en: name }), ...more },
})
const contribution = (id: string) => ({
  ...{ _key: `k${id}`, _type: 'contribution', contributor: reference(id) },
})

test('a double is found in the list, and merged; its address leads on; that is undone, and the double is forgotten', async ({
  page,
  running,
}) => {
  const client = clientOf(running)
  await client
    .transaction()
    .create(person('ruiz', 'Inés Ruiz', { sortName: words({ en: 'Ruiz, Inés' }) }))
    .create(person('ruiz-2', 'Dra. Ines Ruiz', { position: words({ en: 'Mayor', fr: 'Maire' }) }))
    .patch('session-dialogue', { set: { contributors: ['ruiz', 'ruiz-2'].map(contribution) } })
    .patch('session-sendai', { set: { contributors: [contribution('ruiz-2')] } })
    .commit()
  const address = `${running.site}/en/people/ruiz-2/`
  const titleAt = async () =>
    /<title>([^<·|–]*)/.exec(await (await page.request.get(address)).text())?.[1]?.trim()
  await expect.poll(titleAt, releaseWait).toBe('Dra. Ines Ruiz')

  await page.goto(`${running.studio}/structure/contributor`)
  const list = page.getByTestId('people-list')
  await list.getByRole('combobox', { name: 'Which people are shown' }).selectOption('Same name as another')
  await expect(list.getByRole('listitem')).toHaveText([
    /^Dra\. Ines Ruiz.*Mayor.*in 2 sessions.*Same name$/,
    /^Ruiz, Inés.*in 1 session.*Same name$/,
  ])
  expect(await faultsIn(page, '[data-testid="people-list"]')).toEqual([])
  await list.getByRole('link', { name: /Dra\. Ines Ruiz/ }).press('Enter')
  await expect(page.getByTestId('field-name')).toBeVisible()
  await page.getByRole('button', { name: 'Open document actions' }).click()
  const merging = page.getByRole('menuitem', { name: 'Merge with another…' })
  await merging.click()
  const dialog = page.getByRole('dialog', { name: 'Merge two entries' })
  const notice = page.getByTestId('people-notice')

  // Two people of one name are told apart, by keyboard, and not told as doubles until that is taken back.
  const apart = dialog.getByRole('button', { name: 'These two are not the same' })
  await apart.press('Enter')
  await expect(notice).toContainText('are not told as doubles any more')
  await expect(list.getByRole('listitem')).toHaveCount(0)
  expect(await stored(running.lake, 'ruiz')).toMatchObject({ distinctFrom: ['ruiz-2'] })
  expect(await stored(running.lake, 'ruiz-2')).toMatchObject({ distinctFrom: ['ruiz'] })
  await notice.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(list.getByRole('listitem')).toHaveCount(2)
  expect((await stored(running.lake, 'ruiz'))?.distinctFrom).toBeUndefined()
  await page.getByRole('button', { name: 'Open document actions' }).click()
  await merging.click()
  await expect(dialog.getByRole('combobox', { name: 'The other entry' })).toHaveValue('Ruiz, Inés')
  await dialog.getByRole('radio', { name: /^Inés Ruiz/ }).check()
  await expect(dialog.getByRole('listitem').filter({ hasText: 'What they do · Français' })).toContainText(
    'Maire',
  )
  await expect(dialog.getByTestId('merge-go')).toBeEnabled()
  expect(await faultsIn(page, '[data-testid="merge"]')).toEqual([])
  await dialog.getByTestId('merge-go').click()
  await expect(notice).toContainText('Dra. Ines Ruiz is now one entry with Inés Ruiz.')
  expect(await stored(running.lake, 'ruiz-2')).toBeUndefined()
  expect(JSON.stringify(await stored(running.lake, 'session-dialogue'))).not.toContain('ruiz-2')
  expect((await stored(running.lake, 'ruiz'))?.position).toEqual(words({ en: 'Mayor', fr: 'Maire' }))
  await expect.poll(titleAt, releaseWait).toBe('Inés Ruiz')

  await notice.getByRole('button', { name: 'Undo' }).click()
  await expect(notice).toContainText('as it was before')
  expect(await stored(running.lake, 'ruiz-2')).toBeDefined()
  await expect.poll(titleAt, releaseWait).toBe('Dra. Ines Ruiz')

  await list.getByRole('link', { name: /Dra\. Ines Ruiz/ }).click()
  await expect(page.getByTestId('field-name').getByRole('textbox').first()).toHaveValue('Dra. Ines Ruiz')
  await page.getByRole('button', { name: 'Open document actions' }).click()
  await page.getByRole('menuitem', { name: 'Forget this person…' }).click()
  const last = page.getByRole('dialog', { name: 'Forget a person' })
  await expect(last.getByRole('listitem').filter({ hasText: 'Dialogue' })).toBeVisible()
  await expect(last.getByTestId('forget-go')).toBeDisabled()
  await last.getByRole('checkbox').check()
  await expect(last.getByTestId('forget-go')).toBeEnabled()
  expect(await faultsIn(page, '[data-testid="forget"]')).toEqual([])
  await last.getByTestId('forget-go').click()
  await expect(notice).toContainText('The person is forgotten.')
  expect(await stored(running.lake, 'ruiz-2')).toBeUndefined()
  await expect.poll(async () => (await page.request.get(address)).status(), releaseWait).toBe(404)
  const ledger = await (await page.request.get(`${running.site}/addresses.json`)).text()
  expect(ledger).not.toMatch(/ruiz-2|Dra\. Ines/)
  await client
    .transaction()
    .patch('session-dialogue', { unset: ['contributors'] })
    .delete('ruiz')
    .commit()
})

test('who takes part in a session is written in rows, by keyboard, and a role fills all languages', async ({
  page,
  running,
}) => {
  const contributions = async () =>
    recordsIn((await stored(running.lake, 'drafts.session-sendai'))?.contributors).map(
      ({ contributor, role, affiliation }) => [
        referencedId(contributor),
        everyText(role),
        everyText(affiliation),
      ],
    )
  await clientOf(running)
    .patch('session-sendai', { set: { contributors: [contribution('ungl')] } })
    .commit()
  await page.goto(`${running.studio}/intent/edit/id=session-sendai;type=session`)
  await page.getByRole('tab', { name: 'People' }).click()
  const add = page.getByRole('combobox', { name: 'Add a person or an organisation' })
  await add.fill('habitat')
  await expect(page.getByRole('option', { name: /Habitat/ }).first()).toBeVisible()
  await add.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(contributions).toEqual([
    ['ungl', [], []],
    ['un-habitat', [], []],
  ])
  const role = page.getByRole('combobox', { name: 'Choose a role for all languages' }).last()
  await role.fill('mod')
  await expect(page.getByRole('option', { name: /^Moderator/ }).first()).toBeVisible()
  await role.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Affiliation in words' }).last().fill('Nairobi')
  await expect.poll(contributions).toEqual([
    ['ungl', [], []],
    ['un-habitat', ['Moderator', 'Modération', 'Moderación'], ['Nairobi']],
  ])
  // One of their own is kept when the field is left.
  await role.fill('Keeper of the minutes')
  // The button that shows all of them comes in between.
  await role.press('Tab')
  await page.keyboard.press('Tab')
  await expect.poll(contributions).toContainEqual(['un-habitat', ['Keeper of the minutes'], ['Nairobi']])
  expect(await faultsIn(page, '[data-testid="contribution-row"]')).toEqual([])
})
