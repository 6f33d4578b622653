import { join } from 'node:path'
import type { APIRoute } from 'astro'
import { fileIdsOf, fileName } from '#src/client/assets.ts'
import { readCached } from '#src/pictures/file-cache.ts'
import { assetsFolder, builtContent, getContent } from '../../content-source.ts'

export const getStaticPaths = () =>
  fileIdsOf(builtContent().snapshot).map((id) => ({ params: { file: fileName(id) } }))

export const GET: APIRoute = async ({ params, locals }) => {
  const id = fileIdsOf(getContent(locals).snapshot).find((assetId) => fileName(assetId) === params.file)
  const bytes = id && (await readCached(join(assetsFolder(locals), id)))
  if (!bytes) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(bytes), {
    headers: { 'Content-Type': id.endsWith('-pdf') ? 'application/pdf' : 'application/octet-stream' },
  })
}
