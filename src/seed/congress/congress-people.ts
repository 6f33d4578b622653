import { slugOf } from '#src/model/slug-of.ts'
import { proposedSortName } from '#src/model/sort-name.ts'
import { line, reference, rich, slug, written } from '../write.ts'
import { biographies } from './congress-biographies.ts'
import { organisationId } from './congress-organisations.ts'
import { peopleRows } from './congress-people-rows.ts'
import type { PartKey } from './congress-places.ts'
import { positionOf } from './congress-positions.ts'
import { congressId, w } from './congress-words.ts'
import { portraitSvg } from './portraits.ts'

/** The people of the congress with the part that they come for, in the order of the parts. */
export const people = Object.entries(peopleRows).flatMap(([theme, rows]) =>
  rows.map((row) => ({ theme: theme as PartKey, row, id: congressId(`person ${row[0]}`) })),
)

/** Where people work who belong to none of the organisations. */
const independent = [
  w('Independent', 'Indépendant·e', 'Por cuenta propia'),
  w('Ministry of Local Government', 'Ministère des Collectivités locales', 'Ministerio de Gobiernos Locales'),
  w('Open University of the Coast', 'Université ouverte de la côte', 'Universidad Abierta de la Costa'),
] as const

/** A name is the same in every language, so editors write it once. */
export const congressPeople = people.map(({ id, row }, index) => {
  const [name, gender, position, organisation, { latin = name, sortName } = {}] = row
  const filed = sortName ?? proposedSortName(name, 'person')
  const biography = biographies[name]
  return written({
    _id: id,
    _type: 'contributor',
    kind: 'person',
    name: line(w(name, undefined, undefined)),
    sortName: line(w(filed, undefined, undefined)),
    slug: slug(w(slugOf(latin), undefined, undefined)),
    ...(position && { position: line(positionOf(position, gender)) }),
    ...(organisation
      ? { organisation: reference(organisationId(organisation)) }
      : { affiliation: line(independent[index % independent.length] ?? independent[0]) }),
    ...(biography && { biography: rich(biography) }),
    ...(hasPortrait(index) && { image: { _type: 'image' as const, alt: line(portraitAlt(name)) } }),
  })
})

/** The portraits, by the documents whose `image` they are. */
export const portraits = people
  .filter((_person, index) => hasPortrait(index))
  .map(({ id, row: [name, gender, , , more] }, number) => ({
    documentId: id,
    filename: `${slugOf(more?.latin ?? name)}.png`,
    svg: portraitSvg(number, gender),
  }))

/** A quarter of the people sent a portrait: not by theme, so that lists have some with and some without. */
function hasPortrait(index: number): boolean {
  return index % 4 === 0 || index % 20 === 1
}

function portraitAlt(name: string) {
  return w(`Drawn portrait of ${name}`, `Portrait dessiné de ${name}`, `Retrato dibujado de ${name}`)
}
