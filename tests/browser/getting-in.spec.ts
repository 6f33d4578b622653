import { readFileSync } from 'node:fs'
import type { APIRequestContext, Page } from '@playwright/test'
import { wordBrief } from '../studio/importer/word-brief.ts'
import { faultsIn } from './faults.ts'
import { clientOf, expect, test } from './running.ts'

/** Getting content in: everything here begins with an empty lake. */
test.use({ defaultContent: 'no' })

const brief = readFileSync(new URL('../studio/importer/learning-forum-2019.txt', import.meta.url), 'utf8')

/** The importer, as an editor sees it. */
class Importer {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async open(studio: string): Promise<void> {
    await this.#page.goto(`${studio}/import`)
    await expect(this.#page.getByRole('heading', { name: 'Import', exact: true })).toBeVisible()
  }

  /** Nothing that axe would find, in what stands there now. */
  async hasNoFaults(): Promise<void> {
    await expect.poll(() => faultsIn(this.#page, '[data-testid="importer"]')).toEqual([])
  }

  /** Reads a text, with the keyboard alone; `meanwhile` happens between typing and reading. */
  async paste(text: string, meanwhile = async () => {}): Promise<void> {
    const field = this.#page.getByRole('textbox', { name: 'Text of the brief, the programme, or both' })
    await field.fill(text)
    await meanwhile()
    await field.press('Tab')
    await this.#page.keyboard.press('Enter')
  }

  async showsTheProgramme(): Promise<void> {
    const made = this.#page.getByTestId('import-made')
    await expect(made.getByText('3 parts · 8 sessions · 2 breaks · 2 strategy sections')).toBeVisible()
    await expect(made.getByTestId('import-session')).toHaveCount(8)
    await expect(made.getByTestId('import-break')).toContainText([
      /08:30–09:00\s*Arrival of participants/,
      /13:00–15:00\s*Lunch/,
    ])
    await expect(this.#page.getByTestId('import-lines').getByText('0 lines not understood')).toBeVisible()
  }

  async fill(name: string, text: string): Promise<void> {
    await this.#page.getByTestId('importer').getByLabel(name, { exact: true }).fill(text)
  }

  async create(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Create 17 drafts' }).first().click()
    await expect(this.#page.getByRole('heading', { name: '17 drafts were created' })).toBeVisible()
  }
}

type Stored = { _id: string; _type: string; [field: string]: unknown }

/** What the lake holds, drafts as they are. */
async function documentsIn(request: APIRequestContext, lake: string): Promise<Stored[]> {
  const query =
    '*[_type in ["forum", "edition", "part", "session", "break", "strategySection", "contributor", "room"]] | order(date, start)'
  const answer = await request.get(`${lake}/v2025-02-19/data/query/production`, {
    params: { query, perspective: 'raw' },
  })
  return (await answer.json()).result
}

/** @example '08:30–09:00 Arrival of participants' */
const timed = (documents: readonly Stored[], type: string) =>
  documents
    .filter(({ _type }) => _type === type)
    .map(({ start, end, title }) => `${start}–${end} ${Array.isArray(title) ? title[0].value : ''}`)

const sessions = [
  '09:00–09:20 Opening and welcome',
  '09:20–09:55 Ground Rules and Participants Expectations',
  '10:00–11:00 Taking stock of the work done',
  '11:00–11:40 Learning from an example: Localizing the Sendai Framework',
  '11:40–13:00 Evolution of the modules & methodologies',
  '15:00–16:00 Key components to nurture the learning agenda',
  '16:00–17:00 Dialogue between mechanisms: how can we ensure transferability?',
  '17:00–18:00 The way ahead?',
]

test('a brief becomes drafts, from text and from Word; text is pasted; the next edition is made', async ({
  page,
  request,
  running,
}) => {
  const importer = new Importer(page)
  const stored = () => documentsIn(request, running.lake)

  await test.step('a file that cannot be read is told with the way out', async () => {
    await importer.open(running.studio)
    const file = page.getByTestId('import-file')
    const files = [
      ['brief.doc', 'application/msword', 'save it as .docx'],
      ['letter.docx', 'application/zip', 'by its content of another kind than its name says'],
      ['brief.docx', 'application/zip', 'is damaged, and cannot be opened'],
    ] as const
    for (const [name, mimeType, told] of files) {
      const buffer = Buffer.from(name === 'brief.docx' ? 'PK\u0003\u0004word/document.xml' : 'no document')
      await file.setInputFiles({ name, mimeType, buffer })
      await expect(page.getByRole('alert')).toContainText(told)
    }
    await importer.hasNoFaults()
  })

  await test.step('the brief is pasted: every line has its place, nothing is written yet', async () => {
    await importer.paste(`${brief}\n\nPlease bring your badge`)
    const unclear = page.getByTestId('import-lines').getByText('1 line not understood')
    await expect(unclear).toBeVisible()
    await page.getByRole('combobox', { name: 'Line 78 is' }).selectOption({ label: 'left out' })
    await importer.showsTheProgramme()
    await importer.hasNoFaults()
    expect(await stored()).toEqual([])
  })

  await test.step('what the text does not say is asked for, and all becomes drafts at once', async () => {
    await importer.fill('Number', '4')
    await importer.fill('City', 'Durban')
    await importer.fill('Time zone', 'Africa/Johannesburg')
    await importer.create()
    await importer.hasNoFaults()
    const documents = await stored()
    expect(documents.length).toBe(17)
    expect(documents.every(({ _id }) => _id.startsWith('drafts.'))).toBe(true)
    expect(timed(documents, 'session')).toEqual(sessions)
    expect(timed(documents, 'break')).toEqual(['08:30–09:00 Arrival of participants', '13:00–15:00 Lunch'])
  })

  await test.step('the import is undone, and nothing is left', async () => {
    await page.getByRole('button', { name: 'Undo the import' }).click()
    await expect(page.getByText('The import is undone')).toBeVisible()
    expect(await stored()).toEqual([])
    // All that was answered and filled in is still there.
    await expect(page.getByRole('combobox', { name: 'Line 78 is' })).toHaveValue('leaveOut')
    await expect(page.getByTestId('importer').getByLabel('City', { exact: true })).toHaveValue('Durban')
    // And after a look at the text.
    await page.getByRole('button', { name: 'Back to the text' }).first().click()
    await page.getByRole('button', { name: 'See what it becomes' }).click()
    await expect(page.getByRole('combobox', { name: 'Line 78 is' })).toHaveValue('leaveOut')
    await expect(page.getByTestId('importer').getByLabel('City', { exact: true })).toHaveValue('Durban')
    await page.getByRole('button', { name: 'Back to the text' }).first().click()
  })

  await test.step('the same from a Word document', async () => {
    await page.getByTestId('import-file').setInputFiles({
      name: 'brief.docx',
      mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      buffer: Buffer.from(await wordBrief(brief)),
    })
    await importer.showsTheProgramme()
    await importer.fill('Number', '4')
    await importer.fill('City', 'Durban')
    await importer.fill('Time zone', 'Africa/Johannesburg')
    await importer.create()
    expect(timed(await stored(), 'session')).toEqual(sessions)
  })

  const before = await stored()
  const idOf = (type: string) => before.find(({ _type }) => _type === type)?._id.replace('drafts.', '') ?? ''

  await test.step('a fragment of Word with accents beside bold loses no space', async () => {
    const session = idOf('session')
    await page.goto(`${running.studio}/intent/edit/id=${session};type=session`)
    const editor = page.getByTestId('field-description').locator('[contenteditable="true"]').first()
    await expect(editor).toContainText('Presentation of the UCLG Learning Forum')
    await editor.click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.press('Delete')
    await editor.evaluate(
      (element, html) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/html', html)
        clipboardData.setData('text/plain', 'plain')
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      },
      readFileSync(new URL('../studio/paste/word-fr.html', import.meta.url), 'utf8'),
    )
    await expect
      .poll(async () => {
        const description = (await stored()).find(({ _id }) => _id === `drafts.${session}`)?.description
        const blocks = Array.isArray(description) ? (description[0].value ?? []) : []
        return blocks
          .slice(0, 2)
          .map(({ style, children }: { style: string; children: { text: string; marks: string[] }[] }) => [
            style,
            ...children.map(({ text, marks }) => (marks.length === 0 ? text : { [marks.join()]: text })),
          ])
      })
      .toEqual([
        ['h3', 'Ce que le Forum apporte'],
        [
          'normal',
          'C’est très ',
          { strong: 'important' },
          ' à retenir\u00a0: la coopération ',
          { em: 'décentralisée' },
          ' naît des ',
          { strong: 'villes ' },
          'et des territoires.',
        ],
      ])
  })

  await test.step('the next edition is a copy on other days, and the one before stays as it is', async () => {
    const old = await stored()
    await page.goto(`${running.studio}/intent/edit/id=${idOf('edition')};type=edition`)
    const actions = page.getByTestId('pane-footer').getByTestId('action-menu-button')
    await actions.click()
    await page.getByRole('menuitem', { name: 'Make the next edition' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make the next edition' })
    await dialog.getByLabel('First day').fill('2022-10-11')
    await expect(dialog.getByText('A Tuesday. This edition begins on a Tuesday.')).toBeVisible()
    await dialog.getByLabel('City').fill('Daejeon')
    await dialog.getByLabel('Time zone').fill('Asia/Seoul')
    await expect(dialog.getByText('Copied: 3 parts, 8 sessions, 2 breaks.')).toBeVisible()
    await expect.poll(() => faultsIn(page, '#next-edition')).toEqual([])
    await dialog.getByRole('button', { name: 'Make 14 drafts' }).click()
    await expect(dialog.getByText('14 drafts were created')).toBeVisible()
    const all = await stored()
    const known = new Set(old.map(({ _id }) => _id))
    expect(all.filter(({ _id }) => known.has(_id))).toEqual(old)
    const copy = all.filter(({ _id }) => !known.has(_id))
    expect(timed(copy, 'session')).toEqual(sessions)
    expect(copy.filter(({ date }) => date !== undefined && date !== '2022-10-11')).toEqual([])
    await dialog.getByRole('button', { name: 'Undo' }).click()
    await expect(dialog.getByText('The copy is undone')).toBeVisible()
    expect(await stored()).toEqual(old)
  })
})

test('a congress is imported with its people: a question is answered by keyboard, and all is undone', async ({
  context,
  page,
  request,
  running,
}) => {
  const importer = new Importer(page)
  const congress = readFileSync(new URL('../cases/programmes/congress-tracks.txt', import.meta.url), 'utf8')
  const before = await documentsIn(request, running.lake)

  await test.step('sessions show who does what in them, where and in which languages', async () => {
    // What is typed before the Studio knows all of its project is kept: it draws its tools once.
    const { promise: isTyped, resolve: typed } = Promise.withResolvers<void>()
    await page.route(/\/features\b/, async (route) => {
      await isTyped
      await route.continue()
    })
    const known = page.waitForResponse(/\/features\b/)
    await importer.open(running.studio)
    await importer.paste(`${congress}Moderator: Network of Coastal Towns\n`, async () => {
      typed()
      await (await known).finished()
    })
    const opening = page.getByTestId('import-session').filter({ hasText: 'Opening plenary' })
    await expect(opening.getByTestId('import-people').getByRole('listitem')).toHaveText([
      'Moderator: Amara Velez, Secretary General, UCLG',
      'Speaker: Thandi Mokoena, President of a local government association',
      'Speaker: Karim Alaoui, Mayor of Tetouan, President of the mayors’ association',
      'Speaker: Núria Ferrer, Mayor of Barcelona',
    ])
    await expect(opening).toContainText(
      'Interpretation: English, French, Spanish, Portuguese, Russian and Turkish',
    )
    await expect(page.getByTestId('import-session').filter({ hasText: 'TRACK 1' })).toContainText(
      'Room 21 ABC',
    )
    await importer.hasNoFaults()
  })

  await test.step('a question is answered by keyboard, and the answer can be taken back', async () => {
    const questions = page.getByTestId('import-questions')
    const council = page.getByTestId('import-session').filter({ hasText: 'Policy Council' })
    const take = questions.getByRole('button', { name: 'Takes part' })
    await expect(questions.getByRole('status')).toHaveText('1 question is open')
    await take.press('Enter')
    await expect(take).toHaveAttribute('aria-pressed', 'true')
    await expect(council.getByTestId('import-people')).toHaveText('Moderator: Network of Coastal Towns')
    await page.keyboard.press('Enter')
    await expect(take).toHaveAttribute('aria-pressed', 'false')
    await expect(council.getByTestId('import-people')).toHaveCount(0)
    await page.keyboard.press('Enter')
    await expect(questions.getByRole('status')).toHaveText('0 questions are open')
    await importer.hasNoFaults()
  })

  await test.step('people are in the form of the session, and gone once the import is undone', async () => {
    await importer.fill('Number', '40')
    await page
      .getByRole('button', { name: /^Create \d+ drafts$/ })
      .first()
      .click()
    await expect(page.getByRole('heading', { name: /drafts were created$/ })).toBeVisible()
    const drafts = await documentsIn(request, running.lake)
    const track = drafts.find((one) => JSON.stringify(one.title ?? '').includes('TRACK 1'))
    const form = await context.newPage()
    const id = track?._id.replace('drafts.', '')
    await form.goto(`${running.studio}/intent/edit/id=${id};type=session`)
    await form.getByRole('tab', { name: 'People', exact: true }).click()
    const people = form.getByTestId('field-contributors')
    await expect(people).toContainText('Andrés Robles')
    await expect(people).toContainText('Chair')
    await expect(people).toContainText('Siti Rahman')
    await form.close()
    // After a reload too.
    await page.reload()
    await page.getByRole('button', { name: 'Undo the import' }).click()
    await expect(page.getByText('The import is undone')).toBeVisible()
    expect(await documentsIn(request, running.lake)).toEqual(before)
  })
})

test('a third version is compared with the edition that the first one became: all is taken but one line, and undone', async ({
  page,
  request,
  running,
}) => {
  const importer = new Importer(page)
  const version = (name: string) =>
    readFileSync(new URL(`../cases/versions/${name}`, import.meta.url), 'utf8')
  const client = clientOf(running)
  const found = new Set((await documentsIn(request, running.lake)).map(({ _id }) => _id))
  const own = async () => (await documentsIn(request, running.lake)).filter(({ _id }) => !found.has(_id))
  const title = ({ title }: Stored) => (Array.isArray(title) ? title[0].value : '')

  await test.step('the first version becomes an edition, and is published', async () => {
    await importer.open(running.studio)
    await importer.paste(version('rivers-1.txt'))
    await importer.fill('Number', '7')
    await page
      .getByRole('button', { name: /^Create \d+ drafts$/ })
      .first()
      .click()
    await expect(page.getByRole('heading', { name: /drafts were created$/ })).toBeVisible()
    const transaction = client.transaction()
    for (const { _id, _rev, _updatedAt, ...fields } of await own())
      transaction.createOrReplace({ ...fields, _id: _id.replace('drafts.', '') }).delete(_id)
    await transaction.commit()
    await page.getByRole('button', { name: 'Import another text' }).click()
  })
  const published = await own()

  const update = page.getByTestId('import-update')
  await test.step('the third is told by what moved, was cancelled, is new, or is written otherwise', async () => {
    await importer.paste(version('rivers-3.txt'))
    await expect(page.getByLabel('Where it goes')).toHaveValue(/^[0-9a-f-]{36}$/)
    await expect(update.getByRole('heading', { level: 3 })).toHaveText([
      'New (1)',
      'At another time, or in another room (2)',
      'Written otherwise (1)',
      'Cancelled (1)',
    ])
    const moved = update.getByTestId('update-moved')
    await expect(moved).toContainText('09:30–10:30')
    await expect(moved).toContainText('14:00–15:00')
    await expect(moved).toContainText('Room 3')
    await expect(update.getByTestId('update-changed').locator('ins')).toHaveText('spaces')
    await expect(update.getByTestId('update-new')).toContainText('15:00–16:00 · Cities that breathe')
    await importer.hasNoFaults()
  })

  await test.step('all is taken but one line, by keyboard', async () => {
    const box = update.getByRole('checkbox', { name: /^Take: .*Learning from rivers/ })
    await expect(box).toBeChecked()
    await box.press('Space')
    await expect(box).not.toBeChecked()
    await page.getByRole('button', { name: 'Take 4 changes' }).first().press('Enter')
    await expect(page.getByRole('heading', { name: '7 documents were changed' })).toBeVisible()
    await importer.hasNoFaults()
    const drafts = (await own()).filter(({ _id }) => _id.startsWith('drafts.'))
    expect(
      drafts.map(({ _type, start, status, ...one }) => [_type, title(one as Stored), start, status]),
    ).toEqual(
      expect.arrayContaining([
        ['session', 'Water for everybody', '14:00', 'moved'],
        ['session', 'Public spaces at night', '10:00', 'scheduled'],
        ['session', 'Cities that breathe', '15:00', 'scheduled'],
      ]),
    )
    expect(drafts.some((one) => title(one) === 'Learning from rivers')).toBe(false)
  })

  await test.step('and is undone, also after a look at the edition', async () => {
    await page.getByRole('link', { name: 'Open the edition' }).click()
    await expect(page.getByTestId('field-title').first()).toBeVisible()
    await page.getByRole('link', { name: 'Import', exact: true }).click()
    await page.getByRole('button', { name: 'Undo the import' }).click()
    await expect(page.getByText('The import is undone')).toBeVisible()
    expect(await own()).toEqual(published)
    const transaction = client.transaction()
    for (const { _id } of published.toReversed()) transaction.delete(_id)
    await transaction.commit()
  })
})
