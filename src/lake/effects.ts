import { isDeepStrictEqual } from 'node:util'
import type { StoredDocument } from './document.ts'

/** A Mendoza patch (github.com/sanity-io/mendoza): operation codes and their operands in one flat list. */
export type MendozaPatch = readonly unknown[]
export type Effects = { readonly apply: MendozaPatch; readonly revert: MendozaPatch }

const value = 0
const objectSetFieldValue = 17
const objectDeleteField = 19

/**
 * The patches from one revision of a document to another and back. They apply to the documents without `_rev`, which
 * clients take from the event. Undefined stands for a document that does not exist.
 */
export function effectsBetween(
  before: StoredDocument | undefined,
  after: StoredDocument | undefined,
): Effects {
  const from = withoutRevision(before)
  const to = withoutRevision(after)
  return { apply: patchBetween(from, to), revert: patchBetween(to, from) }
}

function withoutRevision(document: StoredDocument | undefined): Fields | null {
  if (document === undefined) return null
  const { _rev, ...fields } = document
  return fields
}

/** A patch that replaces whole top-level fields. A finer patch would be smaller, but this one is small enough. */
function patchBetween(from: Fields | null, to: Fields | null): MendozaPatch {
  if (from === null || to === null) return [value, to]
  // A deleted field is identified by its index among the sorted fields of the input.
  const deletions = Object.keys(from)
    .sort()
    .flatMap((field, index) => (Object.hasOwn(to, field) ? [] : [objectDeleteField, index]))
  const sets = Object.entries(to).flatMap(([field, next]) =>
    Object.hasOwn(from, field) && isDeepStrictEqual(from[field], next)
      ? []
      : [objectSetFieldValue, next, field],
  )
  return [...deletions, ...sets]
}

type Fields = { readonly [field: string]: unknown }
