import { type Locale, locales, sourceLocale } from '#src/locales.ts'
import { isBlank } from '#src/model/clean-text.ts'
import { fieldsOf, isRecord, type LocalizedItem, localizedItems } from '#src/model/fields.ts'
import { memoWith } from '#src/model/memo.ts'
import { byText } from '#src/model/order.ts'
import type { RawDocument } from '#src/model/schema.ts'

/**
 * The state of a translation. `missing`: there is none; `stale`: the source text has changed since; `needsReview`:
 * nobody has confirmed it; `reviewed`: somebody has confirmed it, and the source text has not changed since.
 */
export type TranslationState = (typeof translationStates)[number]

/** The most urgent state first. */
export const translationStates = ['missing', 'stale', 'needsReview', 'reviewed'] as const

/** The translation of one field into one language; `key` is the key of its item in the localized list, if it has one. */
export type Translation = { path: string; locale: Locale; state: TranslationState; key?: string }

/** The record of one translation in a document's hidden list `review`. */
export type ReviewEntry = SourceRecord & { path: string; language: string; reviewed: boolean }

/** The source text that a translation was made from: its hash, and its words where they are not too long to keep. */
export type SourceRecord = { sourceHash: string; sourceText?: string }

/**
 * The state of each translation of a document: of every localized field that has a source text, in every other
 * language. Where the source language itself is missing, only what is missing. A slug is listed only where it is missing,
 * since nobody reviews it. A person's name, with what is made of it, is left out, since it is the same in every language;
 * how an organisation is filed follows its name. Kept with the document.
 */
export const translationsOf = memoWith((document: RawDocument): readonly Translation[] =>
  fieldsOf(document).flatMap(({ path, key, value }) => {
    const items = localizedItems(value)
    const source = items?.find(({ language }) => language === sourceLocale)
    if (!items || !hasTranslations(document, key) || !locales.some(({ locale }) => isFilled(items, locale)))
      return []
    const hasStates = !isRecord(source?.value) && !isEmptyText(source?.value)
    return locales.flatMap(({ locale }): Translation[] => {
      const line = items.find(({ language }) => language === locale)
      const state = stateOf(source?.value, line?.value, reviewOf(document.review, path, locale))
      const translation = { path, locale, state, ...(line && { key: line._key }) }
      return state === 'missing' || (hasStates && locale !== sourceLocale) ? [translation] : []
    })
  }),
)

/** The languages that a localized field lacks; none where it has no text at all. */
export function missingLocales(
  document: RawDocument,
  key: string,
  lines: readonly LocalizedItem[],
): readonly Locale[] {
  if (!hasTranslations(document, key)) return []
  const missing = locales.flatMap(({ locale }) => (isFilled(lines, locale) ? [] : [locale]))
  return missing.length === locales.length ? [] : missing
}

const isFilled = (lines: readonly LocalizedItem[], locale: Locale): boolean =>
  lines.some(({ language, value }) => language === locale && !isEmptyText(value))

/** The state of one translation, from the source text, the translated text, and the record of the last edit or review. */
export function stateOf(source: unknown, text: unknown, entry: ReviewEntry | undefined): TranslationState {
  if (isEmptyText(text)) return 'missing'
  if (entry && entry.sourceHash !== sourceHash(source)) return 'stale'
  return entry?.reviewed ? 'reviewed' : 'needsReview'
}

/** The entry of one translation in a `review` list, with its key. */
export function reviewOf(
  review: unknown,
  path: string,
  locale: Locale,
): (ReviewEntry & { key: string }) | undefined {
  const entry = Array.isArray(review)
    ? review.filter(isRecord).find((item) => item.path === path && item.language === locale)
    : undefined
  if (!entry || typeof entry._key !== 'string') return undefined
  return {
    key: entry._key,
    path,
    language: locale,
    sourceHash: String(entry.sourceHash ?? ''),
    // Entries that were written before it was kept have none.
    ...(typeof entry.sourceText === 'string' && { sourceText: entry.sourceText }),
    reviewed: entry.reviewed === true,
  }
}

/** What a review keeps of the source text: the `value` of an item of a localized field. */
export function sourceRecord(value: unknown): SourceRecord {
  const text = sourceWords(value)
  return { sourceHash: sourceHash(value), ...(text !== '' && text.length <= maxKept && { sourceText: text }) }
}

/** Characters of a source text that a review keeps. A longer one is known by its hash alone. */
const maxKept = 20_000

/** The words of a text or a slug; of a rich text without its marks, a paragraph a line. */
export function sourceWords(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map((block) => sourceWords(block)).join('\n')
  if (!isRecord(value)) return ''
  if (!Array.isArray(value.children)) return typeof value.current === 'string' ? value.current : ''
  return value.children.map((span) => (isRecord(span) ? String(span.text ?? '') : '')).join('')
}

/** Whether a text, a slug or a rich text is empty. */
export function isEmptyText(value: unknown): boolean {
  if (typeof value === 'string') return isBlank(value)
  if (Array.isArray(value)) return !value.some((block) => isRecord(block) && hasWords(block.children))
  return !isRecord(value) || typeof value.current !== 'string' || isBlank(value.current)
}

const hasWords = (spans: unknown) =>
  Array.isArray(spans) &&
  spans.some((span) => isRecord(span) && typeof span.text === 'string' && !isBlank(span.text))

const hasTranslations = ({ _type, kind }: RawDocument, key: string) =>
  !(_type === 'contributor' && (key === 'sortName' || (kind === 'person' && ofName.has(key)))) &&
  // Each language has its own forms to avoid, or none.
  !(_type === 'term' && key === 'avoid')

/** What is made of a name, and follows it from language to language. */
const ofName = new Set(['name', 'slug'])

/**
 * The hash of the source text that a translation was made from: 14 hexadecimal digits, the same in every runtime and
 * for every order of an object's fields. `value` is the `value` of an item of a localized field: a string, a slug or
 * rich text. `_key`, empty fields and empty lists are ignored, so that they never make a translation stale.
 *
 * The algorithm is cyrb53 (53 bits, public domain). It detects edits; it is not cryptographic.
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

/** JSON with sorted fields, without `_key` and without empty fields. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const fields = Object.entries(value)
    .filter(([name, inner]) => name !== '_key' && !isEmpty(inner))
    .sort(([a], [b]) => byText(a, b))
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0)
