import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'

/** A document as an editor has it open in the Studio. */
export class Editor {
  readonly #page: Page
  readonly #studio: string

  constructor(page: Page, studio: string) {
    this.#page = page
    this.#studio = studio
  }

  async open(id: string): Promise<void> {
    await this.#page.goto(`${this.#studio}/intent/edit/id=${id};type=session`)
    await expect(this.#page.getByRole('tab', { name: 'Time and place' })).toBeVisible({ timeout: 60_000 })
  }

  /** Opens the form of a new session; gives its id. */
  async create(): Promise<string> {
    const id = randomUUID()
    await this.#page.goto(`${this.#studio}/intent/create/template=session;type=session;id=${id}`)
    await expect(this.#page.getByRole('heading', { name: 'New Session' })).toBeVisible({ timeout: 60_000 })
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

  /** Publishes, and waits until the Studio says that it is done. */
  async publish(): Promise<void> {
    const button = this.#page.getByTestId('action-publish')
    // Right after typing the Studio may take the button away for a moment, while it judges what was typed.
    await expect(async () => {
      const goOn = this.#page.getByTestId('go-on')
      if (!(await goOn.isVisible()) && (await button.isEnabled())) await button.click({ timeout: 1000 })
      if (await goOn.isVisible()) await goOn.click({ timeout: 3000 })
      await expect(this.#page.getByText('was published')).toBeVisible({ timeout: 3000 })
    }).toPass({ timeout: 30_000 })
  }

  async delete(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Open document actions' }).click()
    await this.#page.getByRole('menuitem', { name: 'Delete' }).click()
    await this.#page.getByTestId('go-on').click()
    await this.#page
      .getByTestId('confirm-delete-button')
      .or(this.#page.getByRole('dialog').getByRole('button', { name: /Delete/ }))
      .first()
      .click()
    await expect(this.#page.getByRole('dialog')).toBeHidden()
  }
}
