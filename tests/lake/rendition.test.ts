import { expect, test } from 'vitest'
import { HttpError } from '#src/lake/errors.ts'
import type { ImageFormat } from '#src/lake/images/measure.ts'
import { renditionOf } from '#src/lake/images/rendition.ts'

const wanted = (params: string, accept = '*/*', format: ImageFormat = 'png') =>
  renditionOf(new URLSearchParams(params), accept, { format, width: 400, height: 200 })

const whole = { left: 0, top: 0, width: 400, height: 200 }
const plain = { region: whole, entropy: false, format: 'png', progressive: false, quality: 100 }

test.for([
  ['w=100', { ...plain, width: 100, height: 50 }],
  ['h=100', { ...plain, width: 200, height: 100 }],
  ['w=800', { ...plain, width: 800, height: 400 }],
  ['w=800&fit=max', { ...plain, width: 400, height: 200 }],
  ['w=100&dpr=2', { ...plain, width: 200, height: 100 }],
  ['w=8000&dpr=3', { ...plain, width: 8192, height: 4096 }],
  ['w=8000&fm=avif', { ...plain, width: 4096, height: 2048, format: 'avif', quality: 75 }],
  ['w=100&h=100', { ...plain, width: 100, height: 50 }],
  ['w=100&h=100&fit=clip', { ...plain, width: 100, height: 50 }],
  ['w=800&h=800&fit=max', { ...plain, width: 400, height: 200 }],
  ['w=100&h=100&fit=scale', { ...plain, width: 100, height: 100 }],
  ['q=50', { ...plain, width: 400, height: 200 }],
  [
    'rect=10,20,30,40',
    { ...plain, region: { left: 10, top: 20, width: 30, height: 40 }, width: 30, height: 40 },
  ],
  [
    'rect=390,190,100,100',
    { ...plain, region: { left: 390, top: 190, width: 10, height: 10 }, width: 10, height: 10 },
  ],
  [
    'rect=100,0,200,100&h=50',
    { ...plain, region: { left: 100, top: 0, width: 200, height: 100 }, width: 100, height: 50 },
  ],
] as const)('"%s" makes %o', ([params, expected]) => {
  expect(wanted(params)).toEqual(expected)
})

const square = (left: number, top = 0) => ({
  ...plain,
  region: { left, top, width: 200, height: 200 },
  width: 100,
  height: 100,
})

test.for([
  ['', square(100)],
  ['&crop=center', square(100)],
  ['&crop=left', square(0)],
  ['&crop=top,right', square(200)],
  ['&crop=bottom', square(100)],
  ['&crop=focalpoint', square(100)],
  ['&crop=focalpoint&fp-x=0.4&fp-y=0.9', square(60)],
  ['&crop=focalpoint&fp-x=1', square(200)],
  ['&crop=entropy', { ...plain, width: 100, height: 100, entropy: true }],
] as const)('fit=crop%s crops a square at that position', ([params, expected]) => {
  expect(wanted(`w=100&h=100&fit=crop${params}`)).toEqual(expected)
})

test('fit=crop enlarges, and fit=min keeps only the shape', () => {
  expect(wanted('w=500&h=500&fit=crop')).toEqual({ ...square(100), width: 500, height: 500 })
  expect(wanted('w=500&h=500&fit=min')).toEqual({ ...square(100), width: 200, height: 200 })
})

test('fit=fill adds a margin in a colour, fit=fillmax without enlarging', () => {
  const green = { r: 0, g: 255, b: 0, alpha: 1 }
  expect(wanted('w=100&h=100&fit=fill&bg=0f0')).toEqual({
    ...plain,
    width: 100,
    height: 50,
    margin: { left: 0, top: 25, right: 0, bottom: 25 },
    background: green,
  })
  expect(wanted('w=500&h=500&fit=fillmax&bg=00ff00')).toEqual({
    ...plain,
    width: 400,
    height: 200,
    margin: { left: 50, top: 150, right: 50, bottom: 150 },
    background: green,
  })
})

test.for([
  ['f00', { r: 255, g: 0, b: 0, alpha: 1 }],
  ['ff00', { r: 255, g: 0, b: 0, alpha: 1 }],
  ['0f00', { r: 255, g: 0, b: 0, alpha: 0 }],
  ['336699', { r: 51, g: 102, b: 153, alpha: 1 }],
  ['33336699', { r: 51, g: 102, b: 153, alpha: 0.2 }],
] as const)('bg=%s has its alpha first', ([bg, expected]) => {
  expect(wanted(`bg=${bg}`)?.background).toEqual(expected)
})

test('auto=format gives WebP if it is accepted and no format is named; quality is for lossy formats', () => {
  const formatIn = (params: string, accept = 'image/webp,*/*', format: ImageFormat = 'png') => {
    const { format: name, quality } = wanted(params, accept, format) ?? {}
    return [name, quality]
  }
  expect(formatIn('auto=format')).toEqual(['webp', 75])
  expect(formatIn('auto=format', '*/*')).toEqual([undefined, undefined])
  expect(formatIn('auto=format', 'image/webp', 'webp')).toEqual([undefined, undefined])
  expect(formatIn('auto=format&fm=png')).toEqual(['png', 100])
  expect(formatIn('fm=jpg&q=40')).toEqual(['jpg', 40])
  expect(formatIn('fm=avif')).toEqual(['avif', 75])
  expect(formatIn('w=10', '*/*', 'tif')).toEqual(['png', 100])
  expect(formatIn('w=10', '*/*', 'gif')).toEqual(['gif', 100])
  expect(wanted('fm=pjpg')).toMatchObject({ format: 'jpg', progressive: true })
})

test.for([
  '',
  'dpr=2',
  'fit=crop',
  'dl=name.png',
  'v=3',
  'dlRaw=true',
  'or=0',
  'blur=0',
  'invert=false',
  'pad=0',
])('"%s" sends the original file', (params) => {
  expect(wanted(params)).toBeUndefined()
})

test('an SVG stays an SVG unless a pixel format is named', () => {
  expect(wanted('w=10&auto=format', 'image/webp', 'svg')).toBeUndefined()
  expect(wanted('w=10&fm=png', '*/*', 'svg')).toEqual({ ...plain, width: 10, height: 5 })
})

test('addresses for the same image give the same rendition', () => {
  expect(wanted('w=200&h=200&fit=crop&crop=left')).toEqual(
    wanted('h=100&fit=crop&w=100&dpr=2&rect=0,0,200,200'),
  )
})

test.for([
  ['w=230.18', 'Parameter "w" must be a valid integer'],
  ['w=', 'Parameter "w" must be a valid integer'],
  ['h=nothing', 'Parameter "h" must be a valid integer'],
  ['w=0', 'Parameter "w" must be between 1 and 8192'],
  ['w=100000', 'Parameter "w" must be between 1 and 8192'],
  ['q=500', 'Parameter "q" must be between 0 and 100'],
  ['q=100?w=640', 'Parameter "q" must be a valid integer'],
  ['dpr=4', 'Parameter "dpr" must be between 1 and 3'],
  ['fp-x=2', 'Parameter "fp-x" must be between 0 and 1'],
  ['rect=1,2', 'Parameter "rect" must be a valid integer'],
  ['rect=1,2,3,0', 'Parameter "rect" must be a valid integer'],
  ['rect=1,2,3,4,5', 'Parameter "rect" must be a valid integer'],
  ['rect=44,0,480,480?h=64', 'Parameter "rect" must be a valid integer'],
  ['fit=stretch', 'Parameter "fit" must be one of clip, crop, fill, fillmax, max, min, scale'],
  ['crop=middle', 'Parameter "crop" must be one of top, bottom, left, right, center, focalpoint, entropy'],
  ['fm=__proto__', 'Parameter "fm" must be one of jpg, pjpg, png, webp, avif'],
  ['blur=2001', 'Parameter "blur" must be between 0 and 2000'],
  ['sharp=sharp', 'Parameter "sharp" must be a valid number'],
  ['sat=-50', 'Parameter "sat" must be -100'],
  ['sat=', 'Parameter "sat" must be a valid integer'],
  ['flip=x', 'Parameter "flip" must be one of h, v, hv'],
  ['or=45', 'Parameter "or" must be one of 0, 90, 180, 270'],
  ['invert=1', 'Parameter "invert" must be one of true, false'],
  ['pad=-1', 'Parameter "pad" must be between 0 and 1000'],
  ['frame=2', 'Parameter "frame" must be between 1 and 1'],
  ['max-w=100', 'Parameter "max-w" is only available with fit=crop'],
  ['fit=crop&min-h=0', 'Parameter "min-h" must be between 1 and 8192'],
  ['bg=red', 'Parameter "bg" must be a valid hexadecimal color'],
] as const)('"%s" is refused: %s', ([params, message]) => {
  const refusal = () => wanted(params)
  expect(refusal).toThrow(HttpError)
  try {
    refusal()
  } catch (error) {
    expect(error).toMatchObject({ status: 400, body: { statusCode: 400, error: 'Bad Request', message } })
  }
})
