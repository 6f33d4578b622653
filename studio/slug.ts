import slugify from '@sindresorhus/slugify'
import type { RawDocument } from '#src/model/schema.ts'

/**
 * The last segment of an address, made of a title in any language; empty when it has no letter that can be kept.
 * @example slugOf('Attentes des participant·e·s') → 'attentes-des-participantes'
 */
export function slugOf(title: string): string {
  // NFKC turns superscript letters, as in "Vᵉ", into plain ones; slugify would drop them.
  return slugify(title.normalize('NFKC'), { decamelize: false })
}

/** A slug, with a number where it is taken; an empty one stays empty. @example unusedSlug('2019', new Set(['2019'])) → '2019-2' */
export function unusedSlug(base: string, taken: ReadonlySet<string>): string {
  let [slug, count] = [base, 1]
  while (slug !== '' && taken.has(slug)) slug = `${base}-${++count}`
  return slug
}

/** A slug that no other edition has. @example freeSlug('2019', editions) → '2019-2' */
export function freeSlug(wanted: string, editions: readonly RawDocument[]): string {
  return unusedSlug(slugOf(wanted), new Set(editions.map(({ slug }) => Object(slug).current)))
}
