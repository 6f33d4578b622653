import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { grounds } from '#src/model/colours.ts'
import { type FramedImage, parseImageId, type Region, regionOf } from '#src/model/image-region.ts'
import type { Contributor } from '#src/model/schema.ts'
import { cached, readCached } from './file-cache.ts'

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
const paper = grounds.light

/** The image of a contributor, cut to what pages show: a portrait square, a logo whole. */
export const portraitOf = ({ image, kind }: Pick<Contributor, 'image' | 'kind'>): FramedImage | undefined =>
  image?.asset ? { ...image, asset: image.asset, shape: kind === 'person' ? 'square' : 'whole' } : undefined

/** The variants of an image, narrow to wide; never wider than its region. Sizes in pixels. Portraits are small, and in one format that every browser shows. */
export function variantsOf(image: FramedImage): readonly Variant[] {
  const { hash, ...size } = parseImageId(image.asset)
  const region = regionOf(size, image)
  const isWide = (image.shape ?? 'wide') === 'wide'
  const widths = isWide ? pictureWidths : portraitWidths
  const fitting = widths.filter((width) => width < region.width)
  return [...fitting, ...(fitting.length < widths.length ? [region.width] : [])].flatMap((width) =>
    (isWide ? formats : (['webp'] as const)).map((format) => ({
      file: `${hash.slice(0, 16)}-${Object.values(region).join('-')}-${width}.${format}`,
      asset: image.asset,
      region,
      width,
      height: Math.max(1, Math.round((width * region.height) / region.width)),
      format,
    })),
  )
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
 * light plane would glare there. Photographs have less of it. The whole image tells, not what a crop leaves of it: a
 * drawing stays one when it is cropped to its lines.
 */
export async function miniature(
  image: FramedImage,
  folder: string,
): Promise<{ url: string; isOnPaper: boolean }> {
  const upright = await original(image.asset, folder)
  const small = upright.clone().resize(64, 64, { fit: 'fill' })
  const pixels = await small.flatten({ background: paper }).removeAlpha().raw().toBuffer()
  let light = 0
  for (let at = 0; at < pixels.length; at += 3) {
    const [least, most] = [Math.min(...pixels.subarray(at, at + 3)), Math.max(...pixels.subarray(at, at + 3))]
    if (least >= 205 && most - least <= 32) light += 3
  }
  const bytes = await upright
    .extract(regionOf(parseImageId(image.asset), image))
    .resize(21, 9)
    .webp({ quality: 30 })
    .toBuffer()
  return {
    url: `data:image/webp;base64,${bytes.toString('base64')}`,
    isOnPaper: light / pixels.length >= 0.8,
  }
}

type Format = (typeof formats)[number]
const formats = ['avif', 'webp', 'jpg'] as const
const pictureWidths = [480, 960, 1440, 1920]
/** Twice what a list and a page of a person show. */
const portraitWidths = [112, 384]

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
