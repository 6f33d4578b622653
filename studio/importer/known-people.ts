import { recordsIn } from '#src/model/fields.ts'
import { contributorsIn, editionOf } from '#src/model/references.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { publishedId } from '../ids.ts'
import { contributorKind, foldedName, foldedNames } from '../people/same-name.ts'
import { joined, studioText } from '../schema/list-text.ts'
import { everyText } from '../schema/localized-fields.ts'
import type { Answers, Plan, PlannedPerson, Question } from './plan.ts'
import { personQuestion } from './plan-people.ts'
import { foldForMatching } from './vocabulary.ts'
import { personLine } from './workbook/programme-cells.ts'
import { cellLines } from './workbook/sent-rows.ts'

/**
 * A plan whose people are those of the same name among the documents. Where somebody of that name is with another
 * organisation, or several have the name and neither the text nor the edition that it goes into tells them apart, the editor
 * is asked, and until then it is somebody else. @param edition the id of that edition
 */
export function withKnownPeople(
  plan: Plan,
  documents: readonly RawDocument[],
  answers: Answers,
  edition?: string,
): Plan {
  const contributors = documents.filter(({ _type }) => _type === 'contributor')
  const byName = Map.groupBy(
    contributors.flatMap((document) => [...foldedNames(document)].map((name) => ({ name, document }))),
    ({ name }) => name,
  )
  const takingPart = new Set(
    documents.filter((one) => edition !== undefined && editionOf(one) === edition).flatMap(contributorsIn),
  )
  const questions: Question[] = []
  const people = plan.people.map((person) => {
    const named = (byName.get(foldedName(person.name)) ?? []).map(({ document }) => document)
    const ofKind = named.filter((document) => contributorKind(document) === person.kind)
    if (ofKind.length > 0) {
      const { found, asked } = amongNamesakes(person, ofKind, { contributors, takingPart, answers })
      questions.push(...asked)
      return found === undefined ? person : { ...person, existing: publishedId(found._id) }
    }
    // Nobody is called as an organisation is: a list of people that names one means it.
    const [other] = person.organisation === undefined ? named : []
    return other === undefined
      ? person
      : { ...person, kind: contributorKind(other), existing: publishedId(other._id) }
  })
  const known = knownLines(plan, documents)
  const asked = plan.questions.filter(({ id }) => !known.has(id))
  return { ...plan, people, questions: [...asked, ...questions].sort((a, b) => a.line - b.line) }
}

/**
 * The answers to questions whether somebody is meant that the documents give: whose name is that of an entry takes part. None to
 * a question that the editor answered.
 */
export function answersByName(
  { questions }: Plan,
  documents: readonly RawDocument[],
  answers: Answers,
): Answers {
  const asked = questions.filter(({ id, code }) => code === 'person' && !answers.has(id))
  if (asked.length === 0) return new Map()
  const names = new Set(
    documents.filter(({ _type }) => _type === 'contributor').flatMap((one) => [...foldedNames(one)]),
  )
  return new Map(
    asked.flatMap(({ id, facts: { name = '' } }) =>
      names.has(foldedName(name)) ? [[id, 'take'] as const] : [],
    ),
  )
}

type Known = {
  contributors: readonly RawDocument[]
  /** The ids of those who are in the edition already. */
  takingPart: ReadonlySet<string>
  answers: Answers
}

/** Who is meant among those of a name, by the organisation and the title that are written, or by what the editor answered. */
function amongNamesakes(
  person: PlannedPerson,
  named: readonly RawDocument[],
  { contributors, takingPart, answers }: Known,
): { found: RawDocument | undefined; asked: readonly Question[] } {
  const withOrganisations = named.map((document) => ({
    document,
    known: organisationsOf(document, contributors),
  }))
  const there =
    person.organisation === undefined
      ? []
      : withOrganisations.filter(({ known }) => known.length > 0 && isWithOne(person, known))
  const likely = there.length > 0 ? there : withOrganisations
  const titled = likely.filter(({ document: { position } }) => isOneOf(person.title, everyText(position)))
  const here = likely.filter(({ document }) => takingPart.has(publishedId(document._id)))
  const sure = [there, titled, here].find((all) => all.length === 1) ?? (named.length === 1 ? likely : [])
  const [only] = sure
  if (only !== undefined && isWithOne(person, only.known)) return { found: only.document, asked: [] }
  const questions = (only ? sure : likely).map(({ document, known }) => ({
    document,
    question: questionAbout(person, document, { known, isOne: only !== undefined }),
  }))
  const taken = questions.find(({ question }) => answers.get(question.id) === 'take')
  return {
    found: taken?.document,
    asked: (taken ? [taken] : questions).map(({ question }) => question),
  }
}

function questionAbout(
  { name, organisation = '', line }: PlannedPerson,
  { _id, position }: RawDocument,
  { known: [known = ''], isOne }: { known: readonly string[]; isOne: boolean },
): Question {
  const id = `known:${publishedId(_id)}:${foldedName(name)}`
  if (isOne) return { id, code: 'known', line, facts: { name, known, organisation } }
  return { id, code: 'namesake', line, facts: { name, known: joined(studioText(position), known) || '–' } }
}

const isOneOf = (text: string | undefined, known: readonly string[]): boolean =>
  text !== undefined && known.some((one) => foldForMatching(one) === foldForMatching(text))

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
