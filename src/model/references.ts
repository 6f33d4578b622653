import { isRecord } from './fields.ts'
import type { RawDocument } from './schema.ts'

/** The id that a stored reference leads to; undefined for what is none. */
export const referred = (value: unknown): string | undefined =>
  isRecord(value) && typeof value._ref === 'string' && value._ref !== '' ? value._ref : undefined

/** A reference as it is stored. */
export const referenceTo = (id: string) => ({ _type: 'reference' as const, _ref: id })

/** The id of the edition that a document is or belongs to, if it is one's; a session belongs to its part's. */
export function editionOf(
  document: RawDocument,
  find: (id: string) => RawDocument | undefined,
): string | undefined {
  if (document._type === 'edition') return document._id
  const part = referred(document.part)
  return referred(document.edition) ?? (part === undefined ? undefined : referred(find(part)?.edition))
}
