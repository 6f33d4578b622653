import type { Locale } from '#src/locales.ts'

/** Attributes of the element that shows a field's text. */
export type Edit = Readonly<Record<string, string>>

/**
 * What makes a click on a field's text open its form, in the preview; nothing at all in the public site.
 * The field is named by its path in the document, for a localized one without a language.
 * @example editing(Astro.locals)('session-sendai', 'links[_key=="a"].title', 'fr')
 */
export const editing =
  ({ revision }: App.Locals) =>
  (documentId: string | undefined, field: string, locale: Locale): Edit =>
    (documentId !== undefined && revision?.attributes(documentId, field, locale)) || {}
