import slugify from '@sindresorhus/slugify'

/**
 * The last segment of an address, made of a title in any language; empty when no letter can be kept.
 * @example slugOf('Attentes des participant·e·s') → 'attentes-des-participantes'
 */
export function slugOf(title: string): string {
  // NFKC turns raised letters, as in "Vᵉ", into plain ones, which would be dropped otherwise.
  return slugify(title.normalize('NFKC'), { decamelize: false })
}
