import { isRecord } from './fields.ts'
import type { RawDocument } from './schema.ts'

/** The id in a stored reference; undefined where the value is not a reference. */
export const referencedId = (value: unknown): string | undefined =>
  isRecord(value) && typeof value._ref === 'string' && value._ref !== '' ? value._ref : undefined

/** A reference in stored form. */
export const referenceTo = (id: string) => ({ _type: 'reference' as const, _ref: id })

/** The id of the edition that a document is or belongs to, if any. A session belongs to the edition of its part. */
export function editionOf(
  document: RawDocument,
  find: (id: string) => RawDocument | undefined,
): string | undefined {
  if (document._type === 'edition') return document._id
  const part = referencedId(document.part)
  return (
    referencedId(document.edition) ?? (part === undefined ? undefined : referencedId(find(part)?.edition))
  )
}
