import { byText } from '#src/model/order.ts'
import { withoutReferencesTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import type { ContentVersions } from '../store/versions.ts'

/** A document that refers to another one: as editors see it, and in which of its versions it does. */
export type Use = { document: RawDocument; inPublished: boolean; inDraft: boolean }

/** The documents that refer to a document (a published id), in the order of time, those without one first. Costs one look at all content. */
export function usesOf({ published, drafts, documents }: ContentVersions, id: string): readonly Use[] {
  const refers = (document: RawDocument) => withoutReferencesTo(document, id) !== document
  const inPublished = new Set(published.filter(refers).map(({ _id }) => _id))
  const found = documents.flatMap((document): Use[] => {
    const draft = drafts.get(document._id)
    const use = {
      document,
      inPublished: inPublished.has(document._id),
      inDraft: draft !== undefined && refers(draft),
    }
    return document._id !== id && (use.inPublished || use.inDraft) ? [use] : []
  })
  return found.sort((a, b) => byText(startOf(a), startOf(b)))
}

const startOf = ({ document: { date, start } }: Use) => `${date ?? ''} ${start ?? ''}`
