import { isRecord } from './fields.ts'
import type { RawDocument } from './schema.ts'

/**
 * A change to a stored document: fields to set and fields to unset. In a change of items, a field may be one item of a list, by
 * its key, or by its language where it is a localized text: `title["fr"]`.
 */
export type Change = { set: Readonly<Record<string, unknown>>; unset: readonly string[] }

export const noChange: Change = { set: {}, unset: [] }

export const isNoChange = ({ set, unset }: Change): boolean =>
  Object.keys(set).length === 0 && unset.length === 0

/** A document with a change. */
export function withChange<T extends RawDocument>(document: T, { set, unset }: Change): T {
  const changed = { ...document, ...set }
  for (const field of unset) delete changed[field]
  return changed
}

/** The change that makes one document of another. Fields that begin with `_` are the lake's. */
export function fieldChange(before: RawDocument, after: RawDocument): Change {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !name.startsWith('_') && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  return {
    set: Object.fromEntries(
      names.filter((name) => after[name] !== undefined).map((name) => [name, after[name]]),
    ),
    unset: names.filter((name) => after[name] === undefined),
  }
}

/**
 * The change that makes one document of another, by the items of its lists: so one of them can change in a document whose other
 * items have changed meanwhile, such as the languages of a text. A list whose items changed places is one change.
 */
export function itemChange(before: RawDocument, after: RawDocument): Change {
  const { set, unset } = fieldChange(before, after)
  const changes = [...Object.keys(set), ...unset].map(
    (field) => changeOfItems(field, before[field], after[field]) ?? wholeField(field, after[field]),
  )
  return {
    set: Object.assign({}, ...changes.map((one) => one.set)),
    unset: changes.flatMap((one) => one.unset),
  }
}

/** A document with a change of items. An item that is new stands last. */
export function withItemChange<T extends RawDocument>(document: T, { set, unset }: Change): T {
  const isItem = (name: string) => itemIn(name) !== undefined
  const changed: RawDocument = withChange(document, {
    set: Object.fromEntries(Object.entries(set).filter(([name]) => !isItem(name))),
    unset: unset.filter((name) => !isItem(name)),
  })
  const items = [...Object.entries(set), ...unset.map((name) => [name, undefined] as const)]
  const lists = Map.groupBy(
    items.flatMap(([name, value]) => {
      const item = itemIn(name)
      return item ? [{ ...item, value }] : []
    }),
    ({ field }) => field,
  )
  for (const [field, given] of lists) {
    const list = changed[field]
    // Nothing of a list without keys is lost: what is new stands after it.
    const values = new Map<string, unknown>(
      itemsByKey(list) ?? (Array.isArray(list) ? list.map((item, index) => [`${index}`, item] as const) : []),
    )
    for (const { key, value } of given) {
      if (value === undefined) values.delete(key)
      else values.set(key, value)
    }
    if (values.size === 0) delete changed[field]
    else changed[field] = [...values.values()]
  }
  return changed as T
}

/** The field that a change names, and the key of the item where it names one. @example changedPlace('title["fr"]') → { field: 'title', key: 'fr' } */
export const changedPlace = (name: string): { field: string; key?: string } => itemIn(name) ?? { field: name }

function itemIn(name: string): { field: string; key: string } | undefined {
  const [, field, key] = /^([^[]+)\["(.*)"\]$/su.exec(name) ?? []
  return field === undefined || key === undefined ? undefined : { field, key }
}

const wholeField = (field: string, after: unknown): Change =>
  after === undefined ? { set: {}, unset: [field] } : { set: { [field]: after }, unset: [] }

/**
 * The items of a list by their keys, texts by their languages; none where there is no list; undefined where the value is
 * another, or items have no key of their own.
 */
function itemsByKey(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (value === undefined || value === null) return new Map()
  if (!Array.isArray(value)) return undefined
  const items = new Map(value.flatMap((item) => (isRecord(item) ? [[keyOf(item), item] as const] : [])))
  items.delete(undefined)
  return items.size === value.length ? (items as ReadonlyMap<string, unknown>) : undefined
}

const isText = ({ _type }: Readonly<Record<string, unknown>>): boolean =>
  typeof _type === 'string' && _type.startsWith('internationalizedArray')

function keyOf(item: Readonly<Record<string, unknown>>): string | undefined {
  const key = isText(item) ? item.language : item._key
  return typeof key === 'string' ? key : undefined
}

/** The change of a list by its items; undefined where it is no such list, or an order was changed that matters. */
function changeOfItems(field: string, before: unknown, after: unknown): Change | undefined {
  const [old, now] = [itemsByKey(before), itemsByKey(after)]
  if (old === undefined || now === undefined) return undefined
  const kept = [...old.keys()].filter((key) => now.has(key))
  const ordered = [...kept, ...[...now.keys()].filter((key) => !old.has(key))]
  const hasOrder = ![...now.values()].every((item) => isRecord(item) && isText(item))
  if (hasOrder && ordered.join('\n') !== [...now.keys()].join('\n')) return undefined
  const name = (key: string) => `${field}["${key}"]`
  const changed = [...now].filter(([key, item]) => JSON.stringify(old.get(key)) !== JSON.stringify(item))
  return {
    set: Object.fromEntries(changed.map(([key, item]) => [name(key), item])),
    unset: [...old.keys()].filter((key) => !now.has(key)).map(name),
  }
}
