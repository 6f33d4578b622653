import type { ImageFormat } from './measure.ts'
import {
  type Colour,
  type ImageParameters,
  maxAvifSide,
  maxSide,
  parseImageParameters,
  type Region,
} from './parameters.ts'

/** An image as its file name describes it: width and height as shown. */
export type Original = { readonly format: ImageFormat; readonly width: number; readonly height: number }

/**
 * How to transform an image, with all parameters resolved: addresses that ask for the same image in different ways
 * give the same rendition. Lengths are in pixels.
 */
export type Rendition = {
  /** The part of the original that is shown. */
  readonly region: Region
  /** The size to which the region is scaled. */
  readonly width: number
  readonly height: number
  /** The region is also cropped as it is scaled, to the part with the most detail. */
  readonly entropy: boolean
  /** What is added around the scaled region. */
  readonly margin?: {
    readonly left: number
    readonly top: number
    readonly right: number
    readonly bottom: number
  }
  /** Colour of the margin, and behind transparent pixels if it is opaque. */
  readonly background?: Colour
  /** Degrees clockwise by which the region is turned; `width` and `height` are those after it. */
  readonly orientation?: 90 | 180 | 270
  /** Mirrored horizontally, vertically or both, after it is turned. */
  readonly flip?: 'h' | 'v' | 'hv'
  readonly isInverted?: true
  readonly isGrey?: true
  /** From 0 to 2000. */
  readonly blur?: number
  /** From 0 to 100. */
  readonly sharpness?: number
  /** The first frame of an animation, not all of them. */
  readonly isStill?: true
  readonly format: ImageFormat
  readonly progressive: boolean
  readonly quality: number
}

const formats = { jpg: 'jpg', pjpg: 'jpg', png: 'png', webp: 'webp', avif: 'avif' } as const
const defaultQuality = 75
const white: Colour = { r: 255, g: 255, b: 255, alpha: 1 }

/**
 * The rendition that an address asks for.
 * @param accept the request's `Accept` header, for `auto=format`
 * @returns undefined when nothing is to change, and the original file is sent
 * @throws {HttpError} 400 naming the parameter that is invalid
 */
export function renditionOf(
  params: URLSearchParams,
  accept: string,
  original: Original,
): Rendition | undefined {
  const parameters = parseImageParameters(params)
  const { rect, width, height, quality, format: requestedFormat, background } = parameters
  const prefersWebp = parameters.auto !== undefined && accept.includes('image/webp')
  // An SVG is sent as it is, unless a pixel format is requested by name.
  if (original.format === 'svg' && requestedFormat === undefined) return undefined
  const name = requestedFormat ?? (prefersWebp ? 'webp' : undefined)
  const effects = effectsOf(parameters)
  const changes = [rect, width, height, quality, requestedFormat, background, ...Object.values(effects)]
  if (
    changes.every((value) => value === undefined) &&
    !parameters.padding &&
    (name === undefined || name === original.format)
  )
    return undefined
  const format = name === undefined ? displayFormat(original.format) : formats[name]
  const isLossy = format === 'jpg' || format === 'webp' || format === 'avif'
  const frame = padded(turnedFrame(clampedRegion(rect, original), parameters), parameters)
  return {
    ...frame,
    ...effects,
    ...(background === undefined
      ? frame.margin && format === 'jpg' && { background: white }
      : { background }),
    format,
    progressive: name === 'pjpg',
    quality: isLossy ? (quality ?? defaultQuality) : 100,
  }
}

/** What is done to the pixels, without what changes nothing. */
function effectsOf(parameters: ImageParameters) {
  const { orientation, flip, isInverted, isGrey, blur, sharpness, isStill } = parameters
  return {
    ...(orientation !== 0 && { orientation }),
    ...(flip !== undefined && { flip }),
    ...(isInverted && { isInverted }),
    ...(isGrey && { isGrey }),
    ...(blur > 0 && { blur }),
    ...(sharpness > 0 && { sharpness }),
    ...(isStill && { isStill }),
  }
}

/** Browsers do not show TIFF; a transformed SVG becomes pixels. */
const displayFormat = (format: ImageFormat): ImageFormat =>
  format === 'svg' || format === 'tif' ? 'png' : format

type Size = { readonly width: number; readonly height: number }

/** The part of `rect` inside the image. A rectangle outside of it becomes the pixel nearest to it. */
function clampedRegion(rect: Region | undefined, { width, height }: Size): Region {
  if (rect === undefined) return { left: 0, top: 0, width, height }
  const left = Math.min(rect.left, width - 1)
  const top = Math.min(rect.top, height - 1)
  return { left, top, width: Math.min(rect.width, width - left), height: Math.min(rect.height, height - top) }
}

type Frame = Pick<Rendition, 'region' | 'width' | 'height' | 'entropy' | 'margin'>

/** The frame of a region that is turned: size, crop and focal point are those of the turned image. */
function turnedFrame(region: Region, parameters: ImageParameters): Frame {
  const { orientation } = parameters
  if (orientation === 0) return frameOf(region, parameters)
  const isSideways = orientation !== 180
  const turned = {
    left: 0,
    top: 0,
    width: isSideways ? region.height : region.width,
    height: isSideways ? region.width : region.height,
  }
  const frame = frameOf(turned, parameters)
  const { left, top, width, height } = frame.region
  // The distances of the part from the left and the top of the region before it is turned.
  const [x, y] = {
    90: [top, region.height - left - width],
    180: [region.width - left - width, region.height - top - height],
    270: [region.width - top - height, left],
  }[orientation]
  return {
    ...frame,
    region: {
      left: region.left + (x ?? 0),
      top: region.top + (y ?? 0),
      width: isSideways ? height : width,
      height: isSideways ? width : height,
    },
  }
}

/** Adds the padding to each side. */
function padded(frame: Frame, { padding }: ImageParameters): Frame {
  if (!padding) return frame
  const { left, top, right, bottom } = frame.margin ?? { left: 0, top: 0, right: 0, bottom: 0 }
  const margin = {
    left: left + padding,
    top: top + padding,
    right: right + padding,
    bottom: bottom + padding,
  }
  return { ...frame, margin }
}

function frameOf(region: Region, parameters: ImageParameters): Frame {
  const { width, height, fit } = parameters
  const box = boxOf(region, parameters)
  const isEnlarging = box.width > region.width || box.height > region.height
  const isOneSide = (width === undefined || height === undefined) && fit !== 'crop'
  switch (isOneSide ? `one side, ${fit}` : fit) {
    case 'crop':
      return cropped(region, box, parameters)
    case 'min': {
      // The requested shape, as large as the region allows.
      const shrink = Math.min(1, region.width / box.width, region.height / box.height)
      return cropped(region, scaled(box, shrink), parameters)
    }
    case 'fill':
    case 'fillmax':
      return filled(region, box, fit === 'fill')
    case 'max':
      return { region, ...contained(region, box, false), entropy: false }
    case 'clip':
      return { region, ...contained(region, box, true), entropy: false }
    case 'one side, max':
    case 'one side, min':
    case 'one side, fillmax':
      return { region, ...(isEnlarging ? sizeOf(region) : box), entropy: false }
    default:
      return { region, ...box, entropy: false }
  }
}

/** The region scaled into a box, with margins to fill the rest of the box. */
function filled(region: Region, box: Size, mayEnlarge: boolean): Frame {
  const size = contained(region, box, mayEnlarge)
  const left = Math.floor((box.width - size.width) / 2)
  const top = Math.floor((box.height - size.height) / 2)
  const margin = { left, top, right: box.width - size.width - left, bottom: box.height - size.height - top }
  const hasMargin = Object.values(margin).some((side) => side > 0)
  return { region, ...size, entropy: false, ...(hasMargin && { margin }) }
}

/** The requested size; a missing side is in proportion to the other. */
function boxOf(region: Region, { width, height, dpr, format, limits }: ImageParameters): Size {
  const ratio = region.width / region.height
  const unlimited =
    width !== undefined
      ? { width, height: height ?? width / ratio }
      : height !== undefined
        ? { width: height * ratio, height }
        : sizeOf(region)
  const requested = {
    width: Math.max(limits.minWidth, Math.min(limits.maxWidth, unlimited.width)),
    height: Math.max(limits.minHeight, Math.min(limits.maxHeight, unlimited.height)),
  }
  const factor = width === undefined && height === undefined ? 1 : dpr
  const limit = format === 'avif' ? maxAvifSide : maxSide
  return scaled(requested, Math.min(factor, limit / Math.max(requested.width, requested.height)))
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height })

const scaled = ({ width, height }: Size, factor: number): Size => ({
  width: Math.max(1, Math.round(width * factor)),
  height: Math.max(1, Math.round(height * factor)),
})

/** The size of a region scaled to fit into a box. */
function contained(region: Region, box: Size, mayEnlarge: boolean): Size {
  const factor = Math.min(box.width / region.width, box.height / region.height)
  return scaled(region, mayEnlarge ? factor : Math.min(1, factor))
}

/** The largest part of a region in the shape of a box, at the position that `crop` says. */
function cropped(region: Region, box: Size, { crop, focus }: ImageParameters): Frame {
  if (crop.includes('entropy')) return { region, ...box, entropy: true }
  const factor = Math.min(region.width / box.width, region.height / box.height)
  const size = scaled(box, factor)
  const width = Math.min(size.width, region.width)
  const height = Math.min(size.height, region.height)
  const free = { x: region.width - width, y: region.height - height }
  const offset = crop.includes('focalpoint')
    ? {
        x: Math.max(0, Math.min(free.x, Math.round(focus.x * region.width - width / 2))),
        y: Math.max(0, Math.min(free.y, Math.round(focus.y * region.height - height / 2))),
      }
    : {
        x: crop.includes('left') ? 0 : crop.includes('right') ? free.x : Math.round(free.x / 2),
        y: crop.includes('top') ? 0 : crop.includes('bottom') ? free.y : Math.round(free.y / 2),
      }
  return {
    region: { left: region.left + offset.x, top: region.top + offset.y, width, height },
    ...box,
    entropy: false,
  }
}
