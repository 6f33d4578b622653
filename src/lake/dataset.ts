import type { z } from 'zod'
import { type actionsSchema, mutationsOf } from './actions.ts'
import { isPublished, type StoredDocument } from './document.ts'
import { Refusal, refusalError, requestError } from './errors.ts'
import { type Mutation, type mutationsSchema, queriesOf, resolveMutation } from './mutations.ts'
import type { Perspective } from './perspectives.ts'
import type { QueryContext } from './query/answer.ts'
import { holds } from './query/filter.ts'
import { Pool } from './query/pool.ts'
import { Results } from './query/results.ts'
import type { Query } from './query/syntax.ts'
import { checkReferences } from './references.ts'
import type { Result, Staging } from './staging.ts'
import type { Committed, Store } from './store.ts'

export type WriteOptions = {
  readonly author: string
  readonly dryRun?: boolean
  readonly generateKeys?: boolean
}

/** Whether a listener's query selects each of some documents. */
export type Selects = (
  documents: readonly (StoredDocument | undefined)[],
) => readonly boolean[] | Promise<readonly boolean[]>

/** How often a mutation by query is tried again when others write while its query is asked. */
const attempts = 20

/** What can be asked of the documents and done to them; knows no HTTP but its errors. */
export class Content {
  readonly store: Store
  readonly #context: QueryContext
  readonly #pool: Pool
  /** What was answered for readers of published documents, and for all others. */
  readonly #published = new Results()
  readonly #others = new Results()
  #revision = 0

  /** @param queryMilliseconds how long a query may take */
  constructor(store: Store, context: QueryContext, queryMilliseconds: number) {
    this.store = store
    this.#context = context
    this.#pool = new Pool({
      sanity: context.sanity,
      milliseconds: queryMilliseconds,
      ids: () => store.documents.map(({ _id }) => _id),
      get: (id) => store.get(id),
    })
    // Before anybody else hears of it, so that whoever asks because of a change is answered with it.
    store.subscribe(({ changes }) => {
      this.#revision += 1
      this.#others.forget()
      if (changes.some(({ id }) => isPublished(id))) this.#published.forget()
      this.#pool.tell(changes.map(({ id, after }) => ({ id, after })))
    })
  }

  /**
   * The result of a query, as JSON.
   * @param identity of the one who asks
   * @throws {HttpError} 400 for a query that cannot be answered, or not in time
   */
  query(
    query: Query,
    perspective: Perspective,
    identity = this.#context.identity,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const isPublic = perspective !== 'raw' && perspective.length === 0
    const asker = query.groq.includes('identity') ? identity : ''
    const name = JSON.stringify([query.groq, query.params, isPublic || perspective, asker])
    return (isPublic ? this.#published : this.#others).get(name, () =>
      this.#pool.ask('answer', { query, perspective, identity }),
    )
  }

  /**
   * A listener's query: tried here when that is quick, else by a worker, and then its answers take a while.
   * @throws {HttpError} 400 for a query that cannot be read; the result does so for one that cannot be answered in time
   */
  async listener(query: Query, identity = this.#context.identity): Promise<Selects> {
    const condition = await this.#pool.ask('filter', { query })
    return (documents) =>
      condition === undefined
        ? this.#pool.ask('selects', { query, documents, identity })
        : documents.map((document) => document !== undefined && holds(condition, document))
  }

  /** Ends the threads that answer queries. */
  close(): Promise<void> {
    return this.#pool.close()
  }

  /** @throws {HttpError} with the index of the mutation that could not be done; nothing was done then */
  async mutate(
    { mutations, transactionId }: z.infer<typeof mutationsSchema>,
    options: WriteOptions,
  ): Promise<{ transaction: Committed; results: readonly Result[] }> {
    const resolved = await this.#resolved(mutations, options.author)
    const results: Result[] = []
    const transaction = this.#write('mutationError', resolved, transactionId, options, (staging, few) => {
      for (const mutation of few) results.push(staging.apply(mutation))
    })
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

  /**
   * The mutations by id that each of the requested ones comes down to. Their queries are asked before the
   * transaction, which must then find the documents as the queries did.
   */
  async #resolved(
    requested: z.infer<typeof mutationsSchema>['mutations'],
    identity: string,
  ): Promise<readonly (readonly Mutation[])[]> {
    const queries = requested.flatMap(queriesOf)
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const before = this.#revision
      const found: (readonly string[])[] = []
      for (const query of queries) found.push(await this.#pool.ask('ids', { query, identity }))
      if (this.#revision !== before) continue
      const ids = found.values()
      return requested.map((mutation) => resolveMutation(mutation, () => ids.next().value ?? []))
    }
    throw requestError(409, 'The documents changed again and again while the query of a mutation was asked')
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
