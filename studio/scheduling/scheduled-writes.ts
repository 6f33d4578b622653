import {
  changedPlace,
  fieldChange,
  isNoChange,
  itemChange,
  noChange,
  withItemChange,
} from '#src/model/change.ts'
import { eachField, isRecord } from '#src/model/fields.ts'
import { referencedId } from '#src/model/references.ts'
import {
  isStillOpen,
  type ScheduledVersion,
  scheduledFrom,
  scheduledId,
  storedScheduled,
} from '#src/model/scheduled-version.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { draftId } from '../ids.ts'
import type { StoredChange } from '../store/stored-writes.ts'
import type { ContentVersions } from '../store/versions.ts'
import { scheduledVersionOf } from './scheduled-versions.ts'

type Versions = Pick<ContentVersions, 'published' | 'drafts' | 'scheduled'>

/** Who approves what becomes public, from when, and when that is said; both times in ISO 8601. */
export type Approval = Pick<ScheduledVersion, 'from' | 'by' | 'approvedAt'>

/**
 * What is written so that the drafts of some documents (published ids) become public at a time. The draft of one that is
 * public ends, so that it can be edited and published meanwhile without what waits; one that waits already gets the
 * changes of both. A new document keeps its draft, which is all that editors see of it.
 */
export function schedulingChanges(
  content: Versions,
  ids: readonly string[],
  approval: Approval,
): readonly StoredChange[] {
  const publicNow = byId(content.published)
  return ids.flatMap((id): StoredChange[] => {
    const draft = content.drafts.get(id)
    if (draft === undefined) return []
    const present = publicNow.get(id)
    const earlier = scheduledVersionOf(content, id)?.change ?? noChange
    const change = present
      ? itemChange(present, withItemChange(withItemChange(present, earlier), itemChange(present, draft)))
      : fieldChange({ _id: id, _type: draft._type }, draft)
    const version: ScheduledVersion = {
      ...{ _id: scheduledId(id), document: id, documentType: draft._type, isNew: present === undefined },
      ...approval,
      change: { ...change, set: strongIn(change.set) },
    }
    const stored = { before: content.scheduled.get(id), after: storedScheduled(version) }
    return [stored, ...(present ? [{ before: draft }] : [])]
  })
}

/**
 * What is written so that a version no longer becomes public: what it changes is a draft again, under newer words. What is new
 * and went along with it alone is taken back too.
 */
export const takingBackChanges = (content: Versions, id: string): readonly StoredChange[] =>
  [id, ...alongWith(content.scheduled, [id])].flatMap((one) => {
    const version = scheduledVersionOf(content, one)
    if (version === undefined) return []
    return [...draftWith(content, version), { before: content.scheduled.get(one) }]
  })

/**
 * The new documents that were approved together with some versions (by the published ids of their documents), and that nothing
 * else which waits refers to: without these, nothing would need them.
 */
export function alongWith(
  scheduled: ContentVersions['scheduled'],
  ids: readonly string[],
): readonly string[] {
  const versions = new Map(
    [...scheduled.values()].flatMap((stored) => {
      const version = scheduledFrom(stored)
      return version ? [[version.document, { version, needs: referredIn(version) }] as const] : []
    }),
  )
  const along = new Set<string>()
  const visit = (id: string) => {
    const own = versions.get(id)
    for (const one of own?.needs ?? []) {
      const other = versions.get(one)?.version
      const isTogether = other?.isNew && other.approvedAt === own?.version.approvedAt
      if (!isTogether || along.has(one) || ids.includes(one)) continue
      along.add(one)
      visit(one)
    }
  }
  for (const id of ids) visit(id)
  const staying = [...versions].filter(([id]) => !along.has(id) && !ids.includes(id))
  const keep = (needs: ReadonlySet<string>) => {
    for (const one of needs) if (along.delete(one)) keep(versions.get(one)?.needs ?? none)
  }
  for (const [, { needs }] of staying) keep(needs)
  return [...along]
}

const none: ReadonlySet<string> = new Set()

function referredIn({ document: _id, documentType: _type, change }: ScheduledVersion): ReadonlySet<string> {
  const found = new Set<string>()
  eachField({ ...change.set, _id, _type }, (_path, _key, value) => {
    const id = referencedId(value)
    if (id !== undefined) found.add(id)
  })
  return found
}

/**
 * What is written when the time of versions has come, so that what is stored as published is what readers see: the
 * site itself needs none of it. Versions that have nothing left to say are removed.
 */
export function settlingChanges(
  content: Versions,
  due: readonly ScheduledVersion[],
): readonly StoredChange[] {
  const publicNow = byId(content.published)
  return due.flatMap((version): StoredChange[] => {
    const { document: id, documentType, change } = version
    const stored = { before: content.scheduled.get(id) }
    const present = publicNow.get(id)
    if (!isStillOpen(version, present !== undefined)) return [stored]
    const before = present ?? { _id: id, _type: documentType }
    const after = withItemChange(before, change)
    const draft = content.drafts.get(id)
    const isDraftOfIt = draft && saysTheSame(draft, after)
    return [
      present ? { before: present, after } : { after },
      ...(isDraftOfIt ? [{ before: draft }] : draft && present ? draftWith(content, version) : []),
      stored,
    ]
  })
}

/**
 * What is written before that, so that history tells a publication: the drafts that are published then. A new document has one of
 * its own, and one that is edited meanwhile keeps it.
 */
export const draftsBefore = (
  { published, drafts }: Versions,
  due: readonly ScheduledVersion[],
): readonly StoredChange[] => {
  const publicNow = byId(published)
  return due.flatMap(({ document: id, isNew, change }): StoredChange[] => {
    const present = publicNow.get(id)
    if (isNew || present === undefined || drafts.has(id)) return []
    return [{ after: { ...withItemChange(present, change), _id: draftId(id) } }]
  })
}

/** Whether the draft of a new document was changed since it was approved. */
export function isDraftNewer(
  { drafts }: Versions,
  { document: _id, documentType: _type, isNew, change }: ScheduledVersion,
): boolean {
  const draft = drafts.get(_id)
  return isNew && draft !== undefined && !saysTheSame(draft, withItemChange({ _id, _type }, change))
}

/** The fields that a version changes, and the draft of the document otherwise. */
export function contestedFields(
  { published, drafts }: Versions,
  version: ScheduledVersion,
): readonly string[] {
  const draft = drafts.get(version.document)
  const present = published.find(({ _id }) => _id === version.document)
  if (draft === undefined || present === undefined) return []
  const own = itemChange(present, draft)
  const written = [...Object.keys(own.set), ...own.unset]
  const { set, unset } = version.change
  return [...Object.keys(set), ...unset].filter((name) =>
    written.some(
      (other) => overlaps(name, other) && JSON.stringify(set[name]) !== JSON.stringify(own.set[other]),
    ),
  )
}

/** Whether two places of a change are one, or one of them is in the other. */
const overlaps = (one: string, other: string): boolean =>
  one === other || one === changedPlace(other).field || other === changedPlace(one).field

/** A draft with what a version changes, where the draft itself says nothing newer. */
function draftWith({ published, drafts }: Versions, version: ScheduledVersion): readonly StoredChange[] {
  const { document: id, documentType, change } = version
  const before = drafts.get(id)
  const present = published.find(({ _id }) => _id === id) ?? { _id: id, _type: documentType }
  const own = before ? itemChange(present, before) : noChange
  // A new document's own draft is newer as a whole.
  if (version.isNew && before) return []
  const after = { ...withItemChange(withItemChange(present, change), own), _id: draftId(id) }
  return [{ before, after }]
}

/** Whether a draft, once it is published, says the same as a document. */
const saysTheSame = (draft: RawDocument, document: RawDocument): boolean =>
  isNoChange(itemChange({ ...strongIn(draft), _id: draft._id, _type: draft._type }, document))

/** Fields as they are published: references that are weak only because what they lead to was not public yet are strong. */
const strongIn = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, strong(value)]))

function strong(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strong)
  if (!isRecord(value)) return value
  const { _strengthenOnPublish: strengthen, ...fields } = value
  const { _weak, ...reference } = fields
  const isWeak = strengthen === undefined || (isRecord(strengthen) && strengthen.weak === true)
  return strongIn(isWeak ? fields : reference)
}

const byId = (documents: readonly RawDocument[]) => new Map(documents.map((one) => [one._id, one]))

/**
 * What becomes of versions when documents change as a whole: those of `ended` (published ids) end, with what went along with
 * them alone, and what `change` makes of a document it makes of what waits for it.
 */
export function changedScheduled(
  scheduled: ContentVersions['scheduled'],
  ended: readonly string[],
  change: (document: RawDocument) => RawDocument,
): readonly StoredChange[] {
  const ending = new Set([...ended, ...alongWith(scheduled, ended)])
  return [...scheduled.values()].flatMap((before): StoredChange[] => {
    const version = scheduledFrom(before)
    if (version === undefined) return []
    const { document: _id, documentType: _type, change: waiting } = version
    if (ending.has(_id)) return [{ before }]
    // Its items stand in their lists, as a document has them.
    const nothing = { _id, _type }
    const document = withItemChange(nothing, { ...waiting, unset: [] })
    const after = change(document)
    if (after === document) return []
    const names = Object.keys(waiting.set)
    const isByItems = (field: string) =>
      names.some((name) => name !== field && changedPlace(name).field === field)
    const parts = Object.entries(fieldChange(nothing, after).set).map(([field, value]) =>
      isByItems(field) ? itemChange(nothing, { ...nothing, [field]: value }).set : { [field]: value },
    )
    const set = Object.assign({}, ...parts)
    return [{ before, after: storedScheduled({ ...version, change: { ...waiting, set } }) }]
  })
}
