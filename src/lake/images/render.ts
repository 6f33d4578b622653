import sharp, { type Sharp } from 'sharp'
import { type ImageFormat, maxPixels } from './measure.ts'
import type { Original, Rendition } from './rendition.ts'

/**
 * Prepares a rendition. Sharp reads the file only when the result is written. An animation stays one if both formats
 * allow it and it does not have too many pixels over all frames.
 */
export async function render(path: string, original: Original, rendition: Rendition): Promise<Sharp> {
  const animated = await staysAnimated(path, original.format, rendition.format)
  // The image was checked when it was uploaded. If it is damaged now, its readable part is shown.
  const source = sharp(path, { limitInputPixels: maxPixels, failOn: 'none', animated })
  const { region, width, height, entropy, margin, background } = rendition
  const upright = source.autoOrient()
  // Without `extract`, sharp decodes a JPEG at a smaller scale, in less than half the time.
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

async function staysAnimated(path: string, original: ImageFormat, format: ImageFormat): Promise<boolean> {
  const canBeAnimated = (name: ImageFormat) => name === 'gif' || name === 'webp'
  if (!canBeAnimated(original) || !canBeAnimated(format)) return false
  const {
    pages = 1,
    width,
    height,
    orientation = 1,
  } = await sharp(path, { limitInputPixels: false }).metadata()
  return pages > 1 && orientation === 1 && width * height * pages <= maxPixels
}

function encode(image: Sharp, { format, quality, progressive }: Rendition): Sharp {
  // The encoders' lowest quality is 1.
  const encoderQuality = Math.max(1, quality)
  switch (format) {
    case 'jpg':
      return image.flatten({ background: '#fff' }).jpeg({ quality: encoderQuality, progressive })
    case 'webp':
      return image.webp({ quality: encoderQuality })
    case 'avif':
      return image.avif({ quality: encoderQuality, effort: 0 })
    case 'gif':
      return image.gif()
    default:
      return image.png()
  }
}
