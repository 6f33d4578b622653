import { createServer } from 'node:http'
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium as playwright } from '@playwright/test'
import { chromium } from './chromium.ts'
const [, , folder = '', out = ''] = process.argv
const types: Record<string, string> = { html: 'text/html; charset=utf-8', svg: 'image/svg+xml', js: 'text/javascript', css: 'text/css', woff2: 'font/woff2', webp: 'image/webp', png: 'image/png', json: 'application/json' }
const server = createServer((q, s) => {
  const path = decodeURI((q.url ?? '/').split('?')[0] ?? '/')
  const file = join(folder, path.endsWith('/') ? path + 'index.html' : path)
  const found = existsSync(file) ? file : join(folder, '404.html')
  s.writeHead(existsSync(file) ? 200 : 404, { 'Content-Type': types[found.split('.').pop() ?? ''] ?? 'x/y', ...(found.endsWith('mark.svg') && {'Content-Security-Policy': "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"}) })
  createReadStream(found).pipe(s)
}).listen(4373)
const browser = await playwright.launch(await chromium())
for (const [name, path, width, scheme] of [
  ['home', '/en/', 1280, 'light'], ['home', '/fr/', 320, 'light'], ['home', '/en/', 768, 'dark'],
  ['day', '/en/2027/programme/2027-06-09/', 1280, 'dark'], ['day', '/en/2027/programme/2027-06-09/', 1280, 'light'],
  ['session', '/fr/2027/programme/atelier-un-budget-en-une-matinee/', 768, 'light'],
  ['404', '/nope/', 320, 'dark'], ['404', '/nope/', 1280, 'light'], ['legal', '/fr/mentions-legales/', 768, 'light'],
] as const) {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: scheme })
  await page.goto('http://localhost:4373' + path)
  await page.screenshot({ path: `${out}/${name}-${width}-${scheme}.png`, fullPage: name === 'legal' })
  await page.close()
}
await browser.close()
server.close()
