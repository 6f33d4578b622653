import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { cached, readCached } from './file-cache.ts'

/** An image with the crop and hotspot that an editor set, as fractions of its width and height. */
export type FramedImage = {
  asset: string
  crop?: Partial<Record<'top' | 'bottom' | 'left' | 'right', Fraction>> | undefined
  hotspot?: Partial<Record<'x' | 'y' | 'width' | 'height', Fraction>> | undefined
}

/** A rectangle in an image, in pixels of the original. */
export type Region = { left: number; top: number; width: number; height: number }

/** One size and format of an image; `file` is its name under `/images/`, made from the hash of the original's bytes. */
export type Variant = {
  file: string
  asset: string
  region: Region
  width: number
  height: number
  format: Format
}

/** The colour of pages in the light scheme, under what is transparent. */
const paper = '#fbfaf6'

/** Width divided by height of a picture on a page. */
const ratio = 21 / 9

/** The variants of an image, narrow to wide; never wider than its region. Sizes in pixels. */
export function variantsOf(image: FramedImage): readonly Variant[] {
  const { hash, ...size } = parseImageId(image.asset)
  const region = regionOf(size, image)
  const fitting = widths.filter((width) => width < region.width)
  return [...fitting, ...(fitting.length < widths.length ? [region.width] : [])].flatMap((width) =>
    formats.map((format) => ({
      file: `${hash.slice(0, 16)}-${Object.values(region).join('-')}-${width}.${format}`,
      asset: image.asset,
      region,
      width,
      height: Math.max(1, Math.round((width * region.height) / region.width)),
      format,
    })),
  )
}

/**
 * The largest region of an image with the ratio of a page's picture: inside the crop, around the hotspot. At least one
 * pixel, so that the smallest image has a region too.
 */
export function regionOf(
  { width, height }: { width: number; height: number },
  { crop, hotspot }: Omit<FramedImage, 'asset'>,
): Region {
  const left = width * (crop?.left ?? 0)
  const top = height * (crop?.top ?? 0)
  const cropped = {
    width: width * (1 - (crop?.right ?? 0)) - left,
    height: height * (1 - (crop?.bottom ?? 0)) - top,
  }
  const frame = {
    width: Math.max(1, Math.min(cropped.width, cropped.height * ratio)),
    height: Math.max(1, Math.min(cropped.height, cropped.width / ratio)),
  }
  const startAround = (focus: number, start: number, available: number, size: number, whole: number) =>
    Math.min(
      Math.round(Math.max(start, Math.min(focus - size / 2, start + available - size))),
      whole - Math.floor(size),
    )
  return {
    left: startAround(width * (hotspot?.x ?? 0.5), left, cropped.width, frame.width, width),
    top: startAround(height * (hotspot?.y ?? 0.5), top, cropped.height, frame.height, height),
    width: Math.floor(frame.width),
    height: Math.floor(frame.height),
  }
}

/** Whether an original in a folder can be read as an image that is as large as its id says. */
export async function isImage(asset: string, folder: string): Promise<boolean> {
  const { width, height } = parseImageId(asset)
  const found = await original(asset, folder)
    .then((image) => image.metadata())
    .then(
      ({ autoOrient }) => autoOrient,
      () => undefined,
    )
  return found !== undefined && found.width >= width && found.height >= height
}

/**
 * A blurred miniature of an image as a data URL of about 150 bytes: the placeholder until the image is loaded. And
 * whether the image is on light paper, as a drawing or a logo is, so that the dark scheme may turn its lightness over: a
 * light plane would glare there. Photographs have less of it.
 */
export async function miniature(
  image: FramedImage,
  folder: string,
): Promise<{ url: string; isOnPaper: boolean }> {
  const upright = await original(image.asset, folder)
  const bytes = await upright
    .extract(regionOf(parseImageId(image.asset), image))
    .resize(21, 9)
    .webp({ quality: 30 })
    .toBuffer()
  const pixels = await sharp(bytes).flatten({ background: paper }).removeAlpha().raw().toBuffer()
  let light = 0
  for (let at = 0; at < pixels.length; at += 3) {
    const [least, most] = [Math.min(...pixels.subarray(at, at + 3)), Math.max(...pixels.subarray(at, at + 3))]
    if (least >= 205 && most - least <= 32) light += 3
  }
  return {
    url: `data:image/webp;base64,${bytes.toString('base64')}`,
    isOnPaper: light / pixels.length >= 0.8,
  }
}

function parseImageId(asset: string): { hash: string; width: number; height: number } {
  const [, hash, width, height] = /^image-([0-9a-f]+)-(\d+)x(\d+)-[a-z0-9]+$/.exec(asset) ?? []
  if (!hash || !width || !height) throw new Error(`Not the id of an image: ${asset}`)
  return { hash, width: Number(width), height: Number(height) }
}

type Fraction = number | null | undefined
type Format = (typeof formats)[number]
const formats = ['avif', 'webp', 'jpg'] as const
const widths = [480, 960, 1440, 1920]

/** An original, upright. @throws when it is missing */
async function original(asset: string, folder: string): Promise<Sharp> {
  const bytes = await readCached(join(folder, asset))
  if (bytes === undefined) throw new Error(`The image ${asset} is not in ${folder}`)
  return sharp(bytes).rotate()
}

/** Increase it when the encoding changes, so that no cached image of the old version is used. */
const encodingVersion = 2

/**
 * The bytes of a variant. `folder` holds the originals by asset id, and caches the variants.
 * @throws when the original is missing
 */
export function renderVariant(variant: Variant, folder: string): Promise<Buffer> {
  return cached(join(folder, `${encodingVersion}-${variant.file}`), async () => {
    const image = (await original(variant.asset, folder)).extract(variant.region).resize(variant.width)
    const encoded = {
      // More effort takes five times as long, for a tenth less bytes; and what is being encoded cannot be ended.
      avif: () => image.avif({ quality: 55, effort: 2 }),
      webp: () => image.webp({ quality: 78 }),
      jpg: () => image.flatten({ background: paper }).jpeg({ quality: 78, mozjpeg: true }),
    }
    return encoded[variant.format]().toBuffer()
  })
}
