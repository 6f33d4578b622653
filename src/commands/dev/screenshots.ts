import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import type { Ledger } from '#src/addresses/ledger.ts'
import { lakeClient } from '#src/client/client.ts'
import { readConfig } from '#src/config.ts'
import { wordsOf } from '#src/i18n.ts'
import { type Language, locales } from '#src/locales.ts'
import { StepFailedError } from '#src/release/failures.ts'
import { projectFolder } from '#src/release/program.ts'
import { giveName, tokenKey } from '#studio/editors/name.ts'
import { languageKey } from '#studio/language.ts'
import { chromium as found } from '../../../tests/browser/chromium.ts'
import { UsageError } from '../errors.ts'
import { run } from '../run.ts'
import { type Open, prepareViews, studioViews, type View } from './studio-views.ts'

const ports = { LAKE_PORT: '3930', STUDIO_PORT: '3363', SITE_PORT: '4361', PREVIEW_PORT: '4371' }
const outDir = join(projectFolder, 'test-results/screenshots')
const sizes = [
  { width: 1280, height: 900 },
  { width: 1920, height: 1080 },
]
const schemes = ['light', 'dark'] as const

/**
 * `npm run screenshots`: the Studio's views as pictures, in each language, light and dark, on a smaller and on a
 * larger screen. It starts the project on ports and data of its own. A view that fails is named, and the others
 * go on.
 */
await run(
  {
    call: 'npm run screenshots',
    about: 'Takes pictures of the views of the Studio.',
    options: {
      locale: { value: 'LOCALE', about: 'in this language alone' },
      only: { value: 'NAME', about: 'only views whose name begins like this' },
    },
  },
  async ({ locale: only, only: prefix = '' }) => {
    const views = studioViews.filter(({ name }) => name.startsWith(prefix))
    const languages = locales.filter(({ locale }) => only === undefined || locale === only)
    if (views.length === 0 || languages.length === 0) {
      const [names, tags] = [studioViews.map(({ name }) => name), locales.map(({ locale }) => locale)]
      throw new UsageError(`Views: ${names.join(', ')}\nLanguages: ${tags.join(', ')}`)
    }
    const begun = performance.now()
    if (prefix === '' && only === undefined) await rm(outDir, { recursive: true, force: true })
    await mkdir(outDir, { recursive: true })
    const { count, failed } = await withProject((project) => picturesOf(project, views, languages))
    console.log(`\n${count} pictures in ${outDir}, in ${Math.round((performance.now() - begun) / 1000)} s`)
    if (failed.length > 0) throw new StepFailedError('Screenshots', failed.join('\n'))
  },
)

/** The running project, as far as views need it. */
type Project = { browser: Browser; ledger: Ledger; previewUrl: string; token: string }

async function withProject<T>(work: (project: Project) => Promise<T>): Promise<T> {
  const browser = await chromium.launch(await found())
  const folder = await mkdtemp(join(tmpdir(), 'screenshots-'))
  let project: ChildProcess | undefined
  try {
    console.log('Starting the project …')
    project = await started(join(folder, 'data'))
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

async function picturesOf(
  { browser, token, ...surroundings }: Project,
  views: readonly View[],
  languages: readonly Language[],
): Promise<{ count: number; failed: readonly string[] }> {
  const failed: string[] = []
  let count = 0
  for (const { locale, intl } of languages) {
    const context = await browser.newContext({ locale: intl, timezoneId: 'Europe/Madrid' })
    const kept = { [languageKey('local')]: intl, [tokenKey('local')]: JSON.stringify({ token }) }
    await context.addInitScript((all) => {
      for (const [key, value] of Object.entries(all)) localStorage.setItem(key, value)
    }, kept)
    for (const view of views) {
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      const failure = join(outDir, `${view.name}-${locale}-FAILED.png`)
      await rm(failure, { force: true })
      try {
        count += await taken(view, { page, t: wordsOf(locale), locale, ...surroundings })
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

/** Opens a view once, and pictures it in every size and scheme. @returns how many pictures there are */
async function taken(view: View, open: Open): Promise<number> {
  const { page, locale } = open
  await page.setViewportSize(sizes[0] ?? { width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
  const path = typeof view.path === 'string' ? view.path : view.path(open)
  await page.goto(`http://localhost:${ports.STUDIO_PORT}${path}`)
  await page.locator(view.seen).first().waitFor()
  await view.act?.(open)
  let count = 0
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`[data-testid="studio-navbar"][data-scheme="${colorScheme}"]`).waitFor()
    for (const size of sizes) {
      await page.setViewportSize(size)
      const name = `${view.name}-${locale}-${colorScheme}-${size.width}.png`
      await writeFile(join(outDir, name), await settled(page))
      count += 1
    }
  }
  return count
}

/** A picture of a page that has come to rest: nothing loads, and two pictures in a row are the same. */
async function settled(page: Page): Promise<Buffer> {
  await page.waitForFunction(() => document.querySelector('[data-ui="Spinner"]') === null)
  const picture = () => page.screenshot({ animations: 'disabled' })
  let last = await picture()
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const next = await picture()
    if (next.equals(last)) return next
    last = next
  }
  throw new Error('it does not come to rest')
}

/** The project as `npm start` runs it; resolves once the preview, which is the last, is ready. */
async function started(dataDir: string): Promise<ChildProcess> {
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
