import { type Locale, locales, sourceLocale } from '#src/locales.ts'
import { fieldsOf, isRecord, type LocalizedItem, localizedItems } from '#src/model/fields.ts'
import { byText } from '#src/model/order.ts'
import type { RawDocument } from '#src/model/schema.ts'

/**
 * What is known of a translation. `stale`: the source has changed since it was made; `needsReview`: nobody has
 * confirmed it; `reviewed`: somebody has, and the source is still the same.
 */
export type TranslationState = (typeof translationStates)[number]

/** In the order of what is to be done about them. */
export const translationStates = ['missing', 'stale', 'needsReview', 'reviewed'] as const

/** One field in one language; `key` is that of its line, where there is one. */
export type Translation = { path: string; locale: Locale; state: TranslationState; key?: string }

/** What a document keeps of one translation, in its hidden list `review`. */
export type ReviewEntry = { path: string; language: string; sourceHash: string; reviewed: boolean }

/**
 * The state of each translation that a document has or lacks: of every localized field that says something in
 * the source language, in every other language. An address counts only where it is missing, since it is
 * no text that a reader reads; and a person's name is the same in every language.
 */
export function translationsOf(document: RawDocument): readonly Translation[] {
  return fieldsOf(document).flatMap(({ path, key, value }) => {
    const items = localizedItems(value)
    const source = items?.find(({ language }) => language === sourceLocale)
    if (!items || !hasTranslations(document, key) || isEmptyText(source?.value)) return []
    const isText = !isRecord(source?.value)
    return locales.flatMap(({ locale }): Translation[] => {
      if (locale === sourceLocale) return []
      const line = items.find(({ language }) => language === locale)
      const state = stateOf(source?.value, line?.value, reviewOf(document.review, path, locale))
      const found = { path, locale, state, ...(line && { key: line._key }) }
      return isText || state === 'missing' ? [found] : []
    })
  })
}

/** The languages that a localized field lacks, though it says something in the source language. */
export function missingLocales(
  document: RawDocument,
  key: string,
  lines: readonly LocalizedItem[],
): readonly Locale[] {
  const isFilled = (locale: Locale) =>
    lines.some(({ language, value }) => language === locale && !isEmptyText(value))
  if (!hasTranslations(document, key) || !isFilled(sourceLocale)) return []
  return locales.flatMap(({ locale }) => (isFilled(locale) ? [] : [locale]))
}

/** The state of one translation, from the source's text, its own, and what was noted when it was last written or confirmed. */
export function stateOf(source: unknown, text: unknown, entry: ReviewEntry | undefined): TranslationState {
  if (isEmptyText(text)) return 'missing'
  if (entry && entry.sourceHash !== sourceHash(source)) return 'stale'
  return entry?.reviewed ? 'reviewed' : 'needsReview'
}

/** What a list `review` notes about one translation, with the key of its entry. */
export function reviewOf(
  review: unknown,
  path: string,
  locale: Locale,
): (ReviewEntry & { key: string }) | undefined {
  const entry = Array.isArray(review)
    ? review.filter(isRecord).find((one) => one.path === path && one.language === locale)
    : undefined
  if (!entry || typeof entry._key !== 'string') return undefined
  return {
    key: entry._key,
    path,
    language: locale,
    sourceHash: String(entry.sourceHash ?? ''),
    reviewed: entry.reviewed === true,
  }
}

/** Whether a text, an address or a rich text says nothing. */
export function isEmptyText(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return !value.some((block) => isRecord(block) && hasWords(block.children))
  return !isRecord(value) || typeof value.current !== 'string' || value.current === ''
}

const hasWords = (spans: unknown) =>
  Array.isArray(spans) &&
  spans.some((span) => isRecord(span) && typeof span.text === 'string' && span.text.trim() !== '')

const hasTranslations = ({ _type, kind }: RawDocument, key: string) =>
  !(_type === 'contributor' && kind === 'person' && key === 'name')

/**
 * Recognises the source text that a translation was made from: 14 hexadecimal digits, the same in every
 * runtime and whatever the order of an object's fields. `value` is what one language of a localized field
 * holds (the `value` of its item): a string, a slug or rich text. Keys that only tell items apart (`_key`)
 * and empty fields and lists do not count, so that they never make a translation stale.
 *
 * cyrb53 (53 bits, public domain): it tells edits apart, and protects nothing.
 */
export function sourceHash(value: unknown): string {
  const text = canonical(value)
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  const mixedHigh = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  const mixedLow =
    Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(mixedHigh ^ (mixedHigh >>> 13), 3266489909)
  return (4294967296 * (2097151 & mixedLow) + (mixedHigh >>> 0)).toString(16).padStart(14, '0')
}

/** JSON with its fields in order, without keys of items and without empty fields. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const fields = Object.entries(value)
    .filter(([name, one]) => name !== '_key' && !isEmpty(one))
    .sort(([a], [b]) => byText(a, b))
  return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0)
