import { filedAs, inFilingOrder, occupationOf } from '#src/content/people-index.ts'
import { type Locale, locales } from '#src/locales.ts'
import type { Localized } from '#src/model/localized.ts'
import { memoWith } from '#src/model/memo.ts'
import { contributorsIn, referencedId } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { foldForMatching } from '../importer/vocabulary.ts'
import { textIn } from '../schema/localized-fields.ts'
import type { ContentVersions } from '../store/versions.ts'
import { contributorKind, foldedNames, sameNames } from './same-name.ts'

/** A contributor as the desk lists it. */
export type ListedPerson = {
  id: string
  document: RawDocument
  /** The name as it is filed; empty where there is none. */
  name: string
  /** What the person does and where, as the site says it. */
  occupation: string
  /** In how many sessions, and for an organisation with how many people. */
  uses: { sessions: number; people: number }
  /** The ids of others with the same name. */
  doubles: readonly string[]
  isPublished: boolean
  /** What a search looks in, folded. */
  words: string
}

/** Contributors as editors see them, in the order in which the site files them. Costs one look at each document and one sort. */
export function listedPeople(
  { published, documents, byId }: ContentVersions,
  locale: Locale,
): readonly ListedPerson[] {
  const contributors = documents.filter(({ _type }) => _type === 'contributor')
  const uses = usesOf(documents)
  const ids = new Set(published.map(({ _id }) => _id))
  const doubles = sameNames(contributors, namesOf)
  const named = {
    contributor: (id: string | undefined) => {
      const found = id === undefined ? undefined : byId.get(id)
      return found && factsOf(found)
    },
  }
  return inFilingOrder(contributors.map(factsOf), locale).map((facts) => {
    const name = filedAs(facts, locale)
    const occupation = occupationOf(facts, named, locale)
      .map(({ value }) => value)
      .join(', ')
    return {
      ...{ id: facts._id, document: facts.document, name, occupation },
      uses: uses.get(facts._id) ?? nowhere,
      doubles: doubles.get(facts._id) ?? [],
      isPublished: ids.has(facts._id),
      words: `${facts.folded} ${foldForMatching(occupation)}`,
    }
  })
}

/** Which of the people a list shows. */
export const peopleChoices = ['all', 'doubles', 'unused'] as const
export type PeopleChoice = (typeof peopleChoices)[number]

/** Those of a choice that have every word of a search in their names or in what they do. */
export function peopleFound(
  people: readonly ListedPerson[],
  { choice, search }: { choice: PeopleChoice; search: string },
): readonly ListedPerson[] {
  const wanted = foldForMatching(search).split(' ')
  return people.filter(
    ({ uses, doubles, words }) =>
      (choice === 'all' || (choice === 'doubles' ? doubles.length > 0 : !isUsed(uses))) &&
      wanted.every((word) => words.includes(word)),
  )
}

export const isUsed = ({ sessions, people }: ListedPerson['uses']): boolean => sessions + people > 0

const nowhere: ListedPerson['uses'] = { sessions: 0, people: 0 }

/** In how many sessions each contributor is, once a session, and with how many people each organisation. */
function usesOf(documents: readonly RawDocument[]): ReadonlyMap<string, ListedPerson['uses']> {
  const uses = new Map<string, { sessions: number; people: number }>()
  const add = (id: string, use: 'sessions' | 'people') => {
    const known = uses.get(id) ?? { ...nowhere }
    known[use] += 1
    uses.set(id, known)
  }
  for (const document of documents) {
    if (document._type === 'session') for (const id of new Set(contributorsIn(document))) add(id, 'sessions')
    if (document._type !== 'contributor') continue
    const organisation = referencedId(document.organisation)
    if (organisation !== undefined) add(organisation, 'people')
  }
  return uses
}

const namesOf = (document: RawDocument) => factsOf(document).names

/** What is read of a contributor, kept with its document: a key in a form changes one document of thousands. */
const factsOf = memoWith((document: RawDocument) => {
  const names = foldedNames(document)
  return {
    ...{ _id: document._id, document, names, folded: [...names].join(' ') },
    kind: contributorKind(document),
    name: textsOf(document.name),
    sortName: textsOf(document.sortName),
    acronym: textsOf(document.acronym),
    position: textsOf(document.position),
    organisation: referencedId(document.organisation),
    affiliation: textsOf(document.affiliation),
    place: textsOf(document.place),
  }
})

/** A localized field of a form, which may be unfinished. */
const textsOf = (list: unknown): Localized<string> =>
  Object.fromEntries(
    locales.flatMap(({ locale }) => {
      const text = textIn(locale, list)
      return text === '' ? [] : [[locale, text]]
    }),
  )
