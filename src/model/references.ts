import { isBookkeeping, isRecord, recordsIn } from './fields.ts'
import type { RawDocument } from './schema.ts'

/** The id in a stored reference; undefined where the value is not a reference. */
export const referencedId = (value: unknown): string | undefined =>
  isRecord(value) && typeof value._ref === 'string' && value._ref !== '' ? value._ref : undefined

/** The ids in a stored list of references; none where the value is no list. */
export const referencedIds = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.flatMap((item) => referencedId(item) ?? []) : []

/** A reference in stored form. */
export const referenceTo = (id: string) => ({ _type: 'reference' as const, _ref: id })

/** A stored list of references. Keys are no plain numbers, which Sanity would read as positions. */
export const referencesTo = (ids: readonly string[]) =>
  ids.map((id) => ({ _key: `to-${id}`, ...referenceTo(id) }))

/** The ids of those who take part in a session, in their order; none for a document that has no such list. */
export const contributorsIn = ({ contributors }: RawDocument): readonly string[] =>
  recordsIn(contributors).flatMap(({ contributor }) => referencedId(contributor) ?? [])

/** The id of the edition that a document is or belongs to, if any. */
export const editionOf = (document: RawDocument): string | undefined =>
  document._type === 'edition' ? document._id : referencedId(document.edition)

/**
 * The document without its references to another one: an item of a list that is such a reference, or holds one as a field
 * of its own, goes; a single reference is emptied. The same object, or value of a field, where nothing refers to it. Costs
 * one look at each value.
 */
export function withoutReferencesTo(document: RawDocument, id: string): RawDocument {
  const { _id, _type, ...fields } = document
  const left = Object.entries(fields).flatMap(([field, value]): [string, unknown][] => {
    const now = field.startsWith('_') || isBookkeeping(field) ? value : withoutReference(value, id)
    return now === undefined ? [] : [[field, now]]
  })
  const isSame = left.length === Object.keys(fields).length && left.every(([key, now]) => now === fields[key])
  return isSame ? document : { _id, _type, ...Object.fromEntries(left) }
}

/** The value itself where nothing of it refers to the document; undefined where it is the reference. */
function withoutReference(value: unknown, id: string): unknown {
  if (referencedId(value) === id) return undefined
  if (Array.isArray(value)) {
    const isKept = (item: unknown) =>
      referencedId(item) !== id &&
      !(isRecord(item) && Object.values(item).some((inner) => referencedId(inner) === id))
    const left = value.filter(isKept).map((item) => withoutReference(item, id))
    return left.length === value.length && left.every((item, index) => item === value[index]) ? value : left
  }
  if (!isRecord(value)) return value
  const fields = Object.entries(value).map(([name, inner]) => [name, withoutReference(inner, id)] as const)
  return fields.every(([name, inner]) => inner === value[name])
    ? value
    : Object.fromEntries(fields.filter(([, inner]) => inner !== undefined))
}
