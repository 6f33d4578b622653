import { isRecord, recordsIn } from './fields.ts'
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
