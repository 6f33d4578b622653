import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'

const [, , base, lang, width, scheme, out, ...paths] = process.argv
const browser = await chromium.launch({
  executablePath: await sparticuz.executablePath(),
  args: ['--no-sandbox', '--disable-gpu'],
})
const ctx = await browser.newContext({
  viewport: { width: +width, height: 900 },
  colorScheme: scheme,
  locale: 'en-GB',
})
await ctx.addInitScript((l) => localStorage.setItem('sanity-locale:local:default', l), lang)
const page = await ctx.newPage()
page.on('pageerror', (e) => console.log('ERR', e.message.slice(0, 300)))
page.on('console', (m) => m.type() === 'error' && console.log('CON', m.text().slice(0, 300)))
let i = 0
for (const p of paths) {
  await page.goto(base + p)
  await page.waitForTimeout(+(process.env.WAIT ?? 5000))
  await page.screenshot({ path: `${out}-${i++}.png` })
}
await browser.close()
