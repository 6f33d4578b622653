import type { ConflictKind } from '#src/model/codes.ts'
import type { RawDocument } from '#src/model/schema.ts'
import type { Conflict } from '#src/programme/conflicts.ts'
import type { Warning } from './findings.ts'

/**
 * Conflicts as warnings, by the document that they are said of: each of the two names the other.
 * @param titleOf what a document is called in the facts
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
    for (const [own, its] of [ids, ids.toReversed()]) {
      const [document, other] = [stored.get(own ?? ''), stored.get(its ?? '')]
      if (!document || !other) continue
      const found = warnings.get(document._id) ?? []
      warnings.set(document._id, found)
      const between = stored.get(shared)
      found.push({
        documentId: document._id,
        documentType: document._type,
        title: titleOf(document),
        path: pathOf[kind],
        code: kind,
        facts: {
          found: String(document.start),
          other: titleOf(other),
          start: String(other.start),
          end: String(other.end),
          shared: between ? titleOf(between) : shared,
        },
      })
    }
  }
  return warnings
}

/** The field in which the conflict can be mended. */
const pathOf: Readonly<Record<ConflictKind, string>> = {
  roomConflict: 'room',
  contributorConflict: 'contributors',
  duringBreak: 'start',
  sameTime: 'room',
}
