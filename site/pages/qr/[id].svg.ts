import type { APIRoute } from 'astro'
import QRCode from 'qrcode'
import { permalinkOf } from '#src/addresses/paths.ts'
import { getContent } from '../../content-source.ts'
import { absolute } from '../../links.ts'
import { hasQrCode, pathsOf } from '../../routes.ts'

export const getStaticPaths = () => pathsOf('/qr/[id].svg')

/** The permalink of an edition, a part or a session as a QR code, dark on light for scanners. */
export const GET: APIRoute = async ({ params, locals }) => {
  const subject = getContent(locals).past.record(params.id)
  if (!subject || !hasQrCode(subject)) return new Response(null, { status: 404 })
  const svg = await QRCode.toString(absolute(permalinkOf(subject.id)), {
    type: 'svg',
    margin: 2,
    errorCorrectionLevel: 'M',
  })
  return new Response(svg, { headers: { 'Content-Type': 'image/svg+xml' } })
}
