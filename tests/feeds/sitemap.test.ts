import { expect, it } from 'vitest'
import { alternatesOf } from '#src/feeds/alternates.ts'
import { robotsOf, sitemapOf } from '#src/feeds/sitemap.ts'
import { changed, words } from '../seed/stored.ts'
import { published } from './published.ts'

const absolute = (address: string) => `https://example.org/forum${address}`
const locsOf = (xml: string) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1])

it('a page is in the sitemap once per language, each time with all languages and a default', async () => {
  const xml = await sitemapOf(published(), absolute)
  expect(xml).toContain(
    `<url>
<loc>https://example.org/forum/fr/2019/programme/bilan/</loc>
<lastmod>2019-11-01</lastmod>
<xhtml:link rel="alternate" hreflang="en" href="https://example.org/forum/en/2019/programme/taking-stock/"/>
<xhtml:link rel="alternate" hreflang="fr" href="https://example.org/forum/fr/2019/programme/bilan/"/>
<xhtml:link rel="alternate" hreflang="es" href="https://example.org/forum/es/2019/programa/balance/"/>
<xhtml:link rel="alternate" hreflang="x-default" href="https://example.org/forum/en/2019/programme/taking-stock/"/>
</url>`,
  )
  const locs = locsOf(xml)
  expect(new Set(locs).size).toBe(locs.length)
  expect(
    locs.filter((loc) => /\/s\/|\/embed\/|my-programme|mon-programme|mi-programa/.test(loc ?? '')),
  ).toEqual([])
  expect(locs).toContain('https://example.org/forum/')
})

it('a page that falls back is left out, also as an alternate', async () => {
  const documents = changed('session-taking-stock', { title: words({ en: 'Taking stock', es: 'Balance' }) })
  const found = published(documents)
  expect(
    alternatesOf({ kind: 'session', id: 'session-taking-stock' }, found).map(({ hreflang }) => hreflang),
  ).toEqual(['en', 'es', 'x-default'])
  expect(await sitemapOf(found, absolute)).not.toContain('/fr/2019/programme/bilan/')
})

it('the date of a page is that of its newest document', async () => {
  const documents = changed('session-taking-stock', { _updatedAt: '2019-11-20T23:30:00Z' })
  const days = Object.fromEntries(
    [
      ...(await sitemapOf(published(documents), absolute)).matchAll(
        /<loc>[^<]*forum(\/en\/[^<]*)<\/loc>\n<lastmod>([^<]+)/g,
      ),
    ].map((match) => [match[1], match[2]]),
  )
  expect(days).toMatchObject({
    '/en/2019/programme/taking-stock/': '2019-11-20',
    '/en/2019/programme/global-agendas/': '2019-11-20',
    '/en/2019/programme/': '2019-11-20',
    '/en/2019/programme/opening/': '2019-11-01',
    '/en/contact/': '2019-11-01',
  })
})

it('robots.txt names the sitemap', () => {
  expect(robotsOf(absolute('/sitemap.xml'))).toBe(
    'User-agent: *\nAllow: /\n\nSitemap: https://example.org/forum/sitemap.xml\n',
  )
})
