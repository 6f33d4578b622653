import type { APIRoute } from 'astro'
import { iconSvg } from '#src/pictures/mark.ts'
import { assetsFolder, getContent } from '../content-source.ts'

/** The icon of the site. */
export const GET: APIRoute = async ({ locals }) =>
  new Response(await iconSvg(getContent(locals).documents.forum, assetsFolder(locals)), {
    headers: { 'Content-Type': 'image/svg+xml' },
  })
