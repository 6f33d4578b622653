import { fieldsOf, isRecord, localizedItems } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'

/** Every localized field of these documents, as `document path`. */
export const localizedIn = <D extends RawDocument>(documents: readonly D[]) =>
  documents.flatMap((document) =>
    fieldsOf(document).flatMap(({ path, value }) => {
      const items = localizedItems(value)
      return items ? [{ document, path, at: `${document._id} ${path}`, items }] : []
    }),
  )

/** Every text that readers see, as `document path language` and the words of one paragraph. */
export const textsIn = (documents: readonly RawDocument[]) =>
  localizedIn(documents).flatMap(({ at, items }) =>
    items.flatMap(({ language, value }) =>
      paragraphsOf(value).map((words) => ({ at: `${at} ${language}`, language, words })),
    ),
  )

export function paragraphsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (isRecord(value)) return [String(value.current)]
  return blocksOf(value).map(({ children }) =>
    Array.isArray(children) ? children.map((span) => (isRecord(span) ? String(span.text) : '')).join('') : '',
  )
}

/** @example 'normal bullet bullet' */
export function buildOf(value: unknown): string {
  return blocksOf(value)
    .map(({ style, listItem }) => String(listItem ?? style))
    .join(' ')
}

function blocksOf(value: unknown) {
  return Array.isArray(value) ? value.filter(isRecord) : []
}
