import type { APIRoute } from 'astro'
import type { Subject } from '#src/addresses/paths.ts'
import type { Content } from '#src/content/content.ts'
import { cardOf } from '#src/pictures/share-card.ts'
import { renderShareImage } from '#src/pictures/share-image.ts'
import { assetsFolder, getContent } from '../../../content-source.ts'
import { localeIn, pathsOf } from '../../../routes.ts'

export const getStaticPaths = () => pathsOf('/share/[locale]/[id].png')

export const GET: APIRoute = async ({ params, locals }) => {
  const locale = localeIn(params)
  const subject = locale && subjectOf(params.id, getContent(locals))
  if (!subject) return new Response(null, { status: 404 })
  const card = cardOf(subject, locale, getContent(locals).documents)
  return new Response(new Uint8Array(await renderShareImage(card, assetsFolder(locals))), {
    headers: { 'Content-Type': 'image/png' },
  })
}

/** The subject with a share image of its own that has this id. */
function subjectOf(id: string | undefined, { documents }: Content): Subject | undefined {
  if (id === 'forum') return { kind: 'forum', id }
  const document =
    documents.session(id) ?? documents.part(id) ?? documents.edition(id) ?? documents.contributor(id)
  return document && { kind: document._type, id: document._id }
}
