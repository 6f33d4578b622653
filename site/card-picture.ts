import type { APIRoute } from 'astro'
import { cardAt } from '#src/pictures/share-card.ts'
import { renderShareImage } from '#src/pictures/share-image.ts'
import { assetsFolder, getContent } from './content-source.ts'
import { localeIn } from './routes.ts'

/** Answers with the card of an id, in a language: the same bytes at each of its addresses, drawn once. */
export const cardPicture: APIRoute = async ({ params, locals }) => {
  const locale = localeIn(params)
  const card = locale && cardAt(params.id, locale, getContent(locals))
  if (!card) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(await renderShareImage(card, assetsFolder(locals))), {
    headers: { 'Content-Type': 'image/png' },
  })
}
