import type { RawDocument } from '#src/model/schema.ts'
import { defaultContent } from '#src/seed/index.ts'

/** The default content as a lake stores it. */
export const stored: readonly RawDocument[] = defaultContent.map((document) => ({
  ...document,
  _updatedAt: '2019-11-01T08:00:00Z',
}))

/** The default content with some fields of one document changed; undefined removes a field. */
export function changed(id: string, fields: Readonly<Record<string, unknown>>): RawDocument[] {
  if (!stored.some(({ _id }) => _id === id)) throw new Error(`No document ${id}`)
  return stored.map((document) => (document._id === id ? { ...document, ...fields } : document))
}

/** A localized text. */
export const words = (texts: Readonly<Record<string, string>>, kind = 'String') =>
  Object.entries(texts).map(([language, value]) => ({
    _key: language,
    _type: `internationalizedArray${kind}Value`,
    language,
    value,
  }))
