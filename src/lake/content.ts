import type { z } from 'zod'
import { type actionsSchema, mutationsOf } from './actions.ts'
import { isRecord } from './document.ts'
import { Refusal, refusalError } from './errors.ts'
import { type Prepared, prepare, type Query, type QueryContext } from './groq.ts'
import { type mutationsSchema, resolveMutation } from './mutations.ts'
import { type Perspective, type View, view } from './perspectives.ts'
import { checkReferences } from './references.ts'
import type { Result, Staging } from './staging.ts'
import type { Committed, Store } from './store.ts'

export type WriteOptions = {
  readonly author: string
  readonly dryRun?: boolean
  readonly generateKeys?: boolean
}

/** What can be asked of the documents and done to them; knows no HTTP but its errors. */
export class Content {
  readonly store: Store
  readonly #context: QueryContext
  /** Views of the documents as they stand; thrown away with each transaction. */
  readonly #views = new Map<string, View>()

  constructor(store: Store, context: QueryContext) {
    this.store = store
    this.#context = context
    store.subscribe(() => this.#views.clear())
  }

  /** @throws {HttpError} 400 for a query that cannot be answered */
  async query(query: Query, perspective: Perspective): Promise<unknown> {
    return this.prepare(query)(this.view(perspective))
  }

  /** @throws {HttpError} 400 for a query that cannot be read */
  prepare(query: Query): Prepared {
    return prepare(query, this.#context)
  }

  view(perspective: Perspective): View {
    const key = JSON.stringify(perspective)
    const known = this.#views.get(key)
    if (known !== undefined) return known
    const made = view(this.store.documents, perspective)
    this.#views.set(key, made)
    return made
  }

  /** @throws {HttpError} with the index of the mutation that could not be done; nothing was done then */
  mutate(
    { mutations, transactionId }: z.infer<typeof mutationsSchema>,
    options: WriteOptions,
  ): { transaction: Committed; results: readonly Result[] } {
    const results: Result[] = []
    const select = (groq: string, params: Query['params']) =>
      idsIn(this.prepare({ groq, params })(this.view('raw')))
    const transaction = this.#write(
      'mutationError',
      mutations,
      transactionId,
      options,
      (staging, requested) => {
        for (const mutation of resolveMutation(requested, select)) results.push(staging.apply(mutation))
      },
    )
    return { transaction, results }
  }

  /** @throws {HttpError} with the index of the action that could not be done; nothing was done then */
  act(
    { actions, transactionId, dryRun = false }: z.infer<typeof actionsSchema>,
    options: WriteOptions,
  ): Committed {
    return this.#write('actionError', actions, transactionId, { ...options, dryRun }, (staging, action) => {
      for (const mutation of mutationsOf(action, (id) => staging.get(id))) staging.apply(mutation)
    })
  }

  #write<Step>(
    errorType: 'mutationError' | 'actionError',
    steps: readonly Step[],
    transactionId: string | null | undefined,
    { author, dryRun = false, generateKeys = false }: WriteOptions,
    take: (staging: Staging, step: Step) => void,
  ): Committed {
    let index = 0
    try {
      return this.store.transact(
        { author, dryRun, generateKeys, transactionId: transactionId ?? undefined },
        (staging) => {
          for (; index < steps.length; index += 1) {
            const step = steps[index]
            if (step !== undefined) take(staging, step)
          }
          index = Math.max(0, index - 1)
          checkReferences(staging.changes(), (id) => staging.get(id), this.store.references)
        },
      )
    } catch (error) {
      throw error instanceof Refusal ? refusalError(errorType, error, index) : error
    }
  }
}

/** Deletions and patches by query go to the documents that it gives, or whose ids it gives. */
function idsIn(answer: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(answer) ? answer : [answer]
  return list.map((item) => (isRecord(item) ? item._id : item)).filter((id) => typeof id === 'string')
}
