import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

/** One size and format of an image; `file` is its name under `/images/`, made from the hash of its bytes. */
export type Variant = { file: string; assetId: string; width: number; height: number; format: Format }

type Format = (typeof formats)[number]
const formats = ['avif', 'webp', 'jpg'] as const
const widths = [480, 960, 1440, 1920]

/** The variants of an image, narrow to wide; never wider than the image is. Sizes in CSS pixels. */
export function variantsOf(assetId: string): readonly Variant[] {
  const [, hash, ownWidth, ownHeight] = /^image-([0-9a-f]+)-(\d+)x(\d+)-[a-z0-9]+$/.exec(assetId) ?? []
  if (!hash || !ownWidth || !ownHeight) throw new Error(`Not the id of an image: ${assetId}`)
  const fitting = widths.filter((width) => width < Number(ownWidth))
  return [...fitting, ...(fitting.length < widths.length ? [Number(ownWidth)] : [])].flatMap((width) =>
    formats.map((format) => ({
      file: `${hash.slice(0, 16)}-${width}.${format}`,
      assetId,
      width,
      height: Math.round((width * Number(ownHeight)) / Number(ownWidth)),
      format,
    })),
  )
}

/**
 * The bytes of a variant. `folder` holds the originals by asset id; what was made once is kept in it.
 * @throws when the original is not there
 */
export async function renderVariant(variant: Variant, folder: string): Promise<Buffer> {
  const kept = join(folder, variant.file)
  const found = await readFile(kept).catch(() => undefined)
  if (found) return found
  const image = sharp(join(folder, variant.assetId)).rotate().resize(variant.width)
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
