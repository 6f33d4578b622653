import { memoWith } from '#src/model/memo.ts'
import { byText } from '#src/model/order.ts'
import type { Snapshot } from '#src/model/schema.ts'
import type { Facts, SessionChange } from '#src/programme/session-changes.ts'
import type { Ledger, PermalinkRecord } from './ledger.ts'

/** What became of people whose documents were merged with others, or who are to be forgotten. */
export type FormerPeople = {
  /** The id of the contributor that has the place of another one today; of all others the id itself. */
  presentId: (id: string) => string
  isForgotten: (id: string) => boolean
  /** Whether there are none of them. */
  isEmpty: boolean
}

/** What says so: the contributors, and the forum where there is one. */
type WithPeople = Pick<Snapshot, 'contributors'> & { forum?: Snapshot['forum'] | undefined }

/** A document that is there is itself, whatever others say of it: an editor may have brought it back. */
export const formerPeople = memoWith(({ contributors, forum }: WithPeople): FormerPeople => {
  const present = new Set(contributors.map(({ _id }) => _id))
  const stays = new Map(
    contributors.flatMap(({ _id, replaces }) =>
      replaces.filter((id) => !present.has(id)).map((id) => [id, _id] as const),
    ),
  )
  const forgotten = new Set((forum?.forgotten ?? []).filter((id) => !present.has(id)))
  return {
    presentId: (id) => stays.get(id) ?? id,
    isForgotten: (id) => forgotten.has(id),
    isEmpty: stays.size + forgotten.size === 0,
  }
})

/**
 * A ledger without those who are to be forgotten: no address, no permalink, no title and no change knows them. In the
 * sessions that were published, and in what changed of them, those who were merged are the ones that have their place:
 * that is no change of the programme. Their addresses stay theirs. Costs one look at all of a ledger where there are any.
 */
export function withoutFormerPeople(ledger: Ledger, snapshot: WithPeople): Ledger {
  const { presentId, isForgotten, isEmpty } = formerPeople(snapshot)
  if (isEmpty) return ledger
  const people = (ids: readonly string[]) =>
    [...new Set(ids.filter((id) => !isForgotten(id)).map(presentId))].sort(byText)
  const isKept = ({ kind, id }: { kind: string; id: string }) => kind !== 'contributor' || !isForgotten(id)
  const record = (one: PermalinkRecord): PermalinkRecord =>
    one.last?.people === undefined ? one : { ...one, last: { ...one.last, people: people(one.last.people) } }
  const facts = <F extends Partial<Facts> | null>(one: F): F =>
    one?.people === undefined ? one : { ...one, people: people(one.people) }
  const change = (one: SessionChange): readonly SessionChange[] => {
    const next = { ...one, before: facts(one.before), after: facts(one.after) }
    return isOfPeopleAlone(one) && isSameList(next.before?.people, next.after?.people) ? [] : [next]
  }
  return {
    ...ledger,
    addresses: mapped(ledger.addresses, (claim) => {
      if (!isKept(claim)) return []
      const { before, ...own } = claim
      const earlier = before?.filter(isKept) ?? []
      return [
        earlier.length === (before?.length ?? 0)
          ? claim
          : { ...own, ...(earlier.length > 0 && { before: earlier }) },
      ]
    }),
    permalinks: mapped(ledger.permalinks, (one) => (isKept(one) ? [record(one)] : [])),
    changes: mapped(ledger.changes, (list) => [list.flatMap(change)]),
  }
}

/** Whether a change touched nothing but who takes part. */
const isOfPeopleAlone = ({ before, after }: SessionChange): boolean =>
  before !== null && after !== null && [before, after].every((side) => Object.keys(side).join() === 'people')

const isSameList = (one: readonly string[] = [], other: readonly string[] = []): boolean =>
  one.join(' ') === other.join(' ')

const mapped = <T>(
  list: Readonly<Record<string, T>>,
  change: (value: T) => readonly T[],
): Readonly<Record<string, T>> =>
  Object.fromEntries(
    Object.entries(list).flatMap(([name, value]) => change(value).map((next) => [name, next])),
  )
