/** The orders in which documents are listed. Each is total, so that the same documents always stand in the same order. */

/** Texts by their code units: the same on every machine, for ids, dates and times; not for what readers read. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const byDocumentId = (a: WithId, b: WithId): number => byText(a._id, b._id)

/** The order of time; what ends first comes first, then the order of ids. Dates `YYYY-MM-DD`, times `HH:mm`. */
export const byTime = (a: Timed, b: Timed): number =>
  byText(a.date, b.date) || byText(a.start, b.start) || byText(a.end, b.end) || byText(idOf(a), idOf(b))

/** The order that editors gave by number; what has none comes last. */
export const byEditors = (a: Numbered, b: Numbered): number =>
  (a.order ?? Number.MAX_SAFE_INTEGER) - (b.order ?? Number.MAX_SAFE_INTEGER) || byDocumentId(a, b)

/** Parts of one edition, editions of the forum: by their number. */
export const byOrdinal = (a: WithOrdinal, b: WithOrdinal): number =>
  a.ordinal - b.ordinal || byDocumentId(a, b)

const idOf = (one: Timed): string => ('_id' in one ? one._id : one.id)

type WithId = { readonly _id: string }
type Numbered = WithId & { readonly order?: number | undefined }
type WithOrdinal = WithId & { readonly ordinal: number }
type Timed = { readonly date: string; readonly start: string; readonly end: string } & (
  | WithId
  | { readonly id: string }
)
