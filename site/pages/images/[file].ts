import type { APIRoute } from 'astro'
import { renderVariant } from '#src/pictures/images.ts'
import { assetsFolder, getContent } from '../../content-source.ts'
import { imageVariants, pathsOf } from '../../routes.ts'

export const getStaticPaths = () => pathsOf('/images/[file]')

export const GET: APIRoute = async ({ params, locals }) => {
  const variant = imageVariants(getContent(locals)).get(params.file ?? '')
  if (!variant) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(await renderVariant(variant, assetsFolder(locals))), {
    headers: { 'Content-Type': `image/${variant.format === 'jpg' ? 'jpeg' : variant.format}` },
  })
}
