import type { Page } from '@playwright/test'
import { words } from '../seed/stored.ts'
import { faultsIn } from './faults.ts'
import { clientOf, expect, test } from './running.ts'
import { listenToToasts } from './toasts.ts'

/** The programme board as an editor sees it. */
class Board {
  readonly page: Page
  readonly #studio: string

  constructor(page: Page, studio: string) {
    this.page = page
    this.#studio = studio
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.#studio}/board`)
    await expect(this.line('Opening and welcome')).toBeVisible()
  }

  /** A session or a break: the link to its form. */
  line(title: string) {
    return this.page
      .getByRole('list', { name: 'Tuesday' })
      .getByRole('link', { name: new RegExp(`^[\\d:]+–[\\d:]+ ${title}`) })
  }

  button(name: string) {
    return this.page.getByTestId('board').getByRole('button', { name, exact: true })
  }

  async hasNoFaults(): Promise<void> {
    await expect.poll(() => faultsIn(this.page, '[data-testid="board"], [role="dialog"]')).toEqual([])
  }
}

test('the afternoon is moved and moved back; a session is moved by keyboard, and back', async ({
  page,
  request,
  running,
}) => {
  const board = new Board(page, running.studio)
  const query = '*[_type in ["session", "break"]] | order(_id)'
  const documents = async (): Promise<unknown> => {
    const address = `${running.lake}/v2025-02-19/data/query/production?perspective=raw`
    const answer = await request.get(`${address}&query=${encodeURIComponent(query)}`)
    return (await answer.json()).result
  }
  const before = await documents()

  await test.step('it opens on the present edition, at an address of its own', async () => {
    await board.open()
    await expect(page).toHaveURL(/\/board\/edition-2019\/2019-11-12$/)
    await expect(board.line('Key components')).toContainText('15:00–16:00')
    await board.hasNoFaults()
  })

  await test.step('a plan that runs into lunch is refused in words', async () => {
    await board.button('Move everything').press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Move everything' })
    await dialog.getByRole('textbox', { name: 'From' }).fill('11h')
    await expect(dialog.getByRole('checkbox', { name: '“Lunch” stays where it is' })).toBeChecked()
    await expect(dialog.getByRole('row', { name: 'Evolution of the modules' })).toContainText(
      'It would run into “Lunch” (13:00–15:00), which stays.',
    )
    await expect(dialog.getByRole('button', { name: 'Move', exact: true })).toBeDisabled()
    await board.hasNoFaults()
    await dialog.getByRole('checkbox', { name: 'Let it end at 13:00' }).press('Space')
    await expect(dialog.getByRole('row', { name: 'Evolution of the modules' })).toContainText('11:55–13:00')
    await expect(dialog.getByRole('button', { name: 'Move', exact: true })).toBeEnabled()
  })

  await test.step('the afternoon moves by 15 minutes, and lunch stays', async () => {
    const dialog = page.getByRole('dialog', { name: 'Move everything' })
    await dialog.getByRole('textbox', { name: 'From' }).fill('12')
    const rows = dialog.getByRole('row')
    await expect(rows.filter({ hasText: 'Lunch' })).toContainText(/13:00–15:00\s*stays/)
    await expect(rows.filter({ hasText: 'Key components' })).toContainText(/15:00–16:00\s*15:15–16:15/)
    await expect(rows.filter({ hasText: 'The way ahead?' })).toContainText(/17:00–18:00\s*17:15–18:15/)
    await board.hasNoFaults()
    await dialog.getByRole('button', { name: 'Move', exact: true }).press('Enter')
    await expect(board.line('Key components')).toContainText(/15:15–16:15.*Changed · Moved/)
    await expect(board.line('Lunch')).toContainText('13:00–15:00')
    await expect(board.button('3 unpublished changes')).toBeVisible()
    await expect.poll(documents).toContainEqual(
      expect.objectContaining({
        _id: 'drafts.session-way-ahead',
        start: '17:15',
        end: '18:15',
        status: 'moved',
        movedFrom: { _type: 'movedFrom', date: '2019-11-12', start: '17:00', end: '18:00' },
      }),
    )
  })

  await test.step('and back, but for what a colleague has changed since; then every document is as it was', async () => {
    const client = clientOf(running)
    await client.patch('drafts.session-way-ahead').set({ end: '18:20' }).commit()
    await expect(board.line('The way ahead?')).toContainText('17:15–18:20')
    await board.button('Undo').press('Enter')
    await expect(page.getByText('Not done, since somebody else has just changed this.').first()).toBeVisible()
    await board.button('Undo').press('Enter')
    await expect(board.line('Key components')).toContainText('15:00–16:00')
    await expect(board.line('The way ahead?')).toContainText('17:15–18:20')
    await client.delete('drafts.session-way-ahead')
    await expect(page.getByText('Everything is published')).toBeVisible()
    await expect.poll(documents).toEqual(before)
  })

  await test.step('a session is made longer by keyboard, and the conflict is told', async () => {
    await board.line('Evolution of the modules').press('Shift+ArrowDown')
    const conflict = 'Start (11:40) makes it run at the same time as “Lunch” (13:00–15:00)'
    await expect(page.getByTestId('board-announced')).toContainText(
      `“Evolution of the modules & methodologies”: 11:40–13:05. ${conflict}`,
    )
    await expect(board.line('Evolution of the modules')).toContainText(`Conflict: ${conflict}`)
    await expect(page.getByRole('region', { name: 'Conflicts' })).toContainText(
      /During “Lunch”, when nothing else takes place\s*11:40–13:05 Evolution of the modules/,
    )
    await expect(board.button('1 unpublished change')).toBeEnabled()
    await board.hasNoFaults()
    await board.line('Evolution of the modules').press('ArrowUp')
    await expect(board.line('Evolution of the modules')).toContainText('11:35–13:00')
    await expect(board.button('1 unpublished change')).toBeEnabled()
  })

  await test.step('one step back at a time, until nothing is left of it', async () => {
    await page.keyboard.press('Control+z')
    await expect(board.line('Evolution of the modules')).toContainText('11:40–13:05')
    await page.keyboard.press('Control+z')
    await expect(board.line('Evolution of the modules')).toContainText('11:40–13:00')
    await expect(board.button('Undo')).toBeDisabled()
    await expect(page.getByText('Everything is published')).toBeVisible()
    await expect.poll(documents).toEqual(before)
  })

  await test.step('the menu of a session does the same, and more', async () => {
    await board.button('What to do with “The way ahead?”').press('Enter')
    await expect(
      page.getByRole('menuitem', { name: 'To the part “Localizing the global agendas”' }),
    ).toBeVisible()
    await expect.poll(() => faultsIn(page, '[role="menu"]')).toEqual([])
    await page.getByRole('menuitem', { name: 'Cancel the session' }).click()
    await expect(board.line('The way ahead')).toContainText('Cancelled')
    await expect(board.button('1 unpublished change')).toBeEnabled()
    await board.button('Undo').click()
    await expect(page.getByText('Everything is published')).toBeVisible()
    await expect.poll(documents).toEqual(before)
  })

  await test.step('what somebody else went on from is not taken back, and that is said', async () => {
    const mutate = (mutations: readonly object[]) =>
      request.post(`${running.lake}/v2025-02-19/data/mutate/production`, { data: { mutations } })
    await board.line('Taking stock').press('ArrowDown')
    await expect(board.button('1 unpublished change')).toBeEnabled()
    await mutate([{ patch: { id: 'drafts.session-taking-stock', set: { status: 'cancelled' } } }])
    await expect(board.line('Taking stock')).toContainText('Cancelled')
    const told = await listenToToasts(page)
    await page.keyboard.press('Control+z')
    await told('somebody else has just changed this')
    await expect(board.line('Taking stock')).toContainText(/10:05–11:05.*Cancelled/)
    await expect(board.button('Undo')).toBeDisabled()
    await mutate([{ delete: { id: 'drafts.session-taking-stock' } }])
    await expect(board.line('Taking stock')).toContainText('10:00–11:00')
    await expect.poll(documents).toEqual(before)
  })
})

test('what has no place in a programme yet is found in the desk and on the board', async ({
  page,
  running,
}) => {
  const client = clientOf(running)
  const id = 'drafts.session-unplaced'
  await client.create({ _id: id, _type: 'session', title: words({ en: 'A session from nowhere' }) })
  await page.goto(`${running.studio}/structure/unplaced`)
  await expect(page.getByRole('link', { name: 'A session from nowhere' })).toBeVisible()
  await page.goto(`${running.studio}/board`)
  const unplaced = page.getByRole('region', { name: 'Not placed yet' })
  await unplaced.getByRole('link', { name: 'A session from nowhere' }).click()
  await expect(page).toHaveURL(/session-unplaced/)
  await expect(page.getByTestId('field-title')).toBeVisible()
  await client.delete(id)
})
