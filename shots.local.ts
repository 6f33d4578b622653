import { readFileSync, existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { chromium } from '@playwright/test'
import { chromium as launch } from './tests/browser/chromium.ts'
const [folder = '', out = '', list = '[]'] = process.argv.slice(2)
mkdirSync(out, { recursive: true })
const types: any = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', woff2: 'font/woff2', jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp', avif: 'image/avif' }
const server = createServer((q, r) => { const u = decodeURIComponent(new URL(q.url!, 'http://x').pathname.slice(1)); const p = folder + '/' + (u === '' || u.endsWith('/') ? u + 'index.html' : u); const f = existsSync(p) ? readFileSync(p) : undefined; r.writeHead(f ? 200 : 404, { 'content-type': types[p.split('.').pop()!] ?? 'application/octet-stream' }); r.end(f ?? readFileSync(folder + '/404.html')) }).listen(4396)
const browser = await chromium.launch(await launch())
for (const [path, width, scheme = 'light', full = true, height = 900] of JSON.parse(list)) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme })
  await page.goto('http://localhost:4396' + path)
  if (full) await page.evaluate(async () => { for (let y = 0; y < document.documentElement.scrollHeight; y += 600) { scrollTo(0, y); await new Promise((f) => setTimeout(f, 30)) } scrollTo(0, 0); document.querySelectorAll('img').forEach((i) => { i.loading = 'eager' }); await Promise.all([...document.images].map((i) => i.decode().catch(() => 0))) })
  console.log(path, width, scheme, await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]))
  if (scheme === 'print') { await page.emulateMedia({ media: 'print', colorScheme: 'light' }) }
  await page.screenshot({ fullPage: full, path: `${out}/${path.replaceAll('/', '_')}${width}${scheme}.png` })
  await page.close()
}
await browser.close(); server.close(); process.exit(0)
