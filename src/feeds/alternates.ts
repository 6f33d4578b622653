import { fallsBack } from '#src/addresses/localize.ts'
import { type Address, type Addresses, isIndexed, type Subject } from '#src/addresses/paths.ts'
import { type Locale, locales, sourceLocale } from '#src/locales.ts'
import type { Documents } from '#src/programme/documents.ts'

/** The published content, and the address of each page. */
export type Published = { documents: Documents; addresses: Addresses }

/** One language of a page, for hreflang and the sitemap. */
export type Alternate = { locale: Locale | undefined; hreflang: string; address: Address }

/**
 * The languages in which a subject has a page that does not fall back, then `x-default` (without a locale): the
 * language chooser for the forum's page, the page in the source language for others.
 */
export function alternatesOf(subject: Subject, { documents, addresses }: Published): readonly Alternate[] {
  if (!isIndexed(subject)) return []
  const translated = locales.flatMap(({ locale, lang }): Alternate[] => {
    const address = addresses.of(locale, subject.kind, subject.id)
    return address && !fallsBack(subject, locale, documents) ? [{ locale, hreflang: lang, address }] : []
  })
  const defaultAddress = subject.kind === 'forum' ? '/' : addresses.of(sourceLocale, subject.kind, subject.id)
  return defaultAddress
    ? [...translated, { locale: undefined, hreflang: 'x-default', address: defaultAddress }]
    : translated
}

/** The canonical address of a page: its own, or that of the source language where the page falls back. */
export function canonicalOf(
  subject: Subject,
  locale: Locale,
  { documents, addresses }: Published,
): Address | undefined {
  return addresses.of(fallsBack(subject, locale, documents) ? sourceLocale : locale, subject.kind, subject.id)
}
