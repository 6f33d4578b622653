import sharp from 'sharp'
import { grounds } from '#src/model/colours.ts'
import { iconSvg, type MarkSource } from './mark.ts'

/**
 * The icons of the site as an installed app, by the names of their files: their sides in pixels, and how much of a side the
 * mark takes. Of `maskable` systems cut the edges off, at most to a circle of four fifths.
 */
const appIcons = {
  '192': { side: 192, share: 0.8 },
  '512': { side: 512, share: 0.8 },
  maskable: { side: 512, share: 0.54 },
} as const

export type AppIconName = keyof typeof appIcons

export const appIconNames = Object.keys(appIcons) as readonly AppIconName[]

export const isAppIconName = (name: string | undefined): name is AppIconName =>
  name !== undefined && Object.hasOwn(appIcons, name)

/** An icon as PNG: the mark of the forum, or the ring in its colours, on light ground. @throws {DrawingError} */
export async function appIcon(name: AppIconName, forum: MarkSource, folder: string): Promise<Buffer> {
  const { side, share } = appIcons[name]
  const inner = Math.round(side * share)
  const mark = await sharp(Buffer.from(await iconSvg(forum, folder)), { density: 300 })
    .resize(inner, inner, { fit: 'contain', background: '#0000' })
    .png()
    .toBuffer()
  return sharp({ create: { width: side, height: side, channels: 3, background: grounds.light } })
    .composite([{ input: mark, gravity: 'centre' }])
    .png({ compressionLevel: 9, palette: true })
    .toBuffer()
}
