/** An image with the crop and hotspot that an editor set, as fractions of its width and height. */
export type FramedImage = {
  asset: string
  crop?: Partial<Record<'top' | 'bottom' | 'left' | 'right', Fraction>> | undefined
  hotspot?: Partial<Record<'x' | 'y' | 'width' | 'height', Fraction>> | undefined
  shape?: Shape | undefined
}

/** How an image is cut: wide as an edition's picture, square as a portrait, or not beyond its crop, as a logo. */
export type Shape = 'wide' | 'square' | 'whole'

/** A rectangle in an image, in pixels of the original. */
export type Region = { left: number; top: number; width: number; height: number }

/** Width divided by height of a picture on a page, by its shape; none where it is not cut. */
const ratios: Readonly<Record<Shape, number | undefined>> = { wide: 21 / 9, square: 1, whole: undefined }

/**
 * The largest region of an image with the ratio of a page's picture: inside the crop, around the hotspot. At least one
 * pixel, so that the smallest image has a region too.
 */
export function regionOf(
  { width, height }: { width: number; height: number },
  { crop, hotspot, shape = 'wide' }: Omit<FramedImage, 'asset'>,
): Region {
  const left = width * (crop?.left ?? 0)
  const top = height * (crop?.top ?? 0)
  const cropped = {
    width: width * (1 - (crop?.right ?? 0)) - left,
    height: height * (1 - (crop?.bottom ?? 0)) - top,
  }
  const ratio = ratios[shape] ?? cropped.width / cropped.height
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

/** What the id of an image says: the hash of its bytes, and its size in pixels. @throws for any other id */
export function parseImageId(asset: string): { hash: string; width: number; height: number } {
  const [, hash, width, height] = /^image-([0-9a-f]+)-(\d+)x(\d+)-[a-z0-9]+$/.exec(asset) ?? []
  if (!hash || !width || !height) throw new Error(`Not the id of an image: ${asset}`)
  return { hash, width: Number(width), height: Number(height) }
}

type Fraction = number | null | undefined
