import type { APIRoute } from 'astro'
import { oembedXml } from '#src/feeds/oembed.ts'
import { oembedFor } from '../../../../oembed.ts'
import { pathsOf } from '../../../../routes.ts'

export const getStaticPaths = () => pathsOf('/[locale]/feeds/[id]/oembed.xml')

export const GET: APIRoute = ({ params, locals }) => {
  const oembed = oembedFor(params, locals)
  if (!oembed) return new Response(null, { status: 404 })
  return new Response(oembedXml(oembed), { headers: { 'Content-Type': 'text/xml; charset=utf-8' } })
}
