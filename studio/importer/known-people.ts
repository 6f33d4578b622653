import { recordsIn } from '#src/model/fields.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { publishedId } from '../ids.ts'
import { contributorKind, foldedName, foldedNames } from '../people/same-name.ts'
import { everyText } from '../schema/localized-fields.ts'
import type { Answers, Plan, PlannedPerson, Question } from './plan.ts'
import { personQuestion } from './plan-people.ts'
import { foldForMatching } from './vocabulary.ts'
import { personLine } from './workbook/programme-cells.ts'
import { cellLines } from './workbook/sent-rows.ts'

/**
 * A plan whose people are those of the same name among the documents. Where somebody of that name is with another
 * organisation, the editor is asked, and until then it is somebody else.
 */
export function withKnownPeople(plan: Plan, documents: readonly RawDocument[], answers: Answers): Plan {
  const contributors = documents.filter(({ _type }) => _type === 'contributor')
  const byName = Map.groupBy(
    contributors.flatMap((document) => [...foldedNames(document)].map((name) => ({ name, document }))),
    ({ name }) => name,
  )
  const questions: Question[] = []
  const people = plan.people.map((person) => {
    const named = byName.get(foldedName(person.name)) ?? []
    // Nobody is called as an organisation is: a list of people that names one means it.
    const other = person.organisation === undefined ? named[0] : undefined
    const found = named.find(({ document }) => contributorKind(document) === person.kind) ?? other
    if (found === undefined) return person
    const existing = publishedId(found.document._id)
    const kind = contributorKind(found.document)
    if (kind !== person.kind) return { ...person, kind, existing }
    const known = organisationsOf(found.document, contributors)
    if (isWithOne(person, known)) return { ...person, existing }
    const id = `known:${existing}:${foldedName(person.name)}`
    questions.push({
      id,
      code: 'known',
      line: lineOf(plan, person),
      facts: { name: person.name, known: known[0] ?? '', organisation: person.organisation ?? '' },
    })
    return answers.get(id) === 'take' ? { ...person, existing } : person
  })
  const known = knownLines(plan, documents)
  const asked = plan.questions.filter(({ id }) => !known.has(id))
  return { ...plan, people, questions: [...asked, ...questions].sort((a, b) => a.line - b.line) }
}

/**
 * The questions about lines of a workbook of ours that are as they went out, by their ids: somebody else was edited in the same cell, and
 * nobody is to be asked about these.
 */
function knownLines({ items, locale }: Plan, documents: readonly RawDocument[]): ReadonlySet<string> {
  const isSent = items.some(({ sent }) => sent)
  const byId = new Map(isSent ? documents.map((one) => [one._id, one]) : [])
  const named = (id: string) => byId.get(id)
  return new Set(
    items.flatMap(({ sent, line }) =>
      recordsIn(byId.get(sent?.document ?? '')?.contributors).flatMap((one) => {
        const { column, text } = personLine(one, { locale, named })
        const written = cellLines(text).join()
        if (!sent?.people.get(column)?.includes(written)) return []
        const [, name = ''] = /^[^:]*:\s+(.*)$/.exec(written) ?? []
        return [written, name].map((words) => personQuestion(line, words))
      }),
    ),
  )
}

/** The organisations of a contributor, by the texts of its form and by the document that it names. */
function organisationsOf(
  { affiliation, place, organisation }: RawDocument,
  contributors: readonly RawDocument[],
): string[] {
  const reference = organisation as { _ref?: unknown } | undefined
  const named = contributors.find(({ _id }) => publishedId(_id) === reference?._ref)
  return [
    ...everyText(affiliation),
    ...everyText(named?.name),
    ...everyText(named?.acronym),
    ...everyText(place),
  ]
}

/** Whether a person may be with one of some organisations: one of them is written, or nothing is known. */
function isWithOne({ organisation }: PlannedPerson, known: readonly string[]): boolean {
  if (organisation === undefined || known.length === 0) return true
  const own = foldForMatching(organisation)
  return known.some((one) => foldForMatching(one).includes(own) || own.includes(foldForMatching(one)))
}

const lineOf = ({ items }: Plan, { id }: PlannedPerson): number =>
  items.find(({ contributions }) => contributions.some(({ person }) => person === id))?.line ?? 0
