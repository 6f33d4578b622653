import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Address, Subject } from '#src/addresses/paths.ts'
import type { Locale } from '#src/locales.ts'
import type { Snapshot } from '#src/model/schema.ts'
import { type Card, cardOf, pictured } from './share-card.ts'
import { drawingOf } from './share-drawing.ts'
import { loadTypeface } from './typeface.ts'

/** Counted up when the drawing or its encoding changes, so that no image of an earlier one is taken for it. */
const drawingVersion = 2

/**
 * The address of a page's share image. Previews are kept for long under their address elsewhere: an image
 * that says something else has another one.
 */
export function shareAddress(subject: Subject, locale: Locale, snapshot: Snapshot): Address {
  const picture = pictured(subject)
  return `/share/${locale}/${picture.id}.png?${shareHash(cardOf(picture, locale, snapshot))}`
}

const shareHash = (card: Card): string =>
  createHash('sha256')
    .update(JSON.stringify([drawingVersion, card]))
    .digest('hex')
    .slice(0, 12)

/** A share image as PNG. What was drawn once is kept in `folder`, by its hash. */
export async function renderShareImage(card: Card, folder: string): Promise<Buffer> {
  const kept = join(folder, `share-${shareHash(card)}.png`)
  const found = await readFile(kept).catch(() => undefined)
  if (found) return found
  // Sixteen colours are enough for outlines; more effort costs half as much again, for a shade nobody sees.
  const bytes = await sharp(Buffer.from(drawingOf(card, await loadTypeface())))
    .png({ palette: true, colours: 16, dither: 0, effort: 3 })
    .toBuffer()
  await mkdir(folder, { recursive: true })
  await writeFile(`${kept}.${process.pid}.part`, bytes)
  await rename(`${kept}.${process.pid}.part`, kept)
  return bytes
}
