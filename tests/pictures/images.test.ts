import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { regionOf } from '#src/model/image-region.ts'
import { writeCached } from '#src/pictures/file-cache.ts'
import { miniature, portraitOf, renderVariant, variantsOf } from '#src/pictures/images.ts'

const wide = { width: 2400, height: 1350 }

it('the region of an image is the largest with the ratio of a picture, in the middle by default', () => {
  expect(regionOf(wide, {})).toEqual({ left: 0, top: 161, width: 2400, height: 1028 })
})

it('the hotspot moves the region within the image', () => {
  expect(regionOf(wide, { hotspot: { x: 0.5, y: 0.45 } })).toEqual({
    left: 0,
    top: 93,
    width: 2400,
    height: 1028,
  })
  expect(regionOf(wide, { hotspot: { x: 0.5, y: 0 } })).toEqual({
    left: 0,
    top: 0,
    width: 2400,
    height: 1028,
  })
  expect(regionOf({ width: 4000, height: 900 }, { hotspot: { x: 1, y: 0.5 } })).toEqual({
    left: 1900,
    top: 0,
    width: 2100,
    height: 900,
  })
})

it('the region stays inside the crop', () => {
  const crop = { top: 0.1, bottom: 0.5, left: 0.25, right: 0.25 }
  expect(regionOf(wide, { crop, hotspot: { x: 0, y: 0 } })).toEqual({
    left: 600,
    top: 135,
    width: 1200,
    height: 514,
  })
})

it.each([
  [{ width: 1, height: 1 }, {}],
  [{ width: 2, height: 2 }, {}],
  [
    { width: 2, height: 2 },
    { crop: { left: 0.6, right: 0.3 }, hotspot: { x: 1, y: 1 } },
  ],
  [{ width: 1, height: 5000 }, { crop: { top: 0.999, bottom: 0.0009 } }],
  [{ width: 5000, height: 1 }, { hotspot: { x: 0, y: 0 } }],
  [{ width: 3, height: 2 }, { crop: { left: 0.99, top: 0.99 } }],
])('the region of an image of %o with %o is at least one pixel, inside the image', (size, framed) => {
  const { left, top, width, height } = regionOf(size, framed)
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(1)
  expect(Math.min(left, top)).toBeGreaterThanOrEqual(0)
  expect(left + width).toBeLessThanOrEqual(size.width)
  expect(top + height).toBeLessThanOrEqual(size.height)
  const asset = `image-0123456789abcdef-${size.width}x${size.height}-png`
  for (const variant of variantsOf({ asset, ...framed }))
    expect(Math.min(variant.width, variant.height)).toBeGreaterThanOrEqual(1)
})

it('variants are never wider than the region, and their names contain the image’s hash and the region', () => {
  const variants = variantsOf({ asset: 'image-0123456789abcdef0123456789abcdef01234567-800x600-png' })
  expect(variants.map(({ file }) => file)).toEqual([
    '0123456789abcdef-0-129-800-342-480.avif',
    '0123456789abcdef-0-129-800-342-480.webp',
    '0123456789abcdef-0-129-800-342-480.jpg',
    '0123456789abcdef-0-129-800-342-800.avif',
    '0123456789abcdef-0-129-800-342-800.webp',
    '0123456789abcdef-0-129-800-342-800.jpg',
  ])
})

it.each([
  ['a drawing on light paper', 255, '<circle cx="20" cy="20" r="9" fill="teal"/>', true],
  ['a picture with as much of the dark', 255, '<rect width="60" height="90" fill="#333"/>', false],
  ['a photograph in the sun', 190, '', false],
])('%s is told from others', async (_what, ground, shapes, isOnPaper) => {
  const folder = mkdtempSync(join(tmpdir(), 'images-'))
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="210" height="90"><rect width="210" height="90" fill="rgb(${ground} ${ground} ${ground})"/>${shapes}</svg>`
  await writeCached(join(folder, 'image-aa-210x90-png'), await sharp(Buffer.from(drawing)).png().toBuffer())
  const small = await miniature({ asset: 'image-aa-210x90-png' }, folder)
  expect([small.isOnPaper, small.url.slice(0, 23)]).toEqual([isOnPaper, 'data:image/webp;base64,'])
  const toItsShapes = { left: 0.05, right: 0.85, top: 0.1, bottom: 0.6 }
  const cropped = await miniature({ asset: 'image-aa-210x90-png', crop: toItsShapes }, folder)
  expect(cropped.isOnPaper).toBe(isOnPaper)
  rmSync(folder, { recursive: true })
})

it.each([
  ['left', { x: 0.1, y: 0.5 }, { left: 20, top: 60 }],
  ['right', { x: 0.9, y: 0.5 }, { left: 700, top: 60 }],
] as const)('a portrait is cut around a face at the %s edge', async (_edge, focus, face) => {
  const folder = mkdtempSync(join(tmpdir(), 'portrait-'))
  const [width, height] = [800, 200]
  const square = await sharp({ create: { width: 80, height: 80, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer()
  const photo = await sharp({ create: { width, height, channels: 3, background: '#0000ff' } })
    .composite([{ input: square, ...face }])
    .png()
    .toBuffer()
  const asset = `image-0123456789abcdef-${width}x${height}-png`
  await writeCached(join(folder, asset), photo)
  const hotspot = { ...focus, width: 0.1, height: 0.4 }
  const portrait = portraitOf({ kind: 'person', image: { asset, hotspot, crop: undefined, alt: {} } })
  const [variant] = portrait ? variantsOf(portrait) : []
  const cut =
    variant &&
    (await sharp(await renderVariant(variant, folder))
      .removeAlpha()
      .raw()
      .toBuffer())
  rmSync(folder, { recursive: true })
  expect(variant).toMatchObject({ width: 112, height: 112 })
  const red = Array.from({ length: 112 * 112 }, (_, at) => at).filter((at) => (cut?.[at * 3] ?? 0) > 200)
  // The face is 80 of 200 pixels wide and high, so all of it is there.
  expect(red.length).toBeGreaterThan(40 * 40)
})
