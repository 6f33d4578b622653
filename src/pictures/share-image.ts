import { createHash } from 'node:crypto'
import { join } from 'node:path'
import sharp from 'sharp'
import { type Address, cardAddress, type Subject } from '#src/addresses/paths.ts'
import type { Locale } from '#src/locales.ts'
import type { Documents } from '#src/programme/documents.ts'
import { cached } from './file-cache.ts'
import { markPicture } from './mark.ts'
import { type Card, cardOf, shareImageSubject } from './share-card.ts'
import { type CardMark, drawingOf, isDrawnBy } from './share-drawing.ts'
import { loadTypeface } from './typeface.ts'

/** Increase it when the drawing or its encoding changes, so that no cached image of the old version is used. */
const drawingVersion = 5

/**
 * The address of the card that link previews of a page show. It stays; other sites cache images for long, so the query
 * changes with what the card says.
 */
export function shareAddress(subject: Subject, locale: Locale, documents: Documents): Address {
  const picture = shareImageSubject(subject, documents)
  return `${cardAddress(locale, picture.id)}?${shareHash(cardOf(picture, locale, documents)).slice(0, 8)}`
}

const shareHash = (card: Card): string =>
  createHash('sha256')
    .update(JSON.stringify([drawingVersion, card]))
    .digest('hex')
    .slice(0, 12)

/** A card as PNG. `folder` caches pictures by their hash. */
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
