import { memoWith } from '#src/model/memo.ts'
import { byDocumentId } from '#src/model/order.ts'
import { scheduledFrom, scheduledType } from '#src/model/scheduled-version.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { isDraftId, isPublishedId, publishedId } from '../ids.ts'

/** The content in its published and its edited versions. Keys of the maps are published ids. */
export type ContentVersions = {
  /** What readers may see, in the order of ids. */
  published: readonly RawDocument[]
  /** The drafts, under their own ids (`drafts.<id>`). */
  drafts: ReadonlyMap<string, RawDocument>
  /** What is approved and becomes public at a time (`scheduled-version.ts`), as it is stored. */
  scheduled: ReadonlyMap<string, RawDocument>
  /** What editors see: the draft of each document where there is one, else what is published; in the order of ids. */
  documents: readonly EditedDocument[]
  byId: ReadonlyMap<string, EditedDocument>
}

/** A document as editors see it: under its published id; `_originalId` is the id of the version that is shown. */
export type EditedDocument = RawDocument & { _originalId: string }

/**
 * Sorts stored documents into versions and indexes them by id. Versions that belong to a content release of Sanity
 * are left out. Costs one sort of all documents.
 */
export function contentVersions(stored: Iterable<RawDocument>): ContentVersions {
  const published: RawDocument[] = []
  const drafts = new Map<string, RawDocument>()
  const scheduled = new Map<string, RawDocument>()
  const edited = new Map<string, EditedDocument>()
  for (const document of stored) {
    const { _id } = document
    if (document._type === scheduledType) {
      const version = scheduledFrom(document)
      if (version) scheduled.set(version.document, document)
      continue
    }
    if (isDraftId(_id)) {
      const id = publishedId(_id)
      drafts.set(id, document)
      edited.set(id, asEdited(document))
    } else if (isPublishedId(_id)) {
      published.push(document)
      if (!drafts.has(_id)) edited.set(_id, asEdited(document))
    }
  }
  return {
    published: published.sort(byDocumentId),
    drafts,
    scheduled,
    documents: [...edited.values()].sort(byDocumentId),
    byId: edited,
  }
}

/** The same object for the same stored document, so that what is made of it can be kept with it. */
const asEdited = memoWith(
  (document: RawDocument): EditedDocument => ({
    ...document,
    _id: publishedId(document._id),
    _originalId: document._id,
  }),
)
