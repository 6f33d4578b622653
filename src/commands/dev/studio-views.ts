import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFolder } from '#src/release/program.ts'
import { studioDialogs } from './studio-dialogs.ts'
import type { View, ViewContext } from './studio-view.ts'

const form = '[data-testid="field-title"]'
const board = '[data-testid="board"] a[data-line]'
const importer = '[data-testid="importer"]'

/** Reads a file of the tests in the importer, as text. */
const imported =
  (name: string, seen: string) =>
  async ({ page, t }: ViewContext) => {
    const text = await readFile(join(projectFolder, 'tests', name), 'utf8')
    await page.locator(`${importer} textarea`).fill(text)
    await page.getByRole('button', { name: t('studio.import.continue') }).click()
    await page.locator(seen).first().waitFor()
  }

/** What is looked at in the Studio, each by the name that its pictures have. */
export const studioViews: readonly View[] = [
  { name: 'desk', path: '/structure', seen: '[data-testid="structure-tool-list-pane"] a' },
  {
    name: 'desk-programme',
    path: '/structure/programme',
    seen: 'a[href$="programme;session-way-ahead"]',
    ours: '[data-testid="programme-list"]',
  },
  {
    name: 'desk-edition',
    path: '/structure/edition-2022;programme',
    seen: 'a[href$=";break-later"]',
    ours: '[data-testid="programme-list"]',
  },
  {
    name: 'desk-people',
    path: '/structure/contributor',
    seen: 'a[href$=";ruiz"]',
    ours: '[data-testid="people-list"]',
  },
  { name: 'desk-unplaced', path: '/structure/unplaced', seen: 'a[href$=";session-unplaced"]' },
  { name: 'form-session', path: '/structure/programme;session-sendai', seen: form },
  {
    name: 'form-session-when',
    path: '/structure/programme;session-modules',
    seen: form,
    act: async ({ page, t }) => {
      await page.getByRole('tab', { name: t('studio.group.when') }).click()
      await page.locator('[data-testid$="start"] input').first().waitFor()
    },
  },
  {
    name: 'form-session-people',
    path: '/structure/programme;session-sendai',
    seen: form,
    ours: '[data-testid="contribution-row"]',
    act: async ({ page, t }) => {
      await page.getByRole('tab', { name: t('studio.group.people') }).click()
      await page.getByTestId('contribution-row').nth(2).waitFor()
    },
  },
  { name: 'form-person', path: '/structure/contributor;ruiz', seen: '[data-testid="field-name"]' },
  { name: 'form-edition', path: '/structure/edition-2019', seen: form },
  {
    name: 'form-notice',
    path: '/structure/edition-2019',
    seen: form,
    act: async ({ page, t }) => {
      await page.getByRole('tab', { name: t('studio.group.notice') }).click()
      await page.getByTestId('field-notice').waitFor()
    },
  },
  {
    name: 'history',
    path: '/structure/programme;session-sendai',
    seen: form,
    act: async ({ page }) => {
      await page.getByTestId('pane-footer-document-status').click()
      await page.locator('#history-tab').click()
      await page.locator('[data-testid="timeline-item-button"]').first().waitFor()
    },
  },
  { name: 'board', path: '/board/edition-2019/2019-11-12', seen: board, ours: '[data-testid="board"]' },
  {
    name: 'board-move-everything',
    ours: '[role="dialog"]',
    path: '/board/edition-2019/2019-11-12',
    seen: board,
    act: async ({ page, t }) => {
      await page.getByRole('button', { name: t('studio.shift.title'), exact: true }).click()
      await page.locator('[role="dialog"] [role="row"], [role="dialog"] tr').first().waitFor()
    },
  },
  {
    name: 'board-line-menu',
    path: '/board/edition-2019/2019-11-12',
    seen: board,
    ours: '[role="menu"]',
    act: async ({ page }) => {
      await page.locator('[id^="board-menu-"]').first().press('Enter')
      await page.locator('[role="menuitem"]:focus').waitFor()
    },
  },
  {
    name: 'translation-desk',
    path: '/translations',
    seen: '[data-testid="translation-desk"] li a',
    ours: '[data-testid="translation-desk"]',
  },
  {
    name: 'translation-desk-missing',
    path: '/translations/es/all/missing',
    seen: '[data-testid="translation-desk"] li a',
    ours: '[data-testid="translation-desk"]',
  },
  {
    name: 'preview',
    path: ({ locale, ledger, previewUrl }) => {
      const [address = ''] =
        Object.entries(ledger.addresses).find(
          ([path, { id }]) => id === 'session-sendai' && path.startsWith(`/${locale}/`),
        ) ?? []
      return `/preview?preview=${encodeURIComponent(previewUrl + address)}`
    },
    seen: form,
    act: ({ page }) => page.locator('iframe').first().contentFrame().locator('h1').waitFor(),
  },
  { name: 'import', path: '/import', seen: `${importer} textarea`, ours: importer },
  {
    name: 'import-lines',
    path: '/import',
    seen: `${importer} textarea`,
    ours: importer,
    act: imported('studio/importer/learning-forum-2019.txt', '[data-testid="import-update"]'),
  },
  {
    name: 'import-people',
    path: '/import',
    seen: `${importer} textarea`,
    ours: importer,
    act: imported('cases/programmes/congress-tracks.txt', '[data-testid="import-people"]'),
  },
  {
    name: 'import-columns',
    path: '/import',
    seen: `${importer} textarea`,
    ours: importer,
    act: async ({ page }) => {
      await page
        .getByTestId('import-file')
        .setInputFiles(join(projectFolder, 'tests/cases/programmes/proposals.csv'))
      await page.getByTestId('import-columns').waitFor()
    },
  },
  { name: 'guide', path: '/guide', seen: '[data-testid="guide"] h2', ours: '[data-testid="guide"]' },
  ...studioDialogs,
]
