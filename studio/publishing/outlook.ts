import type { Ledger } from '#src/addresses/ledger.ts'
import { type PageChange, pageChanges } from '#src/content/changes.ts'
import type { Locale } from '#src/locales.ts'
import { editionOf, referred } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { examine } from '#src/rules/examine.ts'
import type { Fault, Warning } from '#src/rules/findings.ts'
import { draftId, isDraftId, publishedId } from '../ids.ts'

/** What is about to be done with some documents: their drafts published, or what is published of them taken away. */
export type Step = 'publish' | 'remove'

/** What a step would do to the site, and what stands in its way or is worth a word. */
export type Outlook = {
  changes: readonly PageChange[]
  faults: readonly Fault[]
  warnings: readonly Warning[]
}

/**
 * Looks ahead: what the site would be after a step, by the rules that the build goes by. `stored` holds every
 * document of the content, drafts (`drafts.<id>`) beside what is published; `ids` are published ids. Drafts of
 * other documents count for nothing. Faults are those that the step would bring: in the documents themselves
 * and, when they go, in what leads to them. Titles are in `locale`.
 */
export function outlookOf(
  { stored, ledger }: { stored: readonly RawDocument[]; ledger: Ledger },
  step: Step,
  ids: readonly string[],
  locale: Locale,
): Outlook {
  const published = stored.filter(({ _id }) => !_id.includes('.'))
  const wanted = new Set(ids)
  const after = new Map(published.map((one) => [one._id, one]))
  for (const id of ids) {
    const draft = stored.find(({ _id }) => _id === draftId(id))
    if (step === 'remove') after.delete(id)
    else if (draft) after.set(id, { ...draft, _id: id })
  }
  const [now, then] = [examine(published, ledger), examine([...after.values()], ledger, locale)]
  const known = new Set(now.faults.map(keyOf))
  return {
    changes: then.snapshot
      ? pageChanges(ids, { before: now.snapshot, after: then.snapshot, ledger }, locale)
      : [],
    faults: then.faults.filter((fault) => wanted.has(fault.documentId) || !known.has(keyOf(fault))),
    warnings: then.warnings.filter(({ documentId }) => wanted.has(documentId)),
  }
}

/** The documents of a part or an edition, itself among them, that have drafts: published ids. */
export function draftsWithin(stored: readonly RawDocument[], id: string): readonly string[] {
  const all = new Map(
    stored
      // A draft says where its document belongs now; it comes later in the order.
      .toSorted((a, b) => Number(a._id.includes('.')) - Number(b._id.includes('.')))
      .map((one) => [publishedId(one._id), one]),
  )
  const belongs = (one: RawDocument) =>
    publishedId(one._id) === id ||
    referred(one.part) === id ||
    editionOf(one, (other) => all.get(other)) === id
  return [...all.values()]
    .filter((one) => isDraftId(one._id) && belongs(one))
    .map(({ _id }) => publishedId(_id))
}

const keyOf = ({ documentId, path, code, locale }: Fault) => [documentId, path, code, locale].join(' ')
