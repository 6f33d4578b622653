import type { APIRoute } from 'astro'
import { editionHtml } from '#src/feeds/edition-html.ts'
import { getContent, inPieces } from '../../../../content-source.ts'
import font from '../../../../fonts/core.woff2?inline'
import { absolute } from '../../../../links.ts'
import { localeIn, pathsOf } from '../../../../routes.ts'
import script from '../../../../scripts/one-file.ts?code'
import sheet from '../../../../styles/one-file.css?sheet'
import parts from '../../../../styles/parts.css?sheet'

export const getStaticPaths = () => pathsOf('/[locale]/feeds/[id]/edition.html')

const css = `@font-face{font-family:"Forum";src:url(${font}) format("woff2");font-weight:200 650}${sheet}${parts}`

export const GET: APIRoute = async ({ params, locals }) => {
  const locale = localeIn(params)
  const content = getContent(locals)
  const edition = content.documents.edition(params.id)
  if (!locale || !edition) return new Response(null, { status: 404 })
  const source = { ...content, locale, absolute, piece: inPieces(locals) }
  return new Response(await editionHtml(edition, source, { css, script }), {
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  })
}
