import type {
  Answers,
  FoundPerson,
  PlannedContribution,
  PlannedItem,
  PlannedPerson,
  Problem,
  Question,
} from './plan.ts'
import { foldForMatching } from './vocabulary.ts'

/** The id of the question whether somebody is meant, by the number of the line and the words in it. */
export const personQuestion = (line: number, written: string): string =>
  `person:${line}:${foldForMatching(written)}`

/** The people of a plan while lines are read into it, and the questions about those that are not sure. */
export class PlanPeople {
  readonly people: PlannedPerson[] = []
  readonly questions: Question[] = []
  readonly problems: Problem[] = []
  readonly #answers: Answers

  constructor(answers: Answers) {
    this.#answers = answers
  }

  /** Adds people that are sure to a session. `line` is the number of their line. */
  add(item: PlannedItem, found: readonly FoundPerson[], line: number): void {
    for (const one of found) {
      const person = this.#personOf(one, line)
      const isKnown = item.contributions.some(
        (other) => other.person === person.id && other.role === one.role,
      )
      const contribution: PlannedContribution = { person: person.id, role: one.role }
      if (!isKnown) item.contributions = [...item.contributions, contribution]
      if (one.isToConfirm === true) this.problems.push({ code: 'toConfirm', line, facts: { name: one.name } })
    }
  }

  /** Asks about people that are not sure. Those that the editor took are added. @returns these */
  ask(item: PlannedItem, asked: readonly FoundPerson[], line: number): readonly FoundPerson[] {
    const taken = asked.filter((one) => {
      const id = personQuestion(line, one.written)
      const { name, role } = one
      this.questions.push({
        id,
        code: 'person',
        line,
        facts: { name, role, session: item.title },
      })
      return this.#answers.get(id) === 'take'
    })
    this.add(item, taken, line)
    return taken
  }

  /** One name is one person. What one mention of a person says and another does not is of both. */
  #personOf({ kind, name, title, organisation }: FoundPerson, line: number): PlannedPerson {
    const known = this.people.find((one) => foldForMatching(one.name) === foldForMatching(name))
    if (known === undefined) {
      const id = `person-${this.people.length + 1}`
      const person = { id, kind, name, line, ...(title && { title }), ...(organisation && { organisation }) }
      this.people.push(person)
      return person
    }
    const differs =
      organisation !== undefined &&
      known.organisation !== undefined &&
      foldForMatching(organisation) !== foldForMatching(known.organisation)
    if (differs)
      this.problems.push({
        code: 'twoOrganisations',
        line,
        facts: { name, organisation: known.organisation ?? '', other: organisation },
      })
    if (title) known.title ??= title
    if (organisation) known.organisation ??= organisation
    return known
  }
}
