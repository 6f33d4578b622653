import { stat } from 'node:fs/promises'
import sharp from 'sharp'
import { requestError } from '../errors.ts'

/** What an image is, measured from its file. Width and height are those seen, with the camera's turn applied. */
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
    /** A tiny version as a data URI, to show while the image loads. */
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

/** As hosted: an image of more pixels, in all its frames, is not worked on. */
export const maxPixels = 256_000_000
const lqipWidth = 20

/**
 * Opens an image's file with its limits. Whoever uploads a file with a harmless flaw, such as the bytes that some
 * cameras write between its parts, still gets it stored; one that ends too early or cannot be decoded is refused.
 */
const opened = (path: string, options: { readonly animated?: boolean } = {}) =>
  sharp(path, { limitInputPixels: maxPixels, failOn: 'error', ...options })

/**
 * Measures an image by its content, whatever its name and its sender say that it is; all of it is decoded.
 * @throws {HttpError} 400 when it is none, or damaged, or has too many pixels
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
  const { isOpaque, lqip } = await decoded(path, found.hasAlpha, (found.pages ?? 1) > 1).catch((cause) => {
    throw requestError(400, 'Invalid image: the file is damaged or not complete', { cause })
  })
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

async function decoded(path: string, hasAlpha: boolean, animated: boolean) {
  const isOpaque = hasAlpha ? (await opened(path, { animated }).stats()).isOpaque : true
  const small = opened(path).autoOrient().resize(lqipWidth)
  const bytes = await (isOpaque ? small.jpeg() : small.png()).toBuffer()
  return { isOpaque, lqip: `data:image/${isOpaque ? 'jpeg' : 'png'};base64,${bytes.toString('base64')}` }
}

function formatOf(name: string, compression: string | undefined): ImageFormat | undefined {
  if (name === 'jpeg') return 'jpg'
  if (name === 'tiff') return 'tif'
  if (name === 'heif') return compression === 'av1' ? 'avif' : undefined
  return isImageFormat(name) ? name : undefined
}
