import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import sharp from 'sharp'
import type { Ledger } from '#src/addresses/ledger.ts'
import { lakeClient } from '#src/client/client.ts'
import { readConfig } from '#src/config.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Language, locales } from '#src/locales.ts'
import { StepFailedError } from '#src/release/failures.ts'
import { projectFolder } from '#src/release/program.ts'
import { giveName, tokenKey } from '#studio/editors/name.ts'
import { languageKey } from '#studio/language.ts'
import { chromium as launchOptions } from '../../../tests/browser/chromium.ts'
import { UsageError } from '../errors.ts'
import { run } from '../run.ts'
import type { View, ViewContext } from './studio-view.ts'
import { studioViews } from './studio-views.ts'
import { prepareViews } from './studio-views-content.ts'

const ports = { LAKE_PORT: '3930', STUDIO_PORT: '3363', SITE_PORT: '4361', PREVIEW_PORT: '4371' }
const outDir = join(projectFolder, 'test-results/screenshots')
/** Pictures of the guide for editors: of these views, light, in the first size. */
const guideDir = join(projectFolder, 'docs/editors/guide/pictures')
const guideViews = [
  'desk-programme',
  'form-session',
  'board',
  'dialog-publish',
  'translation-desk',
  'import-lines',
]
/** What a picture of the guide may weigh, in bytes. */
const guideWeight = 60_000
const sizes = [
  { width: 1280, height: 900 },
  { width: 1920, height: 1080 },
]
const schemes = ['light', 'dark'] as const

/**
 * `npm run screenshots`: takes screenshots of the Studio's views, in each language, in light and dark, in two screen
 * sizes. It starts the project on its own ports, with its own data. It continues after a view that fails, and lists
 * those at the end.
 */
await run(
  {
    call: 'npm run screenshots',
    about: 'Takes screenshots of the views of the Studio.',
    options: {
      locale: { value: 'LOCALE', about: 'only in this language' },
      only: { value: 'NAME', about: 'only views whose name begins like this' },
      guide: { about: 'makes the pictures of the guide for editors anew, and nothing else' },
    },
  },
  async ({ locale: only, only: prefix = '', guide }) => {
    const views = studioViews.filter(
      ({ name }) => name.startsWith(prefix) && (!guide || guideViews.includes(name)),
    )
    const languages = locales.filter(({ locale }) => only === undefined || locale === only)
    if (views.length === 0 || languages.length === 0) {
      const [names, tags] = [studioViews.map(({ name }) => name), locales.map(({ locale }) => locale)]
      throw new UsageError(`Views: ${names.join(', ')}\nLanguages: ${tags.join(', ')}`)
    }
    const startedAt = performance.now()
    if (prefix === '' && only === undefined && !guide) await rm(outDir, { recursive: true, force: true })
    for (const folder of [outDir, guideDir]) await mkdir(folder, { recursive: true })
    const { count, failed } = await withProject((project) =>
      takeScreenshots(project, views, languages, guide ? pictureForGuide : screenshotView),
    )
    console.log(
      `\n${count} screenshots in ${guide ? guideDir : outDir}, in ${Math.round((performance.now() - startedAt) / 1000)} s`,
    )
    if (failed.length > 0) throw new StepFailedError('Screenshots', failed.join('\n'))
  },
)

/** What views need of the running project. */
type Project = { browser: Browser; ledger: Ledger; previewUrl: string; token: string }

async function withProject<T>(work: (project: Project) => Promise<T>): Promise<T> {
  const browser = await chromium.launch(await launchOptions())
  const folder = await mkdtemp(join(tmpdir(), 'screenshots-'))
  let project: ChildProcess | undefined
  try {
    console.log('Starting the project …')
    project = await startProject(join(folder, 'data'))
    await prepareViews(lakeClient(readConfig(ports)))
    const ledger: Ledger = await (await fetch(`http://localhost:${ports.SITE_PORT}/addresses.json`)).json()
    const token = await giveName(`http://localhost:${ports.LAKE_PORT}`, 'Ana García')
    return await work({ browser, ledger, token, previewUrl: `http://localhost:${ports.PREVIEW_PORT}` })
  } finally {
    await browser.close()
    const ended = new Promise((done) => project?.once('exit', done))
    if (project?.kill('SIGINT')) await ended
    await rm(folder, { recursive: true, force: true })
  }
}

async function takeScreenshots(
  { browser, token, ...surroundings }: Project,
  views: readonly View[],
  languages: readonly Language[],
  take: typeof screenshotView,
): Promise<{ count: number; failed: readonly string[] }> {
  const failed: string[] = []
  let count = 0
  for (const { locale, intl } of languages) {
    const context = await browser.newContext({ locale: intl, timezoneId: 'Europe/Madrid' })
    const storage = { [languageKey('local')]: intl, [tokenKey('local')]: JSON.stringify({ token }) }
    await context.addInitScript((all) => {
      for (const [key, value] of Object.entries(all)) localStorage.setItem(key, value)
    }, storage)
    for (const view of views) {
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      const failure = join(outDir, `${view.name}-${locale}-FAILED.png`)
      await rm(failure, { force: true })
      try {
        count += await take(view, { page, t: wordsOf(locale), locale, ...surroundings })
        console.log(`  ${locale}  ${view.name}`)
      } catch (error) {
        await page.screenshot({ path: failure }).catch(() => undefined)
        const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
        failed.push(`${locale}  ${view.name}: ${reason}`)
        console.error(`  ${locale}  ${view.name}  FAILED: ${reason}`)
      }
      await page.close()
    }
    await context.close()
  }
  return { count, failed }
}

/** Opens a view and takes a screenshot in each size and scheme. @returns the number of screenshots */
async function screenshotView(view: View, context: ViewContext): Promise<number> {
  const { page, locale } = context
  await openView(view, context)
  let count = 0
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`[data-testid="studio-navbar"][data-scheme="${colorScheme}"]`).waitFor()
    for (const size of sizes) {
      await page.setViewportSize(size)
      const name = `${view.name}-${locale}-${colorScheme}-${size.width}.png`
      await writeFile(join(outDir, name), await stableScreenshot(page))
      count += 1
    }
  }
  return count
}

/** Opens a view and makes the picture of it for the guide. @returns the number of pictures */
async function pictureForGuide(view: View, context: ViewContext): Promise<number> {
  await openView(view, context)
  const screenshot = await stableScreenshot(context.page)
  for (const colours of [32, 16]) {
    // Letters stay sharp, and it is smaller than with all colours and losses.
    const reduced = await sharp(screenshot).png({ palette: true, colours, dither: 0 }).toBuffer()
    const picture = await sharp(reduced).webp({ lossless: true, effort: 6 }).toBuffer()
    if (picture.length > guideWeight) continue
    await writeFile(join(guideDir, `${view.name}-${context.locale}.webp`), picture)
    return 1
  }
  throw new Error(`the picture is heavier than ${guideWeight} bytes`)
}

/** Brings a view into the state to show, light and in the first size. */
async function openView(view: View, context: ViewContext): Promise<void> {
  const { page } = context
  await page.setViewportSize(sizes[0] ?? { width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
  const path = typeof view.path === 'string' ? view.path : view.path(context)
  await page.goto(`http://localhost:${ports.STUDIO_PORT}${path}`)
  await page.locator(view.seen).first().waitFor()
  await view.act?.(context)
}

/** A screenshot of a page that is stable: nothing is loading, and two screenshots in a row are equal. */
async function stableScreenshot(page: Page): Promise<Buffer> {
  await page.waitForFunction(() => document.querySelector('[data-ui="Spinner"]') === null)
  const screenshot = () => page.screenshot({ animations: 'disabled' })
  let last = await screenshot()
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const next = await screenshot()
    if (next.equals(last)) return next
    last = next
  }
  throw new Error('the page keeps changing')
}

/** Starts the project as `npm start` does. Resolves when the preview, which is started last, is ready or has failed. */
async function startProject(dataDir: string): Promise<ChildProcess> {
  const { PATH, HOME } = process.env
  const child = spawn(process.execPath, ['src/commands/start.ts'], {
    cwd: projectFolder,
    env: { PATH, HOME, DATA_DIR: dataDir, ...ports },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk
      if (/The preview is ready|No preview/.test(output)) resolve()
    })
  }
  child.once('exit', () => reject(new StepFailedError('npm start', output)))
  await promise
  return child
}
