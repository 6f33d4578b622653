import slugify from '@sindresorhus/slugify'
import type { RawDocument } from '#src/model/schema.ts'

/**
 * The last segment of an address, made of a title in any language; empty when no letter can be kept.
 * @example slugOf('Attentes des participant·e·s') → 'attentes-des-participantes'
 */
export function slugOf(title: string): string {
  // NFKC turns raised letters, as in "Vᵉ", into plain ones, which would be dropped otherwise.
  return slugify(title.normalize('NFKC'), { decamelize: false })
}

/** An address no other edition has. @example freeSlug('2019', editions) → '2019-2' */
export function freeSlug(wanted: string, editions: readonly RawDocument[]): string {
  const taken = new Set(editions.map(({ slug }) => Object(slug).current))
  const base = slugOf(wanted)
  if (base === '') return ''
  let [slug, count] = [base, 1]
  while (taken.has(slug)) slug = `${base}-${++count}`
  return slug
}
