import { eachField } from '#src/model/fields.ts'
import { referencedId } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import type { ContentVersions } from '../store/versions.ts'

/**
 * The documents that were never published and that a draft needs: those that it refers to, and those that they refer to; as editors see
 * them, each once, what is needed before what needs it. None where the document (a published id) has no draft.
 */
export function goingAlong(
  { published, drafts, byId }: Pick<ContentVersions, 'published' | 'drafts' | 'byId'>,
  id: string,
): readonly RawDocument[] {
  if (!drafts.has(id)) return []
  const known = new Set([id, ...published.map(({ _id }) => _id)])
  const found: RawDocument[] = []
  const visit = (document: RawDocument | undefined) => {
    if (document === undefined) return
    eachField(document, (_path, _key, value) => {
      const target = referencedId(value)
      if (target === undefined || known.has(target) || !drafts.has(target)) return
      known.add(target)
      visit(byId.get(target))
    })
    if (document._id !== id) found.push(document)
  }
  visit(byId.get(id))
  return found
}
