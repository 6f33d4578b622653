import { eachField } from '#src/model/fields.ts'
import { referencedId } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import type { ContentVersions } from '../store/versions.ts'

/**
 * The documents that were never published and that some drafts need: those that they refer to, and those that these
 * refer to; as editors see them, each once, what is needed before what needs it. `ids` are published ids; one without a
 * draft needs nothing. Costs one look at each published id and at each field of the drafts that are found.
 */
export function goingAlong(
  { published, drafts, byId }: Pick<ContentVersions, 'published' | 'drafts' | 'byId'>,
  ids: readonly string[],
): readonly RawDocument[] {
  const known = new Set([...ids, ...published.map(({ _id }) => _id)])
  const found: RawDocument[] = []
  const visitNeeded = (document: RawDocument) =>
    eachField(document, (_path, _key, value) => {
      const target = referencedId(value)
      if (target === undefined || known.has(target) || !drafts.has(target)) return
      known.add(target)
      const needed = byId.get(target)
      if (needed === undefined) return
      visitNeeded(needed)
      found.push(needed)
    })
  for (const id of ids) {
    const document = byId.get(id)
    if (document && drafts.has(id)) visitNeeded(document)
  }
  return found
}
