import { escapeMarkup, unescapeMarkup } from '#src/model/markup.ts'

/**
 * Markup of chapters as a file on its own may have it: without characters that no XML has, and with addresses as programs
 * write them.
 * @param place where a fragment of the edition is
 */
export const withPlaces = (markup: string, place: (fragment: string) => string): string =>
  inXml(markup)
    // How spaces in a row are written; XML has no such entity.
    .replaceAll('&nbsp;', '\u00a0')
    .replace(/ href="([^"]*)"/g, (_match, target: string) => {
      const plain = unescapeMarkup(target)
      const found = plain.startsWith('#') ? place(plain.slice(1)) : URL.parse(plain)?.href
      return ` href="${escapeMarkup(found ?? plain)}"`
    })

/** A text without characters that no XML has, also where the Studio let them in. @see https://www.w3.org/TR/xml/#charsets */
export const inXml = (text: string): string => text.toWellFormed().replace(notInXml, '')

const notInXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu
