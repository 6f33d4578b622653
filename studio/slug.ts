import slugify from '@sindresorhus/slugify'
import { cleanText } from '#src/model/clean-text.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { shortSlug, unusedSlug } from '#src/model/slugs.ts'

/**
 * The last segment of an address, made of a title in any language: short, and never a word that the site needs for
 * itself. Empty when the title has no letter that can be kept.
 * @example slugOf('Attentes des participant·e·s') → 'attentes-des-participantes'
 */
export function slugOf(title: string): string {
  // NFKC turns superscript letters, as in "Vᵉ", into plain ones, and all spaces into plain spaces; slugify would drop them.
  return unusedSlug(shortSlug(slugify(cleanText(title).normalize('NFKC'), { decamelize: false })))
}

/** A slug that no other edition has. @example freeSlug('2019', editions) → '2019-2' */
export function freeSlug(wanted: string, editions: readonly RawDocument[]): string {
  return unusedSlug(slugOf(wanted), new Set(editions.map(({ slug }) => Object(slug).current)))
}
