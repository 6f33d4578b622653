import type { APIRoute } from 'astro'
import { imagesOf } from '#src/client/assets.ts'
import type { Content } from '#src/content/content.ts'
import { renderVariant, variantsOf } from '#src/pictures/images.ts'
import { assetsFolder, builtContent, getContent } from '../../content-source.ts'

/** Each once: two editions may show the same image. */
const variantsIn = ({ snapshot }: Content) => [
  ...new Map(
    imagesOf(snapshot)
      .flatMap(variantsOf)
      .map((variant) => [variant.file, variant]),
  ).values(),
]

export const getStaticPaths = () => variantsIn(builtContent()).map(({ file }) => ({ params: { file } }))

export const GET: APIRoute = async ({ params, locals }) => {
  const variant = variantsIn(getContent(locals)).find(({ file }) => file === params.file)
  if (!variant) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(await renderVariant(variant, assetsFolder(locals))), {
    headers: { 'Content-Type': `image/${variant.format === 'jpg' ? 'jpeg' : variant.format}` },
  })
}
