import type { APIRoute } from 'astro'
import { permalinkOf } from '#src/addresses/paths.ts'
import { qrCode } from '#src/pictures/qr-code.ts'
import { assetsFolder, getContent } from '../../content-source.ts'
import { absolute } from '../../links.ts'
import { hasQrCode, pathsOf } from '../../routes.ts'

export const getStaticPaths = () => pathsOf('/qr/[id].svg')

/** The permalink of an edition, a part or a session as a QR code. */
export const GET: APIRoute = async ({ params, locals }) => {
  const subject = getContent(locals).past.record(params.id)
  if (!subject || !hasQrCode(subject)) return new Response(null, { status: 404 })
  const svg = await qrCode(absolute(permalinkOf(subject.id)), assetsFolder(locals))
  return new Response(new Uint8Array(svg), { headers: { 'Content-Type': 'image/svg+xml' } })
}
