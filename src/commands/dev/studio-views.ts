import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { SanityClient } from '@sanity/client'
import type { Ledger } from '#src/addresses/ledger.ts'
import type { Words } from '#src/i18n.ts'
import type { Locale } from '#src/locales.ts'
import { recordsIn } from '#src/model/fields.ts'
import { projectFolder } from '#src/release/program.ts'

/** One view of the Studio: its address, and the actions that bring it into the state to show. */
export type View = {
  name: string
  path: string | ((context: ViewContext) => string)
  /** A selector that matches when the page is loaded. */
  seen: string
  act?: (context: ViewContext) => Promise<unknown>
}
/** What a view needs to open: the browser page, the words of the Studio's language as `t`; `previewUrl` has no slash at the end. */
export type ViewContext = { page: Page; t: Words; locale: Locale; ledger: Ledger; previewUrl: string }

const form = '[data-testid="field-title"]'
const board = '[data-testid="board"] a[data-line]'
const dialog = '[role="dialog"] [data-testid="go-on"]:enabled'
const actions = '[data-testid="pane-footer"] [data-testid="action-menu-button"]'

export const studioViews: readonly View[] = [
  { name: 'desk', path: '/structure', seen: '[data-testid="structure-tool-list-pane"] a' },
  { name: 'desk-programme', path: '/structure/programme', seen: 'a[href$="programme;session-way-ahead"]' },
  {
    name: 'desk-edition',
    path: '/structure/edition-2022',
    seen: 'a[href$=";break-later"]',
  },
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
  {
    name: 'dialog-name',
    path: '/structure',
    seen: '[data-testid="structure-tool-list-pane"] a',
    act: async ({ page, t }) => {
      await page.getByRole('button', { name: t('studio.name.change') }).click()
      await page.getByTestId('editor-name').waitFor()
    },
  },
  { name: 'board', path: '/board/edition-2019/2019-11-12', seen: board },
  {
    name: 'board-move-everything',
    path: '/board/edition-2019/2019-11-12',
    seen: board,
    act: async ({ page, t }) => {
      await page.getByRole('button', { name: t('studio.shift.title'), exact: true }).click()
      await page.locator('[role="dialog"] [role="row"], [role="dialog"] tr').first().waitFor()
    },
  },
  { name: 'translation-desk', path: '/translations', seen: '[data-testid="translation-desk"] li a' },
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
  { name: 'import', path: '/import', seen: '[data-testid="importer"] textarea' },
  {
    name: 'import-lines',
    path: '/import',
    seen: '[data-testid="importer"] textarea',
    act: async ({ page, t }) => {
      const brief = join(projectFolder, 'tests/studio/importer/learning-forum-2019.txt')
      await page.locator('[data-testid="importer"] textarea').fill(await readFile(brief, 'utf8'))
      await page.getByRole('button', { name: t('studio.import.continue') }).click()
      await page.getByTestId('import-made').waitFor()
    },
  },
  {
    name: 'dialog-publish',
    path: '/structure/programme;session-modules',
    seen: form,
    act: async ({ page }) => {
      await page.locator('[data-testid="pane-footer"] button:has([data-sanity-icon="publish"])').click()
      await page.locator(dialog).waitFor()
    },
  },
  {
    name: 'dialog-delete',
    path: '/structure/programme;session-way-ahead',
    seen: form,
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
    act: async ({ page, t }) => {
      await page.locator(actions).click()
      await page.getByRole('menuitem', { name: t('studio.nextEdition.action') }).click()
      await page.locator('#next-edition input[type="date"]').waitFor()
    },
  },
]

/**
 * Adds to the default content what the views show: a draft with a conflict and a new address, translations in each
 * state, and a break of a later edition in one language only.
 */
export async function prepareViews(client: SanityClient): Promise<void> {
  const [sendai, modules, lunch] = await Promise.all(
    ['session-sendai', 'session-modules', 'break-lunch'].map((id) => client.getDocument(id)),
  )
  if (!sendai || !modules || !lunch)
    throw new Error('The default content lacks a document that the views need')
  const changes: Readonly<Record<string, object>> = {
    'title fr': { reviewed: true },
    'description fr': { sourceHash: 'of an earlier text' },
  }
  const review = recordsIn(sendai.review).map((entry) => ({
    ...entry,
    ...changes[`${entry.path} ${entry.language}`],
  }))
  const slug = recordsIn(modules.slug).map((item) => ({
    ...item,
    value: { _type: 'slug', current: `modules-${item.language}` },
  }))
  await client
    .transaction()
    .patch('session-sendai', (patch) => patch.set({ review }).unset(['title[language=="es"]']))
    .createOrReplace({ ...modules, _id: 'drafts.session-modules', end: '13:10', slug })
    .createOrReplace({
      ...lunch,
      _id: 'drafts.break-later',
      edition: { _type: 'reference', _ref: 'edition-2022' },
      date: '2022-10-11',
      title: recordsIn(lunch.title).filter(({ language }) => language === 'en'),
    })
    .commit()
}
