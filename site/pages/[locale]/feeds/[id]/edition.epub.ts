import type { APIRoute } from 'astro'
import { editionEpub } from '#src/feeds/edition-epub.ts'
import { getContent, inPieces } from '../../../../content-source.ts'
import { absolute } from '../../../../links.ts'
import { localeIn, pathsOf } from '../../../../routes.ts'

export const getStaticPaths = () => pathsOf('/[locale]/feeds/[id]/edition.epub')

export const GET: APIRoute = async ({ params, locals }) => {
  const locale = localeIn(params)
  const content = getContent(locals)
  const edition = content.documents.edition(params.id)
  if (!locale || !edition) return new Response(null, { status: 404 })
  const source = { ...content, locale, absolute, piece: inPieces(locals) }
  return new Response(new Uint8Array(await editionEpub(edition, source)), {
    headers: { 'Content-Type': 'application/epub+zip' },
  })
}
