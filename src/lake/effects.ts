import { isDeepStrictEqual } from 'node:util'
import type { StoredDocument } from './document.ts'

/** A Mendoza patch (github.com/sanity-io/mendoza): op codes and their operands in one flat list. */
export type Patch = readonly unknown[]
export type Effects = { readonly apply: Patch; readonly revert: Patch }

const value = 0
const objectSetFieldValue = 17
const objectDeleteField = 19

/**
 * What turns one revision of a document into another and back, over the documents without `_rev`,
 * which the receivers take from the event. Undefined stands for "there is none".
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

/** A patch by whole top-level fields: larger than need be, and small beside what a keystroke costs anyway. */
function patchBetween(from: Fields | null, to: Fields | null): Patch {
  if (from === null || to === null) return [value, to]
  // A deleted field is named by its place among the sorted fields of the input.
  const deletions = Object.keys(from)
    .sort()
    .flatMap((field, place) => (Object.hasOwn(to, field) ? [] : [objectDeleteField, place]))
  const sets = Object.entries(to).flatMap(([field, next]) =>
    Object.hasOwn(from, field) && isDeepStrictEqual(from[field], next)
      ? []
      : [objectSetFieldValue, next, field],
  )
  return [...deletions, ...sets]
}

type Fields = { readonly [field: string]: unknown }
