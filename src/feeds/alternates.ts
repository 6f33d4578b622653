import { canonicalLocale, fallsBack } from '#src/addresses/localize.ts'
import { type Address, type Addresses, isIndexed, type Subject } from '#src/addresses/paths.ts'
import { type Locale, locales, sourceLocale } from '#src/locales.ts'
import type { Documents } from '#src/programme/documents.ts'

/** The published content, and the address of each page. */
export type Published = { documents: Documents; addresses: Addresses }

/** One language of a page, for hreflang and the sitemap. */
export type Alternate = { locale: Locale | undefined; hreflang: string; address: Address }

/**
 * The languages in which a subject has a page that does not fall back, then `x-default` (without a locale): the
 * language chooser for the forum's page; for others the page in the source language, or the one that stands for it.
 */
export function alternatesOf(subject: Subject, published: Published): readonly Alternate[] {
  const { documents, addresses } = published
  if (!isIndexed(subject)) return []
  const translated = locales.flatMap(({ locale, lang }): Alternate[] => {
    const address = addresses.of(locale, subject.kind, subject.id)
    return address && !fallsBack(subject, locale, documents) ? [{ locale, hreflang: lang, address }] : []
  })
  const defaultAddress = subject.kind === 'forum' ? '/' : canonicalOf(subject, sourceLocale, published)
  return defaultAddress
    ? [...translated, { locale: undefined, hreflang: 'x-default', address: defaultAddress }]
    : translated
}

/** The canonical address of a page: its own, or where the page falls back, that of the language that is really shown. */
export function canonicalOf(
  subject: Subject,
  locale: Locale,
  { documents, addresses }: Published,
): Address | undefined {
  return addresses.of(canonicalLocale(subject, locale, documents), subject.kind, subject.id)
}
