import type { Ledger } from '#src/addresses/ledger.ts'
import { type PageChange, pageChanges } from '#src/content/changes.ts'
import type { Locale } from '#src/locales.ts'
import { editionOf, referencedId, withoutReferencesTo } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import type { Fault, Warning } from '#src/rules/findings.ts'
import type { ContentVersions } from '../store/versions.ts'

/**
 * What is about to be done with some documents: their drafts are published, or their published versions removed, and
 * taken out of the documents that refer to them.
 */
export type Step = 'publish' | 'remove'

/** What a step would do to the site, the faults that forbid it, and the warnings about it. */
export type Outlook = {
  changes: readonly PageChange[]
  faults: readonly Fault[]
  warnings: readonly Warning[]
  /** Faults of other published documents that the step leaves: until they are mended the site shows nothing of it. */
  holding: readonly Fault[]
}

/**
 * The effect of a step on the site, by the rules of the build. `ids` are published ids; drafts of other documents do
 * not count; `now`, in milliseconds since 1970, says what is shown that begins or ends at a time. Faults are those that
 * the step would add: in the documents themselves and, when they are removed, in documents that need them. Titles are in `locale`. Costs two examinations of the whole published content.
 */
export function outlookOf(
  { published, drafts }: Pick<ContentVersions, 'published' | 'drafts'>,
  ledger: Ledger,
  step: Step,
  ids: readonly string[],
  { locale, now }: { locale: Locale; now: number },
): Outlook {
  const after = new Map(published.map((one) => [one._id, one]))
  const changed = new Set(ids)
  for (const id of ids) {
    const draft = drafts.get(id)
    if (step === 'publish') {
      if (draft) after.set(id, { ...draft, _id: id })
      continue
    }
    after.delete(id)
    for (const document of after.values()) {
      const left = withoutReferencesTo(document, id)
      if (left === document) continue
      after.set(document._id, left)
      changed.add(document._id)
    }
  }
  return outlookBetween(published, [...after.values()], ledger, [...changed], { locale, now, of: ids })
}

/**
 * The same of any change: what is published before and after, and the ids of what differs. `of` are those whose own
 * faults and warnings count, others that they add aside; all of them where it is left out.
 */
export function outlookBetween(
  published: readonly RawDocument[],
  after: readonly RawDocument[],
  ledger: Ledger,
  ids: readonly string[],
  { locale, now, of = ids }: { locale: Locale; now: number; of?: readonly string[] },
): Outlook {
  const wanted = new Set(of)
  const [present, then] = [examine(published, ledger), examine(after, ledger, locale)]
  const faultsNow = new Set(present.faults.map(faultKey))
  const isOfStep = (fault: Fault) => wanted.has(fault.documentId) || !faultsNow.has(faultKey(fault))
  return {
    changes: then.snapshot
      ? pageChanges(ids, { before: present.snapshot, after: then.snapshot, ledger, now }, locale)
      : [],
    faults: then.faults.filter(isOfStep),
    holding: then.faults.filter((fault) => !isOfStep(fault)),
    warnings: then.warnings.filter(({ documentId }) => wanted.has(documentId)),
  }
}

/** The documents of a part or an edition, itself among them, that have drafts: as editors see them. */
export function draftsWithin({ documents, drafts }: ContentVersions, id: string): readonly RawDocument[] {
  return documents.filter(
    (one) =>
      drafts.has(one._id) && (one._id === id || referencedId(one.part) === id || editionOf(one) === id),
  )
}

/** Two faults with one key are the same one. */
export const faultKey = ({ documentId, path, code, locale }: Fault): string =>
  [documentId, path, code, locale].join(' ')
