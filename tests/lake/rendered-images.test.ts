import { createImageUrlBuilder, type SanityImageSource } from '@sanity/image-url'
import sharp from 'sharp'
import { expect } from 'vitest'
import { type FramedImage, regionOf } from '#src/model/image-region.ts'
import { clientOf, test } from './lake.ts'

const colours = { red: '#e02020', green: '#20c040', blue: '#2040e0', yellow: '#f0d020' }

/** 400 by 300 pixels: red and green above, blue and yellow below. */
const quarters = () =>
  sharp({ create: { width: 400, height: 300, channels: 3, background: colours.red } }).composite(
    (
      [
        ['green', 200, 0],
        ['blue', 0, 150],
        ['yellow', 200, 150],
      ] as const
    ).map(([name, left, top]) => ({
      input: { create: { width: 200, height: 150, channels: 3, background: colours[name] } },
      left,
      top,
    })),
  )

/** Looks the same, but is stored rotated, with an EXIF orientation. */
const sideways = async () =>
  sharp(await quarters().png().toBuffer())
    .rotate(270)
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .withMetadata({ orientation: 6 })
    .toBuffer()

/** The colours of an image at some places, given as fractions of its width and height. */
async function seen(bytes: Uint8Array, ...places: readonly (readonly [number, number])[]): Promise<string[]> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return places.map(([x, y]) => {
    const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
    const pixel = [...data.subarray(at, at + 3)]
    return nearest(pixel)
  })
}

function nearest(pixel: readonly number[]): string {
  const distance = (hex: string) =>
    pixel.reduce(
      (sum, value, at) => sum + Math.abs(value - Number.parseInt(hex.slice(1 + at * 2, 3 + at * 2), 16)),
      0,
    )
  const [name, hex] = Object.entries({ ...colours, white: '#ffffff', black: '#000000' }).sort(
    ([, a], [, b]) => distance(a) - distance(b),
  )[0] ?? ['none', '#000000']
  return distance(hex) < 40 ? name : `none (${pixel})`
}

const corners = [
  [0.02, 0.02],
  [0.98, 0.02],
  [0.02, 0.98],
  [0.98, 0.98],
] as const

const bytesAt = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { headers })
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

const framings = [
  ['nothing set', {}, ['red', 'green', 'blue', 'yellow']],
  ['a crop', { crop: { left: 0.5, top: 0, right: 0, bottom: 0.5 } }, ['green', 'green', 'green', 'green']],
  [
    'a focal point to the left',
    { hotspot: { x: 0.1, y: 0.5, width: 0.2, height: 0.2 } },
    ['red', 'red', 'blue', 'blue'],
  ],
  [
    'a focal point at the lower right',
    { hotspot: { x: 0.9, y: 0.9, width: 0.2, height: 0.2 } },
    ['green', 'green', 'yellow', 'yellow'],
  ],
  [
    'a crop, and a focal point within',
    {
      crop: { left: 0, top: 0.5, right: 0, bottom: 0 },
      hotspot: { x: 0.1, y: 0.75, width: 0.2, height: 0.2 },
    },
    ['blue', 'blue', 'blue', 'blue'],
  ],
] as const

for (const [kind, make] of [
  ['an image', async () => quarters().png().toBuffer()],
  ['a rotated photograph', sideways],
] as const) {
  test.for(framings)(
    `${kind} with %s shows the right part at the address made by @sanity/image-url`,
    async ([, framing, expected], { client }) => {
      const { _id } = await client.assets.upload('image', await make())
      expect(_id).toContain('-400x300-')
      const image: SanityImageSource = { _type: 'image', asset: { _ref: _id }, ...imageFields(framing) }
      const builder = createImageUrlBuilder(client).image(image)
      // Half as wide as high, so that the sides are cropped according to the focal point.
      const address =
        framing === framings[0][1] ? builder.width(200).url() : builder.width(75).height(150).url()
      const bytes = await bytesAt(address)
      expect(await seen(bytes, ...corners)).toEqual(expected)
      const { width, height } = await sharp(bytes).metadata()
      expect({ width, height }).toEqual(
        framing === framings[0][1] ? { width: 200, height: 150 } : { width: 75, height: 150 },
      )
    },
  )
}

const imageFields = ({ crop, hotspot }: Omit<FramedImage, 'asset'>) => ({
  crop: { left: 0, top: 0, right: 0, bottom: 0, ...crop },
  hotspot: { x: 0.5, y: 0.5, width: 1, height: 1, ...hotspot },
})

test.for(framings)(
  'the site’s own images show the same part as the lake’s, with %s',
  async ([, framing], { client }) => {
    const { _id } = await client.assets.upload('image', await sideways())
    const image: SanityImageSource = { _type: 'image', asset: { _ref: _id }, ...imageFields(framing) }
    // The aspect ratio of images on pages is 21 to 9.
    const url = new URL(createImageUrlBuilder(client).image(image).width(210).height(90).url())
    const [left = 0, top = 0, width = 0, height = 0] = (url.searchParams.get('rect') ?? '')
      .split(',')
      .map(Number)
    const own = regionOf({ width: 400, height: 300 }, framing)
    for (const [theirs, ours] of [
      [left, own.left],
      [top, own.top],
      [width, own.width],
      [height, own.height],
    ] as const)
      expect(Math.abs(theirs - ours)).toBeLessThanOrEqual(1)
  },
)

test.for([
  ['rect=200,150,200,150', ['yellow', 'yellow', 'yellow', 'yellow']],
  ['w=50&h=150&fit=crop&crop=left', ['red', 'red', 'blue', 'blue']],
  ['w=50&h=150&fit=crop&crop=right', ['green', 'green', 'yellow', 'yellow']],
  ['w=200&h=50&fit=crop&crop=top', ['red', 'green', 'red', 'green']],
  ['w=50&h=150&fit=crop&crop=focalpoint&fp-x=0.25', ['red', 'red', 'blue', 'blue']],
  ['w=100&h=300&fit=fill&bg=ffffff', ['white', 'white', 'white', 'white']],
  ['w=800&h=300&fit=fillmax&bg=000000', ['black', 'black', 'black', 'black']],
  ['w=800&h=300&fit=fillmax', ['white', 'white', 'white', 'white']],
  ['w=60&h=200&fit=scale', ['red', 'green', 'blue', 'yellow']],
  ['w=60&h=60&fit=min', ['red', 'green', 'blue', 'yellow']],
  ['flip=h', ['green', 'red', 'yellow', 'blue']],
  ['flip=v', ['blue', 'yellow', 'red', 'green']],
  ['flip=hv', ['yellow', 'blue', 'green', 'red']],
  ['or=90', ['blue', 'red', 'yellow', 'green']],
  ['or=180', ['yellow', 'blue', 'green', 'red']],
  ['or=270&w=60', ['green', 'yellow', 'red', 'blue']],
  ['or=90&flip=h', ['red', 'blue', 'green', 'yellow']],
  ['or=90&w=40&h=120&fit=crop&crop=left', ['blue', 'blue', 'yellow', 'yellow']],
  ['or=270&w=120&h=40&fit=crop&crop=top', ['green', 'yellow', 'green', 'yellow']],
  ['or=90&rect=0,0,200,300', ['blue', 'red', 'blue', 'red']],
  ['pad=40&bg=000000', ['black', 'black', 'black', 'black']],
  ['w=50&fit=crop&min-h=150&crop=left', ['red', 'red', 'blue', 'blue']],
] as const)('%s gives the right pixels', async ([params, expected], { client }) => {
  const { url } = await client.assets.upload('image', await sideways())
  expect(await seen(await bytesAt(`${url}?${params}`), ...corners)).toEqual(expected)
})

const centres = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
] as const

test('the sizes of turned, padded and limited images', async ({ client }) => {
  const { url } = await client.assets.upload('image', await quarters().png().toBuffer())
  const sizeAt = async (params: string) => {
    const { width, height } = await sharp(await bytesAt(`${url}?${params}`)).metadata()
    return [width, height]
  }
  expect(await sizeAt('or=90')).toEqual([300, 400])
  expect(await sizeAt('or=90&w=150')).toEqual([150, 200])
  expect(await sizeAt('or=180&w=200')).toEqual([200, 150])
  expect(await sizeAt('or=270&w=60&h=90&fit=crop')).toEqual([60, 90])
  expect(await sizeAt('or=90&w=100&h=100&fit=crop&crop=entropy')).toEqual([100, 100])
  expect(await sizeAt('w=100&pad=10')).toEqual([120, 95])
  expect(await sizeAt('w=200&fit=crop&max-h=100')).toEqual([200, 100])
  expect(await sizeAt('w=200&fit=crop&min-h=300')).toEqual([200, 300])
  expect(await sizeAt('h=150&fit=crop&max-w=50')).toEqual([50, 150])
})

test('invert, sat, blur and sharp change the pixels', async ({ client }) => {
  const { url } = await client.assets.upload('image', await quarters().png().toBuffer())
  const pixelAt = async (params: string, x: number, y: number) => {
    const image = sharp(await bytesAt(`${url}?fm=png&${params}`)).toColourspace('srgb')
    const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true })
    return [...data.subarray((y * info.width + x) * info.channels).subarray(0, 3)]
  }
  expect(await pixelAt('invert=true', 50, 50)).toEqual([31, 223, 223])
  expect(await pixelAt('invert=false', 50, 50)).toEqual([224, 32, 32])
  const [r, g, b] = await pixelAt('sat=-100', 50, 50)
  expect([g, b]).toEqual([r, r])
  // Far from the border between red and green, and at it.
  expect(await pixelAt('blur=20', 50, 50)).toEqual([224, 32, 32])
  const atBorder = await pixelAt('blur=20', 199, 50)
  expect(atBorder[1]).toBeGreaterThan(80)
  expect((await pixelAt('blur=1500', 20, 20))[2]).toBeGreaterThan(32)
  const dull = async (params: string) => (await pixelAt(`w=100${params}`, 49, 10)).join()
  expect(await dull('&sharp=100')).not.toEqual(await dull(''))
  expect(await seen(await bytesAt(`${url}?sharp=50`), ...centres)).toEqual(['red', 'green', 'blue', 'yellow'])
})

test('crop=entropy selects the part with the most detail', async ({ client }) => {
  const calm = sharp({ create: { width: 400, height: 100, channels: 3, background: colours.red } })
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  const busy = await sharp({ create: { width: 100, height: 100, channels: 3, background: '#888', noise } })
    .png()
    .toBuffer()
  const { url } = await client.assets.upload(
    'image',
    await calm
      .composite([{ input: busy, left: 300, top: 0 }])
      .png()
      .toBuffer(),
  )
  const { isOpaque, entropy } = await sharp(await bytesAt(`${url}?w=50&h=50&fit=crop&crop=entropy`)).stats()
  expect(isOpaque).toBe(true)
  expect(entropy).toBeGreaterThan(5)
})

const moving = async () => {
  const frames = await Promise.all(
    [colours.red, colours.green, colours.blue].map((background) =>
      sharp({ create: { width: 80, height: 60, channels: 4, background } })
        .png()
        .toBuffer(),
    ),
  )
  return sharp(frames, { join: { animated: true } })
    .gif({ delay: [100, 200, 300] })
    .toBuffer()
}

test.for([
  ['w=40', '*/*', { format: 'gif', width: 40, pageHeight: 30, pages: 3, delay: [100, 200, 300] }],
  [
    'w=40&h=40&fit=crop&auto=format',
    'image/webp',
    { format: 'webp', width: 40, pageHeight: 40, pages: 3, delay: [100, 200, 300] },
  ],
  ['fm=png', '*/*', { format: 'png', width: 80, height: 60 }],
  ['frame=1', '*/*', { format: 'gif', width: 80, height: 60 }],
  ['or=90', '*/*', { format: 'gif', width: 60, height: 80 }],
  ['flip=v&blur=20', '*/*', { format: 'gif', width: 80, height: 60 }],
] as const)(
  'an animation stays one where the format allows it: %s',
  async ([params, accept, expected], { client }) => {
    const bytes = await moving()
    const { url, metadata } = await client.assets.upload('image', bytes)
    expect(metadata.dimensions).toMatchObject({ width: 80, height: 60 })
    expect(Buffer.from(await bytesAt(url))).toEqual(bytes)
    expect(
      await sharp(await bytesAt(`${url}?${params}`, { accept }), { animated: true }).metadata(),
    ).toMatchObject(expected)
  },
)

test.for(['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const)(
  '%s is known by its content, whatever it is called, and transformed',
  async (format, { client }) => {
    const bytes = await quarters().toFormat(format).toBuffer()
    const { extension, mimeType, url, metadata } = await client.assets.upload('image', bytes, {
      filename: 'lie.svg',
      contentType: 'image/svg+xml',
    })
    expect({ extension, mimeType }).toEqual({
      extension: { jpeg: 'jpg', tiff: 'tif' }[format as string] ?? format,
      mimeType: `image/${format}`,
    })
    expect(metadata).toMatchObject({ isOpaque: true, dimensions: { width: 400, height: 300 } })
    expect(await seen(await bytesAt(`${url}?w=100`), ...corners)).toEqual(['red', 'green', 'blue', 'yellow'])
  },
)

test('the real client may request metadata that the lake does not have', async ({ lake }) => {
  const { metadata } = await clientOf(lake).assets.upload('image', await quarters().png().toBuffer(), {
    extract: ['blurhash', 'palette', 'lqip', 'exif', 'location'],
  })
  expect(Object.keys(metadata)).toEqual(['_type', 'dimensions', 'hasAlpha', 'isOpaque', 'lqip'])
})
