import { type Locale, sourceLocale } from '#src/locales.ts'
import { cleanText, isBlank } from './clean-text.ts'
import type { RawDocument } from './schema.ts'

/** A value in a document, at any depth: `path` as Sanity writes it, `key` the name of the field that holds it. */
export type Field = { path: string; key: string; value: unknown }

/** All values in a document, outer before inner. Leaves out the document itself, fields that begin with `_`, bookkeeping, and what lies deeper than any field of ours. */
export function fieldsOf(document: RawDocument): readonly Field[] {
  const fields: Field[] = []
  eachField(document, (path, key, value) => fields.push({ path, key, value }))
  return fields
}

/** Visits the same values without building a list: for checks that walk all content. */
export function eachField(document: RawDocument, visit: Visit): void {
  for (const key of Object.keys(document)) {
    if (!key.startsWith('_') && !isBookkeeping(key)) walk(key, key, document[key], visit, 1)
  }
}

/** Whether a field is bookkeeping and no content: the reviews of translations, what an import wrote, ids of people who are gone. */
export const isBookkeeping = (field: string): boolean => bookkeeping.has(field)
const bookkeeping = new Set(['review', 'imported', 'replaces', 'forgotten', 'distinctFrom'])

/** The document with another value at a path as `fieldsOf` writes it; as it was where nothing is there. */
export function changedField(
  document: RawDocument,
  path: string,
  change: (value: unknown) => unknown,
): RawDocument {
  const inside = (at: string, value: unknown): unknown => {
    if (at === path) return change(value)
    if (!path.startsWith(at)) return value
    if (Array.isArray(value)) return value.map((item, index) => inside(at + pathStep(item, index), item))
    if (!isRecord(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, inside(`${at}.${name}`, inner)]),
    )
  }
  const [key = ''] = path.split(/[.[]/, 1)
  return document[key] === undefined ? document : { ...document, [key]: inside(key, document[key]) }
}

/** Writes a path of keys and positions as Sanity does. @example pathText(document, ['links', 0, 'url']) → 'links[_key=="a"].url' */
export function pathText(document: RawDocument, path: readonly PropertyKey[]): string {
  let value: unknown = document
  let text = ''
  for (const step of path) {
    value = Array.isArray(value) ? value[Number(step)] : isRecord(value) ? value[String(step)] : undefined
    text += typeof step === 'number' ? pathStep(value, step) : `${text && '.'}${String(step)}`
  }
  return text
}

/** A document's title in a language, else in the source language, else in any language, else its id. */
export function documentTitle(document: RawDocument, locale: Locale = sourceLocale): string {
  const items = localizedItems(document.title) ?? localizedItems(document.name) ?? []
  const titles = items.filter(({ value }) => typeof value === 'string' && !isBlank(value))
  const title =
    titles.find(({ language }) => language === locale) ??
    titles.find(({ language }) => language === sourceLocale) ??
    titles[0]
  return title === undefined ? document._id : cleanText(String(title.value)).trim()
}

/**
 * The field that a path names, and the language of its value: a path into the value of a localized list is about that
 * list. @example localizedPlace(document, ['title', 0, 'value']) → { path: ['title'], language: 'en' }
 */
export function localizedPlace(
  document: RawDocument,
  path: readonly PropertyKey[],
): { path: readonly PropertyKey[]; language?: string } {
  const end = path.findIndex((step, index) => step === 'value' && typeof path[index - 1] === 'number')
  const item =
    end < 0 ? undefined : path.slice(0, end).reduce<unknown>((value, step) => Object(value)[step], document)
  const language = isRecord(item) ? item.language : undefined
  return typeof language === 'string' ? { path: path.slice(0, end - 1), language } : { path }
}

/** The items of a localized list; undefined where the value is not one. */
export function localizedItems(value: unknown): readonly LocalizedItem[] | undefined {
  return Array.isArray(value) && value.length > 0 && value.every(isLocalizedItem) ? value : undefined
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The records in a list, such as the items of a stored list; none in any other value. */
export const recordsIn = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter(isRecord) : []

/** The item of one language in a localized list. */
export type LocalizedItem = { _key: string; language: string; value?: unknown }

/** A link or an interpretation has a language too, beside other fields. */
const isLocalizedItem = (item: unknown): item is LocalizedItem =>
  isRecord(item) &&
  typeof item.language === 'string' &&
  typeof item._key === 'string' &&
  !/^(?!internationalizedArray)./.test(String(item._type ?? '')) &&
  Object.keys(item).every((name) => itemFields.has(name))
const itemFields = new Set(['_key', '_type', 'language', 'value'])

function walk(path: string, key: string, value: unknown, visit: Visit, depth: number): void {
  visit(path, key, value)
  if (depth > maxDepth) return
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      walk(path + pathStep(item, index), key, item, visit, depth + 1)
    })
  } else if (isRecord(value)) {
    for (const name of Object.keys(value)) {
      if (!name.startsWith('_')) walk(`${path}.${name}`, name, value[name], visit, depth + 1)
    }
  }
}

/** Deeper than any field of ours: a value that a program nested without end would exhaust the stack. */
const maxDepth = 30

type Visit = (path: Field['path'], key: Field['key'], value: unknown) => void

const pathStep = (item: unknown, index: number) =>
  isRecord(item) && typeof item._key === 'string' ? `[_key=="${item._key}"]` : `[${index}]`
