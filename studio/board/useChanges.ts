import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import type { RawDocument } from '#src/model/schema.ts'
import {
  ChangedElsewhereError,
  type Outcome,
  type RequestedChange,
  redoChanges,
  type ShownDocument,
  undoChanges,
  type WrittenChange,
  writeChanges,
} from '../store/transactions.ts'
import {
  type Unconfirmed,
  withoutConfirmed,
  withoutPending,
  withPending,
  withSaved,
  withUnconfirmed,
} from './unconfirmed.ts'

/** A change that an editor asks for: how it is described, what it does, and the fields that are shown until it is saved. */
export type ChangeRequest = {
  description: string
  changes: readonly {
    id: string
    change: RequestedChange['change']
    shownUntilSaved?: Readonly<Record<string, unknown>>
  }[]
}

/** The result of a change, an undo or a redo; `description` is that of the change. */
export type ChangeResult =
  /** `count` is the number of documents that were changed. */
  | { kind: 'done'; description: string; count: number }
  | { kind: 'undone' | 'redone'; description: string }
  | { kind: 'elsewhere'; description: string; ids: readonly string[] }
  | { kind: 'failed'; description: string; error: unknown }

export type Changes = {
  /** Every document, with the changes that were made here shown at once. */
  shown: readonly ShownDocument[] | undefined
  change(request: ChangeRequest): void
  undo(): void
  redo(): void
  /** Takes the changes of some documents out of those that can be undone: once published, what was written is no draft any more. */
  forget(ids: readonly string[]): void
  isSaving: boolean
  /** The description of what an undo or a redo would change; undefined where there is none. */
  undoDescription: string | undefined
  redoDescription: string | undefined
}

/**
 * Saves the changes of the board one after the other, and undoes and redoes them. A change is shown before the lake
 * has answered, and disappears again when it cannot be saved.
 */
export function useChanges(
  documents: readonly RawDocument[] | undefined,
  report: (result: ChangeResult) => void,
): Changes {
  const client = useClient({ apiVersion })
  const [unconfirmed, setUnconfirmed] = useState<Unconfirmed>(new Map())
  const [history, setHistory] = useState<History>({ past: [], future: [] })
  const [waiting, setWaiting] = useState(0)
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const shown = useMemo(() => documents && withUnconfirmed(documents, unconfirmed), [documents, unconfirmed])
  // A queued change may start before the next rendering, and needs the state of that moment.
  const current = useRef({ shown, history, report })
  current.current = { shown, history, report }
  // The revision of each document after its last change here. Another revision is somebody else's change.
  const ownRevisions = useRef(new Map<string, string>())

  useEffect(() => {
    if (documents) setUnconfirmed((all) => withoutConfirmed(all, documents))
  }, [documents])

  const showSaved = useCallback(({ shown: saved }: Outcome) => {
    const before = current.current.shown ?? []
    for (const { _id, _rev } of saved) ownRevisions.current.set(_id, _rev)
    setUnconfirmed((all) => withSaved(all, before, saved))
    const after = new Map(saved.map((one) => [one._id, one]))
    current.current.shown = before.map((one) => after.get(one._id) ?? one)
  }, [])

  const keepHistory = useCallback((next: History) => {
    current.current.history = next
    setHistory(next)
  }, [])

  const enqueue = useCallback(
    (description: string, save: () => Promise<ChangeResult | undefined>) => {
      const saveAndReport = async () => {
        try {
          const result = await save()
          if (result) current.current.report(result)
        } catch (error) {
          const isElsewhere = error instanceof ChangedElsewhereError
          if (isElsewhere) keepHistory(without(current.current.history, error.ids))
          current.current.report(
            isElsewhere
              ? { kind: 'elsewhere', description, ids: error.ids }
              : { kind: 'failed', description, error },
          )
        }
        setWaiting((count) => {
          if (count === 1) setUnconfirmed(withoutPending)
          return count - 1
        })
      }
      setWaiting((count) => count + 1)
      queue.current = queue.current.then(saveAndReport)
    },
    [keepHistory],
  )

  const change = useCallback(
    ({ description, changes }: ChangeRequest) => {
      setUnconfirmed((all) => withPending(all, changes))
      enqueue(description, async () => {
        const documentsNow = new Map(current.current.shown?.map((one) => [one._id, one]))
        const requested = changes.flatMap((one): RequestedChange[] => {
          const document = documentsNow.get(one.id)
          return document ? [{ shown: document, change: one.change }] : []
        })
        const outcome = await writeChanges(client, requested)
        if (outcome.written.length === 0) return undefined
        // Where somebody else has changed a document since, its earlier changes can no longer be undone exactly.
        const changedElsewhere = outcome.written.filter(({ id }) => {
          const revision = ownRevisions.current.get(id)
          return revision !== undefined && revision !== documentsNow.get(id)?._rev
        })
        const { past } = without(
          current.current.history,
          changedElsewhere.map(({ id }) => id),
        )
        showSaved(outcome)
        const step = { description, written: outcome.written }
        keepHistory({ past: [...past, step], future: [] })
        return { kind: 'done', description, count: step.written.length }
      })
    },
    [client, enqueue, showSaved, keepHistory],
  )

  const undo = useCallback(() => {
    enqueue(current.current.history.past.at(-1)?.description ?? '', async () => {
      const { past, future } = current.current.history
      const step = past.at(-1)
      if (!step) return undefined
      const documents = asLeftHere(step, current.current.shown, ownRevisions.current)
      showSaved(await undoChanges(client, step.written, documents))
      keepHistory({ past: past.slice(0, -1), future: [...future, step] })
      return { kind: 'undone', description: step.description }
    })
  }, [client, enqueue, showSaved, keepHistory])

  const redo = useCallback(() => {
    enqueue(current.current.history.future.at(-1)?.description ?? '', async () => {
      const { past, future } = current.current.history
      const step = future.at(-1)
      if (!step) return undefined
      const documents = asLeftHere(step, current.current.shown, ownRevisions.current)
      showSaved(await redoChanges(client, step.written, documents))
      keepHistory({ past: [...past, step], future: future.slice(0, -1) })
      return { kind: 'redone', description: step.description }
    })
  }, [client, enqueue, showSaved, keepHistory])

  return {
    shown,
    change,
    undo,
    redo,
    forget: useCallback(
      (ids: readonly string[]) => keepHistory(without(current.current.history, ids)),
      [keepHistory],
    ),
    isSaving: waiting > 0,
    undoDescription: history.past.at(-1)?.description,
    redoDescription: history.future.at(-1)?.description,
  }
}

type HistoryEntry = { description: string; written: readonly WrittenChange[] }
type History = { past: readonly HistoryEntry[]; future: readonly HistoryEntry[] }

/** The documents of a step, with the revisions that they had after their last change here. */
const asLeftHere = (
  { written }: HistoryEntry,
  shown: readonly ShownDocument[] | undefined,
  ownRevisions: ReadonlyMap<string, string>,
): readonly ShownDocument[] => {
  const ids = new Set(written.map(({ id }) => id))
  return (shown ?? [])
    .filter(({ _id }) => ids.has(_id))
    .map((one) => ({ ...one, _rev: ownRevisions.get(one._id) ?? one._rev }))
}

/** The history without what was changed in these documents: what a step changed in others can still be undone. */
function without({ past, future }: History, ids: readonly string[]): History {
  const left = (steps: readonly HistoryEntry[]) =>
    steps
      .map((step) => ({ ...step, written: step.written.filter(({ id }) => !ids.includes(id)) }))
      .filter(({ written }) => written.length > 0)
  return { past: left(past), future: left(future) }
}
