import { isRecord } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import type { Shown } from './write.ts'

/**
 * What the board knows of a document before the list of all documents says it: how it is as it was written, with
 * the revisions that came before, and the fields of a change that is on its way.
 */
type Ahead = { document?: Shown; past: ReadonlySet<string>; hope?: Readonly<Record<string, unknown>> }
export type AllAhead = ReadonlyMap<string, Ahead>

/** Documents as they are shown: as written where their list is behind, with what is on its way. */
export function withAhead(documents: readonly RawDocument[], all: AllAhead): readonly Shown[] {
  return documents.filter(isShown).map((listed) => {
    const ahead = all.get(listed._id)
    if (!ahead) return listed
    const base = ahead.document && ahead.past.has(listed._rev) ? ahead.document : listed
    return ahead.hope ? { ...base, ...ahead.hope } : base
  })
}

/** A change is on its way. */
export function hoping(
  all: AllAhead,
  hopes: readonly { id: string; meanwhile?: Readonly<Record<string, unknown>> }[],
): AllAhead {
  const next = new Map(all)
  for (const { id, meanwhile } of hopes) {
    if (!meanwhile) continue
    const known = next.get(id)
    next.set(id, { past: new Set(), ...known, hope: { ...known?.hope, ...meanwhile } })
  }
  return next
}

/** No change is on its way any more. */
export function withoutHopes(all: AllAhead): AllAhead {
  return new Map([...all].map(([id, { hope, ...rest }]) => [id, rest]))
}

/** Documents were written: `before` is how they were shown. */
export function settled(all: AllAhead, before: readonly Shown[], written: readonly Shown[]): AllAhead {
  const revisions = new Map(before.map(({ _id, _rev }) => [_id, _rev]))
  const next = new Map(all)
  for (const document of written) {
    const known = next.get(document._id)
    const past = new Set(known?.past)
    const was = revisions.get(document._id)
    if (was !== undefined) past.add(was)
    past.delete(document._rev)
    next.set(document._id, { document, past, ...(known?.hope && { hope: known.hope }) })
  }
  return next
}

/** The list of all documents has come so far: what it says itself is forgotten. */
export function caughtUp(all: AllAhead, documents: readonly RawDocument[]): AllAhead {
  if (all.size === 0) return all
  const listed = new Map(documents.filter(isShown).map(({ _id, _rev }) => [_id, _rev]))
  const kept = [...all].filter(([id, { past, hope }]) => hope || past.has(listed.get(id) ?? ''))
  return kept.length === all.size ? all : new Map(kept)
}

const isShown = (document: RawDocument): document is Shown =>
  isRecord(document) && typeof document._rev === 'string' && typeof document._originalId === 'string'
