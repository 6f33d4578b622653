import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '#src/config.ts'
import type { RawDocument } from '#src/model/schema.ts'
import { type AllAhead, caughtUp, hoping, settled, withAhead, withoutHopes } from './ahead.ts'
import {
  ChangedElsewhere,
  type Outcome,
  redo,
  type Shown,
  undo,
  type Wish,
  type Written,
  write,
} from './write.ts'

/** A change that an editor asks for: its words, what it does, and the fields that are shown until it is saved. */
export type Asked = {
  words: string
  changes: readonly { id: string; change: Wish['change']; meanwhile?: Readonly<Record<string, unknown>> }[]
}

/** What came of a change, an undo or a redo; `words` are those of the change. */
export type Told =
  /** `count` is how many documents were changed. */
  | { kind: 'done'; words: string; count: number }
  | { kind: 'undone' | 'redone'; words: string }
  | { kind: 'elsewhere'; words: string; ids: readonly string[] }
  | { kind: 'failed'; words: string; error: unknown }

export type Changes = {
  /** Every document, with what was changed here shown at once. */
  shown: readonly Shown[] | undefined
  change(asked: Asked): void
  undo(): void
  redo(): void
  /** Leaves nothing to undo: what was written is no draft any more. */
  forget(): void
  isSaving: boolean
  /** What would be undone or done again, in words. */
  undoes: string | undefined
  redoes: string | undefined
}

/**
 * Writes what is changed on the board, one change after the other, and takes it back. A change is shown before the
 * lake has answered, and is gone again when it fails.
 */
export function useChanges(
  documents: readonly RawDocument[] | undefined,
  tell: (told: Told) => void,
): Changes {
  const client = useClient({ apiVersion })
  const [ahead, setAhead] = useState<AllAhead>(new Map())
  const [steps, setSteps] = useState<Steps>({ past: [], future: [] })
  const [waiting, setWaiting] = useState(0)
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const shown = useMemo(() => documents && withAhead(documents, ahead), [documents, ahead])
  // What a change finds when its turn comes, which may be before the next rendering.
  const now = useRef({ shown, steps, tell })
  now.current = { shown, steps, tell }
  // The revisions in which documents were left here. What has another one since was changed by somebody else.
  const left = useRef(new Map<string, string>())

  useEffect(() => {
    if (documents) setAhead((all) => caughtUp(all, documents))
  }, [documents])

  const settle = useCallback(({ shown: written }: Outcome) => {
    const before = now.current.shown ?? []
    for (const { _id, _rev } of written) left.current.set(_id, _rev)
    setAhead((all) => settled(all, before, written))
    const after = new Map(written.map((one) => [one._id, one]))
    now.current.shown = before.map((one) => after.get(one._id) ?? one)
  }, [])

  const remember = useCallback((next: Steps) => {
    now.current.steps = next
    setSteps(next)
  }, [])

  const enqueue = useCallback(
    (words: string, work: () => Promise<Told | undefined>) => {
      setWaiting((count) => count + 1)
      queue.current = queue.current.then(async () => {
        try {
          const told = await work()
          if (told) now.current.tell(told)
        } catch (error) {
          if (error instanceof ChangedElsewhere) remember(without(now.current.steps, error.ids))
          now.current.tell(
            error instanceof ChangedElsewhere
              ? { kind: 'elsewhere', words, ids: error.ids }
              : { kind: 'failed', words, error },
          )
        }
        setWaiting((count) => {
          if (count === 1) setAhead(withoutHopes)
          return count - 1
        })
      })
    },
    [remember],
  )

  const change = useCallback(
    ({ words, changes }: Asked) => {
      setAhead((all) => hoping(all, changes))
      enqueue(words, async () => {
        const known = new Map(now.current.shown?.map((one) => [one._id, one]))
        const wishes = changes.flatMap((one): Wish[] => {
          const document = known.get(one.id)
          return document ? [{ shown: document, change: one.change }] : []
        })
        const outcome = await write(client, wishes)
        if (outcome.written.length === 0) return undefined
        // Where somebody else went on from what was done here, that can no longer be taken back exactly.
        const others = outcome.written.filter(({ id }) => {
          const rev = left.current.get(id)
          return rev !== undefined && rev !== known.get(id)?._rev
        })
        const { past } = without(
          now.current.steps,
          others.map(({ id }) => id),
        )
        settle(outcome)
        const step = { words, written: outcome.written }
        remember({ past: [...past, step], future: [] })
        return { kind: 'done', words, count: step.written.length }
      })
    },
    [client, enqueue, settle, remember],
  )

  const takeBack = useCallback(() => {
    enqueue(now.current.steps.past.at(-1)?.words ?? '', async () => {
      const { past, future } = now.current.steps
      const step = past.at(-1)
      if (!step) return undefined
      settle(await undo(client, step.written, leftIn(step, now.current.shown, left.current)))
      remember({ past: past.slice(0, -1), future: [...future, step] })
      return { kind: 'undone', words: step.words }
    })
  }, [client, enqueue, settle, remember])

  const doAgain = useCallback(() => {
    enqueue(now.current.steps.future.at(-1)?.words ?? '', async () => {
      const { past, future } = now.current.steps
      const step = future.at(-1)
      if (!step) return undefined
      settle(await redo(client, step.written, leftIn(step, now.current.shown, left.current)))
      remember({ past: [...past, step], future: future.slice(0, -1) })
      return { kind: 'redone', words: step.words }
    })
  }, [client, enqueue, settle, remember])

  return {
    shown,
    change,
    undo: takeBack,
    redo: doAgain,
    forget: useCallback(() => remember({ past: [], future: [] }), [remember]),
    isSaving: waiting > 0,
    undoes: steps.past.at(-1)?.words,
    redoes: steps.future.at(-1)?.words,
  }
}

type Step = { words: string; written: readonly Written[] }
type Steps = { past: readonly Step[]; future: readonly Step[] }

/** The documents of a step in the revisions in which they were left here. */
const leftIn = (
  { written }: Step,
  shown: readonly Shown[] | undefined,
  left: ReadonlyMap<string, string>,
): readonly Shown[] =>
  written.flatMap(({ id }) => {
    const one = shown?.find(({ _id }) => _id === id)
    return one ? [{ ...one, _rev: left.get(id) ?? one._rev }] : []
  })

/** Without the steps that touched these documents. */
function without({ past, future }: Steps, ids: readonly string[]): Steps {
  const kept = ({ written }: Step) => !written.some(({ id }) => ids.includes(id))
  return { past: past.filter(kept), future: future.filter(kept) }
}
