/** The id under which readers know a document, of its draft or its own. @example publishedId('drafts.a') → 'a' */
export const publishedId = (id: string): string => (isDraftId(id) ? id.slice(draftsPrefix.length) : id)

/** The id of a document's draft. @example draftId('a') → 'drafts.a' */
export const draftId = (id: string): string => draftsPrefix + publishedId(id)

export const isDraftId = (id: string): boolean => id.startsWith(draftsPrefix)

/** Whether an id is that of a published document: all other versions have a prefix that ends in a dot. */
export const isPublishedId = (id: string): boolean => !id.includes('.')

const draftsPrefix = 'drafts.'

/** An id for a new document. */
export const newId = (): string => crypto.randomUUID()

/** A key for an item of a list: random, and never of digits only, which Sanity would read as a position. */
export const newKey = (): string => `k${newId().replaceAll('-', '').slice(0, 11)}`

/** Ids with one more, or without it where it was among them. */
export function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}
