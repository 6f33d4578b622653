import type { DocumentSelector } from '../dataset.ts'
import type { Mutation } from '../mutations.ts'
import type { CommittedTransaction } from '../store.ts'

/**
 * The events that a listener receives for a transaction: one for each document that its query selects before or
 * after the transaction. They come later when a worker has to evaluate the query.
 * @param url the listener's address, with its options
 */
export function mutationEventsFor(
  url: string,
  select: DocumentSelector,
): (transaction: CommittedTransaction) => readonly MutationEvent[] | Promise<readonly MutationEvent[]> {
  const { searchParams } = new URL(url)
  const isSet = (name: string, byDefault: boolean) => (searchParams.get(name) ?? String(byDefault)) === 'true'
  const include = {
    result: isSet('includeResult', false),
    previous: isSet('includePreviousRevision', false),
    mutations: isSet('includeMutations', true),
    effects: searchParams.get('effectFormat') === 'mendoza',
  }
  return (transaction) => {
    const selected = select(transaction.changes.flatMap(({ before, after }) => [before, after]))
    return selected instanceof Promise
      ? selected.then((resolved) => eventsOf(transaction, resolved, include))
      : eventsOf(transaction, selected, include)
  }
}

/** The transaction of a position, which is the id of an event or of a whole transaction. */
export const transactionIdOf = (position: string): string => position.replace(/#[^#]*$/, '')

/** The events of a transaction after a position: a connection may break between two events of one transaction. */
export function eventsAfter(
  events: readonly MutationEvent[],
  position: string | undefined,
): readonly MutationEvent[] {
  if (position === undefined) return events
  if (position === transactionIdOf(position)) return []
  return events.slice(events.findIndex(({ eventId }) => eventId === position) + 1)
}

type Include = {
  readonly result: boolean
  readonly previous: boolean
  readonly mutations: boolean
  readonly effects: boolean
}

/** @param selected for each change, whether the document is selected before it, and whether after it */
function eventsOf(
  { id, author, timestamp, mutations, changes }: CommittedTransaction,
  selected: readonly boolean[],
  include: Include,
) {
  const relevant = changes
    .map((change, place) => ({
      ...change,
      isSelectedBefore: selected[2 * place] ?? false,
      isSelectedAfter: selected[2 * place + 1] ?? false,
    }))
    .filter(({ isSelectedBefore, isSelectedAfter }) => isSelectedBefore || isSelectedAfter)
  return relevant.map((change, place) => ({
    eventId: `${id}#${change.id}`,
    documentId: change.id,
    transactionId: id,
    transition: transitionOf(change),
    identity: author,
    ...(change.before && { previousRev: change.before._rev }),
    resultRev: id,
    timestamp,
    visibility: 'query',
    // Counts only the events of this listener, since a client waits for all events of a transaction.
    transactionTotalEvents: relevant.length,
    transactionCurrentEvent: place + 1,
    ...(include.mutations && {
      mutations: mutations.filter((mutation) => documentIdOf(mutation) === change.id),
    }),
    ...(include.effects && { effects: change.effects }),
    ...(include.previous && { previous: change.before ?? null }),
    ...(include.result && change.after && { result: change.after }),
  }))
}

export type MutationEvent = ReturnType<typeof eventsOf>[number]

function transitionOf(change: { readonly isSelectedBefore: boolean; readonly isSelectedAfter: boolean }) {
  if (!change.isSelectedAfter) return 'disappear'
  return change.isSelectedBefore ? 'update' : 'appear'
}

function documentIdOf(mutation: Mutation): string | undefined {
  if ('delete' in mutation) return mutation.delete.id
  if ('patch' in mutation) return mutation.patch.id
  if ('create' in mutation) return mutation.create._id
  return 'createOrReplace' in mutation ? mutation.createOrReplace._id : mutation.createIfNotExists._id
}
