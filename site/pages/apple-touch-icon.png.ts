import type { APIRoute } from 'astro'
import { appIcon } from '#src/pictures/app-icon.ts'
import { assetsFolder, getContent } from '../content-source.ts'

/** iOS asks for it at this address, whatever a page says. */
export const GET: APIRoute = async ({ locals }) => {
  const icon = await appIcon('192', getContent(locals).documents.forum, assetsFolder(locals))
  return new Response(new Uint8Array(icon), { headers: { 'Content-Type': 'image/png' } })
}
