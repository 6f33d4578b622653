import sharp, { type Sharp } from 'sharp'
import { type ImageFormat, maxPixels } from './measure.ts'
import type { Original, Rendition } from './rendition.ts'

/**
 * Prepares a rendition. Sharp reads the file only when the result is written. An animation stays one if both formats
 * allow it and it does not have too many pixels over all frames.
 */
export async function render(path: string, original: Original, rendition: Rendition): Promise<Sharp> {
  const animated = await staysAnimated(path, original.format, rendition)
  // The image was checked when it was uploaded. If it is damaged now, its readable part is shown.
  const source = sharp(path, { limitInputPixels: maxPixels, failOn: 'none', animated })
  const { region, width, height, entropy, margin, background } = rendition
  const upright = source.autoOrient()
  // Without `extract`, sharp decodes a JPEG at a smaller scale, in less than half the time.
  const isWhole = region.width === original.width && region.height === original.height
  // Sharp turns an image after it has scaled it.
  const isSideways = isTurnedSideways(rendition)
  let image = (isWhole ? upright : upright.extract(region)).resize({
    width: isSideways ? height : width,
    height: isSideways ? width : height,
    ...(entropy ? { fit: 'cover', position: 'entropy' } : { fit: 'fill' }),
  })
  image = withEffects(image, rendition)
  if (background?.alpha === 1) image = image.flatten({ background })
  if (margin !== undefined)
    image = image.extend({ ...margin, background: background ?? { r: 255, g: 255, b: 255, alpha: 0 } })
  return encode(image, rendition)
}

/** Beyond this, a blur is approximated: its time then does not grow with it. */
const maxExactSigma = 10

/** The hosted service does not say how strong its blur and its sharpening are; these look alike. */
function withEffects(image: Sharp, rendition: Rendition): Sharp {
  const { orientation, flip, isInverted, isGrey, blur, sharpness } = rendition
  let changed = image
  // Sharp mirrors an image before it turns it.
  const [horizontal, vertical] = isTurnedSideways(rendition) ? ['v', 'h'] : ['h', 'v']
  if (flip?.includes(vertical)) changed = changed.flip()
  if (flip?.includes(horizontal)) changed = changed.flop()
  if (orientation !== undefined) changed = changed.rotate(orientation)
  if (isInverted) changed = changed.negate({ alpha: false })
  if (isGrey) changed = changed.grayscale()
  if (blur !== undefined) {
    const sigma = Math.max(0.3, blur / 10)
    changed = changed.blur({ sigma, precision: sigma > maxExactSigma ? 'approximate' : 'integer' })
  }
  return sharpness === undefined ? changed : changed.sharpen({ sigma: 0.5 + sharpness / 50 })
}

const isTurnedSideways = ({ orientation }: Rendition): boolean => orientation === 90 || orientation === 270

async function staysAnimated(
  path: string,
  original: ImageFormat,
  { format, isStill, ...rendition }: Rendition,
): Promise<boolean> {
  const canBeAnimated = (name: ImageFormat) => name === 'gif' || name === 'webp'
  // Sharp holds the frames as one tall image, in which these would mix them.
  if (isStill || ['orientation', 'flip', 'blur', 'sharpness'].some((effect) => effect in rendition))
    return false
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
