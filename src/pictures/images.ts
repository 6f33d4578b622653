import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

/** An image as an editor framed it: fractions of its width and height. */
export type Framed = {
  asset: string
  crop?: Partial<Record<'top' | 'bottom' | 'left' | 'right', Fraction>> | undefined
  hotspot?: Partial<Record<'x' | 'y' | 'width' | 'height', Fraction>> | undefined
}

/** A part of an image, in its own pixels. */
export type Region = { left: number; top: number; width: number; height: number }

/** One size and format of an image; `file` is its name under `/images/`, made from the hash of its bytes. */
export type Variant = {
  file: string
  asset: string
  region: Region
  width: number
  height: number
  format: Format
}

/** How wide a picture on a page is for each of its height. */
const ratio = 21 / 9

/** The variants of an image, narrow to wide; never wider than the image is. Sizes in pixels. */
export function variantsOf(image: Framed): readonly Variant[] {
  const { hash, ...size } = measuredId(image.asset)
  const region = regionOf(size, image)
  const fitting = widths.filter((width) => width < region.width)
  return [...fitting, ...(fitting.length < widths.length ? [region.width] : [])].flatMap((width) =>
    formats.map((format) => ({
      file: `${hash.slice(0, 16)}-${Object.values(region).join('-')}-${width}.${format}`,
      asset: image.asset,
      region,
      width,
      height: Math.round((width * region.height) / region.width),
      format,
    })),
  )
}

/** The largest part of an image in the shape of a page's picture: within the crop, around the focal point. */
export function regionOf(
  { width, height }: { width: number; height: number },
  { crop, hotspot }: Omit<Framed, 'asset'>,
): Region {
  const left = width * (crop?.left ?? 0)
  const top = height * (crop?.top ?? 0)
  const room = {
    width: width * (1 - (crop?.right ?? 0)) - left,
    height: height * (1 - (crop?.bottom ?? 0)) - top,
  }
  const frame = {
    width: Math.min(room.width, room.height * ratio),
    height: Math.min(room.height, room.width / ratio),
  }
  const beside = (focus: number, start: number, free: number, size: number) =>
    Math.round(Math.max(start, Math.min(focus - size / 2, start + free - size)))
  return {
    left: beside(width * (hotspot?.x ?? 0.5), left, room.width, frame.width),
    top: beside(height * (hotspot?.y ?? 0.5), top, room.height, frame.height),
    width: Math.floor(frame.width),
    height: Math.floor(frame.height),
  }
}

/** A blurred miniature of an image as a data address of about 150 bytes, to stand where it will appear. */
export async function miniature(image: Framed, folder: string): Promise<string> {
  const { asset } = image
  const bytes = await sharp(join(folder, asset))
    .rotate()
    .extract(regionOf(measuredId(asset), image))
    .resize(21, 9)
    .webp({ quality: 30 })
    .toBuffer()
  return `data:image/webp;base64,${bytes.toString('base64')}`
}

function measuredId(asset: string): { hash: string; width: number; height: number } {
  const [, hash, width, height] = /^image-([0-9a-f]+)-(\d+)x(\d+)-[a-z0-9]+$/.exec(asset) ?? []
  if (!hash || !width || !height) throw new Error(`Not the id of an image: ${asset}`)
  return { hash, width: Number(width), height: Number(height) }
}

type Fraction = number | null | undefined
type Format = (typeof formats)[number]
const formats = ['avif', 'webp', 'jpg'] as const
const widths = [480, 960, 1440, 1920]

/**
 * The bytes of a variant. `folder` holds the originals by asset id; what was made once is kept in it.
 * @throws when the original is not there
 */
export async function renderVariant(variant: Variant, folder: string): Promise<Buffer> {
  const kept = join(folder, variant.file)
  const found = await readFile(kept).catch(() => undefined)
  if (found) return found
  const image = sharp(join(folder, variant.asset)).rotate().extract(variant.region).resize(variant.width)
  const bytes = await {
    avif: () => image.avif({ quality: 55, effort: 4 }),
    webp: () => image.webp({ quality: 78 }),
    jpg: () => image.flatten({ background: '#fbfaf6' }).jpeg({ quality: 78, mozjpeg: true }),
  }
    [variant.format]()
    .toBuffer()
  await mkdir(folder, { recursive: true })
  await writeFile(`${kept}.part`, bytes)
  await rename(`${kept}.part`, kept)
  return bytes
}
