import { readSite, searchIndex } from '../site.ts'
import { pageHtml, sitemapXml } from '../templates.ts'

/** Eleventy with JavaScript templates: one for each kind of page, over all pages of that kind. */
export default function (config) {
  const site = readSite()
  for (const [kind, entries] of Map.groupBy(site.entries, (entry) => entry.kind)) {
    config.addTemplate(`${kind}.11ty.js`, ({ entry }) => pageHtml(site, entry), {
      entries,
      pagination: { data: 'entries', size: 1, alias: 'entry', addAllPagesToCollections: false },
      permalink: ({ entry }) => `${entry.address}index.html`,
    })
  }
  const missing = { kind: 'search', locale: 'en', id: 'search', address: '/404.html' }
  config.addTemplate('404.11ty.js', () => pageHtml(site, missing), { permalink: '404.html' })
  config.addTemplate('sitemap.11ty.js', () => sitemapXml(site), { permalink: 'sitemap.xml' })
  for (const { locale } of site.languages)
    config.addTemplate(`search-${locale}.11ty.js`, () => searchIndex(site, locale), {
      permalink: `${locale}/search.json`,
    })
  return { dir: { input: 'input', output: process.env.OUTPUT }, templateFormats: ['11ty.js'] }
}
