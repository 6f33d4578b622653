import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { APIRoute } from 'astro'
import { fileIdsOf, fileName } from '#src/client/assets.ts'
import { assetsFolder, getContent } from '../../content.ts'

export const getStaticPaths = () =>
  fileIdsOf(getContent().snapshot).map((id) => ({ params: { file: fileName(id) } }))

export const GET: APIRoute = async ({ params }) => {
  const id = fileIdsOf(getContent().snapshot).find((one) => fileName(one) === params.file)
  if (!id) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(await readFile(join(assetsFolder(), id))), {
    headers: { 'Content-Type': id.endsWith('-pdf') ? 'application/pdf' : 'application/octet-stream' },
  })
}
