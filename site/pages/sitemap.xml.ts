import type { APIRoute } from 'astro'
import { sitemapOf } from '#src/feeds/sitemap.ts'
import { getContent } from '../content-source.ts'
import { absolute } from '../links.ts'

export const GET: APIRoute = ({ locals }) =>
  new Response(sitemapOf(getContent(locals), absolute), {
    headers: { 'Content-Type': 'application/xml; charset=utf-8' },
  })
