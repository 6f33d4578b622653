import { chromium as playwright } from '@playwright/test'
import { giveName, tokenKey } from '#studio/editors/name.ts'
import { chromium } from '../browser/chromium.ts'
import { EditorAtWork } from './editor-at-work.ts'

const studio = 'http://localhost:3390',
  lake = 'http://localhost:3970'
const browser = await playwright.launch(await chromium())
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
const token = await giveName(lake, 'Bench')
await page.addInitScript(
  ([key, value]) => localStorage.setItem(`${key}`, `${value}`),
  [tokenKey('local'), JSON.stringify({ token })],
)
const editor = new EditorAtWork(page, studio)
const mod = await import(process.argv[2])
try {
  await mod.default({ page, studio, editor, lake })
} finally {
  await browser.close()
}
