import { stat } from 'node:fs/promises'
import sharp from 'sharp'
import { requestError } from '../errors.ts'

/** Facts about an image, from its file. Width and height are those of the image as shown, after EXIF rotation. */
export type ImageFacts = {
  readonly format: ImageFormat
  readonly metadata: {
    readonly _type: 'sanity.imageMetadata'
    readonly dimensions: {
      readonly _type: 'sanity.imageDimensions'
      readonly width: number
      readonly height: number
      readonly aspectRatio: number
    }
    readonly hasAlpha: boolean
    readonly isOpaque: boolean
    /** A low-quality image placeholder: a tiny version as a data URI, to show while the image loads. */
    readonly lqip: string
  }
}

export type ImageFormat = keyof typeof mimeTypes

export const mimeTypes = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  tif: 'image/tiff',
} as const

export const isImageFormat = (name: string): name is ImageFormat => Object.hasOwn(mimeTypes, name)

/** The hosted service's limit, over all frames. */
export const maxPixels = 256_000_000
const lqipWidth = 20

/**
 * Opens an image. A file with a harmless flaw is accepted, such as the extra bytes that some cameras write between its
 * parts; a file that ends too early or cannot be decoded is an error.
 */
const openImage = (path: string, options: { readonly animated?: boolean } = {}) =>
  sharp(path, { limitInputPixels: maxPixels, failOn: 'error', ...options })

/**
 * Measures an image by its content; its file name and content type are not used. Decodes all of it.
 * @throws {HttpError} 400 when it is not an image, is damaged, or has too many pixels
 */
export async function measureImage(path: string): Promise<ImageFacts> {
  const { size } = await stat(path)
  if (size === 0) throw requestError(400, 'Invalid image: the file is empty')
  const found = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch((cause) => {
      throw requestError(400, 'Invalid image: the file is not an image of a known format', { cause })
    })
  const format = formatOf(found.format, found.compression)
  if (format === undefined)
    throw requestError(400, `Invalid image: the format "${found.format}" is not supported`)
  const { width, height } = found.autoOrient
  if (width * height * (found.pages ?? 1) > maxPixels)
    throw requestError(400, `Invalid image: it has more than ${maxPixels / 1e6} million pixels`)
  const { isOpaque, lqip } = await opacityAndPlaceholder(path, found.hasAlpha, (found.pages ?? 1) > 1).catch(
    (cause) => {
      throw requestError(400, 'Invalid image: the file is damaged or not complete', { cause })
    },
  )
  return {
    format,
    metadata: {
      _type: 'sanity.imageMetadata',
      dimensions: { _type: 'sanity.imageDimensions', width, height, aspectRatio: width / height },
      hasAlpha: found.hasAlpha,
      isOpaque,
      lqip,
    },
  }
}

async function opacityAndPlaceholder(path: string, hasAlpha: boolean, animated: boolean) {
  const isOpaque = hasAlpha ? (await openImage(path, { animated }).stats()).isOpaque : true
  const small = openImage(path).autoOrient().resize(lqipWidth)
  const bytes = await (isOpaque ? small.jpeg() : small.png()).toBuffer()
  return { isOpaque, lqip: `data:image/${isOpaque ? 'jpeg' : 'png'};base64,${bytes.toString('base64')}` }
}

function formatOf(name: string, compression: string | undefined): ImageFormat | undefined {
  if (name === 'jpeg') return 'jpg'
  if (name === 'tiff') return 'tif'
  if (name === 'heif') return compression === 'av1' ? 'avif' : undefined
  return isImageFormat(name) ? name : undefined
}
