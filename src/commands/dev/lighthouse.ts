import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import lighthouse from 'lighthouse'
import { StepFailedError } from '#src/release/failures.ts'
import { chromium as launchOptions } from '../../../tests/browser/chromium.ts'
import { run } from '../run.ts'
import { contentOption, samplePages, siteContentOf, withServedSite } from './served-site.ts'

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const debugPort = 9333

/**
 * `npm run lighthouse`: runs Lighthouse on one page of each type in each language (with `--locale fr` in one language),
 * as on a phone with a slow network. Fails where a score is below 100. Pages with `noindex` get no SEO score.
 */
await run(
  {
    call: 'npm run lighthouse',
    about: 'Runs Lighthouse on one page of each type, as on a phone with a slow network.',
    options: {
      content: contentOption,
      locale: { value: 'LOCALE', about: 'only in this language' },
    },
  },
  async ({ content, locale: only }) => {
    const below = await withServedSite(siteContentOf(content ?? 'default'), async ({ url, folder }) => {
      const pages = (await samplePages(folder)).filter(
        ({ locale }) => only === undefined || locale === undefined || locale === only,
      )
      const paths = pages.map(({ path }) => path)
      return judge(paths, url, (path) =>
        readFile(join(folder, path.endsWith('/') ? `${path}index.html` : path), 'utf8'),
      )
    })
    if (below !== undefined && below.length > 0) throw new StepFailedError('Lighthouse', below.join('\n'))
  },
)

/** Prints the scores of pages. @returns the audits that fail, for each page that is below 100 */
async function judge(
  paths: readonly string[],
  url: URL,
  htmlOf: (path: string) => Promise<string>,
): Promise<readonly string[]> {
  const { executablePath, args } = await launchOptions()
  const browser = await chromium.launch({
    executablePath,
    args: [...args, `--remote-debugging-port=${debugPort}`],
  })
  const below: string[] = []
  try {
    console.log(`${'page'.padEnd(64)}${categories.map((name) => name.padStart(16)).join('')}`)
    for (const path of paths) {
      const html = await htmlOf(path)
      const result = await bestOfThree(new URL(path.slice(1), url).href)
      const scores = categories.map((name) => Math.round((result?.lhr.categories[name]?.score ?? 0) * 100))
      const cells = scores.map((score, index) =>
        categories[index] === 'seo' && html.includes('content="noindex"') ? '–' : String(score),
      )
      console.log(`${path.padEnd(64)}${cells.map((score) => score.padStart(16)).join('')}`)
      const low = Object.values(result?.lhr.audits ?? {}).filter(({ score }) => score !== null && score < 1)
      if (cells.some((score) => score !== '100' && score !== '–')) {
        below.push(`${path}: ${low.map(({ id }) => id).join(', ')}`)
      }
    }
  } finally {
    await browser.close()
  }
  return below
}

/** The best of up to three runs. A busy machine can only make a page look slower than it is. */
async function bestOfThree(url: string) {
  let best: Awaited<ReturnType<typeof lighthouse>>
  const speed = (result: typeof best) => result?.lhr.categories.performance?.score ?? 0
  for (let attempt = 0; attempt < 3 && speed(best) < 1; attempt += 1) {
    const result = await lighthouse(url, {
      port: debugPort,
      onlyCategories: [...categories],
      logLevel: 'error',
    })
    if (speed(result) >= speed(best)) best = result
  }
  return best
}
