import type { ConflictKind } from '#src/model/codes.ts'
import type { RawDocument } from '#src/model/schema.ts'
import type { Conflict } from '#src/programme/conflicts.ts'
import type { Warning } from './findings.ts'

/**
 * Conflicts as warnings, by document id. Both documents get a warning that names the other.
 * @param titleOf the title of a document in the facts
 */
export function conflictWarnings(
  conflicts: readonly Conflict[],
  documents: readonly RawDocument[],
  titleOf: (document: RawDocument) => string,
): ReadonlyMap<string, readonly Warning[]> {
  const warnings = new Map<string, Warning[]>()
  if (conflicts.length === 0) return warnings
  const stored = new Map(documents.map((document) => [document._id, document]))
  for (const { kind, ids, shared = '' } of conflicts) {
    for (const [id, otherId] of [ids, ids.toReversed()]) {
      const [document, other] = [stored.get(id ?? ''), stored.get(otherId ?? '')]
      if (!document || !other) continue
      const documentWarnings = warnings.get(document._id) ?? []
      warnings.set(document._id, documentWarnings)
      documentWarnings.push(
        conflictWarning({ kind, document, other, shared: stored.get(shared) ?? shared }, titleOf),
      )
    }
  }
  return warnings
}

/** The warning about one document that conflicts with another. `shared` is the room or the contributor of both, its id where it is gone. */
export const conflictWarning = (
  { kind, document, other, shared }: ConflictingDocuments,
  titleOf: (document: RawDocument) => string,
): Warning => ({
  documentId: document._id,
  documentType: document._type,
  title: titleOf(document),
  path: conflictField[kind],
  code: kind,
  facts: {
    found: String(document.start),
    other: titleOf(other),
    start: String(other.start),
    end: String(other.end),
    shared: typeof shared === 'string' ? shared : titleOf(shared),
  },
})

type ConflictingDocuments = {
  kind: ConflictKind
  document: RawDocument
  other: RawDocument
  shared: RawDocument | string
}

/** The field in which an editor can resolve the conflict. */
export const conflictField: Readonly<Record<ConflictKind, string>> = {
  roomConflict: 'rooms',
  contributorConflict: 'contributors',
  duringBreak: 'start',
  sameTime: 'rooms',
}
