import { wordsOf } from '#src/i18n.ts'
import { locales } from '#src/locales.ts'

/**
 * Slugs: what editors choose of an address. Only lower-case letters, digits and hyphens, so that a slug is as many bytes
 * as characters, and the same file on every system.
 */
export const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Characters, and bytes, of a slug. File systems allow 255 bytes, and some of our files have a longer name for a moment. */
export const maxSlugLength = 200

/** Characters of a slug that is made from a title. */
const maxMadeLength = 60

/** A slug that is not too long, cut between words. @example shortSlug('a-'.repeat(50)).length <= 60 → true */
export function shortSlug(slug: string): string {
  if (slug.length <= maxMadeLength) return slug
  const cut = slug.slice(0, maxMadeLength + 1)
  const end = cut.lastIndexOf('-')
  return end > 0 ? cut.slice(0, end) : cut.slice(0, maxMadeLength)
}

/**
 * Whether a segment belongs to the site itself: a word of the addresses of its own pages in any language, a day, or a
 * name that an operating system or a web server takes for something else. It is nobody's slug.
 * @example ['index', 'programme', '2019-11-12', 'con'].every(isReservedSegment) → true
 */
export const isReservedSegment = (segment: string): boolean =>
  reserved.has(segment) || /^\d{4}-\d{2}-\d{2}$/.test(segment) || isDeviceName(segment)

/** A slug with a number where it is reserved or taken; an empty one stays empty. @example unusedSlug('2019', new Set(['2019'])) → '2019-2' */
export function unusedSlug(base: string, taken: ReadonlySet<string> = new Set()): string {
  let [slug, count] = [base, 1]
  while (slug !== '' && (taken.has(slug) || isReservedSegment(slug))) slug = `${base}-${++count}`
  return slug
}

/** Whether Windows refuses a name, with any ending, because it means a device. */
const isDeviceName = (name: string): boolean => /^(con|prn|aux|nul|(com|lpt)[0-9])(\.|$)/i.test(name)

/**
 * Whether a document's id can be a segment of addresses and a file name. `index` would be the page of its folder, and a
 * dot at the end or at the start is lost or hidden by some systems.
 */
export const isSafeId = (id: string): boolean =>
  /^[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_-])?$/.test(id) &&
  id.length <= 128 &&
  !id.includes('..') &&
  !/^index$|^__proto__$|\.html?$/i.test(id) &&
  !isDeviceName(id)

/** Words of the addresses of our own pages, some of which are still to come. */
const pathWords = [
  'strategy',
  'programme',
  'myProgramme',
  'search',
  'changes',
  'people',
  'rooms',
  'webmasters',
  'feeds',
] as const

const reserved: ReadonlySet<string> = new Set([
  ...['index', 'embed', 'feeds', 'screen', 's', 'card', 'share', 'images', 'files', 'qr'],
  ...locales.flatMap(({ locale }) => pathWords.map((word) => wordsOf(locale)(`path.${word}`))),
])
