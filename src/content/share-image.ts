import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Card } from '#src/feeds/share-card.ts'
import { drawingOf } from '#src/feeds/share-drawing.ts'
import { loadTypeface } from './typeface.ts'

/** Counted up when the drawing changes, so that no image of an earlier one is taken for it. */
const drawingVersion = 1

/** What tells one share image from all others: it changes when what the image says does. */
export const shareHash = (card: Card): string =>
  createHash('sha256')
    .update(JSON.stringify([drawingVersion, card]))
    .digest('hex')
    .slice(0, 12)

/** A share image as PNG. What was drawn once is kept in `folder`, by its hash. */
export async function renderShareImage(card: Card, folder: string): Promise<Buffer> {
  const kept = join(folder, `share-${shareHash(card)}.png`)
  const found = await readFile(kept).catch(() => undefined)
  if (found) return found
  const bytes = await sharp(Buffer.from(drawingOf(card, await loadTypeface())))
    .png({ palette: true, colours: 16, dither: 0, effort: 7 })
    .toBuffer()
  await mkdir(folder, { recursive: true })
  await writeFile(`${kept}.${process.pid}.part`, bytes)
  await rename(`${kept}.${process.pid}.part`, kept)
  return bytes
}
