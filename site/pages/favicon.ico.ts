import type { APIRoute } from 'astro'
import { iconFile } from '#src/pictures/icon-file.ts'
import { iconSvg } from '#src/pictures/mark.ts'
import { assetsFolder, getContent } from '../content-source.ts'

/** Browsers ask for it where no page names the icon, as before a file or JSON. */
export const GET: APIRoute = async ({ locals }) => {
  const drawing = await iconSvg(getContent(locals).documents.forum, assetsFolder(locals))
  return new Response(new Uint8Array(await iconFile(drawing)), {
    headers: { 'Content-Type': 'image/x-icon' },
  })
}
