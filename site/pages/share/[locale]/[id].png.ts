import type { APIRoute } from 'astro'
import { cardOf, shareImagesOf } from '#src/pictures/share-card.ts'
import { renderShareImage } from '#src/pictures/share-image.ts'
import { assetsFolder, builtContent, getContent } from '../../../content-source.ts'

export const getStaticPaths = () =>
  shareImagesOf(builtContent().snapshot).map(({ locale, subject }) => ({
    params: { locale, id: subject.id },
  }))

export const GET: APIRoute = async ({ params, locals }) => {
  const { snapshot } = getContent(locals)
  const found = shareImagesOf(snapshot).find(
    ({ locale, subject }) => locale === params.locale && subject.id === params.id,
  )
  if (!found) return new Response(null, { status: 404 })
  const card = cardOf(found.subject, found.locale, snapshot)
  return new Response(new Uint8Array(await renderShareImage(card, assetsFolder(locals))), {
    headers: { 'Content-Type': 'image/png' },
  })
}
