import { join } from 'node:path'
import type { APIRoute } from 'astro'
import { downloadNames, fileIdsOf } from '#src/client/assets.ts'
import { fileName } from '#src/model/downloads.ts'
import { readCached } from '#src/pictures/file-cache.ts'
import { downloadHeaders } from '#src/serving/download-headers.ts'
import { assetsFolder, getContent } from '../../content-source.ts'
import { pathsOf } from '../../routes.ts'

export const getStaticPaths = () => pathsOf('/files/[file]')

/** Headers are for the development server: a release has them in its table (`src/release/headers.ts`). */
export const GET: APIRoute = async ({ params, locals }) => {
  const { snapshot } = getContent(locals).documents
  const id = fileIdsOf(snapshot).find((assetId) => fileName(assetId) === params.file)
  const bytes = id && (await readCached(join(assetsFolder(locals), id)))
  if (!bytes) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/octet-stream',
      ...downloadHeaders(downloadNames(snapshot).get(fileName(id))),
    },
  })
}
