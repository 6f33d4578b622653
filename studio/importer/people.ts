import type { ContributionRole } from './contribution-roles.ts'
import type { FoundPerson } from './plan.ts'

/** `people` are sure; each of `asked` the editor must take or leave; `rest` is the text without those that are sure. */
export type FoundPeople = {
  people: readonly FoundPerson[]
  asked: readonly FoundPerson[]
  rest: string
}

/**
 * The people that a text names: after a word for a role, or all of it where `role` says that the text lists people.
 * The same text gives the same people.
 */
export function peopleIn(text: string, role?: ContributionRole): FoundPeople {
  void role
  return { people: [], asked: [], rest: text }
}
