import { endDateOf, type Times } from './time.ts'

/** The orders in which documents are listed. Each is total: the same documents always come in the same order. */

/** Compares texts by code units, the same on every machine. For ids, dates and times; not for text that readers see. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const byDocumentId = (a: WithId, b: WithId): number => byText(a._id, b._id)

/** By date, start, end, then id. Dates are `YYYY-MM-DD`, times `HH:mm`. */
export const byTime = (a: Timed, b: Timed): number =>
  byText(a.date, b.date) ||
  byText(a.start, b.start) ||
  byText(endDateOf(a), endDateOf(b)) ||
  byText(a.end, b.end) ||
  byText(idOf(a), idOf(b))

/** By the number that editors gave; documents without a number come last. */
export const byEditors = (a: Numbered, b: Numbered): number =>
  (a.order ?? Number.MAX_SAFE_INTEGER) - (b.order ?? Number.MAX_SAFE_INTEGER) || byDocumentId(a, b)

/** By ordinal: parts of an edition, or editions of the forum. */
export const byOrdinal = (a: WithOrdinal, b: WithOrdinal): number =>
  a.ordinal - b.ordinal || byDocumentId(a, b)

const idOf = (item: Timed): string => ('_id' in item ? item._id : item.id)

type WithId = { readonly _id: string }
type Numbered = WithId & { readonly order?: number | undefined }
type WithOrdinal = WithId & { readonly ordinal: number }
type Timed = Times & (WithId | { readonly id: string })
