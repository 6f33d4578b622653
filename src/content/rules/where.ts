import { sourceLocale } from '#src/locales.ts'
import type { RawDocument } from './schema.ts'

/** A value somewhere in a document; `path` as Sanity writes it, `key` the name of the field that holds it. */
export type Field = { path: string; key: string; value: unknown }

/** All values in a document, outermost first; the document's own entry and hidden ones are left out. */
export function fieldsOf(document: RawDocument): readonly Field[] {
  const found: Field[] = []
  for (const key of Object.keys(document)) {
    if (!key.startsWith('_') && key !== 'review') collect({ path: key, key, value: document[key] }, found)
  }
  return found
}

/** A path of keys and positions as Sanity writes it. @example pathText(document, ['links', 0, 'url']) → 'links[_key=="a"].url' */
export function pathText(document: RawDocument, path: readonly PropertyKey[]): string {
  let at: unknown = document
  let text = ''
  for (const step of path) {
    at = Array.isArray(at) ? at[Number(step)] : isRecord(at) ? at[String(step)] : undefined
    text += typeof step === 'number' ? place(at, step) : `${text && '.'}${String(step)}`
  }
  return text
}

/** A document's title in the source language; else in any language; else its id. */
export function documentTitle(document: RawDocument): string {
  const items = localizedItems(document.title) ?? localizedItems(document.name) ?? []
  const titles = items.filter(({ value }) => typeof value === 'string' && value.trim() !== '')
  const title = titles.find(({ language }) => language === sourceLocale) ?? titles[0]
  return title === undefined ? document._id : String(title.value)
}

/** The items of a localized list; undefined for anything else. */
export function localizedItems(value: unknown): readonly LocalizedItem[] | undefined {
  return Array.isArray(value) && value.length > 0 && value.every(isLocalizedItem) ? value : undefined
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

type LocalizedItem = { _key: string; language: string; value?: unknown }

const isLocalizedItem = (item: unknown): item is LocalizedItem =>
  isRecord(item) && typeof item.language === 'string' && typeof item._key === 'string'

/** Adds a field and all within it. One list for all: every document is walked for every check. */
function collect(field: Field, found: Field[]): void {
  found.push(field)
  const { path, key, value } = field
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      collect({ path: path + place(item, index), key, value: item }, found)
    })
  } else if (isRecord(value)) {
    for (const name of Object.keys(value)) {
      if (!name.startsWith('_')) collect({ path: `${path}.${name}`, key: name, value: value[name] }, found)
    }
  }
}

const place = (item: unknown, index: number) =>
  isRecord(item) && typeof item._key === 'string' ? `[_key=="${item._key}"]` : `[${index}]`
