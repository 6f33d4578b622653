import { isRecord, recordsIn } from '#src/model/fields.ts'
import { referencedId } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { publishedId } from '../ids.ts'
import { isFilled, languageItems, textIn } from '../schema/localized-fields.ts'
import type { ContentVersions } from '../store/versions.ts'

/**
 * A stored document in which each reference to one document (a published id) is another reference; the same object where
 * there is none. Who takes part in a session twice then is there once, where nothing contradicts that. A document that
 * would refer to itself refers to nothing there.
 */
export function withReferences(
  document: RawDocument,
  id: string,
  reference: Readonly<Record<string, unknown>> & { _ref: string },
): RawDocument {
  const fields = Object.entries(document).map(
    ([name, value]) => [name, replaced(value, id, reference)] as const,
  )
  if (fields.every(([name, value]) => value === document[name])) return document
  const isOwn = publishedId(document._id) === reference._ref
  const kept = fields.filter(([, value]) => !isOwn || referencedId(value) !== reference._ref)
  const next: RawDocument = { ...Object.fromEntries(kept), _id: document._id, _type: document._type }
  return Array.isArray(next.contributors)
    ? { ...next, contributors: onceEach(next.contributors, reference._ref) }
    : next
}

/** What a function changes of all stored documents but some (published ids). Costs one look at each. */
export function changesOf(
  { published, drafts }: Pick<ContentVersions, 'published' | 'drafts'>,
  without: readonly string[],
  change: (document: RawDocument) => RawDocument,
): readonly { before: RawDocument; after: RawDocument }[] {
  return [...published, ...drafts.values()]
    .filter(({ _id }) => !without.includes(publishedId(_id)))
    .map((before) => ({ before, after: change(before) }))
    .filter(({ before, after }) => after !== before)
}

/** The documents that some changes are about, as editors see them, each once. */
export const referringIn = (
  { byId }: Pick<ContentVersions, 'byId'>,
  changes: readonly { before: RawDocument }[],
): readonly RawDocument[] => [
  ...new Set(changes.flatMap(({ before }) => byId.get(publishedId(before._id)) ?? [])),
]

function replaced(value: unknown, id: string, reference: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => replaced(item, id, reference))
    return items.every((item, index) => item === value[index]) ? value : items
  }
  if (!isRecord(value)) return value
  if (value._ref === id) {
    const { _weak, _strengthenOnPublish, ...rest } = value
    return { ...rest, ...reference }
  }
  const fields = Object.entries(value).map(([name, inner]) => [name, replaced(inner, id, reference)] as const)
  return fields.every(([name, inner]) => inner === value[name]) ? value : Object.fromEntries(fields)
}

/** The contributions to a session, those of one person as one, unless they say different things. */
function onceEach(contributions: readonly unknown[], id: string): readonly unknown[] {
  const result: unknown[] = []
  for (const next of contributions) {
    const isOne = isRecord(next) && referencedId(next.contributor) === id
    const at = isOne
      ? result.findIndex(
          (one) => isRecord(one) && referencedId(one.contributor) === id && isCompatible(one, next),
        )
      : -1
    const earlier = result[at]
    if (isRecord(earlier) && isRecord(next)) result[at] = asOne(earlier, next)
    else result.push(next)
  }
  return result
}

const told = ['role', 'affiliation'] as const
type Contribution = Readonly<Record<string, unknown>>

const isCompatible = (one: Contribution, other: Contribution): boolean =>
  told.every((field) =>
    languageItems(other[field]).every(
      ({ language }) =>
        !isFilled(language, one[field]) ||
        !isFilled(language, other[field]) ||
        textIn(language, one[field]) === textIn(language, other[field]),
    ),
  )

const asOne = (one: Contribution, other: Contribution): Contribution => ({
  ...one,
  ...Object.fromEntries(
    told
      .map((field) => {
        const own = recordsIn(one[field]).filter(({ language }) => isFilled(language, one[field]))
        const more = recordsIn(other[field]).filter(
          ({ language }) => isFilled(language, other[field]) && !isFilled(language, one[field]),
        )
        return [field, [...own, ...more]] as const
      })
      .filter(([field, items]) => items.length > 0 || one[field] !== undefined),
  ),
})
