import sharp from 'sharp'

/** Pixels on each side. */
const size = 48

/** A drawing (SVG) as an icon file (ICO) with one picture in it, for what asks for `/favicon.ico` without a page. */
export async function iconFile(drawing: string): Promise<Buffer> {
  const picture = await sharp(Buffer.from(drawing)).resize(size, size).png({ compressionLevel: 9 }).toBuffer()
  const head = Buffer.alloc(22)
  // The kind of file: icons, of which there is one.
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(1, 4)
  // The picture: its sides, planes, bits per pixel, length, and where it begins.
  head.writeUInt8(size, 6)
  head.writeUInt8(size, 7)
  head.writeUInt16LE(1, 10)
  head.writeUInt16LE(32, 12)
  head.writeUInt32LE(picture.length, 14)
  head.writeUInt32LE(head.length, 18)
  return Buffer.concat([head, picture])
}
