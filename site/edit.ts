import type { Locale } from '#src/locales.ts'

/** Attributes of the element that shows a field's text. */
export type Edit = Readonly<Record<string, string>>

/**
 * The attributes with which a click on a field's text opens its form in the preview; none on the public site.
 * `field` is the path of the field in the document; for a localized field without the language. `block` is the key of a
 * block of a rich text, whose paragraph opens.
 * @example editing(Astro.locals)('session-sendai', 'links[_key=="a"].title', 'fr')
 */
export const editing =
  ({ release }: App.Locals) =>
  (documentId: string | undefined, field: string, locale: Locale, block?: string): Edit =>
    (documentId !== undefined && release?.attributes?.(documentId, field, locale, block)) || {}
