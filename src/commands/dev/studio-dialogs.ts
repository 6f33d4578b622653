import type { WordKey } from '#src/i18n.ts'
import type { View, ViewContext } from './studio-view.ts'

const form = '[data-testid="field-title"]'
const dialog = '[role="dialog"] [data-testid="go-on"]:enabled'
const actions = '[data-testid="pane-footer"] [data-testid="action-menu-button"]'

/** Opens the form's menu, and in it what leads to a dialog. */
const fromMenu =
  (label: WordKey, seen: string) =>
  async ({ page, t }: ViewContext) => {
    await page.locator(actions).click()
    await page.getByRole('menuitem', { name: t(label) }).click()
    await page.locator(seen).first().waitFor()
  }

/** The dialogs of the Studio's tools and forms. */
export const studioDialogs: readonly View[] = [
  {
    name: 'dialog-name',
    ours: '[role="dialog"]',
    path: '/structure',
    seen: '[data-testid="structure-tool-list-pane"] a',
    act: async ({ page, t }) => {
      await page.getByRole('button', { name: t('studio.name.change') }).click()
      await page.getByTestId('editor-name').waitFor()
    },
  },
  {
    name: 'dialog-publish',
    path: '/structure/programme;session-modules',
    seen: form,
    ours: '[role="dialog"]',
    act: async ({ page }) => {
      await page.locator('[data-testid="pane-footer"] button:has([data-sanity-icon="publish"])').click()
      await page.locator(dialog).waitFor()
    },
  },
  {
    name: 'dialog-publish-all',
    path: '/structure/edition-2019',
    seen: form,
    ours: '[role="dialog"]',
    act: fromMenu('studio.publish.within', '[role="dialog"] [type="checkbox"]'),
  },
  {
    name: 'dialog-delete',
    path: '/structure/programme;session-way-ahead',
    seen: form,
    ours: '[role="dialog"]',
    act: async ({ page }) => {
      await page.locator(actions).click()
      await page.locator('[role="menuitem"]:has([data-sanity-icon="trash"])').click()
      await page.locator(dialog).waitFor()
    },
  },
  {
    name: 'dialog-next-edition',
    path: '/structure/edition-2019',
    seen: form,
    ours: '[role="dialog"]',
    act: fromMenu('studio.nextEdition.action', '#next-edition input[type="date"]'),
  },
  {
    name: 'dialog-preview-links',
    path: '/structure/edition-2019',
    seen: form,
    ours: '[role="dialog"]',
    act: fromMenu('studio.previewLinks.action', '[role="dialog"] input[type="date"]'),
  },
  {
    name: 'dialog-merge',
    path: '/structure/contributor;ruiz',
    seen: '[data-testid="field-name"]',
    ours: '[role="dialog"]',
    act: fromMenu('studio.people.merge', '[data-testid="merge-go"]:enabled'),
  },
  {
    name: 'dialog-forget',
    path: '/structure/contributor;ruiz',
    seen: '[data-testid="field-name"]',
    ours: '[role="dialog"]',
    act: fromMenu('studio.people.forget', '[data-testid="forget-go"]'),
  },
]
