import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readSite, searchIndex } from '../site.ts'
import { pageHtml, sitemapXml } from '../templates.ts'

/** The floor: template strings, written to files one after another into the folder that OUTPUT names. */
const output = process.env.OUTPUT ?? ''
const site = readSite()

function write(path: string, text: string): void {
  mkdirSync(dirname(join(output, path)), { recursive: true })
  writeFileSync(join(output, path), text)
}

for (const entry of site.entries) write(`${entry.address}index.html`, pageHtml(site, entry))
write('404.html', pageHtml(site, { kind: 'search', locale: 'en', id: 'search', address: '/404.html' }))
write('sitemap.xml', sitemapXml(site))
for (const { locale } of site.languages) write(`${locale}/search.json`, searchIndex(site, locale))
