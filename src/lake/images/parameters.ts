import { requestError } from '../errors.ts'

/** Longest side of a transformed image in pixels; making an AVIF takes some 30 bytes of memory for each pixel. */
export const maxSide = 8192
export const maxAvifSide = 4096

const fits = ['clip', 'crop', 'fill', 'fillmax', 'max', 'min', 'scale'] as const
const crops = ['top', 'bottom', 'left', 'right', 'center', 'focalpoint', 'entropy'] as const
const formatNames = ['jpg', 'pjpg', 'png', 'webp', 'avif'] as const

export type Colour = { readonly r: number; readonly g: number; readonly b: number; readonly alpha: number }
export type Region = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
export type ImageParameters = ReturnType<typeof parseImageParameters>

/**
 * Reads the parameters of the image pipeline: `rect`, `w`, `h`, `dpr`, `fit`, `crop`, `fp-x`, `fp-y`, `bg`, `fm`,
 * `auto` and `q`. Other parameters are ignored, since addresses carry some for caches and downloads. An invalid value
 * is an error, in the hosted service's words where they are known. The hosted service may accept some of these; an
 * error here is seen by the developer before a reader sees a wrong image.
 * @throws {HttpError} 400 naming the parameter
 */
export function parseImageParameters(params: URLSearchParams) {
  const number = (name: string, min: number, max: number, isValid = Number.isFinite, kind = 'number') => {
    const text = params.get(name)
    if (text === null) return undefined
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (!isValid(value)) throw requestError(400, `Parameter "${name}" must be a valid ${kind}`)
    if (value < min || value > max)
      throw requestError(400, `Parameter "${name}" must be between ${min} and ${max}`)
    return value
  }
  const integer = (name: string, min: number, max: number) =>
    number(name, min, max, Number.isInteger, 'integer')
  const oneOf = <Name extends string>(name: string, names: readonly Name[], text = params.get(name)) => {
    if (text === null) return undefined
    const found = names.find((candidate) => candidate === text)
    if (found === undefined) throw requestError(400, `Parameter "${name}" must be one of ${names.join(', ')}`)
    return found
  }
  return {
    rect: parseRect(params.get('rect')),
    width: integer('w', 1, maxSide),
    height: integer('h', 1, maxSide),
    dpr: number('dpr', 1, 3) ?? 1,
    fit: oneOf('fit', fits) ?? 'clip',
    crop: (params.get('crop') ?? 'center').split(',').map((text) => oneOf('crop', crops, text)),
    focus: { x: number('fp-x', 0, 1) ?? 0.5, y: number('fp-y', 0, 1) ?? 0.5 },
    background: parseColour(params.get('bg')),
    format: oneOf('fm', formatNames),
    auto: oneOf('auto', ['format']),
    quality: integer('q', 0, 100),
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
