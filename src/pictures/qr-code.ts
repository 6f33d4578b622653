import { hash } from 'node:crypto'
import { join } from 'node:path'
import QRCode from 'qrcode'
import { cached } from './file-cache.ts'

/** Increase it when the drawing changes, so that no cached one of the old version is used. */
const drawingVersion = 1

/** A link as a QR code, dark on light for scanners, as SVG. `folder` caches it by its link. */
export function qrCode(link: string, folder: string): Promise<Buffer> {
  const key = hash('sha256', `${drawingVersion} ${link}`).slice(0, 16)
  return cached(join(folder, `qr-${key}.svg`), async () =>
    Buffer.from(await QRCode.toString(link, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })),
  )
}
