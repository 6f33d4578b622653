import type { APIRoute } from 'astro'
import { editionFeed, isFeedName } from '#src/feeds/edition-feeds.ts'
import { getContent, inPieces } from '../../../../content-source.ts'
import { absolute } from '../../../../links.ts'
import { localeIn, pathsOf } from '../../../../routes.ts'

export const getStaticPaths = () => pathsOf('/[locale]/feeds/[id]/[file]')

export const GET: APIRoute = async ({ params, locals }) => {
  const locale = localeIn(params)
  const content = getContent(locals)
  const edition = content.documents.edition(params.id)
  if (!locale || !edition || !isFeedName(params.file)) return new Response(null, { status: 404 })
  const source = { ...content, locale, absolute, piece: inPieces(locals) }
  const { type, text } = await editionFeed(params.file, edition, source)
  return new Response(text, { headers: { 'Content-Type': type } })
}
