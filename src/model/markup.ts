/** A text as it may stand in HTML or XML, between tags and in quoted attributes. @example escapeMarkup('a < b') → 'a &lt; b' */
export const escapeMarkup = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

/** The text that `escapeMarkup` was given. */
export const unescapeMarkup = (markup: string): string =>
  Object.entries(entities).reduceRight(
    (text, [character, entity]) => text.replaceAll(entity, character),
    markup,
  )

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Whether a text has letters that HTML raises with an element, as in "IVᵉ". Most have none. */
export const hasRaised = (text: string): boolean => /[ᵉʳ]/.test(text)

/**
 * Text, escaped, or HTML with its raised letters as elements: drawn in the page's typeface and read as plain letters.
 * @example raisedMarkup('IVᵉ Forum') → 'IV<sup>e</sup> Forum'
 */
export const raisedMarkup = (html: string): string =>
  html.replace(/[ᵉʳ]+(?![^<]*>)/g, (letters) => `<sup>${letters.normalize('NFKC')}</sup>`)
