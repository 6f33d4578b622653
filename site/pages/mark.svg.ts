import type { APIRoute } from 'astro'
import { markSvg } from '#src/pictures/mark.ts'
import { assetsFolder, getContent } from '../content-source.ts'

/** The mark in the header of every page. */
export const GET: APIRoute = async ({ locals }) =>
  new Response(await markSvg(getContent(locals).documents.forum, assetsFolder(locals)), {
    headers: { 'Content-Type': 'image/svg+xml' },
  })
