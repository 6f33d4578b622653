import { readFileSync } from 'node:fs'
import type { IdentifiedSanityDocumentStub } from '@sanity/client'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { faultsIn } from './faults.ts'
import { clientOf, expect, test } from './running.ts'

/** Tables of sessions, whose columns an editor checks. */
test.use({ defaultContent: 'no' })

const proposals = new URL('../cases/programmes/proposals.csv', import.meta.url).pathname

test('an export of proposals becomes drafts by its columns, which are changed by keyboard; undone', async ({
  page,
  request,
  running,
}) => {
  // Another file may have left some.
  const found = new Set<unknown>()
  const stored = async (type: string): Promise<Record<string, unknown>[]> => {
    const query = `*[_type == "${type}"] | order(date, start, _createdAt)`
    const answer = await request.get(`${running.lake}/v2025-02-19/data/query/production`, {
      params: { query, perspective: 'raw' },
    })
    const { result } = await answer.json()
    return result.filter(({ _id }: { _id: string }) => !found.has(_id))
  }
  const column = (head: string) => page.getByLabel(`Column “${head}” is`, { exact: true })

  for (const type of ['session', 'room', 'part', 'contributor'])
    for (const { _id } of await stored(type)) found.add(_id)
  await page.goto(`${running.studio}/import`)
  await page.getByTestId('import-file').setInputFiles(proposals)
  await expect(column('Proposal title')).toHaveValue('title')
  await expect(column('Speaker names')).toHaveValue('speakers')
  await expect(column('Start')).toHaveValue('startDateTime')
  expect(await faultsIn(page, '[data-testid="importer"]')).toEqual([])

  await column('Speaker names').focus()
  await page.keyboard.type('moderators')
  await expect(column('Speaker names')).toHaveValue('moderators')
  await column('Proposal title').selectOption('leaveOut')
  const go = page.getByRole('button', { name: 'See what it becomes' })
  await expect(page.getByText('Choose the column with the titles of the sessions.')).toBeVisible()
  await expect(go).toBeDisabled()
  await column('Proposal title').selectOption('title')
  await go.focus()
  await page.keyboard.press('Enter')

  await expect(page.getByTestId('import-session')).toHaveCount(4)
  await page.getByRole('button', { name: 'Back to the columns' }).first().click()
  await expect(column('Speaker names')).toHaveValue('moderators')
  await go.click()
  await page.getByTestId('importer').getByLabel('Time zone', { exact: true }).fill('Africa/Johannesburg')
  await page
    .getByRole('button', { name: /^Create \d+ drafts$/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: /drafts were created/ })).toBeVisible()

  const sessions = await stored('session')
  expect(sessions.map(({ date, start, end }) => `${date} ${start}–${end}`)).toEqual([
    '2025-11-12 09:00–09:45',
    '2025-11-12 10:00–11:30',
    '2025-11-12 10:00–11:30',
    '2025-11-13 14:00–15:00',
  ])
  expect(await stored('room')).toHaveLength(3)
  expect(await stored('part')).toHaveLength(4)
  expect(await stored('contributor')).toHaveLength(5)
  expect(JSON.stringify(sessions)).toContain('Moderator')

  await page.getByRole('button', { name: 'Undo the import' }).click()
  await expect(page.getByText('The import is undone')).toBeVisible()
  expect(await stored('session')).toEqual([])
})

test('a calendar becomes sessions in its zone, and a pasted table is read by its cells', async ({
  page,
  running,
}) => {
  const calendar = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN', 'X-WR-CALNAME:Towns Forum'],
    ...['BEGIN:VEVENT', 'UID:a', 'DTSTART;TZID=Africa/Johannesburg:20310607T090000', 'DURATION:PT1H'],
    ...['SUMMARY:Opening\\, and a welcome', 'LOCATION:Hall 1', 'STATUS:CANCELLED', 'END:VEVENT'],
    ...['BEGIN:VEVENT', 'UID:b', 'DTSTART:20310607T080000Z', 'DURATION:PT45M', 'SUMMARY:Panel', 'END:VEVENT'],
    ...[
      'BEGIN:VEVENT',
      'UID:c',
      'DTSTART;VALUE=DATE:20310607',
      'SUMMARY:All day',
      'END:VEVENT',
      'END:VCALENDAR',
    ],
  ].join('\r\n')
  const sessions = page.getByTestId('import-session')
  const choose = (name: string, text: string) =>
    page.getByTestId('import-file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  await page.goto(`${running.studio}/import`)
  await choose('other.json', '{"results": []}')
  await expect(page.getByRole('alert')).toContainText('contains no sessions')

  const heads = ['Date', 'Start time', 'Title']
  const rows = [heads, ['2031-06-07', '09:00', 'Shown'], ['2031-06-07', '10:00', 'Hidden']]
  const workbook = await writeXlsx({
    sheets: [{ name: 'All', rows, rowDefs: new Map([[2, { hidden: true }]]) }],
  })
  const file = { name: 'hidden.xlsx', mimeType: 'application/zip', buffer: Buffer.from(workbook) }
  await page.getByTestId('import-file').setInputFiles(file)
  await expect(page.getByText('All: 2 rows')).toBeVisible()
  await page.getByLabel('Take hidden rows and columns too').press('Space')
  await expect(page.getByText('All: 3 rows')).toBeVisible()
  expect(await faultsIn(page, '[data-testid="importer"]')).toEqual([])
  await page.getByRole('button', { name: 'Read these sheets' }).click()
  await page.getByRole('button', { name: 'See what it becomes' }).click()
  await expect(sessions).toHaveCount(2)
  await page.getByRole('button', { name: 'Back to the columns' }).first().click()
  await page.getByRole('button', { name: 'Back to the text' }).click()

  await choose('forum.ics', calendar)
  await expect(page.getByLabel('Convert them to')).toHaveValue('Africa/Johannesburg')
  expect(await faultsIn(page, '[data-testid="importer"]')).toEqual([])
  await page.getByRole('button', { name: 'See what it becomes' }).click()
  await expect(sessions).toHaveCount(2)
  await expect(sessions.first()).toContainText('09:00–10:00')
  await expect(sessions.last()).toContainText('10:00–10:45')
  await expect(page.getByText('“All day” takes the whole day')).toBeVisible()

  await page.getByRole('button', { name: 'Back to the columns' }).first().click()
  await page.getByRole('button', { name: 'Back to the text' }).click()
  const field = page.getByLabel('Text of the brief, the programme, or both')
  await field.fill('Monday 7 June 2031\n')
  await field.press('Control+End')
  const html =
    '<table><tr><th>Time</th><th>Hall 1</th><th>Hall 2</th></tr>' +
    '<tr><td>09:00–10:00</td><td rowspan="2">Workshop <b>on</b> <img src="x" onerror="document.title=1">water</td><td>Talk</td></tr>' +
    '<tr><td>10:00–11:00</td><td>Debate</td></tr></table>'
  await field.evaluate((element, copied) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', copied)
    clipboardData.setData('text/plain', 'what the program thinks')
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, html)
  const text =
    'Monday 7 June 2031\nTime\tHall 1\tHall 2\n09:00–10:00\tWorkshop on water\tTalk\n10:00–11:00\t\tDebate'
  await expect(field).toHaveValue(text)
  await field.press('Control+z')
  await expect(field).toHaveValue('Monday 7 June 2031\n')
  await field.press('Control+Shift+z')
  await expect(field).toHaveValue(text)
  await page.getByRole('button', { name: 'See what it becomes' }).click()
  await expect(sessions).toHaveCount(3)
  await expect(sessions.filter({ hasText: 'Workshop on water' })).toContainText('09:00–11:00')
})

test('the programme goes out as a workbook, is edited, and brings back what was edited', async ({
  page,
  running,
}) => {
  const client = clientOf(running)
  const edition = { _id: 'edition-out', _type: 'edition', firstDay: '2031-06-07', lastDay: '2031-06-07' }
  const titled = (text: string) => [
    { _key: 'en', _type: 'internationalizedArrayStringValue', language: 'en', value: text },
  ]
  const session = (name: string, start: string, end: string) => ({
    ...{ _id: `session-${name}`, _type: 'session', edition: { _type: 'reference', _ref: edition._id } },
    ...{ title: titled(name), date: '2031-06-07', start, end, status: 'scheduled' },
  })
  const made: IdentifiedSanityDocumentStub[] = [
    edition,
    session('Morning', '09:00', '10:00'),
    session('Evening', '18:00', '19:00'),
  ]
  const create = client.transaction()
  for (const document of made) create.createOrReplace(document)
  await create.commit()

  await page.goto(`${running.studio}/intent/edit/id=${edition._id};type=edition/`)
  const downloaded = async (name: string) => {
    await page.getByTestId('pane-footer').getByTestId('action-menu-button').click()
    const [given] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name, exact: true }).click(),
    ])
    return given
  }
  const [csv, word, download] = [
    await downloaded('Download as CSV'),
    await downloaded('Download as a Word document'),
    await downloaded('Download as a workbook'),
  ]
  expect(download.suggestedFilename()).toBe('programme-edition-out-en.xlsx')
  const { sheets } = await readXlsx(new Uint8Array(readFileSync(await download.path())))
  const edited = sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((row) => {
      const french = rows[0]?.indexOf('Français') ?? -1
      if (row[1] === 'Morning · Title') return row.with(french, 'Matin')
      return name === 'Programme' ? row.map((cell) => (cell === 'Evening' ? 'Night' : cell)) : row
    }),
  }))
  const buffer = Buffer.from(await writeXlsx({ sheets: edited }))

  await page.goto(`${running.studio}/import`)
  const update = page.getByTestId('import-update')
  for (const file of [csv, word]) {
    const buffer = readFileSync(await file.path())
    const name = file.suggestedFilename()
    await page.getByTestId('import-file').setInputFiles({ name, mimeType: 'text/plain', buffer })
    if (file === word) {
      await page.getByRole('button', { name: 'See what it becomes' }).click()
      await page.getByLabel('Where it goes').selectOption(edition._id)
    }
    await expect(page.getByText('The text changes nothing in this edition.')).toBeVisible()
    await page.getByRole('button', { name: 'Back to the columns' }).first().click()
    await page.getByRole('button', { name: 'Back to the text' }).click()
  }
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await page.getByTestId('import-file').setInputFiles({ name: 'edited.xlsx', mimeType, buffer })
  await expect(update).toBeVisible()
  await expect(update.getByTestId('update-line')).toHaveCount(2)
  await expect(update.locator('ins')).toHaveText(['Night', 'Matin'])
  await expect(update.getByTestId('update-words')).toContainText('Title · Français')
  expect(await faultsIn(page, '[data-testid="importer"]')).toEqual([])
  await page.getByRole('button', { name: 'Take 2 changes' }).first().click()
  await expect(page.getByRole('heading', { name: '2 documents were changed' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo the import' }).click()
  await expect(page.getByText('The import is undone')).toBeVisible()
  const away = client.transaction()
  for (const { _id } of made.toReversed()) away.delete(_id)
  await away.commit()
})
