import type { Locale } from '#src/locales.ts'
import type { Change } from '#src/model/change.ts'
import { changedField, isRecord, localizedItems } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { slugOf } from '#src/model/slug-of.ts'
import { isEmptyText, reviewOf, type SourceRecord } from '#src/rules/review.ts'

/**
 * What is written of one translation: its text, and what is known of it. Without a `value` the text stays; without a
 * `record` nothing is noted, as for the source language.
 */
export type TranslationEdit = {
  path: string
  locale: Locale
  value?: unknown
  record?: SourceRecord | undefined
  reviewed: boolean
}

/**
 * The change that writes translations into a document, together with their reviews. As in the form, a document that was
 * never published gets an address from its first title in a language.
 * @param newKey makes keys for new items of lists
 */
export function translationChange(
  document: RawDocument,
  edits: readonly TranslationEdit[],
  published: RawDocument | undefined,
  newKey: () => string,
): Change {
  let current = document
  for (const edit of edits) {
    const { path, locale, value, record, reviewed } = edit
    if (value !== undefined) {
      current = changedField(current, path, (items) => withItem(items, locale, value))
      if (published === undefined && (path === 'title' || path === 'name') && typeof value === 'string')
        current = withSlug(current, locale, value)
    }
    if (record) {
      const entry = { _type: 'translationReview', path, language: locale, ...record, reviewed }
      current = { ...current, review: withReview(current.review, entry, newKey) }
    }
  }
  const fields = Object.keys(current).filter((key) => current[key] !== document[key])
  return { set: Object.fromEntries(fields.map((key) => [key, current[key]])), unset: [] }
}

function withItem(items: unknown, language: string, value: unknown): unknown {
  const all: readonly unknown[] = Array.isArray(items) ? items : []
  const records = all.filter(isRecord)
  if (records.some((item) => item.language === language))
    return all.map((item) => (isRecord(item) && item.language === language ? { ...item, value } : item))
  const type = records.find((item) => typeof item._type === 'string')?._type
  const isFree = records.every((item) => item._key !== language)
  return [
    ...all,
    {
      _key: isFree ? language : `${language}-text`,
      ...(type !== undefined && { _type: type }),
      language,
      value,
    },
  ]
}

function withSlug(document: RawDocument, locale: Locale, title: string): RawDocument {
  const items = localizedItems(document.slug)
  const current = slugOf(title)
  if (items === undefined || current === '') return document
  if (!isEmptyText(items.find(({ language }) => language === locale)?.value)) return document
  return { ...document, slug: withItem(items, locale, { _type: 'slug', current }) }
}

function withReview(
  review: unknown,
  entry: Readonly<Record<string, unknown>> & { path: string; language: Locale },
  newKey: () => string,
): unknown {
  const all: readonly unknown[] = Array.isArray(review) ? review : []
  const key = reviewOf(review, entry.path, entry.language)?.key
  if (key === undefined) return [...all, { _key: newKey(), ...entry }]
  return all.map((item) => (isRecord(item) && item._key === key ? { _key: key, ...entry } : item))
}
