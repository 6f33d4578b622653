import { isLocale } from '#src/locales.ts'
import type { Localized } from '#src/model/localized.ts'
import type { Times } from '#src/model/time.ts'

/** What readers plan by of a session. Rooms and people are ids, sorted: nobody plans by their order. */
export type Facts = {
  readonly times: Times
  readonly rooms: readonly string[]
  readonly people: readonly string[]
  readonly titles: Localized<string>
  readonly isCancelled: boolean
}

/**
 * A change of a session between two published programmes: the facts that were touched, before and after. Null on one side
 * where the session was not in that programme; the other side then has all facts, and so has `before` of one that was
 * withdrawn. Where several changes were merged, a fact may be the same before and after.
 */
export type FactsChange = {
  readonly session: string
  readonly before: Partial<Facts> | null
  readonly after: Partial<Facts> | null
}

/** A change with its times in ISO 8601, to the second: when it happened, and when the first of those merged into it did. */
export type SessionChange = FactsChange & {
  readonly began: string
  readonly at: string
  /** It was in the programme before, and had been withdrawn. */
  readonly isBack?: true
}

/** A published programme: the facts of each session, by id. */
export type PlannedSessions = ReadonlyMap<string, Facts>

/** What changed of a session; undefined where nothing did. */
export function changeBetween(
  session: string,
  before: Facts | undefined,
  after: Facts | undefined,
): FactsChange | undefined {
  if (before === undefined || after === undefined)
    return before === after ? undefined : { session, before: before ?? null, after: after ?? null }
  const touched = factNames.filter((name) => !isSameFact(name, before, after))
  return touched.length === 0
    ? undefined
    : { session, before: only(touched, before), after: only(touched, after) }
}

/** The programme after some changes, in their order. */
export function appliedTo(older: PlannedSessions, changes: readonly FactsChange[]): PlannedSessions {
  const newer = new Map(older)
  for (const { session, after } of changes) {
    const facts = newer.get(session)
    if (after === null) newer.delete(session)
    else if (isWhole(after)) newer.set(session, after)
    else if (facts !== undefined) newer.set(session, { ...facts, ...after })
  }
  return newer
}

/** A change and the next one of the same session as one. */
export function mergedChanges<C extends FactsChange>(first: FactsChange, second: C): C {
  return {
    ...second,
    before: first.before && { ...second.before, ...first.before },
    after: second.after && { ...first.after, ...second.after },
  }
}

/** What is told of a change, most important first. `asBefore`: all that was touched is again as it was. */
export type Told =
  | { readonly kind: 'new' | 'back' | 'withdrawn' | 'cancelled' | 'restored' | 'asBefore' }
  | { readonly kind: 'moved'; readonly from: Times; readonly to: Times }
  | { readonly kind: 'rooms'; readonly from: readonly string[]; readonly to: readonly string[] }
  | { readonly kind: 'people'; readonly joined: readonly string[]; readonly left: readonly string[] }
  | { readonly kind: 'renamed'; readonly from: Localized<string>; readonly to: Localized<string> }

export function toldOf({ before, after, isBack }: FactsChange & { isBack?: true }): readonly Told[] {
  if (after === null) return [{ kind: 'withdrawn' }]
  if (before === null) return [{ kind: isBack ? 'back' : 'new' }]
  const told = factNames.flatMap((name) =>
    name in before && name in after && !isSameFact(name, before, after) ? tellers[name](before, after) : [],
  )
  return told.length === 0 ? [{ kind: 'asBefore' }] : told
}

/** The facts, the most important first. */
const factNames = [
  'isCancelled',
  'times',
  'rooms',
  'people',
  'titles',
] as const satisfies readonly (keyof Facts)[]

type Teller = (before: Partial<Facts>, after: Partial<Facts>) => readonly Told[]

const tellers: Readonly<Record<keyof Facts, Teller>> = {
  isCancelled: (_before, { isCancelled }) => [{ kind: isCancelled ? 'cancelled' : 'restored' }],
  times: ({ times: from }, { times: to }) => (from && to ? [{ kind: 'moved', from, to }] : []),
  rooms: ({ rooms: from = [] }, { rooms: to = [] }) => [{ kind: 'rooms', from, to }],
  people: ({ people: before }, { people: after }) => [
    { kind: 'people', joined: without(after, before), left: without(before, after) },
  ],
  titles: ({ titles: from = {} }, { titles: to = {} }) => [{ kind: 'renamed', from, to }],
}

const only = (names: readonly (keyof Facts)[], facts: Facts): Partial<Facts> =>
  Object.fromEntries(names.map((name) => [name, facts[name]]))

const isWhole = (facts: Partial<Facts>): facts is Facts => factNames.every((name) => name in facts)

const isSameFact = (name: keyof Facts, before: Partial<Facts>, after: Partial<Facts>): boolean =>
  name === 'titles'
    ? isSameTitle(before.titles ?? {}, after.titles ?? {})
    : JSON.stringify(before[name]) === JSON.stringify(after[name])

/** Whether titles differ at most in what typesetting makes of them: that is no news, and changes with the rules for it. */
function isSameTitle(before: Localized<string>, after: Localized<string>): boolean {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)].filter(isLocale))
  return [...keys].every((key) => {
    const [old, present] = [before[key], after[key]]
    return old === present || (old !== undefined && present !== undefined && plain(old) === plain(present))
  })
}

/** @example plain('Qu’en dire\u202f?') → "Qu'en dire?" */
const plain = (text: string): string =>
  text
    .replace(/[\s\u00ad\u2060]+/gu, ' ')
    .replace(/ ?[«»“”„"] ?/gu, '"')
    .replace(/[’‘]/gu, "'")
    .replace(/ ([;:!?])/gu, '$1')

const without = (list: readonly string[] = [], others: readonly string[] = []): readonly string[] =>
  list.filter((item) => !others.includes(item))
