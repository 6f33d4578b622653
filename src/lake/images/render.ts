import sharp, { type Sharp } from 'sharp'
import { type ImageFormat, maxPixels } from './measure.ts'
import type { Original, Rendition } from './transform.ts'

/** How long one picture may take; a drawing can be made to take for ever. */
const maxSeconds = 60

/**
 * A picture in the making; nothing is read before it is written somewhere.
 * What moves goes on moving where the format can, unless it has too many pixels in all.
 */
export async function render(path: string, original: Original, rendition: Rendition): Promise<Sharp> {
  const animated = await moves(path, original.format, rendition.format)
  // What was stored was whole then; a flaw in it is shown rather than an error.
  const source = sharp(path, { limitInputPixels: maxPixels, failOn: 'none', animated })
  const { region, width, height, entropy, margin, background } = rendition
  const upright = source.timeout({ seconds: maxSeconds }).autoOrient()
  // A photograph that is not cut is read at a smaller scale right away, in less than half the time.
  const isWhole = region.width === original.width && region.height === original.height
  let image = (isWhole ? upright : upright.extract(region)).resize({
    width,
    height,
    ...(entropy ? { fit: 'cover', position: 'entropy' } : { fit: 'fill' }),
  })
  if (background?.alpha === 1) image = image.flatten({ background })
  if (margin !== undefined)
    image = image.extend({ ...margin, background: background ?? { r: 255, g: 255, b: 255, alpha: 0 } })
  return encode(image, rendition)
}

async function moves(path: string, original: ImageFormat, format: ImageFormat): Promise<boolean> {
  const mayMove = (name: ImageFormat) => name === 'gif' || name === 'webp'
  if (!mayMove(original) || !mayMove(format)) return false
  const {
    pages = 1,
    width,
    height,
    orientation = 1,
  } = await sharp(path, { limitInputPixels: false }).metadata()
  return pages > 1 && orientation === 1 && width * height * pages <= maxPixels
}

function encode(image: Sharp, { format, quality, progressive }: Rendition): Sharp {
  // The encoders begin at 1.
  const least = Math.max(1, quality)
  switch (format) {
    case 'jpg':
      return image.flatten({ background: '#fff' }).jpeg({ quality: least, progressive })
    case 'webp':
      return image.webp({ quality: least })
    case 'avif':
      return image.avif({ quality: least, effort: 0 })
    case 'gif':
      return image.gif()
    default:
      return image.png()
  }
}
