import type { Shown } from '#src/addresses/localize.ts'
import { type Locale, languageOf } from '#src/locales.ts'
import { escapeMarkup, raisedMarkup, unescapeMarkup } from '#src/model/markup.ts'
import type { Contributor } from '#src/model/schema.ts'

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

/** The name of a contributor, set apart from the text around it, whatever script it is in. */
export const nameMarkup = ({ kind }: Contributor, name: Shown<string> | undefined, locale: Locale): string =>
  name === undefined
    ? ''
    : tag(
        'bdi',
        { lang: kind === 'organisation' ? foreign(name, locale) : undefined },
        textMarkup(name.value),
      )

/** A text, with its raised letters as elements. */
const textMarkup = (text: string): string => raisedMarkup(escapeMarkup(text))

/** A text, marked with its language where that is not the file's; empty where there is none. */
export function markedText(text: Shown<string> | undefined, locale: Locale): string {
  if (text === undefined) return ''
  const lang = foreign(text, locale)
  return lang === undefined ? textMarkup(text.value) : tag('span', { lang }, textMarkup(text.value))
}

export const foreign = ({ lang }: Shown<unknown>, locale: Locale): string | undefined =>
  lang === languageOf(locale).lang ? undefined : lang

export const anchor = (href: string, content: string): string => tag('a', { href }, content)

/** An element, or nothing where it would be empty. @param content markup */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  content: string,
): string {
  if (content === '') return ''
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escapeMarkup(value)}"`,
  )
  return `<${name}${written.join('')}>${content}</${name}>`
}
