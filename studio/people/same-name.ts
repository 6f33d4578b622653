import type { RawDocument } from '#src/model/schema.ts'
import { withoutHonorific } from '../importer/person-names.ts'
import { foldForMatching } from '../importer/vocabulary.ts'
import { everyText } from '../schema/localized-fields.ts'
import { isDistinct } from './distinct.ts'

/** A name as names are compared: folded, and without honorifics. @example foldedName('Dr. Inés Núñez') → 'ines nunez' */
export const foldedName = (name: string): string => foldForMatching(withoutHonorific(name).text)

/** The names of a contributor in all languages, as they are compared. */
export const foldedNames = ({ name }: RawDocument): ReadonlySet<string> =>
  new Set(everyText(name).map(foldedName))

export const contributorKind = ({ kind }: RawDocument): 'person' | 'organisation' =>
  kind === 'person' ? 'person' : 'organisation'

/**
 * The contributors of the same kind that have a name in common with another one, in whatever language: for each the ids
 * of the others, in the order of the list, without those of which somebody said that they are not the same. Costs one look at
 * each name.
 */
export function sameNames(
  contributors: readonly RawDocument[],
  namesOf: (contributor: RawDocument) => Iterable<string> = foldedNames,
): ReadonlyMap<string, readonly string[]> {
  const named = contributors.flatMap((contributor) =>
    [...namesOf(contributor)].map((name) => ({
      contributor,
      id: contributor._id,
      key: name === '' ? '' : `${contributorKind(contributor)} ${name}`,
    })),
  )
  const others = new Map<string, Set<string>>()
  for (const [key, same] of Map.groupBy(named, ({ key }) => key)) {
    if (key === '' || same.length < 2) continue
    for (const { id, contributor } of same) {
      const doubles = same.filter((other) => other.id !== id && !isDistinct(contributor, other.contributor))
      if (doubles.length > 0)
        others.set(id, new Set([...(others.get(id) ?? []), ...doubles.map((other) => other.id)]))
    }
  }
  return new Map([...others].map(([id, all]) => [id, [...all]]))
}
