import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { APIRoute } from 'astro'
import { fileIdsOf, fileName } from '#src/client/assets.ts'
import { assetsFolder, builtContent, getContent } from '../../content-source.ts'

export const getStaticPaths = () =>
  fileIdsOf(builtContent().snapshot).map((id) => ({ params: { file: fileName(id) } }))

export const GET: APIRoute = async ({ params, locals }) => {
  const id = fileIdsOf(getContent(locals).snapshot).find((assetId) => fileName(assetId) === params.file)
  if (!id) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(await readFile(join(assetsFolder(locals), id))), {
    headers: { 'Content-Type': id.endsWith('-pdf') ? 'application/pdf' : 'application/octet-stream' },
  })
}
