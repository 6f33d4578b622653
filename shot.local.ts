import { chromium } from '@playwright/test'
import { chromium as launch } from './tests/browser/chromium.ts'
import { readConfig } from '#src/config.ts'
import { contentOf } from '#src/content/content.ts'
import { emptyLedger } from '#src/addresses/ledger.ts'
import { RenderedSite, isPicture } from '#src/release/rendered-site.ts'
import { openRenderer } from '#src/release/renderer/renderer.ts'
import { examine } from '#src/rules/examine.ts'
import { defaultContent } from '#src/seed/index.ts'
import { createServer } from 'node:http'
const renderer = await openRenderer(readConfig({ SITE_URL: 'http://localhost:4399/', DATA_DIR: '/tmp/profile-data' }))
const raw: any[] = JSON.parse(JSON.stringify(defaultContent)).map((d: any) => ({ _updatedAt: '2019-11-01T08:00:00Z', ...d }))
const site = new RenderedSite(renderer, '/tmp/profile-assets', { isForOne: false })
const { snapshot, faults } = examine(raw as any); if (faults.length) throw new Error(JSON.stringify(faults[0]))
const files = new Map<string, Uint8Array>()
await site.update(contentOf({ snapshot: snapshot!, ledger: emptyLedger }), async (p, b) => void files.set(p, b), { later: isPicture })
const { mkdirSync, writeFileSync } = await import('node:fs'); for (const [p, b] of files) if (/\.(html|css|js)$/.test(p)) { const f = '/tmp/html/' + p; mkdirSync(f.slice(0, f.lastIndexOf('/')), { recursive: true }); writeFileSync(f, b) }
const types: any = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', woff2: 'font/woff2' }
const server = createServer((q, r) => { const u = new URL(q.url!, 'http://x').pathname.slice(1); const p = u === '' || u.endsWith('/') ? u + 'index.html' : u; const f = files.get(p); r.writeHead(f ? 200 : 404, { 'content-type': !f ? 'text/html; charset=utf-8' : types[p.split('.').pop()!] ?? 'application/octet-stream' }); r.end(f ?? files.get('404.html')) }).listen(4399)
const browser = await chromium.launch(await launch())
for (const [path, width, scheme] of JSON.parse(process.argv[2]!)) {
  const page = await browser.newPage({ viewport: { width, height: 700 }, colorScheme: scheme ?? 'light' })
  await page.goto('http://localhost:4399' + path)
  console.log(path, width, await page.evaluate(() => document.documentElement.scrollWidth))
  await page.screenshot({ fullPage: true, path: `/tmp/shots/${path.replaceAll('/', '_')}${width}${scheme ?? ''}.png` })
  await page.close()
}
await browser.close(); server.close(); process.exit(0)
