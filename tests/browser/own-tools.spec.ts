import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Ledger } from '#src/addresses/ledger.ts'
import type { View } from '#src/commands/dev/studio-view.ts'
import { studioViews } from '#src/commands/dev/studio-views.ts'
import { prepareViews } from '#src/commands/dev/studio-views-content.ts'
import { wordsOf } from '#src/i18n.ts'
import { locales } from '#src/locales.ts'
import { isRecord } from '#src/model/fields.ts'
import { languageKey } from '#studio/language.ts'
import { englishIn, labelsOf } from './english-words.ts'
import { clientOf, expect, leaveAsFound, type Running, test } from './running.ts'

/**
 * Every view of the Studio that has a picture (`studioViews`), in each language but English: no English in it, nor in what
 * Sanity draws around, no fault of axe, and nothing asked of another host. One language is light, the other dark. A short run
 * shows each view in one of the languages, `npm run test:long` in all.
 */
leaveAsFound()

/** What Sanity draws within our forms, and what axe says of it that nothing of ours can change. */
const sanitys = [
  // aria-valid-attr-value: a tab names a panel that is not on the page.
  '[data-testid="field-group-tabs"]',
  '[data-testid^="group-select-"]',
  // scrollable-region-focusable: the editor within takes the focus, not what scrolls.
  '[data-testid="pt-editor__scroller"]',
  // aria-allowed-attr: buttons and cards say that they are not selected.
  '[data-testid^="fullscreen-button"]',
  '[data-ui="Card"][aria-selected]',
]
/** Where a view is a form, what of the page is not Sanity's frame. */
const form = '[data-testid="document-panel-scroller"]'
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Texts of the views that are content: of documents, and of what is imported. */
let content: ReadonlySet<string> = new Set()
/** What is imported stands in its review in pieces too. */
let imported = ''
const isContent = (text: string, { name }: View) =>
  content.has(text) ||
  (name.startsWith('import-') && text.split(' · ').some((part) => imported.includes(part)))

test.beforeAll(async ({ running }) => {
  const client = clientOf(running).withConfig({ perspective: 'raw' })
  await prepareViews(client)
  imported = [
    'studio/importer/learning-forum-2019.txt',
    'cases/programmes/congress-tracks.txt',
    'cases/programmes/proposals.csv',
  ]
    .map((name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'))
    .join('\n')
  content = new Set([
    ...textsIn(await client.fetch('*[]')),
    ...locales.map(({ name }) => name),
    // The name of whoever wrote the default content.
    'Editor',
  ])
})

const others = locales.slice(1)

for (const [index, language] of others.entries()) {
  test(`the Studio in ${language.name} has no English word, and no fault of axe`, async ({
    browser,
    running,
  }) => {
    const { locale, intl } = language
    const context = await browser.newContext({
      ...{ locale: intl, timezoneId: 'Europe/Madrid', reducedMotion: 'reduce' },
      colorScheme: index % 2 === 0 ? 'light' : 'dark',
      viewport: { width: 1280, height: 900 },
    })
    await context.addInitScript(
      ([key = '', tag = '']) => localStorage.setItem(key, tag),
      [languageKey('local'), intl],
    )
    const page = await context.newPage()
    const answered = new Set<string>()
    page.on('response', (response) => answered.add(new URL(response.url()).hostname))
    const ledger: Ledger = await (await fetch(`${running.site}/addresses.json`)).json()
    const t = wordsOf(locale)
    const english = englishIn(language)
    const found: string[] = []
    const views = studioViews.filter((_, at) => process.env.LONG || at % others.length === index)
    for (const view of views) {
      await open(view, { page, t, locale, ledger, previewUrl: running.preview }, running)
      const words = english(await labelsOf(page)).filter((text) => !isContent(text, view))
      const faults = [...words, ...(await lastingFaults(page, view)), ...(await unseenFocus(page, view))]
      found.push(...faults.map((one) => `${view.name}: ${one}`))
      if (await leave(page)) found.push(...(await lostFocus(page)).map((one) => `${view.name}: ${one}`))
    }
    expect(found).toEqual([])
    expect([...answered].filter((host) => !/(^|\.)localhost$/.test(host))).toEqual([])
    await context.close()
  })
}

/** Opens a view as a link in the Studio does, without loading the Studio again. */
async function open(view: View, context: Parameters<NonNullable<View['act']>>[0], running: Running) {
  const { page } = context
  const path = typeof view.path === 'string' ? view.path : view.path(context)
  // The importer keeps what it was given.
  if (!page.url().startsWith(running.studio) || path === '/import') await page.goto(running.studio + path)
  else
    await page.evaluate((to) => {
      history.pushState(null, '', to)
      dispatchEvent(new PopStateEvent('popstate'))
    }, path)
  await page.locator(view.seen).first().waitFor()
  await view.act?.(context)
}

/** Closes what lies over the page, as a person without a mouse does: where nothing lies there, Escape does nothing. */
async function leave(page: Page): Promise<boolean> {
  const over = page.locator('[role="dialog"], [role="menu"]').filter({ visible: true })
  const wasOver = (await over.count()) > 0
  await expect(async () => {
    if ((await over.count()) > 0) await page.keyboard.press('Escape')
    await expect(over).toHaveCount(0, { timeout: 1000 })
  }).toPass({ timeout: 10_000 })
  return wasOver
}

/** Where the focus is on nothing after something was closed, who has no mouse begins again at the top. */
const lostFocus = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (document.activeElement === document.body ? ['the focus is on nothing'] : []))

/** What takes the focus in a view of ours and looks the same with it, beside it and around it. */
async function unseenFocus(page: Page, { ours }: View): Promise<readonly string[]> {
  if (ours === undefined) return []
  const before = await page.evaluateHandle(() => document.activeElement)
  // What has the focus is shown to those who use keys.
  await page.keyboard.press('Tab')
  const unseen = await page
    .locator(ours)
    .first()
    .evaluate((view) => {
      const look = (elements: readonly Element[]) => {
        for (const change of document.getAnimations()) if (change instanceof CSSTransition) change.finish()
        return elements
          .map((element) => {
            const { outline, boxShadow, borderColor, background, color, clipPath } = getComputedStyle(element)
            return [outline, boxShadow, borderColor, background, color, clipPath].join()
          })
          .join()
      }
      const focusable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
      return [...view.querySelectorAll<HTMLElement>(focusable)]
        .filter(
          (one) =>
            one.checkVisibility() && !one.matches(':disabled, [type="file"], [tabindex="-1"], div:empty'),
        )
        .slice(0, 200)
        .flatMap((one) => {
          const beside = [...(one.parentElement?.children ?? [])]
          const around = [one.parentElement, one.parentElement?.parentElement].filter((el) => el != null)
          const seenBy = [...around, ...beside, ...[...beside, one].flatMap((el) => [...el.children])].slice(
            0,
            40,
          )
          one.focus({ preventScroll: true })
          const focused = look(seenBy)
          one.blur()
          const name = one.getAttribute('aria-label') ?? one.textContent ?? ''
          return focused === look(seenBy)
            ? [
                `the focus is not seen: ${one.tagName} ${one.getAttribute('type') ?? ''} ${name.trim().slice(0, 60)}`,
              ]
            : []
        })
    })
  // Without it, Escape would close nothing.
  await before.evaluate((element) => {
    if (element instanceof HTMLElement) element.focus({ preventScroll: true })
  })
  return unseen
}

/** What axe finds, and finds again: until something has faded in, it has not its full contrast. */
async function lastingFaults(page: Page, view: View): Promise<readonly string[]> {
  let found = await faultsOf(page, view)
  for (let again = 0; found.length > 0 && again < 3; again += 1) found = await faultsOf(page, view)
  return found
}

async function faultsOf(page: Page, { ours }: View): Promise<readonly string[]> {
  const isForm = ours === undefined && (await page.locator(form).count()) > 0
  if (ours === undefined && !isForm) return []
  const builder = new AxeBuilder({ page }).withTags(wcag).include(ours ?? form)
  for (const selector of isForm ? sanitys : []) builder.exclude(selector)
  const { violations } = await builder.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value.trim()]
    : Array.isArray(value)
      ? value.flatMap(textsIn)
      : isRecord(value)
        ? Object.values(value).flatMap(textsIn)
        : []
