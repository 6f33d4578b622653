import type { APIRoute } from 'astro'
import { appIcon, isAppIconName } from '#src/pictures/app-icon.ts'
import { assetsFolder, getContent } from '../../content-source.ts'
import { pathsOf } from '../../routes.ts'

export const getStaticPaths = () => pathsOf('/icons/[file].png')

export const GET: APIRoute = async ({ params, locals }) => {
  if (!isAppIconName(params.file)) return new Response(null, { status: 404 })
  const icon = await appIcon(params.file, getContent(locals).documents.forum, assetsFolder(locals))
  return new Response(new Uint8Array(icon), { headers: { 'Content-Type': 'image/png' } })
}
