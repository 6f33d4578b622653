import { isLocale, type Locale, locales } from '#src/locales.ts'
import { translationStates } from '#src/rules/review.ts'
import { type DocumentTasks, type Task, taskId } from './tasks.ts'

/** What the translation desk shows; it is kept in the address. */
export type DeskChoice = {
  language: Locale
  /** The id of an edition; `shared` for documents that belong to none, `all` for everything. */
  where: string
  state: (typeof deskStates)[number]
}

/** `open` is all that is not reviewed; `hints` is what has hints about terms, and `all` is all, whatever its state. */
export const deskStates = ['open', ...translationStates, 'hints', 'all'] as const

/** The choice in an address. A wrong or missing word means open translations of all documents in the first language after the source. */
export function choiceIn({ language, where, state }: Readonly<Record<string, unknown>>): DeskChoice {
  const asked = typeof language === 'string' ? language : undefined
  return {
    language: isLocale(asked) ? asked : (locales[1] ?? locales[0]).locale,
    where: typeof where === 'string' ? where : 'all',
    state: deskStates.find((one) => one === state) ?? 'open',
  }
}

/** The documents of an edition, those that belong to none, or all. */
export const tasksWhere = (all: readonly DocumentTasks[], where: string): readonly DocumentTasks[] =>
  where === 'all' ? all : all.filter((one) => (one.where ?? 'shared') === where)

/** The documents with only those tasks that a choice of states shows, or that are kept, by their ids, whatever their state. */
export const tasksInState = (
  all: readonly DocumentTasks[],
  state: DeskChoice['state'],
  kept: ReadonlySet<string> = new Set(),
): readonly DocumentTasks[] =>
  all
    .map((one) => ({
      ...one,
      tasks: one.tasks.filter((task) => isShown(task, state) || kept.has(taskId(one.document, task))),
    }))
    .filter(({ tasks }) => tasks.length > 0)

function isShown({ state, hints }: Task, asked: DeskChoice['state']): boolean {
  if (asked === 'hints') return hints.length > 0
  if (asked === 'all') return true
  return asked === 'open' ? state !== 'reviewed' : state === asked
}

/** The number of tasks that each choice of states shows. */
export function taskCounts(all: readonly DocumentTasks[]): ReadonlyMap<DeskChoice['state'], number> {
  const tasks = all.flatMap((one) => one.tasks)
  return new Map(deskStates.map((state) => [state, tasks.filter((task) => isShown(task, state)).length]))
}
