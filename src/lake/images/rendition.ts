import { requestError } from '../errors.ts'
import type { ImageFormat } from './measure.ts'

/** An image as its address names it; width and height are those seen. */
export type Original = { readonly format: ImageFormat; readonly width: number; readonly height: number }

/**
 * What is made of an image, with everything decided: addresses that ask for the same in other words come to the
 * same rendition. Lengths are pixels.
 */
export type Rendition = {
  /** The part of the original that is shown. */
  readonly region: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  }
  /** What the part is scaled to. */
  readonly width: number
  readonly height: number
  /** The part is cut once more as it is scaled, to where most happens. */
  readonly entropy: boolean
  /** What is added around it. */
  readonly margin?: {
    readonly left: number
    readonly top: number
    readonly right: number
    readonly bottom: number
  }
  /** Colour of the margin, and of what can be seen through where it is opaque. */
  readonly background?: Colour
  readonly format: ImageFormat
  readonly progressive: boolean
  readonly quality: number
}

export type Colour = { readonly r: number; readonly g: number; readonly b: number; readonly alpha: number }

const fits = ['clip', 'crop', 'fill', 'fillmax', 'max', 'min', 'scale'] as const
const sides = ['top', 'bottom', 'left', 'right', 'center'] as const
const crops = [...sides, 'focalpoint', 'entropy'] as const
const formats = { jpg: 'jpg', pjpg: 'jpg', png: 'png', webp: 'webp', avif: 'avif' } as const
const formatNames = ['jpg', 'pjpg', 'png', 'webp', 'avif'] as const

/** Longest side of what goes out; making AVIF takes some 30 bytes of memory a pixel. */
const longest = 8192
const longestAvif = 4096
const defaultQuality = 75
const white: Colour = { r: 255, g: 255, b: 255, alpha: 1 }

/**
 * Reads the parameters of the image pipeline: `rect`, `w`, `h`, `dpr`, `fit`, `crop`, `fp-x`, `fp-y`, `bg`, `fm`,
 * `auto` and `q`. Values that make no sense are refused, in the hosted service's words where those are known: what
 * it might let pass here fails in front of the developer, instead of the other way round in front of readers.
 * Other parameters are passed over, as addresses carry some for caches and downloads.
 * @param accept the request's `Accept`, for `auto=format`
 * @returns undefined when nothing is asked for, and the file goes out as it is
 * @throws {HttpError} 400 naming the parameter
 */
export function renditionOf(
  params: URLSearchParams,
  accept: string,
  original: Original,
): Rendition | undefined {
  const asked = read(params)
  const wantsWebp = asked.auto !== undefined && accept.includes('image/webp')
  // A drawing stays one unless pixels are asked for by name.
  if (original.format === 'svg' && asked.format === undefined) return undefined
  const name = asked.format ?? (wantsWebp ? 'webp' : undefined)
  const changes = [asked.rect, asked.width, asked.height, asked.quality, asked.format, asked.background]
  if (changes.every((value) => value === undefined) && (name === undefined || name === original.format))
    return undefined
  const format = name === undefined ? shown(original.format) : formats[name]
  const lossy = format === 'jpg' || format === 'webp' || format === 'avif'
  const { background } = asked
  const frame = framed(within(asked.rect, original), asked)
  return {
    ...frame,
    ...(background === undefined
      ? frame.margin && format === 'jpg' && { background: white }
      : { background }),
    format,
    progressive: name === 'pjpg',
    quality: lossy ? (asked.quality ?? defaultQuality) : 100,
  }
}

/** Browsers show no TIFF, and a drawing becomes pixels. */
const shown = (format: ImageFormat): ImageFormat => (format === 'svg' || format === 'tif' ? 'png' : format)

type Asked = ReturnType<typeof read>

function read(params: URLSearchParams) {
  const number = (name: string, least: number, most: number, isRight = Number.isFinite, kind = 'number') => {
    const text = params.get(name)
    if (text === null) return undefined
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (!isRight(value)) throw requestError(400, `Parameter "${name}" must be a valid ${kind}`)
    if (value < least || value > most)
      throw requestError(400, `Parameter "${name}" must be between ${least} and ${most}`)
    return value
  }
  const integer = (name: string, least: number, most: number) =>
    number(name, least, most, Number.isInteger, 'integer')
  const one = <Name extends string>(name: string, names: readonly Name[], text = params.get(name)) => {
    if (text === null) return undefined
    const found = names.find((one) => one === text)
    if (found === undefined) throw requestError(400, `Parameter "${name}" must be one of ${names.join(', ')}`)
    return found
  }
  return {
    rect: rectIn(params.get('rect')),
    width: integer('w', 1, longest),
    height: integer('h', 1, longest),
    dpr: number('dpr', 1, 3) ?? 1,
    fit: one('fit', fits) ?? 'clip',
    crop: (params.get('crop') ?? 'center').split(',').map((text) => one('crop', crops, text)),
    focus: { x: number('fp-x', 0, 1) ?? 0.5, y: number('fp-y', 0, 1) ?? 0.5 },
    background: colourIn(params.get('bg')),
    format: one('fm', formatNames),
    auto: one('auto', ['format']),
    quality: integer('q', 0, 100),
  }
}

function rectIn(text: string | null) {
  if (text === null) return undefined
  const [left, top, width, height, ...rest] = text
    .split(',')
    .map((part) => (/^\d{1,6}$/.test(part) ? +part : -1))
  const isWhole = [left, top, width, height].every((value) => value !== undefined && value >= 0)
  if (!isWhole || !width || !height || left === undefined || top === undefined || rest.length > 0)
    throw requestError(400, 'Parameter "rect" must be a valid integer')
  return { left, top, width, height }
}

/** `RGB`, `ARGB`, `RRGGBB` or `AARRGGBB`. @example colourIn('0f00') → { r: 255, g: 0, b: 0, alpha: 0 } */
function colourIn(text: string | null): Colour | undefined {
  if (text === null) return undefined
  const digits = /^([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(text)?.[0]
  if (digits === undefined) throw requestError(400, 'Parameter "bg" must be a valid hexadecimal color')
  const long = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits
  const [alpha, r, g, b] =
    long
      .padStart(8, 'f')
      .match(/../g)
      ?.map((pair) => Number.parseInt(pair, 16)) ?? []
  return { r: r ?? 0, g: g ?? 0, b: b ?? 0, alpha: (alpha ?? 255) / 255 }
}

type Region = Rendition['region']
type Size = { readonly width: number; readonly height: number }

/** What of a frame lies in the picture; one that lies beside it becomes its last pixel. */
function within(rect: Region | undefined, { width, height }: Size): Region {
  if (rect === undefined) return { left: 0, top: 0, width, height }
  const left = Math.min(rect.left, width - 1)
  const top = Math.min(rect.top, height - 1)
  return { left, top, width: Math.min(rect.width, width - left), height: Math.min(rect.height, height - top) }
}

function framed(
  region: Region,
  asked: Asked,
): Pick<Rendition, 'region' | 'width' | 'height' | 'entropy' | 'margin'> {
  const box = boxOf(region, asked)
  const isEnlarging = box.width > region.width || box.height > region.height
  switch (asked.width === undefined || asked.height === undefined ? `one side, ${asked.fit}` : asked.fit) {
    case 'crop':
      return cut(region, box, asked)
    case 'min': {
      // The shape that is asked for, as large as the picture allows.
      const shrink = Math.min(1, region.width / box.width, region.height / box.height)
      return cut(region, scaled(box, shrink), asked)
    }
    case 'fill':
    case 'fillmax': {
      const inner = inside(region, box, asked.fit === 'fill')
      const left = Math.floor((box.width - inner.width) / 2)
      const top = Math.floor((box.height - inner.height) / 2)
      const margin = {
        left,
        top,
        right: box.width - inner.width - left,
        bottom: box.height - inner.height - top,
      }
      return {
        region,
        ...inner,
        entropy: false,
        ...(Object.values(margin).some((side) => side > 0) && { margin }),
      }
    }
    case 'max':
      return { region, ...inside(region, box, false), entropy: false }
    case 'clip':
      return { region, ...inside(region, box, true), entropy: false }
    case 'one side, max':
    case 'one side, min':
    case 'one side, fillmax':
      return { region, ...(isEnlarging ? sizeOf(region) : box), entropy: false }
    default:
      return { region, ...box, entropy: false }
  }
}

/** The size that is asked for, with a missing side in proportion. */
function boxOf(region: Region, { width, height, dpr, format }: Asked): Size {
  const ratio = region.width / region.height
  const asked =
    width !== undefined
      ? { width, height: height ?? width / ratio }
      : height !== undefined
        ? { width: height * ratio, height }
        : sizeOf(region)
  const isAsked = width !== undefined || height !== undefined
  const times = isAsked ? dpr : 1
  const limit = format === 'avif' ? longestAvif : longest
  return scaled(asked, Math.min(times, limit / Math.max(asked.width, asked.height)))
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height })

const scaled = ({ width, height }: Size, times: number): Size => ({
  width: Math.max(1, Math.round(width * times)),
  height: Math.max(1, Math.round(height * times)),
})

function inside(region: Region, box: Size, mayEnlarge: boolean): Size {
  const times = Math.min(box.width / region.width, box.height / region.height)
  return scaled(region, mayEnlarge ? times : Math.min(1, times))
}

/** The largest part of a region in the shape of a box, where `crop` says. */
function cut(region: Region, box: Size, { crop, focus }: Asked) {
  if (crop.includes('entropy')) return { region, ...box, entropy: true }
  const times = Math.min(region.width / box.width, region.height / box.height)
  const size = scaled(box, times)
  const width = Math.min(size.width, region.width)
  const height = Math.min(size.height, region.height)
  const free = { x: region.width - width, y: region.height - height }
  const at = crop.includes('focalpoint')
    ? {
        x: Math.max(0, Math.min(free.x, Math.round(focus.x * region.width - width / 2))),
        y: Math.max(0, Math.min(free.y, Math.round(focus.y * region.height - height / 2))),
      }
    : {
        x: crop.includes('left') ? 0 : crop.includes('right') ? free.x : Math.round(free.x / 2),
        y: crop.includes('top') ? 0 : crop.includes('bottom') ? free.y : Math.round(free.y / 2),
      }
  return {
    region: { left: region.left + at.x, top: region.top + at.y, width, height },
    ...box,
    entropy: false,
  }
}
