import type { SanityClient } from '@sanity/client'
import { isRecord } from '#src/model/fields.ts'
import type { Note } from '#src/model/note.ts'
import { referencedId, withoutReferencesTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { sourceWords } from '#src/rules/review.ts'
import { draftId, publishedId } from '../ids.ts'
import { forgetNotes } from '../notes/note-writes.ts'
import type { NotesByDocument } from '../notes/notes-store.ts'
import { changedScheduled } from '../scheduling/scheduled-writes.ts'
import { everyText } from '../schema/localized-fields.ts'
import { type StoredChange, writeStored } from '../store/stored-writes.ts'
import type { ContentVersions } from '../store/versions.ts'
import { withDistinct } from './distinct.ts'
import { changesOf, referringIn } from './references-to.ts'
import { foldedName } from './same-name.ts'

/** What would be written to forget a person, and what of it editors are shown. */
export type ForgetPlan = {
  /** The documents that refer to the person, as editors see them. */
  referring: readonly RawDocument[]
  /** Other documents in whose texts the name stands: only people can take it out of there. */
  naming: readonly RawDocument[]
  /** Other documents about which a note has the name. */
  namingNotes: readonly RawDocument[]
  changes: readonly StoredChange[]
  versions: { published: boolean; draft: boolean }
  /** The ids of the portraits that nothing else shows. */
  portraits: readonly string[]
}

/**
 * What forgetting a contributor (a published id) takes: nothing refers to it, and the forum has its id, and those of whom it
 * has the place, so that the site forgets their addresses. Costs one look at all texts.
 */
export function forgetPlan(content: ContentVersions, id: string, notes: NotesByDocument): ForgetPlan {
  const { published, drafts, byId } = content
  const versions = [...published, ...drafts.values()].filter(({ _id }) => publishedId(_id) === id)
  const ids = [
    ...new Set([
      id,
      ...versions.flatMap(({ replaces }) => (Array.isArray(replaces) ? replaces.map(String) : [])),
    ]),
  ]
  const forgetting = (document: RawDocument) =>
    document._type === 'forum'
      ? { ...document, forgotten: [...new Set([...listIn(document.forgotten), ...ids])] }
      : withDistinct(withoutReferencesTo(document, id), [], [id])
  const changes = changesOf(content, [id], forgetting)
  const others = changes.filter(({ before }) => withoutReferencesTo(before, id) !== before)
  const names = new Set(
    versions.flatMap(({ name }) => everyText(name).map(foldedName)).filter((name) => name.includes(' ')),
  )
  const isNaming = (one: RawDocument | Note) => [...names].some((name) => isNamedIn(one, name))
  const remaining = [...byId.values()].filter(({ _id }) => _id !== id)
  return {
    referring: referringIn(content, others),
    naming: remaining.filter(isNaming),
    namingNotes: remaining.filter(({ _id }) => notes.get(_id)?.some(isNaming)),
    changes: [...changes, ...changedScheduled(content.scheduled, [id], forgetting)],
    versions: { published: versions.some(({ _id }) => _id === id), draft: drafts.has(id) },
    portraits: portraitsOf(versions).filter(
      (asset) =>
        ![...published, ...drafts.values()].some(
          (document) => publishedId(document._id) !== id && JSON.stringify(document).includes(asset),
        ),
    ),
  }
}

/**
 * Forgets a person: takes out what refers to it, in one transaction, then deletes what was noted about it and itself, with
 * their history, and its portrait. Done again after a failure, it does the rest.
 * @throws {ChangedElsewhereError} when a document was changed in between; nothing is written then
 */
export async function forgetPerson(
  client: SanityClient,
  id: string,
  { changes, versions, portraits }: ForgetPlan,
): Promise<void> {
  await writeStored(client, changes)
  // Before the person, without whom nobody could ask for it again.
  await forgetNotes(client, id)
  await client.action(
    versions.published
      ? {
          ...{ actionType: 'sanity.action.document.delete', publishedId: id, purge: true },
          includeDrafts: versions.draft ? [draftId(id)] : [],
        }
      : { actionType: 'sanity.action.document.discard', draftId: draftId(id), purge: true },
  )
  for (const asset of portraits) await client.delete(asset, { tag: 'people' })
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const portraitsOf = (versions: readonly RawDocument[]): readonly string[] => [
  ...new Set(versions.flatMap(({ image }) => (isRecord(image) ? (referencedId(image.asset) ?? []) : []))),
]

/** Whether a name stands in a text of a document, or of a note. */
function isNamedIn(document: RawDocument | Note, name: string): boolean {
  const isIn = (value: unknown): boolean => {
    if (typeof value === 'string') return value.length >= name.length && foldedName(value).includes(name)
    if (!Array.isArray(value))
      return (
        isRecord(value) && Object.entries(value).some(([key, inner]) => !key.startsWith('_') && isIn(inner))
      )
    // Marks divide a paragraph.
    return value.some(isIn) || isIn(sourceWords(value))
  }
  return Object.entries(document).some(([key, value]) => !key.startsWith('_') && isIn(value))
}
