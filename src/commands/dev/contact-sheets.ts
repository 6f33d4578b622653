import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import sharp, { type OverlayOptions } from 'sharp'
import { isLocale, type Locale, locales } from '#src/locales.ts'
import { projectFolder } from '#src/release/program.ts'
import { chromium as launchOptions } from '../../../tests/browser/chromium.ts'
import { UsageError } from '../errors.ts'
import { run } from '../run.ts'
import { contentOption, type SamplePage, samplePages, siteContentOf, withServedSite } from './served-site.ts'

const outDir = join(projectFolder, 'test-results/sheets')
const schemes = ['light', 'dark'] as const
type Scheme = (typeof schemes)[number]

/** Each sheet has rows of panes: screens of a width in CSS pixels, drawn so wide, and at most so high. */
const sheets = {
  narrow: [
    { width: 320, drawn: 320, height: 1800 },
    { width: 768, drawn: 384, height: 1800 },
  ],
  wide: [
    { width: 1280, drawn: 640, height: 900 },
    { width: 1920, drawn: 640, height: 800 },
  ],
} as const
type Pane = (typeof sheets)['narrow' | 'wide'][number]
const gap = 12

/**
 * `npm run sheets`: contact sheets of the site. Each has one page in every language, in two widths, in light or in dark;
 * long pages are cut.
 */
await run(
  {
    call: 'npm run sheets',
    about: 'Pictures every type of page of the site, in each language, in four widths, light and dark.',
    options: {
      content: contentOption,
      locale: { value: 'LOCALE', about: 'only in this language' },
      only: { value: 'KIND', about: 'only pages whose kind begins like this' },
    },
  },
  async ({ content: given = 'congress', locale: onlyLocale, only = '' }) => {
    const content = siteContentOf(given)
    if (onlyLocale !== undefined && !isLocale(onlyLocale))
      throw new UsageError(`Languages: ${locales.map(({ locale }) => locale).join(', ')}`)
    const folder = join(outDir, content)
    if (only === '') await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    const count = await withServedSite(content, async (site) => {
      const all = await samplePages(site.folder)
      const pages = all.filter(
        ({ kind, locale }) =>
          kind.startsWith(only) &&
          (onlyLocale === undefined || locale === undefined || locale === onlyLocale),
      )
      if (pages.length === 0)
        throw new UsageError(`Kinds: ${[...new Set(all.map(({ kind }) => kind))].join(', ')}`)
      return takeSheets(pages, site.url, folder)
    })
    console.log(`\n${count ?? 0} sheets in ${folder}`)
  },
)

async function takeSheets(pages: readonly SamplePage[], url: URL, folder: string): Promise<number> {
  const browser = await chromium.launch(await launchOptions())
  let count = 0
  try {
    for (const [kind, ofKind] of Map.groupBy(pages, (page) => page.kind)) {
      for (const scheme of schemes)
        for (const [name, panes] of Object.entries(sheets)) {
          await takeSheet(browser, ofKind, {
            url,
            scheme,
            panes,
            file: join(folder, `${kind}-${name}-${scheme}.png`),
          })
          count += 1
        }
      console.log(`  ${kind}`)
    }
  } finally {
    await browser.close()
  }
  return count
}

type Sheet = { url: URL; scheme: Scheme; panes: readonly Pane[]; file: string }

/** Narrow panes stand in one row, wide ones in one for each width. */
async function takeSheet(browser: Browser, pages: readonly SamplePage[], sheet: Sheet): Promise<void> {
  const placed: OverlayOptions[] = []
  let [left, top, right, bottom] = [gap, gap, 0, 0]
  for (const pane of sheet.panes) {
    if (left > gap && pane.width > 768) [left, top] = [gap, bottom]
    for (const page of pages) {
      const input = await pictureOf(browser, page, pane, sheet)
      const { height = 0 } = await sharp(input).metadata()
      placed.push({ input, left, top })
      left += pane.drawn + gap
      bottom = Math.max(bottom, top + height + gap)
      right = Math.max(right, left)
    }
  }
  const ground = { width: right, height: bottom, channels: 3 as const, background: '#7f7f7f' }
  await sharp({ create: ground }).composite(placed).png({ palette: true }).toFile(sheet.file)
}

async function pictureOf(
  browser: Browser,
  { path, locale }: SamplePage,
  { width, drawn, height }: Pane,
  { url, scheme }: Sheet,
): Promise<Buffer> {
  const context = await browser.newContext({
    ...{ viewport: { width, height: Math.round(width * 0.7) }, colorScheme: scheme, reducedMotion: 'reduce' },
    locale: intlOf(locale),
  })
  const page = await context.newPage()
  await page.goto(new URL(path.slice(1), url).href, { waitUntil: 'networkidle' })
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const whole = await page.evaluate(() => document.documentElement.scrollHeight)
  const clip = { x: 0, y: 0, width, height: Math.min(whole, Math.round((height * width) / drawn)) }
  const picture = await page.screenshot({ fullPage: true, clip, animations: 'disabled' })
  await context.close()
  return sharp(picture).resize({ width: drawn }).png().toBuffer()
}

function intlOf(locale: Locale | undefined): string {
  return (locales.find((language) => language.locale === locale) ?? locales[0]).intl
}
