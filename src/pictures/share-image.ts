import { createHash } from 'node:crypto'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Address, Subject } from '#src/addresses/paths.ts'
import type { Locale } from '#src/locales.ts'
import type { Documents } from '#src/programme/documents.ts'
import { cached } from './file-cache.ts'
import { markPicture } from './mark.ts'
import { type Card, cardOf, shareImageSubject } from './share-card.ts'
import { type CardMark, drawingOf, isDrawnBy } from './share-drawing.ts'
import { loadTypeface } from './typeface.ts'

/** Increase it when the drawing or its encoding changes, so that no cached image of the old version is used. */
const drawingVersion = 4

/**
 * The address of a page's share image. Other sites cache images for long, so the query changes with the image's
 * content.
 */
export function shareAddress(subject: Subject, locale: Locale, documents: Documents): Address {
  const picture = shareImageSubject(subject, documents)
  return `/share/${locale}/${picture.id}.png?${shareHash(cardOf(picture, locale, documents))}`
}

const shareHash = (card: Card): string =>
  createHash('sha256')
    .update(JSON.stringify([drawingVersion, card]))
    .digest('hex')
    .slice(0, 12)

/** A share image as PNG. `folder` caches images by their hash. */
export function renderShareImage(card: Card, folder: string): Promise<Buffer> {
  return cached(join(folder, `share-${shareHash(card)}.png`), async () => {
    const own = await loadTypeface('own')
    const others = isDrawnBy(card, own) ? [] : [await loadTypeface('other')]
    const mark = card.mark === undefined ? undefined : await cardMark(card.mark, folder)
    // Sixteen colours are enough for outlines, not for a mark. More effort takes half as long again, for no visible difference.
    return sharp(Buffer.from(drawingOf(card, [own, ...others], mark)))
      .png({ palette: true, colours: mark ? 128 : 16, dither: 0, effort: 3 })
      .toBuffer()
  })
}

async function cardMark(asset: string, folder: string): Promise<CardMark> {
  const { png, width, height } = await markPicture(asset, folder, { height: 76, maxWidth: 260 })
  return { url: `data:image/png;base64,${png.toString('base64')}`, width, height }
}
