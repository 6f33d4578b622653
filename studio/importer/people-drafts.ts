import { locales } from '#src/locales.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { proposedSortName } from '#src/model/sort-name.ts'
import { localizedItem } from '../new-drafts.ts'
import { everySlug } from '../schema/localized-fields.ts'
import { roleText } from './contribution-roles.ts'
import { draft, referenceFrom, textsIn } from './draft-texts.ts'
import type { Plan, PlannedItem } from './plan.ts'

/**
 * Drafts of the people of a plan that there are not yet, and what they and those that exist do in its sessions. Names
 * and titles are in the language of the plan, roles in every language.
 */
export function peopleDrafts(
  plan: Plan,
  { existing, newId }: { existing: readonly RawDocument[]; newId: () => string },
): {
  drafts: RawDocument[]
  contributionsOf: (item: PlannedItem) => readonly Readonly<Record<string, unknown>>[]
} {
  const contributors = existing.filter(({ _type }) => _type === 'contributor')
  const texts = textsIn(
    plan.locale,
    contributors.flatMap(({ slug }) => everySlug(slug)),
  )
  const isInUse = new Set(
    plan.items.flatMap(({ contributions }) => contributions.map(({ person }) => person)),
  )
  const people = plan.people.filter(({ id }) => isInUse.has(id))
  const ids = new Map(people.map(({ id, existing: known }) => [id, known ?? newId()]))
  const byId = new Map(contributors.map((document) => [document._id, document]))
  return {
    drafts: people
      .filter((person) => person.existing === undefined)
      .map(({ id, kind, name, title = '', organisation = '' }) =>
        draft(ids.get(id) ?? '', 'contributor', {
          kind,
          name: texts.line(name),
          sortName: texts.line(proposedSortName(name, kind)),
          slug: texts.slug(name),
          acronym: texts.line(''),
          position: texts.line(title),
          affiliation: texts.line(organisation),
          biography: texts.rich([]),
          place: texts.line(''),
        }),
      ),
    contributionsOf: ({ contributions }) =>
      contributions.map(({ person, role }, index) => {
        const id = ids.get(person) ?? ''
        return {
          _key: `person-${index + 1}`,
          _type: 'contribution',
          contributor: referenceFrom(byId.get(id), 'contributor', id),
          role: locales.map(({ locale }) => localizedItem('String', locale, roleText(role)[locale])),
          affiliation: texts.line(''),
        }
      }),
  }
}
