import sharp, { type FitEnum, type Sharp } from 'sharp'

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

const lqipWidth = 20

/** @throws when the file is no image that can be read */
export async function measureImage(path: string): Promise<ImageFacts> {
  const image = sharp(path)
  const found = await image.metadata()
  const format = formatOf(found.format, found.compression)
  if (format === undefined) throw new TypeError(`unsupported image format ${found.format}`)
  const { width, height } = found.autoOrient
  const isOpaque = found.hasAlpha ? (await sharp(path).stats()).isOpaque : true
  const small = sharp(path).autoOrient().resize(lqipWidth)
  const lqip = await (isOpaque ? small.jpeg() : small.png()).toBuffer()
  return {
    format,
    metadata: {
      _type: 'sanity.imageMetadata',
      dimensions: { _type: 'sanity.imageDimensions', width, height, aspectRatio: width / height },
      hasAlpha: found.hasAlpha,
      isOpaque,
      lqip: `data:image/${isOpaque ? 'jpeg' : 'png'};base64,${lqip.toString('base64')}`,
    },
  }
}

function formatOf(name: string, compression: string | undefined): ImageFormat | undefined {
  if (name === 'jpeg') return 'jpg'
  if (name === 'tiff') return 'tif'
  if (name === 'heif') return compression === 'av1' ? 'avif' : undefined
  return isImageFormat(name) ? name : undefined
}

export const isImageFormat = (name: string): name is ImageFormat => Object.hasOwn(mimeTypes, name)

/** What an image's address asks for. Lengths are pixels. */
export type Transform = {
  readonly rect?: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  }
  readonly width?: number
  readonly height?: number
  readonly fit: Fit
  readonly quality?: number
  readonly format?: ImageFormat
}

type Fit = 'clip' | 'crop' | 'fill' | 'fillmax' | 'max' | 'min' | 'scale'
const fits: readonly Fit[] = ['clip', 'crop', 'fill', 'fillmax', 'max', 'min', 'scale']
const formats: ReadonlyMap<string | null, ImageFormat> = new Map([
  ['jpg', 'jpg'],
  ['pjpg', 'jpg'],
  ['png', 'png'],
  ['webp', 'webp'],
  ['avif', 'avif'],
] as const)
const largest = 8192

/**
 * Reads the parameters of the image pipeline; those that are not known or make no sense are passed over.
 * @param accept the request's `Accept`, for `auto=format`
 * @returns undefined when nothing is asked for, and the file goes out as it is
 */
export function parseTransform(params: URLSearchParams, accept: string): Transform | undefined {
  const dpr = number(params.get('dpr'), 0.1, 5) ?? 1
  const length = (name: string) => {
    const asked = number(params.get(name), 1, largest)
    return asked === undefined ? undefined : Math.min(largest, Math.max(1, Math.round(asked * dpr)))
  }
  const [left, top, right, bottom, ...rest] = (params.get('rect') ?? '')
    .split(',')
    .map((part) => number(part, 0, 1e5))
  const hasRect =
    left !== undefined && top !== undefined && right !== undefined && bottom !== undefined && !rest.length
  const auto = params.get('auto') === 'format' && accept.includes('image/webp') ? 'webp' : undefined
  const asked = {
    rect: hasRect && right >= 1 && bottom >= 1 ? { left, top, width: right, height: bottom } : undefined,
    width: length('w'),
    height: length('h'),
    quality: number(params.get('q'), 1, 100),
    format: formats.get(params.get('fm')) ?? auto,
  }
  const given = Object.entries(asked).filter(([, value]) => value !== undefined)
  if (given.length === 0) return undefined
  return { ...Object.fromEntries(given), fit: fits.find((fit) => fit === params.get('fit')) ?? 'clip' }
}

function number(text: string | null | undefined, least: number, most: number): number | undefined {
  const value = text === null || text === undefined || text.trim() === '' ? Number.NaN : Number(text)
  return value >= least && value <= most ? value : undefined
}

/** @throws when the file cannot be read as an image */
export async function transformImage(
  path: string,
  original: ImageFormat,
  transform: Transform,
): Promise<Buffer> {
  let image = sharp(path).autoOrient()
  if (transform.rect) {
    // Extracting needs the picture already turned, and refuses a frame that leaves it.
    const { data, info } = await image.png({ compressionLevel: 0 }).toBuffer({ resolveWithObject: true })
    image = sharp(data).extract(within(transform.rect, info))
  }
  if (transform.width !== undefined || transform.height !== undefined) image = resize(image, transform)
  return encode(image, outputFormat(original, transform), transform.quality).toBuffer()
}

/** The format that a transformed image goes out in: a browser gets no TIFF, and a drawing becomes pixels. */
export function outputFormat(original: ImageFormat, { format }: Pick<Transform, 'format'>): ImageFormat {
  if (format !== undefined) return format
  return original === 'svg' || original === 'tif' ? 'png' : original
}

function within(rect: NonNullable<Transform['rect']>, { width, height }: { width: number; height: number }) {
  const left = Math.min(Math.round(rect.left), width - 1)
  const top = Math.min(Math.round(rect.top), height - 1)
  return {
    left,
    top,
    width: Math.min(Math.round(rect.width), width - left),
    height: Math.min(Math.round(rect.height), height - top),
  }
}

const sharpFits: Readonly<Record<Fit, keyof FitEnum>> = {
  clip: 'inside',
  max: 'inside',
  crop: 'cover',
  min: 'cover',
  fill: 'contain',
  fillmax: 'contain',
  scale: 'fill',
}

function resize(image: Sharp, { width, height, fit }: Transform): Sharp {
  const size = { ...(width !== undefined && { width }), ...(height !== undefined && { height }) }
  const withoutEnlargement = fit === 'max' || fit === 'min' || fit === 'fillmax'
  return image.resize({ ...size, fit: sharpFits[fit], withoutEnlargement })
}

function encode(image: Sharp, format: ImageFormat, quality = 75): Sharp {
  switch (format) {
    case 'jpg':
      return image.flatten({ background: '#fff' }).jpeg({ quality })
    case 'webp':
      return image.webp({ quality })
    case 'avif':
      return image.avif({ quality })
    case 'gif':
      return image.gif()
    default:
      return image.png()
  }
}
