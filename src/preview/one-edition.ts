import { isRecord } from '#src/model/fields.ts'
import { editionOf, referencedId } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'

/**
 * The documents as if one edition were published as its drafts are: what belongs to it, and who takes part in it with
 * their organisations. All else is as it is published.
 */
export function withDraftsOf(
  edition: string,
  published: readonly RawDocument[],
  drafts: readonly RawDocument[],
): readonly RawDocument[] {
  const ofEdition = drafts.filter((document) => editionOf(document) === edition)
  const people = ofEdition.flatMap(({ contributors }) => contributorsIn(contributors))
  const byId = new Map(drafts.map((document) => [document._id, document]))
  const organisations = people.flatMap((id) => referencedId(byId.get(id)?.organisation) ?? [])
  const own = new Set([...ofEdition.map(({ _id }) => _id), ...people, ...organisations])
  return [
    ...published.filter((document) => !own.has(document._id) && editionOf(document) !== edition),
    ...drafts.filter(({ _id }) => own.has(_id)),
  ]
}

const contributorsIn = (list: unknown): readonly string[] =>
  Array.isArray(list)
    ? list.flatMap((item) => (isRecord(item) ? (referencedId(item.contributor) ?? []) : []))
    : []
