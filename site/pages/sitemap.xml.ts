import type { APIRoute } from 'astro'
import { sitemapOf } from '#src/feeds/sitemap.ts'
import { getContent, inPieces } from '../content-source.ts'
import { absolute } from '../links.ts'

export const GET: APIRoute = async ({ locals }) =>
  new Response(await sitemapOf(getContent(locals), absolute, inPieces(locals)), {
    headers: { 'Content-Type': 'application/xml; charset=utf-8' },
  })
