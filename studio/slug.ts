import type { RawDocument } from '#src/model/schema.ts'
import { slugOf } from '#src/model/slug-of.ts'
import { unusedSlug } from '#src/model/slugs.ts'

/** A slug that no other edition has. @example freeSlug('2019', editions) → '2019-2' */
export function freeSlug(wanted: string, editions: readonly RawDocument[]): string {
  return unusedSlug(slugOf(wanted), new Set(editions.map(({ slug }) => Object(slug).current)))
}
