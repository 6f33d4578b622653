import slugify from '@sindresorhus/slugify'
import { cleanText } from './clean-text.ts'
import { shortSlug, unusedSlug } from './slugs.ts'

/**
 * The last segment of an address, made of a title in any language: short, and never a word that the site needs for
 * itself. Empty when the title has no letter that can be kept.
 * @example slugOf('Attentes des participant·e·s') → 'attentes-des-participantes'
 */
export function slugOf(title: string): string {
  // NFKC turns superscript letters, as in "Vᵉ", into plain ones, and all spaces into plain spaces; slugify would drop them.
  return unusedSlug(shortSlug(slugify(cleanText(title).normalize('NFKC'), { decamelize: false })))
}
