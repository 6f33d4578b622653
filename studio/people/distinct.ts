import type { RawDocument } from '#src/model/schema.ts'
import { publishedId } from '../ids.ts'
import type { StoredChange } from '../store/stored-writes.ts'
import type { ContentVersions } from '../store/versions.ts'

/** The ids of the contributors of which somebody said that they are others than this one, though they have its name. */
export const distinctFrom = ({ distinctFrom: ids }: RawDocument): readonly string[] =>
  Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []

/** Whether somebody said of two contributors that they are not the same. */
export const isDistinct = (one: RawDocument, other: RawDocument): boolean =>
  distinctFrom(one).includes(publishedId(other._id)) || distinctFrom(other).includes(publishedId(one._id))

/** What is written to say that two contributors (published ids) are not the same, or to take that back: in each stored version of both. */
export function distinctChanges(
  { published, drafts }: Pick<ContentVersions, 'published' | 'drafts'>,
  [first, second]: readonly [string, string],
  areDistinct: boolean,
): readonly StoredChange[] {
  const others = new Map([
    [first, second],
    [second, first],
  ])
  return [...published, ...drafts.values()].flatMap((before) => {
    const other = others.get(publishedId(before._id))
    if (other === undefined) return []
    return [{ before, after: withDistinct(before, areDistinct ? [other] : [], areDistinct ? [] : [other]) }]
  })
}

/** A contributor that is distinct from some more ids, and from some no longer; the same object where that is so already. */
export function withDistinct(
  document: RawDocument,
  more: readonly string[],
  less: readonly string[] = [],
): RawDocument {
  const own = publishedId(document._id)
  const before = distinctFrom(document)
  const after = [...new Set([...before, ...more])].filter((id) => id !== own && !less.includes(id))
  if (after.length === before.length && after.every((id, index) => id === before[index])) return document
  const { distinctFrom: _before, ...rest } = document
  const fields: RawDocument = { ...rest, _id: document._id, _type: document._type }
  return after.length === 0 ? fields : { ...fields, distinctFrom: after }
}
