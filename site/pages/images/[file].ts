import type { APIRoute } from 'astro'
import { imagesOf } from '#src/client/assets.ts'
import { renderVariant, variantsOf } from '#src/pictures/images.ts'
import { assetsFolder, getContent } from '../../content.ts'

const variants = () => imagesOf(getContent().snapshot).flatMap(variantsOf)

export const getStaticPaths = () => variants().map(({ file }) => ({ params: { file } }))

export const GET: APIRoute = async ({ params }) => {
  const variant = variants().find(({ file }) => file === params.file)
  if (!variant) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(await renderVariant(variant, assetsFolder())), {
    headers: { 'Content-Type': `image/${variant.format === 'jpg' ? 'jpeg' : variant.format}` },
  })
}
