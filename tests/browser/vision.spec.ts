import type { Page } from '@playwright/test'
import { Editor } from './editor.ts'
import { expect, test } from './running.ts'

/** The Studio's tool for queries. */
class Queries {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async open(studio: string): Promise<void> {
    await this.#page.goto(`${studio}/vision`)
    await expect(this.#page.getByTestId('vision-query-editor')).toBeVisible()
  }

  /** Asks, and waits until the answer is seen: parameters count a moment after they are written. */
  async ask(query: string, params: string, seen: string): Promise<void> {
    await this.#write('vision-query-editor', query)
    await this.#write('params-editor', params)
    await expect(async () => {
      await this.#page.getByRole('button', { name: 'Fetch' }).click({ timeout: 5000 })
      await expect(this.#result).toContainText(seen, { timeout: 5000 })
    }).toPass()
  }

  async seenAs(perspective: string): Promise<void> {
    await this.#page.getByTestId('perspective-selector').selectOption(perspective)
  }

  get #result() {
    return this.#page.getByTestId('vision-result')
  }

  async #write(editor: string, text: string): Promise<void> {
    await this.#page.getByTestId(editor).locator('.cm-content').click()
    await this.#page.keyboard.press('ControlOrMeta+a')
    await this.#page.keyboard.insertText(text)
  }
}

test('a query is answered, with its parameters, as the perspective shows the content', async ({
  page,
  request,
  running,
}) => {
  const draft = { _id: 'drafts.session-opening', _type: 'session', date: '2019-11-30' }
  await request.post(`${running.lake}/v2025-02-19/data/mutate/production`, {
    data: { mutations: [{ createOrReplace: draft }] },
  })
  const queries = new Queries(page)
  await queries.open(running.studio)
  const opening = '*[_type == "session" && sanity::versionOf($id)]{_id, date}'
  const id = '{"id": "session-opening"}'
  await queries.seenAs('published')
  await queries.ask(opening, id, 'date:2019-11-12')
  await queries.seenAs('drafts')
  await queries.ask(opening, id, 'date:2019-11-30')
  await queries.seenAs('raw')
  await queries.ask(opening, id, '2 items')
})

test('what is wrong with a query is shown under the place where it is', async ({ page, running }) => {
  const queries = new Queries(page)
  await queries.open(running.studio)
  const unfinished = '*[_type == "session" && date == ]'
  await queries.ask(unfinished, '{}', 'Unexpected "]"')
  await queries.ask(unfinished, '{}', `${'-'.repeat(unfinished.length - 1)}^`)
  await queries.ask('*[_id == $id]', '{}', 'param $id referenced, but not provided')
})

test('the Studio’s search finds words without their accents, and the part that a session is to refer to', async ({
  page,
  running,
}) => {
  const editor = new Editor(page, running)
  await editor.create()
  await editor.choosePart('Localizing the global agendas')
  await page.getByTestId('studio-search').click()
  const search = page
    .getByRole('combobox', { name: /search/i })
    .or(page.getByPlaceholder(/search/i))
    .first()
  await search.fill('regles')
  await expect(page.getByRole('link', { name: /Ground rules and participants’ expectations/ })).toBeVisible()
  // In another order, and not to the end.
  await search.fill('agendas localiz')
  await expect(page.getByRole('link', { name: /Localizing the global agendas/ }).first()).toBeVisible()
  await expect(page.getByRole('link', { name: /Ground rules and participants’ expectations/ })).toHaveCount(0)
})
