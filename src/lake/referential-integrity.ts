import { isRecord, type Lookup, type StoredDocument } from './document.ts'
import { Refusal } from './errors.ts'
import type { DocumentChange } from './staging.ts'

/** The ids of the documents that must exist: the references that are neither weak nor into another dataset. */
export function strongReferences(document: StoredDocument): ReadonlySet<string> {
  const found = new Set<string>()
  collect(document, found)
  return found
}

function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found)
  } else if (isRecord(value)) {
    const { _ref, _weak, _dataset, _projectId } = value
    if (typeof _ref === 'string') {
      if (_weak !== true && _dataset === undefined && _projectId === undefined) found.add(_ref)
    } else for (const item of Object.values(value)) collect(item, found)
  }
}

/** For each document, the documents with a strong reference to it. Updated with each change. */
export class ReferenceIndex {
  readonly #sources = new Map<string, Set<string>>()

  /** Ids of the documents with a strong reference to `id`, sorted. */
  referrersOf(id: string): readonly string[] {
    return [...(this.#sources.get(id) ?? [])].sort()
  }

  record({ id, before, after }: Pick<DocumentChange, 'id' | 'before' | 'after'>): void {
    for (const target of before ? strongReferences(before) : []) {
      const sources = this.#sources.get(target)
      sources?.delete(id)
      if (sources?.size === 0) this.#sources.delete(target)
    }
    for (const target of after ? strongReferences(after) : []) {
      const sources = this.#sources.get(target) ?? new Set()
      this.#sources.set(target, sources.add(id))
    }
  }
}

/**
 * Checks the references of all documents that a transaction changed. It runs at the end of the transaction, since a
 * document may be created after a document that refers to it.
 * @param staged the documents after the transaction
 * @throws {Refusal} for the first reference to a document that does not exist
 */
export function checkReferentialIntegrity(
  changes: readonly DocumentChange[],
  staged: Lookup,
  index: ReferenceIndex,
): void {
  for (const { id, after } of changes) {
    if (after === undefined) checkDeletion(id, staged, index)
    else checkTargets(after, staged)
  }
}

function checkTargets(document: StoredDocument, staged: Lookup): void {
  for (const target of strongReferences(document)) {
    if (staged(target) !== undefined) continue
    throw new Refusal(409, {
      type: 'documentReferenceDoesNotExistError',
      description: `Document "${document._id}" references non-existent document "${target}"`,
      id: document._id,
      referenceID: target,
    })
  }
}

function checkDeletion(id: string, staged: Lookup, index: ReferenceIndex): void {
  const referencingIDs = index.referrersOf(id).filter((referrer) => {
    const document = staged(referrer)
    return document !== undefined && strongReferences(document).has(id)
  })
  if (referencingIDs.length === 0) return
  throw new Refusal(409, {
    type: 'documentHasExistingReferencesError',
    description: `Document "${id}" cannot be deleted as there are references to it from "${referencingIDs[0]}"`,
    id,
    referencingIDs,
  })
}
