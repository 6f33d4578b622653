import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { type Running, releaseWait } from './running.ts'

/** A document as the lake has it now, a draft under an id of its own; undefined where there is none. */
export async function stored(lake: string, id: string): Promise<Record<string, unknown> | undefined> {
  const answer = await fetch(`${lake}/v2025-02-19/data/doc/production/${id}`)
  const { documents } = await answer.json()
  return documents[0]
}

/** Waits until the lake has a draft of a document with a text in it. */
export async function saved(lake: string, id: string, text: string): Promise<void> {
  await expect.poll(async () => JSON.stringify(await stored(lake, `drafts.${id}`)) ?? '').toContain(text)
}

/** A document as an editor has it open in the Studio. */
export class Editor {
  readonly #page: Page
  readonly #studio: string
  readonly #lake: string

  constructor(page: Page, { studio, lake }: Running) {
    this.#page = page
    this.#studio = studio
    this.#lake = lake
  }

  async open(id: string): Promise<void> {
    await this.#page.goto(`${this.#studio}/intent/edit/id=${id};type=session`)
    await expect(this.#page.getByRole('tab', { name: 'Time and place' })).toBeVisible()
  }

  /** Opens the form of a new session; gives its id. */
  async create(): Promise<string> {
    const id = randomUUID()
    await this.#page.goto(`${this.#studio}/intent/create/template=session;type=session;id=${id}`)
    await expect(this.#page.getByRole('heading', { name: 'New Session' })).toBeVisible()
    return id
  }

  async fill(name: string, text: string): Promise<void> {
    const field = this.#page.getByRole('textbox', { name, exact: true }).first()
    await expect(field).toBeEditable()
    await field.fill(text)
    await field.blur()
  }

  async choosePart(title: string): Promise<void> {
    const part = this.#page.getByRole('combobox', { name: 'Part' })
    await part.fill(title.slice(0, 10))
    await this.#page
      .getByRole('option', { name: title })
      .or(this.#page.getByRole('button', { name: title }))
      .first()
      .click()
  }

  async tab(name: string): Promise<void> {
    await this.#page.getByRole('tab', { name }).click()
  }

  /** Publishes what is open, and waits until the lake has it so: the Studio says it for a few seconds only. */
  async publish(id: string): Promise<void> {
    const before = await stored(this.#lake, id)
    const isPublished = async () => {
      const [draft, now] = [await stored(this.#lake, `drafts.${id}`), await stored(this.#lake, id)]
      return draft === undefined && now !== undefined && now._rev !== before?._rev
    }
    const button = this.#page.getByTestId('action-publish')
    const goOn = this.#page.getByTestId('go-on')
    // Right after typing the Studio takes the button away while it validates, so a click may come to nothing.
    await expect(async () => {
      if (await isPublished()) return
      if (!(await goOn.isVisible())) await button.click({ timeout: 5000 })
      await goOn.click({ timeout: 10_000 })
      await expect.poll(isPublished, { timeout: 20_000 }).toBe(true)
    }).toPass({ timeout: releaseWait.timeout })
  }

  async delete(id: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Open document actions' }).click()
    await this.#page.getByRole('menuitem', { name: 'Delete' }).click()
    await this.#page.getByTestId('go-on').click()
    await expect(this.#page.getByRole('dialog')).toBeHidden()
    await expect.poll(() => stored(this.#lake, id)).toBeUndefined()
  }
}
