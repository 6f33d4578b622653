import type { RawDocument } from './schema.ts'

/** A change to a stored document: fields to set and fields to unset. */
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
