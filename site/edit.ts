import type { Locale } from '#src/locales.ts'
import { currentRevision } from '#src/preview/revision.ts'

/** Attributes of the element that shows a field's text. */
export type Edit = Readonly<Record<string, string>>

/**
 * What makes a click on a field's text open its form, in the preview; nothing at all in the public site.
 * @param field its path in the document; for a localized one without a language @example 'links[_key=="a"].title'
 */
export const edit = (documentId: string | undefined, field: string, locale: Locale): Edit =>
  (documentId !== undefined && currentRevision()?.attributes(documentId, field, locale)) || {}
