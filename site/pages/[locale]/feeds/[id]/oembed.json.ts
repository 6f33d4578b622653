import type { APIRoute } from 'astro'
import { oembedFor } from '../../../../oembed.ts'
import { pathsOf } from '../../../../routes.ts'

export const getStaticPaths = () => pathsOf('/[locale]/feeds/[id]/oembed.json')

export const GET: APIRoute = ({ params, locals }) => {
  const oembed = oembedFor(params, locals)
  return oembed ? Response.json(oembed) : new Response(null, { status: 404 })
}
