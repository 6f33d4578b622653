import { sitemapOf } from '#src/feeds/sitemap.ts'
import { getContent } from '../content.ts'
import { absolute } from '../links.ts'

export const GET = () =>
  new Response(sitemapOf(getContent(), absolute), {
    headers: { 'Content-Type': 'application/xml; charset=utf-8' },
  })
