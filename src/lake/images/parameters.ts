import { requestError } from '../errors.ts'

/** Longest side of a transformed image in pixels; making an AVIF takes some 30 bytes of memory for each pixel. */
export const maxSide = 8192
export const maxAvifSide = 4096

const fits = ['clip', 'crop', 'fill', 'fillmax', 'max', 'min', 'scale'] as const
const crops = ['top', 'bottom', 'left', 'right', 'center', 'focalpoint', 'entropy'] as const
const formatNames = ['jpg', 'pjpg', 'png', 'webp', 'avif'] as const
const angles = { '0': 0, '90': 90, '180': 180, '270': 270 } as const
const angleNames = ['0', '90', '180', '270'] as const
const flips = ['h', 'v', 'hv'] as const
const maxPadding = 1000
const limitNames = ['min-w', 'max-w', 'min-h', 'max-h'] as const

export type Colour = { readonly r: number; readonly g: number; readonly b: number; readonly alpha: number }
export type Region = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
export type ImageParameters = ReturnType<typeof parseImageParameters>

/**
 * Reads the documented parameters of the image pipeline. Others are ignored, since addresses carry some for caches and
 * downloads. An invalid value is an error, in the hosted service's words where they are known. The hosted service may
 * accept some of these; an error here is seen by the developer before a reader sees a wrong image.
 * @throws {HttpError} 400 naming the parameter
 */
export function parseImageParameters(params: URLSearchParams) {
  const { number, integer, oneOf } = readers(params)
  const fit = oneOf('fit', fits, 'clip')
  const limited = limitNames.find((name) => params.has(name))
  if (limited !== undefined && fit !== 'crop')
    throw requestError(400, `Parameter "${limited}" is only available with fit=crop`)
  if ((integer('sat', -100, 100) ?? -100) !== -100) throw requestError(400, 'Parameter "sat" must be -100')
  return {
    rect: parseRect(params.get('rect')),
    width: integer('w', 1, maxSide),
    height: integer('h', 1, maxSide),
    limits: {
      minWidth: number('min-w', 1, maxSide, 1),
      maxWidth: number('max-w', 1, maxSide, maxSide),
      minHeight: number('min-h', 1, maxSide, 1),
      maxHeight: number('max-h', 1, maxSide, maxSide),
    },
    dpr: number('dpr', 1, 3, 1),
    fit,
    crop: (params.get('crop') ?? 'center').split(',').map((text) => oneOf('crop', crops, 'center', text)),
    focus: { x: number('fp-x', 0, 1, 0.5), y: number('fp-y', 0, 1, 0.5) },
    background: parseColour(params.get('bg')),
    /** Pixels on each side. */
    padding: integer('pad', 0, maxPadding),
    orientation: angles[oneOf('or', angleNames, '0')],
    flip: oneOf('flip', flips, undefined),
    isInverted: oneOf('invert', ['true', 'false'], 'false') === 'true',
    isGrey: params.has('sat'),
    blur: number('blur', 0, 2000, 0),
    sharpness: number('sharp', 0, 100, 0),
    /** Only the first frame of an animation. */
    isStill: integer('frame', 1, 1) === 1,
    format: oneOf('fm', formatNames, undefined),
    auto: oneOf('auto', ['format'], undefined),
    quality: integer('q', 0, 100),
  }
}

/** Functions that read a parameter, or give the default where it is missing. */
function readers(params: URLSearchParams) {
  const parsed = (name: string, min: number, max: number, isValid: (n: number) => boolean, kind: string) => {
    const text = params.get(name)
    if (text === null) return undefined
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (!isValid(value)) throw requestError(400, `Parameter "${name}" must be a valid ${kind}`)
    if (value < min || value > max)
      throw requestError(400, `Parameter "${name}" must be between ${min} and ${max}`)
    return value
  }
  return {
    number: (name: string, min: number, max: number, missing: number) =>
      parsed(name, min, max, Number.isFinite, 'number') ?? missing,
    integer: (name: string, min: number, max: number) => parsed(name, min, max, Number.isInteger, 'integer'),
    oneOf: <Name extends string, Missing extends Name | undefined>(
      name: string,
      names: readonly Name[],
      missing: Missing,
      text = params.get(name),
    ): Name | Missing => {
      if (text === null) return missing
      const found = names.find((candidate) => candidate === text)
      if (found === undefined)
        throw requestError(400, `Parameter "${name}" must be one of ${names.join(', ')}`)
      return found
    },
  }
}

function parseRect(text: string | null): Region | undefined {
  if (text === null) return undefined
  const [left, top, width, height, ...rest] = text
    .split(',')
    .map((part) => (/^\d{1,6}$/.test(part) ? +part : -1))
  const isComplete = [left, top, width, height].every((value) => value !== undefined && value >= 0)
  if (!isComplete || !width || !height || left === undefined || top === undefined || rest.length > 0)
    throw requestError(400, 'Parameter "rect" must be a valid integer')
  return { left, top, width, height }
}

/** `RGB`, `ARGB`, `RRGGBB` or `AARRGGBB`. @example parseColour('0f00') → { r: 255, g: 0, b: 0, alpha: 0 } */
function parseColour(text: string | null): Colour | undefined {
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
