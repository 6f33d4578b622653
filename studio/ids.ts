/** The id of the published version of a document. @example publishedId('drafts.a') → 'a' */
export const publishedId = (id: string): string => (isDraftId(id) ? id.slice(draftsPrefix.length) : id)

/** The id of a document's draft. @example draftId('a') → 'drafts.a' */
export const draftId = (id: string): string => draftsPrefix + publishedId(id)

export const isDraftId = (id: string): boolean => id.startsWith(draftsPrefix)

/** Whether an id is that of a published document: all other versions have a prefix that ends in a dot. */
export const isPublishedId = (id: string): boolean => !id.includes('.')

const draftsPrefix = 'drafts.'

/** An id for a new document. */
export const newId = (): string => crypto.randomUUID()

/** A random key for an item of a list. It begins with a letter: Sanity would read a number as a position. */
export const newKey = (): string => `k${newId().replaceAll('-', '').slice(0, 11)}`

/** The set with an id added, or removed where it was there. */
export function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}
